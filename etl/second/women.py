"""Women in pathways: what a closing books in each ledger, and what the rows of its month then show."""

from collections.abc import Mapping
from typing import Any

from etl.second.blocks import REST
from etl.second.closing import closing_now, closings
from etl.second.coverage import silent_state
from etl.second.ended import close_outcome, is_guarded
from etl.second.ended_shown import show_observation, show_outcome
from etl.second.enrolled import close_enrolment, show_enrolled
from etl.second.hours_and_things import (
    close_magnitude,
    close_mixed,
    close_things,
    show_magnitude,
    show_mixed,
    show_things,
)
from etl.second.ledgers import plan, plan_rows
from etl.second.reading import breakdowns, countries, month_code
from etl.second.things import rows_for
from etl.second.world import Place, Row, Shown, World


def close_women(world: World, ledger: list[Row]) -> list[Row]:
    """The new rows of all ledgers of women at the closing of this release."""
    closing = closing_now(world)
    if closing is None:
        return []
    new: list[Row] = []
    for code in plan_rows(world, "enrolment"):
        new += close_enrolment(world, code, closing, ledger)
    if plan_rows(world, "outcome") and is_guarded(world, closing, [*ledger, *new]):
        for code in _outcomes_in_order(world):
            new += close_outcome(world, code, closing, [*ledger, *new])
    closers = {"magnitude": close_magnitude, "things": close_things, "mixed": close_mixed}
    for kind, close in closers.items():
        for code in plan_rows(world, kind):
            new += close(world, code, closing, ledger)
    return new


def _outcomes_in_order(world: World) -> list[str]:
    """Outcome indicators, each after those that its block depends on."""
    rows, ordered = plan_rows(world, "outcome"), []

    def add(code: str) -> None:
        needed = [part["or_no_figure_of"] for part in rows[code].get("parts", ()) if "or_no_figure_of" in part]
        for other in [*needed, *([rows[code]["block_of"]] if "block_of" in rows[code] else [])]:
            if other != code and other not in ordered:
                add(other)
        if code not in ordered:
            ordered.append(code)

    for code in rows:
        add(code)
    return ordered


def show_women(world: World, one: Mapping[str, Any], ledger: list[Row]) -> dict[Place, Shown]:
    """Rows of class A by month: `not_due` between closings; what an earlier release closed is copied elsewhere."""
    own_plan = plan(world, one["code"])
    shown: dict[Place, Shown] = {}
    for month in range(1, world.until + 1):
        for name, category in _places(world, one):
            if own_plan is None or own_plan["ledger"] == "never":
                figure = Shown("withheld")
            elif month not in closings(world):
                figure = Shown("not_due")
            else:
                figure = _figure(world, one, own_plan["ledger"], month, name, category, ledger)
            shown[month_code(month), name, category] = figure
    return shown


def _places(world: World, one: Mapping[str, Any]) -> list[tuple[str, str]]:
    places = [("total", "all")]
    for breakdown in breakdowns(one):
        if breakdown["name"] == "country":
            places += [("country", country) for country in [*countries(world), REST]]
    if "before_numerator" in one["calculation"]:
        places += [("observation", "entry"), ("observation", "last")]
    return places


def _figure(
    world: World, one: Mapping[str, Any], kind: str, closing: int, name: str, category: str, ledger: list[Row]
) -> Shown:
    code = one["code"]
    if kind == "enrolment":
        return show_enrolled(ledger, code, closing, category if name == "country" else None)
    if name == "observation":
        return show_observation(world, code, closing, ledger, "before_" if category == "entry" else "")
    if kind == "outcome":
        return show_outcome(world, code, closing, ledger)
    return show_magnitude(world, code, closing, ledger) if kind == "magnitude" else show_things(code, closing, ledger)


def show_mixed_rows(world: World, one: Mapping[str, Any], ledger: list[Row]) -> dict[Place, Shown]:
    """Rows of a class C indicator some of whose rows are single women."""
    shown: dict[Place, Shown] = {}
    for month in range(1, world.until + 1):
        number = show_mixed(world, one["code"], month, ledger)
        silence = silent_state(world, one, month, "total", "all")
        is_silent = silence and not number and not rows_for(world, one, month)
        figure = Shown(str(silence)) if is_silent else Shown("value", number, number)
        shown[month_code(month), "total", "all"] = figure
    return shown
