"""Timeline: what is due and how it went, what was held, and the framework's planned points, month by month."""

from datetime import date

import streamlit as st

from dashboard.chart import show_chart
from dashboard.deliverables import build_deliverables, build_due_table
from dashboard.frame import heading, show_empty, show_footer, show_masthead
from dashboard.headlines import build_headline, build_headlines
from dashboard.links import link_to_page
from dashboard.markup import Html, element, join, show
from dashboard.month_lanes import build_lane_table
from dashboard.pickers import ALL, choose_one
from dashboard.schedule import DueThing, read_schedule, say_done, say_due
from dashboard.session import Released, read_context, read_released
from dashboard.standing import Standing
from dashboard.timeline_rows import due_rows, milestone_standings, point_lanes, stage_standings, thing_lane
from indicators.charts.gantt import Lane, draw_gantt

_DELIVERABLES, _HELD, _POINTS = "deliverables", "held", "points"


def show_page() -> None:
    """Three lines to read aloud, the drawing with its filters, and the table of deliverables."""
    show_masthead(read_context().texts("Timeline"))
    released = read_released()
    if released is None:
        show_empty()
        return
    things = read_schedule(released)
    said = say_due(things, released) if things else [released.context.texts("The project plans no deliverables.")]
    points = [*stage_standings(released), *milestone_standings(released)]
    show(build_headlines([*said, *(build_headline(one, released) for one in points[:1])]))
    kind, workstream = _choose(things, released)
    _show_drawing(things, kind, workstream, released)
    _show_stages(points, released)
    if things:
        show(heading(released.context.texts("Deliverables")), build_deliverables(things, released))
    show_footer()


def _choose(things: list[DueThing], released: Released) -> tuple[str, str]:
    _ = released.context.texts
    kinds = {ALL: _("Everything"), _DELIVERABLES: _("Deliverables")}
    kinds |= {_HELD: _("What was held"), _POINTS: _("Milestones and pathways")}
    labels = released.context.definitions.code_lists.get("workstream")
    known = dict.fromkeys(
        one.workstream for one in sorted(things, key=lambda one: one.workstream or "") if one.workstream
    )
    streams = {ALL: _("All")} | {code: _(labels.codes.get(code, code)) if labels else code for code in known}
    with st.expander(_("Choose a kind or a workstream")):
        first, second = st.columns(2)
        with first:
            kind = choose_one("kind", _("Show"), kinds, _)
        with second:
            workstream = choose_one("workstream", _("Workstream of the deliverables"), streams, _)
    return kind, workstream


def _show_drawing(things: list[DueThing], kind: str, workstream: str, released: Released) -> None:
    _, context = released.context.texts, released.context
    kept = [one for one in things if workstream in (ALL, one.workstream)]
    due = due_rows(kept, released) if kind in (ALL, _DELIVERABLES) else []
    held = _held_lanes(released) if kind in (ALL, _HELD) else []
    lanes = [*held, *(point_lanes(released) if kind in (ALL, _POINTS) else [])]
    if not due and not lanes:
        show(element("p", _("Nothing of this kind stands on the timeline."), cls="note"))
        return
    chart = draw_gantt(due, lanes, _, context.periods, released.month, _today(released))
    finding = say_done(kept, released) if due else _("What was held and reached, month by month")
    alt = _("Deliverables, what was held and planned points by month, until {month}", month=released.month_code)
    tables: list[Html] = [build_due_table(kept, released)] if due else []
    tables += [build_lane_table(lanes, _("Numbers by month"), released)] if lanes else []
    note = _("A stroke stands at the month at whose end a deliverable is due; the mark where it came.") if due else None
    show_chart(chart, finding, alt, join(tables), "gantt", note, level=2)


def _held_lanes(released: Released) -> list[Lane]:
    _ = released.context.texts
    found = (
        thing_lane("trainings", _("Trainings held, by month"), released),
        thing_lane("communication", _("Communication events and items, by month"), released),
    )
    return [lane for lane in found if lane is not None]


def _today(released: Released) -> float | None:
    """The place of today between the months; none beside an older release, which shows how it was then."""
    context, today = released.context, released.context.home.today()
    # A coordinator may look at a draft before anything is out.
    if not context.releases or released.info.release_id != context.releases[-1].release_id:
        return None
    if not context.periods.first_day(1) <= today <= context.periods.last_day(context.periods.count):
        return None
    return context.periods.month_of(today) - 0.5 + _share_of_month(today)


def _share_of_month(day: date) -> float:
    return (day.day - 1) / 31


def _show_stages(points: list[Standing], released: Released) -> None:
    """What the release tells of pathways, and what it doesn't: the same sentence whatever the cause."""
    _, stages = released.context.texts, stage_standings(released)
    if not stages:
        return
    said = _(
        "Of pathways only these numbers are released, at the points of the plan; how many are at another stage is not."
    )
    show(element("p", said, " ", link_to_page("pathways", _("Pathways")), cls="note"))


show_page()
