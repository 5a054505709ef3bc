"""The second calculation: plain loops over the rows, sharing no code with the first, compared figure by figure."""

from collections.abc import Iterable, Iterator
from typing import Any

import duckdb

from etl.store import fetch_dicts
from indicators.load import Definitions
from indicators.model.indicator import Distinct, Filter, Indicator, Mean, Milestone, Ratio, Sum

METHOD = "Plain loops over the accepted rows, for totals, countries and partners of class C, every month."
_TOLERANCE = 1e-9
Row = dict[str, Any]


def verify_figures(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, figures: Iterable[Row], until: int
) -> dict[str, Any]:
    """Compare class C figures with a second calculation; a row of the release's `verification` table."""
    wanted = {
        (row["indicator_code"], int(row["month"][1:]), row["breakdown"], row["category"]): row["value"]
        for row in figures
        if row["state"] == "value"
    }
    compared, differences = 0, []
    for indicator in definitions.indicators:
        if indicator.disclosure_class != "C" or indicator.code in definitions.disclosure.rows:
            continue
        if not isinstance(indicator.calculation, Distinct | Sum | Ratio | Milestone):
            continue
        rows = _all_rows(connection, indicator.sheet or "")
        for month in range(1, until + 1):
            for breakdown, category, value in _second(definitions, indicator, rows, month):
                first = wanted.get((indicator.code, month, breakdown, category))
                if first is None:
                    continue
                compared += 1
                if abs(first - value) > _TOLERANCE:
                    differences.append(f"{indicator.code} M{month:02d} {breakdown} {category}: {first} and {value}")
    return {
        "method": METHOD,
        "figures_compared_n": compared,
        "differences_n": len(differences),
        "detail": "; ".join(differences[:20]),
    }


def _all_rows(connection: duckdb.DuckDBPyConnection, sheet: str) -> list[Row]:
    return fetch_dicts(connection, f"SELECT * FROM rows_{sheet} ORDER BY month, submission_id, row_number")


def _second(
    definitions: Definitions, indicator: Indicator, rows: list[Row], month: int
) -> Iterator[tuple[str, str, float]]:
    known = _known_at(definitions, indicator, rows, month)
    chosen = [row for row in known if _holds(definitions, indicator.calculation, row)]
    scopes: list[tuple[str, str, list[Row]]] = [("total", "all", chosen)]
    for breakdown in indicator.breakdowns:
        if breakdown.name == "country":
            scopes += [
                ("country", one, [row for row in chosen if _country(definitions, indicator, row) == one])
                for one in definitions.countries
            ]
        elif breakdown.name == "partner":
            scopes += [
                ("partner", one.code, [row for row in chosen if row["partner_code"] == one.code])
                for one in definitions.partners
            ]
    for name, category, own in scopes:
        value = _value(definitions, indicator, own)
        if value is not None:
            yield name, category, value


def _known_at(definitions: Definitions, indicator: Indicator, rows: list[Row], month: int) -> list[Row]:
    sheet = definitions.workbook.sheets[indicator.sheet or ""]
    earlier = [row for row in rows if row["month"] <= month]
    if sheet.joint:
        earlier = _joint_once(earlier, sheet.joint.organiser, sheet.joint.same)
    if indicator.calculation.over_time == "every":
        return earlier
    newest: dict[tuple[Any, ...], Row] = {}
    for row in sorted(earlier, key=lambda row: row["month"]):
        newest[tuple(row[column] for column in sheet.row_key)] = row
    return list(newest.values())


def _joint_once(rows: list[Row], organiser: str, same: tuple[str, ...]) -> list[Row]:
    hosted = {
        (row["partner_code"], *(row[column] for column in same))
        for row in rows
        if row[organiser] in (None, row["partner_code"])
    }
    kept, guests = [], set()
    for row in rows:
        place = (row[organiser] or row["partner_code"], *(row[column] for column in same))
        if row[organiser] in (None, row["partner_code"]):
            kept.append(row)
        elif place not in hosted and place not in guests:
            guests.add(place)
            kept.append(row)
    return kept


def _country(definitions: Definitions, indicator: Indicator, row: Row) -> str | None:
    column = definitions.workbook.sheets[indicator.sheet or ""].country_column
    partner = definitions.partner(row["partner_code"])
    return (row.get(column) if column else None) or (partner.country if partner else None)


def _holds(definitions: Definitions, rule: Filter, row: Row) -> bool:
    if any(row[column] not in codes for column, codes in rule.where.items()):
        return False
    if any(row[column] in codes for column, codes in rule.where_not.items()):
        return False
    if rule.partner_of_other_country:
        adopters = (row[rule.partner_of_other_country] or "").split(";")
        known = [definitions.partner(code) for code in adopters]
        return any(partner is not None and partner.country != row["country"] for partner in known)
    return True


def _value(definitions: Definitions, indicator: Indicator, rows: list[Row]) -> float | None:
    match indicator.calculation:
        case Distinct() as distinct:
            codes: set[str] = set()
            for row in rows:
                for one in distinct.of:
                    value = row[one.terms[0].column]
                    codes |= set(str(value).split(";")) if value is not None else set()
            return float(len(codes))
        case Sum() as total:
            return float(
                sum(
                    (row[term.column] or 0) * term.sign
                    for row in rows
                    for part in total.terms
                    if _holds(definitions, part, row)
                    for term in part.of.terms
                )
            )
        case Ratio() as ratio:
            top, bottom = ratio.numerator.terms[0].column, ratio.denominator.terms[0].column
            pairs = [(row[top], row[bottom]) for row in rows if row[top] is not None and row[bottom] is not None]
            base = sum(pair[1] for pair in pairs)
            return 100 * sum(pair[0] for pair in pairs) / base if base else None
        case Milestone() as milestone:
            values = [row[milestone.of.terms[0].column] for row in rows]
            return float(max(values)) if values else None
        case Mean():
            return None
    return None
