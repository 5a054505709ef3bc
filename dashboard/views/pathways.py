"""Pathways: numbers of pathways against the plan, and figures about women as they were closed."""

import pandas as pd
import streamlit as st

from dashboard.chart import show_chart
from dashboard.closings import build_closings, build_why, say_next_closing, say_plan_note
from dashboard.curve_table import build_curve_table
from dashboard.figure_table import TOTAL, build_figures, planned_column
from dashboard.frame import heading, show_empty, show_footer, show_masthead
from dashboard.headlines import build_headline, build_headlines, say_to_target
from dashboard.last_closed import build_last_closed
from dashboard.markup import Html, element, show
from dashboard.pickers import choose_one
from dashboard.session import Released, read_context, read_released
from dashboard.standing import Standing
from dashboard.topic import find_women_topic
from indicators.charts import draw_progress_curve
from indicators.periods import month_number


def show_page() -> None:
    """Three lines to read aloud, one figure by closing, all figures, and when the next ones can come."""
    context = show_masthead(read_context().texts("Pathways"))
    released = read_released()
    if released is None:
        show_empty()
        return
    topic = find_women_topic(released)
    women = [one for one in topic.standings if one.is_of_women]
    others = [one for one in topic.standings if not one.is_of_women]
    if not topic.standings:
        show(element("p", context.texts("The project plans nothing of this kind."), cls="summary"))
    else:
        _show(women, others, released)
    show_footer()


def _show(women: list[Standing], others: list[Standing], released: Released) -> None:
    _ = released.context.texts
    lines: list[Html | str] = [build_headline(one, released) for one in [*others[:1], *_leading(women, released)]]
    show(build_headlines([*lines, say_next_closing(released)]), build_why(released))
    if women:
        _show_curve(women, released)
        show(heading(_("Figures about women"), _("consortium totals, in the order of the results framework")))
        show(build_last_closed(women, released))
    if others:
        show(heading(_("Numbers of pathways")))
        show(build_figures(others, TOTAL, released, _("Numbers of pathways")))
    if women:
        note = say_plan_note(released)
        show(heading(_("Closings, past and to come")), build_closings(women, released))
        show(element("p", note, cls="note") if note else None)


def _leading(women: list[Standing], released: Released) -> list[Standing]:
    """The figure that guards the others: how many women were enrolled."""
    ledgers = released.context.definitions.disclosure.ledgers
    return [one for one in women if ledgers and one.code == ledgers.guard]


def _show_curve(women: list[Standing], released: Released) -> None:
    """Planned path and closings of one figure; points, for between closings nothing is known."""
    texts = released.context.texts
    names = {one.code: texts(one.name) for one in women}
    first = next((one.code for one in _leading(women, released)), women[0].code)
    with st.expander(texts("Choose a figure")):
        code = choose_one("figure", texts("Figure by closing"), names, texts, default=first)
    standing = next(one for one in women if one.code == code)
    figures = planned_column(released.figures, code, TOTAL)
    chart = draw_progress_curve(
        figures, pd.Series(standing.indicator), texts, released.context.periods, has_title=False, height=300
    )
    alt = texts(
        "Planned values and closed figures of {name} until {month}",
        name=texts(standing.name),
        month=released.month_code,
    )
    closings = {month_number(one) for one in released.context.definitions.disclosure.closings}
    table = build_curve_table(figures, standing, released, closings)
    show_chart(chart, say_to_target(standing, released), alt, table, "closings", level=2)


show_page()
