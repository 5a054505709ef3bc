"""The overview's figures about women, and what has no status yet."""

from dashboard.cases import explain
from dashboard.coverage_note import say_coverage
from dashboard.frame import heading
from dashboard.links import link_to_indicator, name_indicator
from dashboard.markup import Html, element, show
from dashboard.session import Released
from dashboard.standing import Standing, without_status
from dashboard.symbols import build_figure, build_status
from dashboard.tables import build_table
from indicators.reasons import say_value, state_reason


def show_of_women(released: Released) -> None:
    """Class A: the last closed figure with its month, and the neutral sentence where the month brought none."""
    _ = released.context.texts
    found = [standing for standing in released.standings if standing.is_of_women]
    if not found:
        return
    head = [
        _("Indicator"),
        _("Last closed figure"),
        _("Closing"),
        _("Status"),
        _("At {month}", month=released.month_code),
    ]
    note = _(
        "Consortium totals only, and only at the closings fixed before the project had data. What can't be closed "
        "without telling of a few women stays hidden; hidden is never zero."
    )
    show(
        heading(_("Figures about women")),
        element("p", note, cls="note"),
        build_table(head, (_women_row(one, released) for one in found), _("Figures about women"), [1], cls="cards"),
    )


def _women_row(standing: Standing, released: Released) -> list[Html | str]:
    texts, shown = released.context.texts, standing.shown
    name = name_indicator(texts(standing.name), standing.code)
    value = say_value(shown["value"], shown["unit"], texts, standing.decimals) if shown else None
    is_new = shown is not None and not standing.is_earlier
    return [
        name,
        element("span", element("b", value), element("small", say_coverage(shown, texts)))
        if shown
        else build_figure(standing.now, texts, standing.decimals),
        str(shown["month"]) if shown else "–",
        build_status(standing.status, standing.is_proposed, texts) if shown else "–",
        texts("Closed at {month}.", month=standing.now["month"])
        if is_new
        else state_reason(standing.now, texts, released.context.periods, standing.last_closed),
    ]


def show_without_status(released: Released) -> None:
    """Figures that can't be judged, with the reason; those about women stand in their own table."""
    _ = released.context.texts
    found = [standing for standing in without_status(released.standings) if not standing.is_of_women]
    if not found:
        return
    lines = (
        element(
            "li",
            element("b", _(standing.name)),
            " ",
            element("small", link_to_indicator(standing.code)),
            element("span", explain(standing, released), cls="since"),
        )
        for standing in found
    )
    show(heading(_("No status yet")), element("ul", *lines, cls="people pending"))
