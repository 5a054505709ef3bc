"""The overview's figures about women, and what has no status yet."""

from dashboard.cases import explain
from dashboard.frame import heading
from dashboard.last_closed import build_last_closed
from dashboard.links import link_to_indicator
from dashboard.markup import element, show
from dashboard.session import Released
from dashboard.standing import without_status


def show_of_women(released: Released) -> None:
    """Class A: the last closed figure with its month, and the neutral sentence where the month brought none."""
    _ = released.context.texts
    found = [standing for standing in released.standings if standing.is_of_women]
    if not found:
        return
    note = _(
        "Consortium totals only, and only at the closings fixed before the project had data. What can't be closed "
        "without telling of a few women stays hidden; hidden is never zero."
    )
    show(
        heading(_("Figures about women")),
        element("p", note, cls="note"),
        build_last_closed(found, released),
    )


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
