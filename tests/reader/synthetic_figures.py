"""Invented figures in all six states; those of class C follow from the invented facts."""

import random
from collections.abc import Iterator

from indicators.load import Definitions
from indicators.model.disclosure import NeverPlan
from indicators.model.indicator import Indicator
from indicators.periods import month_code, month_number
from tests.reader.synthetic_facts import Row, calculate, is_from_facts

Key = tuple[str, str]


def make_figures(definitions: Definitions, facts: dict[str, list[Row]], months: int, shared: Row) -> Iterator[Row]:
    """One row per indicator, month, breakdown and category, with the columns of `figure`."""
    for indicator in definitions.indicators:
        for month in range(1, months + 1):
            for breakdown, category in _keys(definitions, indicator):
                yield shared | _figure(definitions, facts, indicator, month, (breakdown, category))


def _keys(definitions: Definitions, indicator: Indicator) -> Iterator[Key]:
    yield "total", "all"
    names = {breakdown.name for breakdown in indicator.breakdowns}
    if "country" in names:
        yield from (("country", country) for country in definitions.countries)
    if "partner" in names:
        yield from (("partner", partner.code) for partner in definitions.partners)


def _figure(definitions: Definitions, facts: dict[str, list[Row]], indicator: Indicator, month: int, key: Key) -> Row:
    target, is_total = definitions.target(indicator.code), key[0] == "total"
    expected = planned(indicator.baseline.value, target.planned_path, month) if is_total else None
    row: Row = {
        "indicator_code": indicator.code,
        "indicator_name": indicator.name,
        "level": indicator.level,
        "objective": indicator.objective,
        "unit": indicator.unit,
        "month": month_code(month),
        "breakdown": key[0],
        "category": key[1],
        "state": state_of(definitions, indicator, month, key),
        "baseline": indicator.baseline.value,
        "target": target.value if is_total else None,
        "expected": expected,
        "status": "unavailable",
        "criterion": indicator.criterion,
        "target_state": target.state,
        "class": indicator.disclosure_class,
        "carried_forward_n": 0,
    } | _coverage(definitions, indicator, month, key)
    if row["state"] == "value":
        row |= _value(definitions, facts, indicator, month, key)
        row |= _progress(definitions, row) if is_total else {}
    return row


def state_of(definitions: Definitions, indicator: Indicator, month: int, key: Key) -> str:
    """The invented state of a figure; a small registry and a short release still show most of the six."""
    partner = definitions.partner(key[1]) if key[0] == "partner" else None
    if partner is not None and partner.does_not_deliver and indicator.disclosure_class == "B":
        return "not_applicable"
    if indicator.disclosure_class == "A":
        plan = definitions.disclosure.rows.get(indicator.code)
        if isinstance(plan, NeverPlan):
            return "withheld"
        if month_code(month) not in definitions.disclosure.closings:
            return "not_due"
        return "value" if month > 7 and key[0] == "total" else "withheld"
    if month == 1 or (partner is not None and partner == definitions.partners[-1] and month < 4):
        return "not_reported"
    if indicator.is_rate and month < 5:
        return "too_few"
    return "value"


def _coverage(definitions: Definitions, indicator: Indicator, month: int, key: Key) -> Row:
    due = [
        partner
        for partner in definitions.partners
        if definitions.is_expected(partner, month, indicator.sheet)
        and (key[0] == "total" or key[1] in (partner.country, partner.code))
    ]
    missing = sum(random.Random(f"{partner.code} {month}").random() < 0.08 for partner in due)
    return {"reported_n": len(due) - missing, "expected_reports_n": len(due)}


def _value(definitions: Definitions, facts: dict[str, list[Row]], indicator: Indicator, month: int, key: Key) -> Row:
    if is_from_facts(definitions, indicator):
        sheet = definitions.workbook.sheets[indicator.sheet or ""]
        rows = [row for row in facts[sheet.fact or ""] if month_number(row["month"]) <= month]
        place = {"country": sheet.country_column or "", "partner": "partner_code"}.get(key[0])
        own = [row for row in rows if place is None or row.get(place) == key[1]]
        value, numerator, denominator = calculate(definitions, indicator, own)
        return {"value": value, "numerator": numerator, "denominator": denominator}
    return _invented(definitions, indicator, month, key)


def _invented(definitions: Definitions, indicator: Indicator, month: int, key: Key) -> Row:
    # A steady pace per indicator, so that a curve looks like one: from half of the plan to a quarter more.
    pace = 0.5 + 0.75 * random.Random(indicator.code).random()
    aim = definitions.target(indicator.code).value or 10.0
    is_share = indicator.type in ("percent", "mean", "milestone")
    grown = aim * pace if is_share else aim * pace * month / definitions.periods.count
    if key[0] != "total" and not indicator.is_rate:
        grown /= len(definitions.countries if key[0] == "country" else definitions.partners)
    value = min(round(grown, 1 if indicator.is_rate else 0), 100.0 if indicator.type == "percent" else grown + 1)
    if indicator.disclosure_class == "A":
        return {"value": 5.0 * round(value / 5) if indicator.type == "percent" else value}
    if not indicator.is_rate:
        return {"value": value, "numerator": value}
    factor = 100 if indicator.type == "percent" else 1
    return {"value": value, "numerator": value * 40 / factor, "denominator": 40.0}


def planned(baseline: float | None, path: dict[str, float | None], month: int) -> float | None:
    """Expected value of a month: linear between the points; a null point means no expectation up to it."""
    points = sorted((month_number(code), value) for code, value in path.items())
    before: tuple[int, float] | None = (0, baseline or 0.0)
    for number, value in points:
        if month <= number:
            if value is None or before is None:
                return value if month == number else None
            share = (month - before[0]) / (number - before[0])
            return before[1] + share * (value - before[1])
        before = None if value is None else (number, value)
    return points[-1][1] if points else None


def _progress(definitions: Definitions, row: Row) -> Row:
    base = row["baseline"] or 0.0
    if row["expected"] is None or row["expected"] == base:
        return {}
    ratio = (row["value"] - base) / (row["expected"] - base)
    status = next(step.status for step in definitions.progress.thresholds if step.holds(ratio))
    return {"progress_pct": 100 * ratio, "status": status}
