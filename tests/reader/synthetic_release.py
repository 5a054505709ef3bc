"""A small but complete release file with invented content, for tests of reader, exports and pages.

`write_synthetic_release(home.releases / "M18-20170716-5afe01.duckdb", definitions)`: figures of every indicator for
every month, in total and by country and partner, in all six states; reporting, milestones, comments, facts. Figures of
class C that a fact table holds are calculated from its rows, so they can be recomputed.
"""

import random
from datetime import timedelta
from pathlib import Path

import duckdb
import pyarrow as pa

from etl.release_framework import framework_rows
from etl.release_schema import TABLES
from indicators.load import Definitions
from indicators.periods import month_code
from tests.reader.synthetic_facts import Row, fact_columns, make_facts
from tests.reader.synthetic_figures import make_figures
from tests.reader.synthetic_origin import change_rows, provenance_rows, target_rows, verification_rows

_ARROW = {
    "VARCHAR": pa.string(),
    "DOUBLE": pa.float64(),
    "INTEGER": pa.int32(),
    "BIGINT": pa.int64(),
    "BOOLEAN": pa.bool_(),
    "DATE": pa.date32(),
    "TIMESTAMP": pa.timestamp("us"),
}


def write_synthetic_release(
    path: Path,
    definitions: Definitions,
    month: int = 18,
    is_draft: bool = False,
    supersedes: str | None = None,
    reason: str | None = None,
    is_synthetic: bool = True,
) -> Path:
    """Write a release of the months up to `month`; its id is the name of the file."""
    month = min(month, definitions.periods.count)
    facts = make_facts(definitions, month)
    as_of = (definitions.periods.due_day(month) + timedelta(days=1)).isoformat()
    versions = {"definition_version": definitions.version, "rule_version": definitions.rule_version}
    shared = {"release_id": path.stem, "as_of": as_of, **versions}
    project, submissions = definitions.project, _submissions(definitions, month)
    release = shared | {
        "month": month_code(month),
        "is_draft": is_draft,
        "is_synthetic": is_synthetic,
        "supersedes": supersedes,
        "reason": reason,
        "project": project.short_name,
        "project_name": project.name,
        "months_n": definitions.periods.count,
        "first_month": project.calendar.first_month,
        "publication_plan_version": definitions.disclosure.version,
    }
    figures = list(make_figures(definitions, facts, month, shared))
    rows: dict[str, list[Row]] = facts | framework_rows(definitions) | verification_rows(figures)
    rows |= {
        "figure": figures,
        "release": [release],
        "target": target_rows(definitions),
        "reporting": _reporting(definitions, month),
        "milestone": _milestones(definitions, month),
        "comment": _comments(definitions, figures, month),
        "submission": submissions,
        "provenance": list(provenance_rows(definitions, figures, submissions)),
        "change": list(change_rows(figures, month)),
        "pool": [],
        "centre_count": [],
        "chain": [],
        "definition": [
            {"definition_version": definitions.version, "file": f"{name}.yaml", "text": text}
            for name, text in definitions.source.items()
        ],
    }
    return _write(path, _columns(definitions), rows)


def _columns(definitions: Definitions) -> dict[str, dict[str, tuple[str, str]]]:
    sheets = definitions.workbook.sheets.values()
    return TABLES | {sheet.fact: fact_columns(sheet) for sheet in sheets if sheet.fact}


def _write(path: Path, tables: dict[str, dict[str, tuple[str, str]]], rows: dict[str, list[Row]]) -> Path:
    rows["dictionary"] = [
        {"table_name": table, "column_name": name, "type": kind, "meaning": meaning}
        for table, columns in tables.items()
        for name, (kind, meaning) in columns.items()
    ]
    path.parent.mkdir(parents=True, exist_ok=True)
    with duckdb.connect(str(path)) as connection:
        for table, columns in tables.items():
            schema = pa.schema([(name, _ARROW[kind]) for name, (kind, _) in columns.items()])
            listed = [{name: row.get(name) for name in columns} for row in rows[table]]
            connection.register("incoming", pa.Table.from_pylist(listed, schema=schema))
            connection.execute(f'CREATE TABLE "{table}" AS SELECT * FROM incoming')
            connection.unregister("incoming")
    return path


def _reporting(definitions: Definitions, months: int) -> list[Row]:
    """Partner × month up to the release's month: most accepted, some late, some waiting."""
    return [
        _report(definitions, partner.code, month, months)
        for partner in definitions.partners
        for month in range(1, months + 1)
    ]


def _report(definitions: Definitions, partner: str, month: int, months: int) -> Row:
    due_on = definitions.periods.due_day(month)
    row: Row = {"partner_code": partner, "month": month_code(month), "is_expected": True, "due_on": due_on}
    chance = random.Random(f"reporting {partner} {month}").random()
    if chance < 0.06:
        return row | {"state": "late", "is_on_time": False, "revisions_n": 0}
    if month == months and chance < 0.2:
        return row | {"state": "waiting", "received_on": due_on, "is_on_time": True, "revisions_n": 0}
    received_on = due_on - timedelta(days=10 - int(chance * 14))
    return row | {
        "received_on": received_on,
        "is_on_time": received_on <= due_on,
        "state": "accepted",
        "revisions_n": 2 if chance > 0.93 else 1,
    }


def _submissions(definitions: Definitions, months: int) -> list[Row]:
    received = [row for row in _reporting(definitions, months) if row.get("received_on")]
    return [
        {
            "submission_id": f"0190{position:08x}",
            "partner_code": row["partner_code"],
            "month": row["month"],
            "revision": 1,
            "received_on": row["received_on"],
            "state": "accepted" if row["state"] == "accepted" else "received",
        }
        for position, row in enumerate(received)
    ]


def _milestones(definitions: Definitions, months: int) -> list[Row]:
    return [_milestone(definitions, position, months) for position in range(len(definitions.deliverables))]


def _milestone(definitions: Definitions, position: int, months: int) -> Row:
    deliverable = definitions.deliverables[position]
    due = definitions.periods.parse(deliverable.due_month) or months
    is_due, is_done = due <= months, due <= months and position % 4 != 3
    states = definitions.code_lists.get("deliverable_state")
    ranks = list(states.codes) if states else []
    return {
        "deliverable_code": deliverable.code,
        "deliverable_name": deliverable.name,
        "lead": deliverable.lead,
        "due_month": deliverable.due_month,
        "deliverable_state": (ranks[-2] if is_done else ranks[1]) if ranks else None,
        "progress_pct": 100.0 if is_done else 60.0,
        "submitted_on": definitions.periods.last_day(due) - timedelta(days=3) if is_done else None,
        "is_due": is_due,
        "is_on_time": is_done if is_due else None,
    }


def _comments(definitions: Definitions, figures: list[Row], months: int) -> list[Row]:
    behind = [row for row in figures if row["month"] == month_code(months) and row["status"] in ("at_risk", "delayed")]
    return [
        {
            "indicator_code": row["indicator_code"],
            "month": row["month"],
            "cause": "Two partners started a month later than planned.",
            "action": "An additional session is held in the next two months.",
            "owner": definitions.partners[0].code,
            "due": definitions.periods.last_day(months) + timedelta(days=60),
            "written_on": definitions.periods.due_day(months),
        }
        for row in behind[:2]
    ]
