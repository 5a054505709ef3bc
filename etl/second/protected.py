"""The door to classes A and B: what a release closes, and what every protected row then shows."""

from collections.abc import Mapping
from typing import Any

from etl.second.answers import close_answers, show_answers
from etl.second.centres import close_counted, counted_things
from etl.second.centres_shown import show_counted
from etl.second.closing import closings_done_after
from etl.second.ledgers import plan
from etl.second.reading import indicators
from etl.second.women import close_women, show_mixed_rows, show_women
from etl.second.world import Place, Row, Shown, World


def close(world: World) -> tuple[list[Row], dict[int, int | None]]:
    """The ledger after this release (unchanged, and the new blocks after it) and the closings then dealt with."""
    if "closed" not in world.kept:
        before = list(world.ledger)
        new = close_women(world, before)
        for one in indicators(world):
            if (plan(world, one["code"]) or {}).get("ledger") == "pooled":
                new += close_answers(world, one, before)
            for thing in counted_things(world, one):
                new += close_counted(world, thing, before)
        world.kept["closed"] = ([*before, *new], closings_done_after(world))
    ledger, done = world.kept["closed"]
    return ledger, done


def show_protected(world: World, indicator: Mapping[str, Any]) -> dict[Place, Shown]:
    """Every row of an indicator that tells of people, as its ledger of closed blocks allows.

    Class A rows of closings that an earlier release dealt with are as they were released; the caller puts them first.
    """
    ledger = close(world)[0]
    kind = (plan(world, indicator["code"]) or {}).get("ledger")
    if indicator["class"] == "A":
        return _as_released(world, indicator, show_women(world, indicator, ledger))
    if kind == "mixed":
        return show_mixed_rows(world, indicator, ledger)
    if kind == "pooled":
        return show_answers(world, indicator, ledger)
    return show_counted(world, indicator, ledger)


def _as_released(world: World, one: Mapping[str, Any], shown: dict[Place, Shown]) -> dict[Place, Shown]:
    """Rows of earlier closings, copied."""
    names = Shown._fields
    frozen = {
        (row["month"], row["breakdown"], row["category"]): Shown(*(row[name] for name in names))
        for row in world.frozen
        if row["indicator_code"] == one["code"]
    }
    return {place: frozen.get(place, figure) for place, figure in shown.items()}
