"""Partners: who reported when and how punctual, and one partner in detail."""

from dashboard.frame import show_empty, show_footer, show_masthead
from dashboard.markup import Html, element, show
from dashboard.partner_detail import say_not_delivered, show_partner
from dashboard.partner_list import choose_partners, keep, show_partners
from dashboard.rows import as_rows
from dashboard.session import Released, read_context, read_released
from dashboard.timeliness import read_timeliness


def show_page() -> None:
    """The sentence, the pickers, then one partner or all that are looked for."""
    show_masthead(read_context().texts("Partners"))
    released = read_released()
    if released is None:
        show_empty()
        return
    _, reporting = released.context.texts, released.file.table("reporting")
    found = read_timeliness(as_rows(reporting), released.partners, released.month)
    show(_build_summary(released))
    looked = choose_partners(released)
    own = next((one for one in found if one.partner_code == looked.partner), None)
    if own is not None:
        show_partner(own.partner_code, own, reporting, released)
    else:
        show_partners(keep(found, looked, released), reporting, released)
        show(_build_exceptions(released))
    show(element("p", _("As the release has it, as of {day}.", day=_.day(released.info.as_of, "long")), cls="note"))
    show_footer()


def _build_summary(released: Released) -> Html:
    _, reporting = released.context.texts, released.reporting
    summary = _.plural(
        "{n} of {total} workbooks received to date",
        "{n} of {total} workbooks received to date",
        reporting.received_to_date_n,
        total=_.number(reporting.expected_to_date_n),
    )
    punctual = _(
        "{n} of them in time (by {days} days after the month's end).",
        n=_.number(reporting.on_time_to_date_n),
        days=released.context.definitions.project.calendar.due_days,
    )
    return element("p", _.list_apart((summary, punctual)), cls="summary")


def _build_exceptions(released: Released) -> Html | None:
    """Who is not expected to fill in every sheet: nothing of it is missing."""
    _ = released.context.texts
    told = {code: say_not_delivered(row, released) for code, row in released.partners.items()}
    lines = [
        element("li", _("{partner} does not deliver: {sheets}.", partner=released.partner_name(code), sheets=sheets))
        for code, sheets in told.items()
        if sheets != "–"
    ]
    if not lines:
        return None
    note = _("What a partner does not deliver is not expected of it, and counts nowhere as missing.")
    return element("div", element("p", note, cls="note"), element("ul", *lines, cls="people"))


show_page()
