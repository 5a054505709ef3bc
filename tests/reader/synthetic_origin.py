"""What an invented release tells about its own figures: history of targets, origin, changes, second calculation."""

import json
from collections import Counter
from collections.abc import Iterator
from datetime import timedelta

from indicators.load import Definitions
from indicators.periods import month_code
from tests.reader.synthetic_facts import Row

KEYS = ("indicator_code", "month", "breakdown", "category")
EARLIER = "M01-20160216-before"


def target_rows(definitions: Definitions) -> list[Row]:
    """The target in force, and before it a proposal of half a year earlier."""
    rows = []
    for indicator in definitions.indicators:
        target = definitions.target(indicator.code)
        shared = {"indicator_code": indicator.code, "planned_path": json.dumps(target.planned_path)}
        now = {"decided_on": target.decided_on, "target": target.value, "target_state": target.state}
        before = {"decided_on": target.decided_on - timedelta(days=180), "target_state": "proposed"}
        half = None if target.value is None else target.value / 2
        rows.append(shared | before | {"target": half, "target_source": "a first proposal", "is_in_force": False})
        told = {"target_source": target.source, "decision": "Decision 4 of the steering committee"}
        rows.append(shared | now | told | {"is_in_force": True})
    return rows


def provenance_rows(definitions: Definitions, figures: list[Row], submissions: list[Row]) -> Iterator[Row]:
    """Workbooks of the figure's own month behind it; of class A the closing alone."""
    of_month: dict[str, list[Row]] = {}
    for one in submissions:
        of_month.setdefault(one["month"], []).append(one)
    for row in figures:
        if row["state"] != "value":
            continue
        key = {name: row[name] for name in KEYS}
        if row["class"] == "A":
            yield key | {"closing": row["month"]}
            continue
        sheet = definitions.indicator(row["indicator_code"]).sheet
        is_released = sheet is not None and definitions.workbook.sheets[sheet].fact is not None
        rows = "3;4;7" if is_released else None
        for one in of_month.get(row["month"], ())[:4]:
            if row["breakdown"] != "partner" or one["partner_code"] == row["category"]:
                yield key | {"submission_id": one["submission_id"], "sheet": sheet, "rows": rows}


def change_rows(figures: list[Row], months: int) -> Iterator[Row]:
    """New totals of the release's month; of class C one figure of an earlier month restated, in three breakdowns."""
    last, before = month_code(months), month_code(months - 1)
    values = {tuple(row[name] for name in KEYS): row for row in figures}
    for row in figures:
        key = {name: row[name] for name in KEYS}
        after = {"after_state": row["state"], "after_value": row.get("value"), "after_status": row["status"]}
        if row["month"] == last and row["state"] == "value":
            earlier = values[row["indicator_code"], before, row["breakdown"], row["category"]]
            yield (
                key
                | after
                | _before(earlier)
                | {"kind": "new", "reason": "closing" if row["class"] == "A" else "new_data"}
            )
        elif row["month"] == before and row["state"] == "value" and _is_restated(row):
            said = _before(row) | {"before_value": row["value"] + 1, "before_month": before}
            yield key | after | said | {"kind": "restated", "reason": "correction;late_data"}


def _is_restated(row: Row) -> bool:
    return row["class"] == "C" and row["indicator_code"][-1] in "78" and row["breakdown"] in ("total", "country")


def _before(row: Row) -> Row:
    return {
        "since_release": EARLIER,
        "before_month": row["month"],
        "before_state": row["state"],
        "before_value": row.get("value"),
        "before_status": row["status"],
    }


def verification_rows(figures: list[Row]) -> dict[str, list[Row]]:
    """The second calculation, in sum and by indicator."""
    all_n = Counter(row["indicator_code"] for row in figures)
    values_n = Counter(row["indicator_code"] for row in figures if row["state"] == "value")
    details = [
        {"indicator_code": code, "figures_compared_n": n, "values_compared_n": values_n[code], "differences_n": 0}
        for code, n in all_n.items()
    ]
    summary = {"method": "invented", "figures_compared_n": len(figures), "differences_n": 0, "detail": ""}
    return {"verification": [summary], "verification_detail": details}
