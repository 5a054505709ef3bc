"""Who was expected, who has reported, whose earlier value still counts, and what silence is called."""

from collections.abc import Mapping
from typing import Any

from etl.second.reading import (
    calendar,
    delivers,
    is_expected,
    newest_report,
    partners,
    registry_month,
    reported,
    sheet,
)
from etl.second.things import key_columns
from etl.second.world import World


def partners_behind(world: World, breakdown: str, category: str) -> list[dict[str, Any]]:
    """The partners of a row: its own for a country or a partner, all of them for every other row."""
    if breakdown == "country":
        own = [one for one in partners(world) if one["country"] == category]
        # The remainder of a protected breakdown is nobody's in particular.
        return own or partners(world)
    if breakdown == "partner":
        return [one for one in partners(world) if one["code"] == category] or partners(world)
    return partners(world)


def coverage_of(world: World, one: Mapping[str, Any], month: int, breakdown: str, category: str) -> dict[str, int]:
    """Workbooks received and due for the month, and partners whose value of an earlier month still counts."""
    due = [
        partner
        for partner in partners_behind(world, breakdown, category)
        if is_expected(world, partner, month, one.get("sheet"))
    ]
    silent = [partner for partner in due if (partner["code"], month) not in reported(world)]
    carried = [partner for partner in silent if _is_carried(world, one, partner["code"], month)]
    return {
        "reported_n": len(due) - len(silent),
        "expected_reports_n": len(due),
        "carried_forward_n": len(carried),
    }


def _is_carried(world: World, one: Mapping[str, Any], code: str, month: int) -> bool:
    """Does an earlier month of this partner still count?"""
    if not _is_of_states(world, one):
        return False
    newest = newest_report(world, code, month)
    return newest is not None and not is_silent_too_long(world, one, code, month)


def _is_of_states(world: World, one: Mapping[str, Any]) -> bool:
    """Is the figure one of states, which last from month to month?

    Running totals, milestones, answers of centres, and rates of a sheet that repeats its rows every month are. What
    happened once (flows, sessions) and different codes stay to date by themselves: nothing of them is carried.
    """
    calculation = one["calculation"]
    if calculation.get("over_time") == "carried" or calculation["kind"] in ("milestone", "share"):
        return True
    if calculation["kind"] not in ("ratio", "mean") or calculation.get("over_time") == "every":
        return False
    return len(key_columns(world, one["sheet"])) < len(sheet(world, one["sheet"])["key"])


def is_silent_too_long(world: World, one: Mapping[str, Any], code: str, month: int) -> bool:
    """Has the partner's running total stopped to count? Class A: never; who never reported has none."""
    if one["calculation"].get("over_time") != "carried" or one["class"] == "A":
        return False
    newest = newest_report(world, code, month)
    return newest is not None and month - newest > calendar(world)["carry_forward_months"]


def silent_state(world: World, one: Mapping[str, Any], month: int, breakdown: str, category: str) -> str | None:
    """Why a row without data has no figure; None: its partners have reported, so nothing is a zero."""
    own = [partner for partner in partners_behind(world, breakdown, category) if delivers(partner, one.get("sheet"))]
    if not own:
        return "not_applicable"
    begun = [partner for partner in own if registry_month(world, partner["from_month"]) <= month]
    if not begun:
        return "not_due"
    for partner in begun:
        newest = newest_report(world, partner["code"], month)
        if newest is not None and not is_silent_too_long(world, one, partner["code"], month):
            return None
    return "not_reported"
