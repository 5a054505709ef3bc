"""Rows of counted units: shares of the newest wave that passed, sums of closed blocks, and the waves beside them."""

from collections.abc import Mapping
from typing import Any

from etl.second.blocks import REST, total
from etl.second.categories import categories_of
from etl.second.centres import Counted, counted_things, streams
from etl.second.coverage import is_silent_too_long, partners_behind, silent_state
from etl.second.ledgers import ledger_of
from etl.second.reading import breakdowns, delivers, month_code
from etl.second.world import Place, Row, Shown, World


def show_counted(world: World, one: Mapping[str, Any], ledger: list[Row]) -> dict[Place, Shown]:
    """Every row of the indicator that comes from such a ledger."""
    shown: dict[Place, Shown] = {}
    for thing in counted_things(world, one):
        own_ledger = ledger_of(ledger, thing.key)
        for month in range(1, world.until + 1):
            booked = [row for row in own_ledger if row["closing"] <= month]
            for name, category in _places(world, thing, month):
                figure = _figure(world, thing, month, name, category, booked)
                shown[month_code(month), name, category] = figure
    return shown


def _places(world: World, thing: Counted, month: int) -> list[tuple[str, str]]:
    """Breakdown and category of every row."""
    if thing.breakdown:
        return [(thing.breakdown["name"], category) for category in [*thing.breakdown["columns"], REST]]
    places = [(own["name"], category) for own, category in categories_of(world, thing.one, month)]
    places += [(own["name"], REST) for own in breakdowns(thing.one)]
    if thing.is_share:
        places += [("wave", wave) for wave in streams(world, thing)]
    return places


def _figure(world: World, thing: Counted, month: int, name: str, category: str, booked: list[Row]) -> Shown:
    behind = [own for own in partners_behind(world, name, category) if delivers(own, thing.one["sheet"])]
    if behind and all(is_silent_too_long(world, thing.one, own["code"], month) for own in behind):
        # A running total that nobody has confirmed for too long; its blocks stay and show again with the next workbook.
        return Shown("not_reported")
    for stream in reversed([category] if name == "wave" else streams(world, thing)):
        own = [row for row in booked if row["block"].split("/")[0] == stream]
        if name not in ("total", "wave"):
            own = [row for row in own if row["category"] == category]
        n = total(row["amount"] for row in own if row["part"] == "n")
        if n > 0 and not thing.is_share:
            return Shown("value", float(n), float(n))
        if n > 0:
            positive = total(row["amount"] for row in own if row["part"] == "positive")
            return Shown("value", float(100 * positive / n), float(positive), float(n))
    return Shown(_why_not(world, thing, month, name, category))


def _why_not(world: World, thing: Counted, month: int, name: str, category: str) -> str:
    """Silence has its name; a share of too few centres has a base that is too small, a count that waits is withheld."""
    silence = silent_state(world, thing.one, month, name, category)
    return silence or ("too_few" if thing.is_share else "withheld")
