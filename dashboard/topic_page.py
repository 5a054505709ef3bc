"""A page about one kind of work: three lines to read aloud, the plan, what happened by month, figures, and a list."""

from dataclasses import dataclass

import streamlit as st

from dashboard.chart import show_chart
from dashboard.figure_table import TOTAL, build_figures, read_parts
from dashboard.frame import heading, show_empty, show_footer, show_masthead
from dashboard.headlines import build_headline, build_headlines
from dashboard.markup import element, show
from dashboard.materials import show_materials
from dashboard.month_lanes import build_lane_table, count_by_month, lanes_by_kind
from dashboard.page_table import BY_NAME
from dashboard.part_table import breakdowns_of, build_parts, choose_breakdown, say_left_out
from dashboard.pickers import choose_one
from dashboard.plan_chart import show_plan
from dashboard.rows import Row
from dashboard.session import Released, read_context, read_released
from dashboard.standing import Standing
from dashboard.thing_filters import Chosen, filter_columns, show_filters
from dashboard.thing_list import build_things, listed_columns
from dashboard.topic import Topic, adds_up, counts_things, find_topic, main_sheet, read_things
from indicators.charts.gantt import draw_gantt
from indicators.model.workbook import Sheet
from indicators.reasons import CLASS_OF_WOMEN

_LINES = 3


@dataclass(frozen=True)
class _Page:
    """What the sections of one run share."""

    topic: Topic
    sheet: Sheet
    things: list[Row]
    chosen: Chosen
    released: Released

    @property
    def kept(self) -> list[Row]:
        """The things of the filters."""
        return [row for row in self.things if self.chosen.holds(row)]


def show_topic_page(name: str) -> None:
    """All of it from one release; where the project plans nothing of the kind, that alone is said."""
    context = show_masthead(read_context().texts(BY_NAME[name].title))
    released = read_released()
    if released is None:
        show_empty()
        return
    topic = find_topic(name, released)
    if topic:
        _show(topic, released)
    else:
        show(element("p", context.texts("The project plans nothing of this kind."), cls="summary"))
    if name == "communication":
        show_materials(released)
    show_footer()


def _show(topic: Topic, released: Released) -> None:
    _, sheet = released.context.texts, main_sheet(topic, released.context.definitions)
    things = read_things(sheet, released)
    show(build_headlines(build_headline(one, released) for one in headline_standings(topic, released)))
    counts = counts_of(topic, released)
    with st.expander(_("Choose a figure, a country, a partner or a kind")):
        count = _choose_count(counts, released)
        chosen = show_filters(topic, sheet, things, released)
    page = _Page(topic, sheet, things, chosen, released)
    if count is not None:
        show_plan(count, chosen, released)
    _show_months(page)
    _show_figures(page)
    _show_parts(page)
    _show_list(page)


def headline_standings(topic: Topic, released: Released) -> list[Standing]:
    """What is read aloud: how many things, how many people, then what comes of it, as far as there are figures."""
    counted = [one for one in topic.standings if counts_things(one, released)][:1]
    added = [one for one in topic.standings if adds_up(one, released)][:1]
    rest = [one for one in topic.standings if one not in counted + added]
    told = [one for one in rest if one.shown is not None] or rest
    return (counted + added + told)[:_LINES]


def counts_of(topic: Topic, released: Released) -> list[Standing]:
    """What can be drawn as columns: counts of the page, those of its own things first; nothing that counts women."""
    counts = [one for one in topic.standings if one.indicator["type"] == "count" and not one.is_of_women]
    return sorted(counts, key=lambda one: not counts_things(one, released))


def _choose_count(counts: list[Standing], released: Released) -> Standing | None:
    texts, names = released.context.texts, {one.code: released.context.texts(one.name) for one in counts}
    code = choose_one("count", texts("Counted by month"), names, texts) if names else None
    return next((one for one in counts if one.code == code), None)


def _show_months(page: _Page) -> None:
    """Things by kind and month, each as a number: what has none stays empty."""
    released, texts = page.released, page.released.context.texts
    kinds = list(filter_columns(page.topic, page.sheet, released))[2:] or [page.sheet.country_column or "partner_code"]
    if not page.kept:
        show(element("p", texts("Nothing of this kind has been reported so far."), cls="note"))
        return
    counts = count_by_month(page.kept, kinds[0])
    lanes = lanes_by_kind(counts, kinds[0], page.sheet, released)
    chart = draw_gantt([], lanes, texts, released.context.periods, released.month)
    title = texts("What was held, by kind and month")
    finding = texts("Held most often: {kind}", kind=lanes[0].label)
    alt = texts("Numbers by kind and month until {month}", month=released.month_code)
    show_chart(chart, finding, alt, build_lane_table(lanes, title, released), "months", level=2)


def _show_figures(page: _Page) -> None:
    released, texts = page.released, page.released.context.texts
    show(heading(texts("Figures"), texts("in the order of the results framework")))
    place = page.chosen.place
    if place is None:
        said = texts("Figures are released by one of these at a time: choose one alone. The list below holds them all.")
        show(element("p", said, cls="note"))
        place = TOTAL
    show(build_figures(page.topic.standings, place, released, texts("Figures at {month}", month=released.month_code)))
    show(*(element("p", said, cls="note") for said in say_left_out(page.topic.standings, released)))


def _show_parts(page: _Page) -> None:
    released, texts = page.released, page.released.context.texts
    standings = [one for one in page.topic.standings if one.indicator["class"] != CLASS_OF_WOMEN]
    parts = read_parts(standings, released)
    # One row for each thing is what the list is for.
    single = [
        one.name
        for standing in standings
        for one in released.context.definitions.indicator(standing.code).breakdowns
        if one.column in page.sheet.row_key
    ]
    names = breakdowns_of(standings, parts, without=single)
    if not names:
        return
    show(heading(texts("By country, partner and kind")))
    show(build_parts(standings, choose_breakdown(names, released), parts, released))


def _show_list(page: _Page) -> None:
    texts = page.released.context.texts
    if not page.things or not listed_columns(page.sheet):
        return
    with st.expander(texts("The list, the newest first")):
        if page.kept:
            show(build_things(page.kept, page.sheet, texts(page.sheet.label), page.released))
        else:
            show(element("p", texts("Nothing was held in the chosen part."), cls="note"))
