"""Figures about women as they were last closed: one table, wherever they are shown."""

from collections.abc import Iterable

from dashboard.coverage_note import say_coverage
from dashboard.glossary import build_term
from dashboard.indicator_name import build_name
from dashboard.labels import short_month_label
from dashboard.markup import Child, Html, element
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_status
from dashboard.tables import build_table
from indicators.periods import month_number
from indicators.reasons import format_plan, say_value, state_reason


def build_last_closed(standings: Iterable[Standing], released: Released) -> Html:
    """The last closed figure of each with its month and plan; where the month brought none, the neutral sentence."""
    _ = released.context.texts
    head = [_("Indicator"), _("Last closed figure"), _("Planned by then"), _("Status"), _("Closing"), _("Coverage")]
    terms = {4: build_term("closing", _, head[4]), 5: build_term("coverage", _, head[5])}
    rows = (_build_row(one, released) for one in standings)
    return build_table(head, rows, _("Figures about women"), (1, 2), cls="cards closings", terms=terms)


def _build_row(standing: Standing, released: Released) -> list[Child]:
    texts, shown = released.context.texts, standing.shown
    name = build_name(standing, released)
    why = None
    if shown is None or standing.is_earlier:
        said = state_reason(standing.now, texts, released.context.periods, standing.last_closed)
        why = element("small", said, cls="why")
    if shown is None:
        return [name, build_figure(standing.now, texts, standing.decimals), "–", "–", element("span", "–", why), "–"]
    return [
        name,
        element("b", say_value(shown["value"], shown["unit"], texts, standing.decimals)),
        format_plan(shown["expected"], shown["unit"], texts, standing.decimals),
        build_status(standing.status, standing.is_proposed, texts),
        element("span", short_month_label(month_number(shown["month"]), released.context), why),
        say_coverage(shown, texts),
    ]
