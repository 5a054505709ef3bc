"""Reading of the definitions: months, partners, sums of columns and filters, as the YAML states them."""

import re
from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from etl.second.world import Row, World

_NO_PLACES = ("country", "partner")


def month_number(code: str) -> int:
    """`M05` is 5."""
    return int(code[1:])


def month_code(number: int) -> str:
    """5 is `M05`."""
    return f"M{number:02d}"


def calendar(world: World) -> dict[str, Any]:
    """The project's calendar."""
    return dict(world.definitions["project"]["calendar"])


def registry_month(world: World, text: str) -> int:
    """Number of a month that is written `M05` or `2016-05`."""
    if text.startswith("M"):
        return month_number(text)
    year, month = map(int, text.split("-"))
    first_year, first_month = map(int, calendar(world)["first_month"].split("-"))
    return (year - first_year) * 12 + month - first_month + 1


def last_day(world: World, month: int) -> date:
    """Last day that belongs to a reporting month; the last month takes in the project's remaining days."""
    end: date = calendar(world)["end"]
    return end if month == calendar(world)["months"] else month_end(world, month)


def month_end(world: World, month: int) -> date:
    """Last day of the calendar month, from which the due day is counted."""
    year, number = map(int, calendar(world)["first_month"].split("-"))
    passed = number - 1 + month
    return date(year + passed // 12, passed % 12 + 1, 1) - timedelta(days=1)


def indicators(world: World) -> list[dict[str, Any]]:
    """The indicators, in order."""
    return list(world.definitions["indicators"])


def indicator(world: World, code: str) -> dict[str, Any]:
    """The indicator of a code."""
    for one in indicators(world):
        if one["code"] == code:
            return one
    raise KeyError(code)


def breakdowns(one: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Breakdowns of an indicator: a name alone is the column of that name, but for country and partner."""
    listed: list[dict[str, Any]] = []
    for entry in one.get("breakdowns", ()):
        if isinstance(entry, str):
            entry = {"name": entry} | ({} if entry in _NO_PLACES else {"column": entry})
        listed.append(entry)
    return listed


def sheet(world: World, name: str) -> dict[str, Any]:
    """A sheet of the workbook."""
    return world.definitions["workbook"]["sheets"][name]


def partners(world: World) -> list[dict[str, Any]]:
    """The partners of the registry."""
    return list(world.definitions["partners"])


def partner(world: World, code: str) -> dict[str, Any] | None:
    """The partner of a code, if the registry knows it."""
    for one in partners(world):
        if one["code"] == code:
            return one
    return None


def countries(world: World) -> list[str]:
    """Countries of the consortium."""
    return sorted({one["country"] for one in partners(world)})


def delivers(one: Mapping[str, Any], sheet_name: str | None) -> bool:
    """Does the partner deliver the sheet? Every partner delivers the workbook itself."""
    if sheet_name is None:
        return True
    if sheet_name in one.get("does_not_deliver", ()):
        return False
    delivered = one.get("delivers", "all")
    return delivered == "all" or sheet_name in delivered


def is_member(world: World, one: Mapping[str, Any], month: int) -> bool:
    """Is the partner in the consortium in this month?"""
    return registry_month(world, one["from_month"]) <= month <= registry_month(world, one["to_month"])


def is_expected(world: World, one: Mapping[str, Any], month: int, sheet_name: str | None) -> bool:
    """Must the partner report this sheet (None: any) for this month?"""
    return is_member(world, one, month) and delivers(one, sheet_name)


def reported(world: World) -> set[tuple[str, int]]:
    """Partner and month of every accepted workbook."""
    if "reported" not in world.kept:
        world.kept["reported"] = set(world.reported)
    return world.kept["reported"]


def newest_report(world: World, code: str, month: int) -> int | None:
    """The newest month up to this one for which the partner has an accepted workbook."""
    for earlier in range(month, 0, -1):
        if (code, earlier) in reported(world):
            return earlier
    return None


def linear(text: str) -> list[tuple[int, str]]:
    """`SHEET.a + SHEET.b - SHEET.c` as signs and columns."""
    signs = {"+": 1, "-": -1}
    sign, terms = 1, []
    for piece in text.split():
        if piece in signs:
            sign = signs[piece]
        else:
            terms.append((sign, piece.split(".")[1]))
    return terms


def amount(row: Row, text: str) -> float | None:
    """The sum of columns in a row: of one column its value or None, of several the sum with a blank as 0."""
    terms = linear(text)
    if len(terms) == 1:
        return row.get(terms[0][1])
    return sum(sign * (row.get(column) or 0) for sign, column in terms)


def is_reported(row: Row, text: str) -> bool:
    """Was every column of the sum filled in?"""
    return all(row.get(column) is not None for _sign, column in linear(text))


def codes_of(cell: Any) -> list[str]:
    """The codes of a cell; several are separated by `;`."""
    if cell is None:
        return []
    return [code for code in re.split(r"\s*;\s*", str(cell).strip()) if code]


def fits(world: World, row: Row, conditions: Mapping[str, Any]) -> bool:
    """Do the conditions `where`, `where_not` and `partner_of_other_country` all hold for the row?"""
    for column, allowed in conditions.get("where", {}).items():
        if row.get(column) not in allowed:
            return False
    for column, refused in conditions.get("where_not", {}).items():
        if row.get(column) in refused:
            return False
    column = conditions.get("partner_of_other_country")
    return column is None or _is_abroad(world, row, column)


def _is_abroad(world: World, row: Row, column: str) -> bool:
    """Is one of the partners in the column of another country than the row's own?"""
    for code in codes_of(row.get(column)):
        found = partner(world, code)
        if found is not None and found["country"] != row.get("country"):
            return True
    return False
