"""The few figures at the top of the overview: value, plan, status, coverage and month, each a way to its passport."""

from collections.abc import Collection, Sequence

from dashboard.coverage_note import say_coverage
from dashboard.links import link_to_indicator
from dashboard.markup import Html, element
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_mark, status_name
from indicators.reasons import is_missing, say_plan
from indicators.texts import Texts

_MOST = 5  # as many as fit on one screen beside each other


def choose_headlines(standings: Sequence[Standing], named: Collection[str]) -> list[Standing]:
    """Those that the definitions name; else those with a figure, decided targets first. In the framework's order."""
    chosen = [one for one in standings if one.code in named]
    if not chosen:
        shown = [one for one in standings if one.shown is not None]
        chosen = sorted(shown, key=lambda one: (one.is_proposed, one.status == "unavailable"))
    places = [one.code for one in standings]
    return sorted(chosen[:_MOST], key=lambda one: places.index(one.code))


def build_headline_figures(released: Released) -> Html | None:
    """The figures beside each other; nothing in a release without any."""
    named = {one.code for one in released.context.definitions.indicators if one.headline}
    chosen = choose_headlines(released.standings, named)
    if not chosen:
        return None
    title = released.context.texts("Headline figures")
    return element("ul", *(_build_cell(one, released) for one in chosen), cls="headline-figures", aria_label=title)


def _build_cell(standing: Standing, released: Released) -> Html:
    texts, row = released.context.texts, standing.shown or standing.now
    said = [texts("as of {month}", month=row["month"])]
    said += [say_coverage(row, texts)] if row["state"] == "value" else []
    figure = element("b", build_figure(row, texts, standing.decimals), cls="big")
    return element(
        "li",
        element("p", link_to_indicator(standing.code, texts(standing.name)), cls="what"),
        element("p", figure, " ", element("span", _say_planned(standing, texts), cls="planned")),
        element("p", _build_status(standing, texts)),
        element("p", " · ".join(said), cls="ground"),
        cls=standing.status,
    )


def _say_planned(standing: Standing, texts: Texts) -> str:
    row = standing.shown or standing.now
    if is_missing(row["expected"]):
        return texts("nothing planned by then")
    expected = say_plan(row["expected"], row["unit"], texts, standing.decimals)
    if standing.is_less_better:
        return texts("planned at most {expected}", expected=expected)
    return texts("planned {expected}", expected=expected)


def _build_status(standing: Standing, texts: Texts) -> Html:
    """Symbol and word; hollow and said to be so where the target is only proposed."""
    name = status_name(standing.status, texts)
    is_open = standing.is_proposed and standing.status != "unavailable"
    said = texts("{status}, proposed target", status=name) if is_open else name
    return build_mark(standing.status, standing.is_proposed, said)
