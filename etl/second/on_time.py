"""The two figures of punctuality: workbooks by their due day, deliverables by the end of their due month."""

from collections.abc import Mapping
from typing import Any

from etl.second.reading import last_day, linear, partner, registry_month
from etl.second.things import newest_rows
from etl.second.world import Shown, World


def rate(numerator: float, denominator: float, empty: str) -> Shown:
    """A percentage; with nothing to divide by, the state that says so."""
    if not denominator:
        return Shown(empty)
    return Shown("value", 100 * numerator / denominator, numerator, denominator)


def reports_on_time(world: World, month: int, breakdown: str, category: str) -> Shown:
    """Of the partner-months whose due day has come, those whose workbook came by it."""
    due_n = on_time_n = 0
    for code, due_month, is_on_time in world.due:
        if due_month <= month and _is_of(world, code, breakdown, category):
            due_n += 1
            on_time_n += bool(is_on_time)
    return rate(on_time_n, due_n, "not_due")


def _is_of(world: World, code: str, breakdown: str, category: str) -> bool:
    if breakdown == "partner":
        return code == category
    if breakdown == "country":
        found = partner(world, code)
        return found is not None and found["country"] == category
    return True


def deliverables_on_time(
    world: World, one: Mapping[str, Any], month: int, breakdown: Mapping[str, Any], category: str
) -> Shown:
    """Of the deliverables whose due month is over, those submitted by its end, whether or not their lead reported."""
    planned = [
        entry for entry in world.definitions["deliverables"] or [] if _is_planned(world, entry, breakdown, category)
    ]
    if not planned:
        return Shown("not_applicable")
    due = [entry for entry in planned if registry_month(world, entry["due_month"]) <= month]
    on_time_n = sum(_is_submitted(world, one, month, entry) for entry in due)
    return rate(on_time_n, len(due), "not_due")


def _is_planned(world: World, entry: Mapping[str, Any], breakdown: Mapping[str, Any], category: str) -> bool:
    """Does a planned deliverable stand in the row?"""
    if breakdown["name"] == "total":
        return True
    if breakdown["name"] == "partner":
        return bool(entry["lead"] == category)
    if breakdown["name"] == "country":
        lead = partner(world, entry["lead"])
        return lead is not None and lead["country"] == category
    return bool(entry[breakdown["column"]] == category)


def _is_submitted(world: World, one: Mapping[str, Any], month: int, entry: Mapping[str, Any]) -> bool:
    """Was the deliverable submitted by the last day of its due month, as known at the end of `month`?"""
    calculation = one["calculation"]
    [(_sign, key)] = linear(calculation["key"])
    [(_sign, submitted)] = linear(calculation["submitted_on"])
    for row in newest_rows(world, one["sheet"], month):
        if row.get(key) == entry["code"] and row.get(submitted) is not None:
            return bool(row[submitted] <= last_day(world, registry_month(world, entry["due_month"])))
    return False
