"""Invented rows of the released fact tables, and the plain calculation of figures from them."""

import random
import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

from indicators.load import Definitions
from indicators.model.indicator import Distinct, Filter, Indicator, Ratio, Sum
from indicators.model.project import Partner
from indicators.model.workbook import Column, Sheet
from indicators.periods import month_code

Row = dict[str, Any]
# Types of the released fact columns, by the workbook's own types.
_TYPES = {"integer": "BIGINT", "decimal": "DOUBLE", "date": "DATE"}


def fact_columns(sheet: Sheet) -> dict[str, tuple[str, str]]:
    """Columns of a fact table with type and meaning, as `etl.release_schema` writes them."""
    own = {"partner_code": ("VARCHAR", "reporting partner"), "month": ("VARCHAR", "reporting month")}
    released = {name: column for name, column in sheet.columns.items() if column.is_released}
    return own | {name: (_TYPES.get(column.type, "VARCHAR"), column.label) for name, column in released.items()}


def make_facts(definitions: Definitions, months: int) -> dict[str, list[Row]]:
    """Rows of every fact table, seeded: the same definitions give the same rows."""
    return {
        sheet.fact: list(_rows(definitions, name, sheet, months))
        for name, sheet in definitions.workbook.sheets.items()
        if sheet.fact
    }


def _rows(definitions: Definitions, name: str, sheet: Sheet, months: int) -> Iterator[Row]:
    numbers: dict[str, int] = {}
    for month in range(2, months + 1):
        for partner in definitions.partners:
            chance = random.Random(f"{name} {partner.code} {month}")
            if chance.random() < 0.07 and definitions.is_expected(partner, month, name) and not sheet.is_snapshot:
                numbers[partner.code] = numbers.get(partner.code, 0) + 1
                yield _row(definitions, sheet, partner, month, numbers[partner.code], chance)
        if sheet.is_snapshot and sheet.prefill and sheet.prefill.source == "deliverables":
            yield from _snapshots(definitions, sheet, month)


def _snapshots(definitions: Definitions, sheet: Sheet, month: int) -> Iterator[Row]:
    for position, deliverable in enumerate(definitions.deliverables):
        partner = definitions.partner(deliverable.lead)
        chance = random.Random(f"{deliverable.code} {month}")
        if partner is not None:
            known = {name: getattr(deliverable, name, None) for name in sheet.columns}
            known |= {sheet.row_key[0]: deliverable.code}
            row = _row(definitions, sheet, partner, month, position, chance)
            yield row | {name: value for name, value in known.items() if value is not None}


def _row(
    definitions: Definitions, sheet: Sheet, partner: Partner, month: int, number: int, chance: random.Random
) -> Row:
    row: Row = {"partner_code": partner.code, "month": month_code(month)}
    for name, column in sheet.columns.items():
        if column.is_released:
            row[name] = _cell(definitions, column, partner, month, number, chance)
    if sheet.country_column:
        row[sheet.country_column] = partner.country
    # Persons registered, attended and the like stand in falling order, as the checks demand.
    heads = [name for name in row if name.endswith("_n")]
    row |= dict(zip(heads, sorted((row[name] for name in heads), reverse=True), strict=True))
    return row


def _cell(
    definitions: Definitions, column: Column, partner: Partner, month: int, number: int, chance: random.Random
) -> Any:
    match column.type:
        case "integer":
            return chance.randint(2, 12)
        case "decimal":
            return float(chance.randint(2, 16)) / 2
        case "date":
            return definitions.periods.last_day(month) - timedelta(days=chance.randint(1, 20))
        case "month":
            return month_code(month)
        case "code":
            return chance.choice(list(definitions.codes(column.list or "")))
        case "code_set":
            return ";".join(sorted(chance.sample(list(definitions.codes(column.list or "")), 2)))
    return _code(column.pattern or "", partner, number)


def _code(pattern: str, partner: Partner, number: int) -> str:
    text = pattern.strip("^$").replace("P[0-9]{2}", partner.code).replace("[A-Z]{2}", partner.country)
    digits = re.search(r"\[0-9\]\{(\d)\}$", text)
    return text[: digits.start()] + f"{number:0{digits[1]}d}" if digits else f"{text}-{number}"


def calculate(definitions: Definitions, indicator: Indicator, rows: list[Row]) -> tuple[float, float, float | None]:
    """Value, numerator and denominator of a class C indicator over rows of its fact table."""
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    rule = indicator.calculation
    newest = {tuple(row[name] for name in sheet.row_key): row for row in sorted(rows, key=lambda row: row["month"])}
    kept = [row for row in newest.values() if _holds(definitions, rule, row)]
    match rule:
        case Distinct():
            found = {code for one in rule.of for row in kept for code in str(row[one.terms[0].column]).split(";")}
            return float(len(found)), float(len(found)), None
        case Sum():
            parts = [(term.of.terms[0].column, term) for term in rule.terms]
            total = sum(row[name] or 0 for row in kept for name, term in parts if _holds(definitions, term, row))
            return float(total), float(total), None
        case Ratio():
            above = sum(row[rule.numerator.terms[0].column] for row in kept)
            below = sum(row[rule.denominator.terms[0].column] for row in kept)
            return (100 * above / below if below else 0.0), float(above), float(below)
    raise ValueError(f"{indicator.code} can't be calculated from facts")


def is_from_facts(definitions: Definitions, indicator: Indicator) -> bool:
    """Can the indicator be recomputed from a released fact table?"""
    sheet = definitions.workbook.sheets.get(indicator.sheet or "")
    has_facts = sheet is not None and sheet.fact is not None and indicator.disclosure_class == "C"
    return has_facts and indicator.calculation.kind in ("distinct", "sum", "ratio")


def _holds(definitions: Definitions, rule: Filter, row: Row) -> bool:
    if any(row[name] not in codes for name, codes in rule.where.items()):
        return False
    if any(row[name] in codes for name, codes in rule.where_not.items()):
        return False
    if not rule.partner_of_other_country:
        return True
    adopters = [definitions.partner(code) for code in row[rule.partner_of_other_country].split(";")]
    return any(partner is not None and partner.country != row["country"] for partner in adopters)
