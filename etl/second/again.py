"""The whole table `figure` a second time."""

from collections.abc import Mapping
from typing import Any

from etl.second.coverage import coverage_of
from etl.second.expectation import expected_of, progress_of, start_of, status_of
from etl.second.plain import show_plain
from etl.second.protected import close, show_protected
from etl.second.reading import indicators, last_day, month_number
from etl.second.world import Again, Place, Row, Shown, World

FIGURES = ("state", "value", "numerator", "denominator")
PLAN = ("expected", "progress_pct", "status")
COVERAGE = ("reported_n", "expected_reports_n", "carried_forward_n")


def calculate_again(world: World) -> Again:
    """Every row of the release, and the ledger after it."""
    ledger, closings_done = close(world)
    figures = [row for one in indicators(world) for row in _rows_of(world, one)]
    # What was closed of an indicator that the definitions no longer have stays as it was released.
    known = {one["code"] for one in indicators(world)}
    gone = sorted({row["indicator_code"] for row in world.frozen} - known)
    figures += [row for code in gone for row in _frozen(world, {"code": code})]
    return Again(figures, ledger, closings_done)


def _rows_of(world: World, one: Mapping[str, Any]) -> list[Row]:
    """Rows of one indicator: a closing's stay as they were released, protected ones come from the ledger."""
    frozen = {(row["month"], row["breakdown"], row["category"]): row for row in _frozen(world, one)}
    shown: dict[Place, Shown] = show_plain(world, one) if one["class"] == "C" else {}
    shown = shown | show_protected(world, one)
    new = [_row(world, one, place, figure) for place, figure in shown.items() if place not in frozen]
    return [*frozen.values(), *new]


def _frozen(world: World, one: Mapping[str, Any]) -> list[Row]:
    """Class A rows of the closings dealt with before, as they were released."""
    columns = ("indicator_code", "month", "breakdown", "category", *FIGURES, *PLAN, *COVERAGE)
    return [
        {column: row[column] for column in columns}
        for row in world.frozen
        if row["indicator_code"] == one["code"] and month_number(row["month"]) <= world.until
    ]


def _row(world: World, one: Mapping[str, Any], place: Place, figure: Shown) -> Row:
    code, breakdown, category = place
    month = month_number(code)
    expected = expected_of(world, one, month) if breakdown == "total" else None
    is_over = world.as_of > last_day(world, month)
    ratio = progress_of(figure.value, start_of(world, one), expected) if is_over else None
    return {
        "indicator_code": one["code"],
        "month": code,
        "breakdown": breakdown,
        "category": category,
        **figure._asdict(),
        "expected": expected,
        "progress_pct": None if ratio is None else 100 * ratio,
        "status": status_of(world, ratio),
        **coverage_of(world, one, month, breakdown, category),
    }
