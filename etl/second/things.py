"""Which rows of a sheet count at the end of a month: newest rows of things, joint things once, silent partners."""

from collections.abc import Mapping
from typing import Any

from etl.second.reading import calendar, fits, newest_report, partner, sheet
from etl.second.world import Row, World


def key_columns(world: World, name: str) -> list[str]:
    """The columns that tell one thing of the sheet from another; the reporting month is none."""
    known = sheet(world, name)["columns"]
    return [column for column in sheet(world, name).get("key", ()) if column in known]


def thing_of(world: World, name: str, row: Row) -> tuple[Any, ...]:
    """The thing that a row tells of, whoever reports it: a code names one thing for ever."""
    return tuple(row.get(column) for column in key_columns(world, name))


def rows_of_sheet(world: World, name: str) -> list[Row]:
    """All accepted rows of the sheet up to the release's month, as the coordinator's merges leave them, by month."""
    if ("rows", name) not in world.kept:
        rows = [dict(row) for row in world.rows.get(name, ()) if row["month"] <= world.until]
        # `or 0`: rows made by hand have no number
        rows.sort(key=lambda row: (row["month"], row["partner_code"], row.get("row_number") or 0))
        for merge in merges_in_force(world, name):
            _merge(world, name, rows, merge)
        world.kept["rows", name] = rows
    return world.kept["rows", name]


def merges_in_force(world: World, name: str) -> list[Row]:
    """Of each pair of things the newest decision; without an organiser they are two again."""
    newest: dict[frozenset[str], Row] = {}
    for merge in sorted(world.merges, key=lambda one: (one["happened_at"], one["merge_id"])):
        if merge["sheet"] == name:
            newest[frozenset((merge["first_code"], merge["second_code"]))] = merge
    return sorted((merge for merge in newest.values() if merge["organiser"]), key=lambda one: str(one["merge_id"]))


def _merge(world: World, name: str, rows: list[Row], merge: Row) -> None:
    """Two things become one: both name the decided organiser, and the guest's row agrees with the organiser's own."""
    joint = sheet(world, name)["joint"]
    [key] = key_columns(world, name)
    both = [row for row in rows if row.get(key) in (merge["first_code"], merge["second_code"])]
    own = [row for row in both if row["partner_code"] == merge["organiser"]]
    for row in both:
        row[joint["organiser"]] = merge["organiser"]
        if own and row["partner_code"] != merge["organiser"]:
            row.update({column: own[-1].get(column) for column in joint["same"]})


def newest_rows(world: World, name: str, month: int) -> list[Row]:
    """The newest row of each thing up to the month; of two partners' rows of one month the first partner's."""
    if ("newest", name, month) not in world.kept:
        newest: dict[tuple[Any, ...], Row] = {}
        for row in rows_of_sheet(world, name):
            if row["month"] > month:
                continue
            thing = thing_of(world, name, row)
            known = newest.get(thing)
            if known is None or row["month"] > known["month"]:
                newest[thing] = row
        world.kept["newest", name, month] = list(newest.values())
    return world.kept["newest", name, month]


def every_row(world: World, name: str, month: int) -> list[Row]:
    """Every row up to the month."""
    return [row for row in rows_of_sheet(world, name) if row["month"] <= month]


def without_doubles(world: World, name: str, rows: list[Row]) -> list[Row]:
    """Joint things once: the organiser's row counts; if it never came, the first of the others."""
    joint = sheet(world, name).get("joint")
    if not joint:
        return rows
    groups: dict[tuple[Any, ...], list[Row]] = {}
    for row in rows:
        organiser = row.get(joint["organiser"]) or row["partner_code"]
        groups.setdefault((organiser, *(row.get(column) for column in joint["same"])), []).append(row)
    counted: list[Row] = []
    for (organiser, *_same), group in groups.items():
        own = [row for row in group if row["partner_code"] == organiser]
        counted.extend(own or group[:1])
    return counted


def with_source(world: World, name: str, row: Row, month: int) -> Row:
    """The row with what it lacks taken from the thing of the same key in another sheet (follow-up from its session)."""
    source = sheet(world, name).get("takes_from")
    if not source:
        return row
    key = key_columns(world, name)
    for other in newest_rows(world, source, month):
        if all(other.get(column) == row.get(column) for column in key):
            return {column: value for column, value in other.items() if column not in row} | row
    return row


def country_of(world: World, name: str, row: Row) -> str | None:
    """The country of a row: where the thing was, else the country of its partner. `row` is one of `rows_at`."""
    source = sheet(world, name).get("takes_from") or name
    column = sheet(world, source).get("country_column")
    if column and row.get(column):
        return str(row[column])
    found = partner(world, row["partner_code"])
    return found["country"] if found else None


def rows_at(world: World, name: str, over_time: str, month: int) -> list[Row]:
    """The rows that count at the end of a month: `every`, or the `newest` of each thing (`carried` looks the same)."""
    place = ("at", name, over_time == "every", month)
    if place not in world.kept:
        found = every_row(world, name, month) if over_time == "every" else newest_rows(world, name, month)
        world.kept[place] = [with_source(world, name, row, month) for row in without_doubles(world, name, found)]
    return world.kept[place]


def rows_for(world: World, one: Mapping[str, Any], month: int) -> list[Row]:
    """The rows that count for an indicator at the end of a month: those that fit, of partners not silent too long."""
    calculation = one["calculation"]
    over_time = calculation.get("over_time", "newest")
    found = [row for row in rows_at(world, one["sheet"], over_time, month) if fits(world, row, calculation)]
    if over_time != "carried" or one["class"] == "A":
        return found
    longest = calendar(world)["carry_forward_months"]
    return [row for row in found if month - (newest_report(world, row["partner_code"], month) or 0) <= longest]
