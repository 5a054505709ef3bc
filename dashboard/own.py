"""A partner's own submissions with their state."""

from typing import Any

from dashboard.markup import Child, element, show
from dashboard.session import Context
from dashboard.tables import build_table
from indicators.periods import month_code
from indicators.reasons import N_

STATE_NAMES = {
    "accepted": N_("accepted"),
    "received": N_("waiting for the coordinator"),
    "returned": N_("returned for correction"),
    "superseded": N_("replaced by a newer revision"),
}
_KINDS = {"accepted": "on_time", "received": "query", "returned": "warning"}


def show_own_submissions(context: Context, own: list[dict[str, Any]]) -> None:
    """The newest first; a returned one with its reason."""
    _ = context.texts
    if not own:
        show(element("p", _("Nothing has been sent yet."), cls="note"))
        return
    head = [_("Month"), _("Revision"), _("Received"), _("State"), _("Reason"), _("Number")]
    show(build_table(head, (_build_row(row, context) for row in own), _("Submissions so far"), (1,), cls="cards"))


def _build_row(row: dict[str, Any], context: Context) -> list[Child]:
    _ = context.texts
    return [
        element("b", month_label(row["month"], context)),
        str(row["revision"]),
        _.day(row["received_at"].date()),
        element("span", _(STATE_NAMES.get(row["state"], row["state"])), cls=f"severity {_KINDS.get(row['state'], '')}"),
        row["reason"] or "–",
        element("span", row["submission_id"], cls="number-id"),
    ]


def month_label(month: int, context: Context) -> str:
    """For instance "M18 · June 2017"."""
    return f"{month_code(month)} · {context.month_name(month)}"
