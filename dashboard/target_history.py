"""A target with its state, source and decision, and the decisions before it, the newest first."""

import json

from dashboard.markup import Html, element
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import TARGET_STATES
from indicators.periods import month_number
from indicators.reasons import format_plan


def build_target_history(standing: Standing, released: Released) -> Html:
    """One entry for each dated decision; the one in force is marked, a proposed one is hollow."""
    entries = (_build_entry(row, standing, released) for row in read_decisions(standing, released.targets))
    return element("ol", *entries, cls="decisions")


def read_decisions(standing: Standing, targets: list[Row]) -> list[Row]:
    """Decisions on the indicator's target, the newest first; of an older release the target alone, without its day."""
    found = [row for row in targets if row["indicator_code"] == standing.code]
    if found:
        return found[::-1]
    names = ("target", "target_state", "target_source", "planned_path")
    undated = {"decided_on": None, "decision": None, "is_in_force": True}
    return [{name: standing.indicator[name] for name in names} | undated]


def _build_entry(row: Row, standing: Standing, released: Released) -> Html:
    _ = released.context.texts
    state = str(row["target_state"] or "")
    target = format_plan(row["target"], standing.indicator["unit"], _, standing.decimals)
    chip = element("span", _(TARGET_STATES[state]), cls=f"target-state {state}") if state in TARGET_STATES else None
    now = element("small", _("in force")) if row["is_in_force"] else None
    day = element("span", _.day(row["decided_on"]), cls="when") if row["decided_on"] else None
    told = [_(row[name]).rstrip(".") for name in ("decision", "target_source") if row[name]]
    return element(
        "li",
        element("div", day, element("b", target), " ", chip, " ", now),
        element("div", _.list_apart(told), cls="quiet-text") if told else None,
        _build_path(row, standing, released),
        cls=f"{state} {'now' if row['is_in_force'] else ''}".strip(),
    )


def _build_path(row: Row, standing: Standing, released: Released) -> Html | None:
    """The planned path in one line; a month in which nothing is expected yet has a dash."""
    path = json.loads(row["planned_path"] or "{}")
    if not path:
        return None
    unit, _ = standing.indicator["unit"], released.context.texts
    steps = (
        element("span", element("small", code), " ", format_plan(path[code], unit, _, standing.decimals))
        for code in sorted(path, key=month_number)
    )
    return element("div", _("planned"), " ", *steps, cls="path")
