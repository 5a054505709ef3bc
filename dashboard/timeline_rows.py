"""What stands on the timeline: deliverables, things held by month, and the framework's planned points."""

import json
from collections import Counter

from dashboard.labels import short_month_label
from dashboard.month_lanes import build_lane
from dashboard.schedule import DueThing, name_of
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.topic import find_topic, find_women_topic, indicator_of, main_sheet, read_things
from indicators.charts.gantt import STATES, DueRow, Lane
from indicators.periods import month_code, month_number
from indicators.reasons import CLASS_OF_WOMEN, format_plan, format_value, is_missing


def due_rows(things: list[DueThing], released: Released) -> list[DueRow]:
    """One row a deliverable."""
    periods = released.context.periods
    return [
        DueRow(
            label=name_of(one, released),
            due=one.due,
            done=periods.month_of(one.submitted_on) if one.submitted_on else None,
            state=one.state,
            hover=_hover(one, released),
        )
        for one in things
    ]


def _hover(one: DueThing, released: Released) -> str:
    texts = released.context.texts
    said = [
        texts("due by the end of {month}", month=short_month_label(one.due, released.context)),
        texts(STATES[one.state].name),
    ]
    if one.submitted_on:
        said.append(texts("submitted {day}", day=one.submitted_on))
    return f"{name_of(one, released)}{texts.colon}{', '.join(said)} ({one.lead})"


def thing_lane(page: str, label: str, released: Released) -> Lane | None:
    """Numbers by month of what was held of a kind of work; None where the project plans none of it."""
    topic = find_topic(page, released)
    if not topic:
        return None
    things = read_things(main_sheet(topic, released.context.definitions), released)
    return build_lane(label, Counter(month_number(row["month"]) for row in things), released)


def point_lanes(released: Released) -> list[Lane]:
    """The framework's milestones, and pathways as numbers of those that reached a stage: at planned points alone.

    At the points of the plan and at the release's month, not where a number grew: that would be a mark a pathway.
    """
    return [_point_lane(one, released) for one in (*stage_standings(released), *milestone_standings(released))]


def stage_standings(released: Released) -> list[Standing]:
    """Released numbers of pathways by stage; nothing that counts women."""
    ledgers = released.context.definitions.disclosure.ledgers
    ends = set(ledgers.ended_when) if ledgers else set()
    return [
        one
        for one in find_women_topic(released).standings
        if not one.is_of_women and ends & set(indicator_of(one, released).calculation.where)
    ]


def milestone_standings(released: Released) -> list[Standing]:
    """Indicators of the kind milestone."""
    return [one for one in released.standings if one.indicator["type"] == "milestone" and not one.is_of_women]


def _point_lane(standing: Standing, released: Released) -> Lane:
    texts, unit = released.context.texts, str(standing.now["unit"])
    figures = released.figures
    own = figures[(figures["indicator_code"] == standing.code) & (figures["breakdown"] == "total")]
    values = {
        row["month"]: row["value"]
        for row in own.to_dict("records")
        if row["state"] == "value" and row["class"] != CLASS_OF_WOMEN
    }
    planned = json.loads(standing.indicator["planned_path"] or "{}")
    codes = sorted({*planned, month_code(released.month)}, key=month_number)
    numbers = []
    for code in codes:
        plan, value = planned.get(code), values.get(code)
        if not is_missing(value):
            shown = format_value(value, unit, texts, standing.decimals)
            aim = None if is_missing(plan) else format_plan(plan, unit, texts, standing.decimals)
            numbers.append(
                (month_number(code), texts("{value} of {planned}", value=shown, planned=aim) if aim else shown)
            )
        elif not is_missing(plan) and month_number(code) > released.month:
            aim = format_plan(plan, unit, texts, standing.decimals)
            numbers.append((month_number(code), texts("plan {planned}", planned=aim)))
    return Lane(texts(standing.name), tuple(numbers), is_boxed=False)
