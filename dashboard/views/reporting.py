"""Reporting: partner × month, and the deliverables, as the release tells them."""

from dashboard.deliverables import build_deliverables
from dashboard.frame import heading, show_empty, show_footer, show_masthead
from dashboard.markup import element, show
from dashboard.matrix import build_legend, build_matrix
from dashboard.session import read_context, read_released


def show_page() -> None:
    """The matrix with its legend, then the deliverables."""
    show_masthead(read_context().texts("Reporting"))
    released = read_released()
    if released is None:
        show_empty()
        return
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
    show(
        element("p", f"{summary}; {punctual}", cls="summary"),
        build_legend(_),
        build_matrix(released.file.table("reporting"), released),
        element("p", _("As the release has it, as of {day}.", day=_.day(released.info.as_of, "long")), cls="note"),
        heading(_("Deliverables")),
        build_deliverables(released.file.table("milestone"), released),
    )
    show_footer()


show_page()
