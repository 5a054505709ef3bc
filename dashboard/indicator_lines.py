"""A few indicators as one table: value, plan, status, coverage, and the way to each one's passport."""

from collections.abc import Iterable

from dashboard.coverage_note import build_coverage
from dashboard.glossary import build_term
from dashboard.links import link_to_indicator
from dashboard.markup import Child, Html, element
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_status
from dashboard.tables import build_table
from indicators.reasons import say_plan, say_value


def build_indicator_lines(standings: Iterable[Standing], released: Released, caption: str) -> Html:
    """One line for each, in the order that they come in."""
    _ = released.context.texts
    head = [_("Indicator"), _("Reached"), _("Planned by now"), _("Status"), _("Coverage")]
    terms = {4: build_term("coverage", _, head[4])}
    return build_table(head, (_line(one, released) for one in standings), caption, (1, 2), cls="cards", terms=terms)


def _line(one: Standing, released: Released) -> list[Child]:
    _, row = released.context.texts, one.shown or one.now
    value = say_value(row["value"], row["unit"], _, one.decimals) if one.shown else None
    month = element("small", _("at {month}", month=row["month"])) if one.is_earlier else None
    return [
        element("span", _(one.name), " ", element("small", link_to_indicator(one.code))),
        element("span", element("b", value), month) if value else build_figure(one.now, _, one.decimals),
        say_plan(row["expected"], row["unit"], _, one.decimals),
        build_status(one.status, one.is_proposed, _),
        build_coverage(row, _),
    ]
