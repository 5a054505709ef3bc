"""Rates of things: shares, means, changes since entry, shares of a wave, and what must stand beside a total."""

from collections.abc import Iterator, Mapping
from typing import Any

from etl.second.on_time import rate
from etl.second.reading import amount, is_reported, sheet
from etl.second.world import Row, Shown, World


def ratio(numerator: str, denominator: str, rows: list[Row]) -> Shown:
    """Sum of numerators over sum of denominators, of rows in which both were filled in."""
    above: float = 0
    below: float = 0
    for row in rows:
        if is_reported(row, numerator) and is_reported(row, denominator):
            above += amount(row, numerator) or 0
            below += amount(row, denominator) or 0
    return rate(above, below, "too_few")


def mean(value: str, weight: str, rows: list[Row]) -> Shown:
    """Mean weighted by n: sum of n times mean over sum of n."""
    above: float = 0
    below: float = 0
    for row in rows:
        if is_reported(row, value) and is_reported(row, weight):
            above += (amount(row, value) or 0) * (amount(row, weight) or 0)
            below += amount(row, weight) or 0
    return Shown("value", above / below, above, below) if below else Shown("too_few")


def share_or_change(calculation: Mapping[str, Any], rows: list[Row]) -> Shown:
    """A share or, where entry is known too, the change of the share since entry in percentage points."""
    last = ratio(calculation["numerator"], calculation["denominator"], rows)
    if not calculation.get("before_numerator"):
        return last
    entry = _at_entry(calculation, rows)
    if last.value is None or entry.value is None:
        return Shown("too_few")
    return Shown("value", last.value - entry.value, last.numerator, last.denominator)


def _at_entry(calculation: Mapping[str, Any], rows: list[Row]) -> Shown:
    return ratio(calculation["before_numerator"], calculation["before_denominator"], rows)


def newest_wave(world: World, one: Mapping[str, Any], rows: list[Row]) -> Shown:
    """The share of those that answer yes, in the newest wave in which anybody answered."""
    for wave in reversed(waves(world, one)):
        figure = share_of_wave(one["calculation"], wave, rows)
        if figure.state == "value":
            return figure
    return Shown("too_few")


def waves(world: World, one: Mapping[str, Any]) -> list[str]:
    """The waves of an indicator that is asked in waves, the oldest first."""
    if one["calculation"]["kind"] != "share":
        return []
    column = sheet(world, one["sheet"])["columns"][one["calculation"]["wave"]]
    return [str(code) for code in world.definitions["code_lists"][column["list"]]["codes"]]


def share_of_wave(calculation: Mapping[str, Any], wave: str, rows: list[Row]) -> Shown:
    """Those that answer yes of those that answer yes or no in one wave."""
    answers = [amount(row, calculation["of"]) for row in rows if row.get(calculation["wave"]) == wave]
    yes = sum(answer in calculation["positive"] for answer in answers)
    return rate(yes, yes + sum(answer in calculation["negative"] for answer in answers), "too_few")


def beside(world: World, one: Mapping[str, Any], rows: list[Row]) -> Iterator[tuple[str, str, Shown]]:
    """Breakdown, category and figure of what must stand beside the total."""
    calculation, companion = one["calculation"], one.get("companion")
    if companion:
        yield (
            "companion",
            companion["name"].replace(" ", "_"),
            ratio(companion["numerator"], companion["denominator"], rows),
        )
    if calculation.get("before_numerator"):
        yield "observation", "entry", _at_entry(calculation, rows)
        yield "observation", "last", ratio(calculation["numerator"], calculation["denominator"], rows)
    for wave in waves(world, one):
        yield "wave", wave, share_of_wave(calculation, wave, rows)
