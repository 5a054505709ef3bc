"""The rows that a table must have: the total, and a row for every category of every breakdown."""

from collections.abc import Mapping
from typing import Any

from etl.second.reading import breakdowns, codes_of, countries, partners, sheet
from etl.second.things import rows_of_sheet
from etl.second.world import World

TOTAL = {"name": "total"}


def categories_of(world: World, one: Mapping[str, Any], month: int) -> list[tuple[dict[str, Any], str]]:
    """Breakdown and category of every row of a class C indicator in a month, but for class B breakdowns."""
    places: list[tuple[dict[str, Any], str]] = [(TOTAL, "all")]
    for breakdown in breakdowns(one):
        if breakdown.get("class") != "B":
            places.extend((breakdown, category) for category in _codes(world, one, breakdown, month))
    return places


def _codes(world: World, one: Mapping[str, Any], breakdown: Mapping[str, Any], month: int) -> list[str]:
    if breakdown["name"] == "country":
        return countries(world)
    if breakdown["name"] == "partner":
        return [partner["code"] for partner in partners(world)]
    if breakdown.get("columns"):
        return list(breakdown["columns"])
    listed = _list_of(world, one["sheet"], breakdown["column"])
    if listed == "partner":
        return [partner["code"] for partner in partners(world)]
    if listed is not None:
        return [str(code) for code in _codes_listed(world, listed)]
    return open_codes(world, one["sheet"], breakdown["column"], month)


def _list_of(world: World, name: str, column: str) -> str | None:
    """The code list of a column, which may be one of the sheet that this one takes from."""
    for found in (name, sheet(world, name).get("takes_from")):
        if found and column in sheet(world, found)["columns"]:
            return sheet(world, found)["columns"][column].get("list")
    return None


def _codes_listed(world: World, listed: str) -> list[Any]:
    return list(world.definitions["code_lists"][listed]["codes"])


def open_codes(world: World, name: str, column: str, month: int) -> list[str]:
    """Codes of a column without a list (sessions) that were reported up to the month.

    A sheet that takes from another (follow-up) has the things of that other: a session is reported there.
    """
    found: set[str] = set()
    for row in rows_of_sheet(world, sheet(world, name).get("takes_from") or name):
        if row["month"] <= month:
            found.update(codes_of(row.get(column)))
    return sorted(found)
