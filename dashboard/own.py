"""A partner's own submissions with their state, and the checks that found errors."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from dashboard.labels import moment_label, month_label
from dashboard.markup import Child, element, show
from dashboard.session import Context
from dashboard.tables import build_table
from indicators.texts import N_

if TYPE_CHECKING:
    from etl.services import Refusal

STATE_NAMES = {
    "accepted": N_("accepted"),
    "received": N_("waiting for the coordinator"),
    "returned": N_("returned for correction"),
    "superseded": N_("replaced by a newer revision"),
}
_KINDS = {"accepted": "on_time", "received": "query", "returned": "warning"}
_Line = tuple[datetime, list[Child]]


def show_own_submissions(context: Context, own: list[dict[str, Any]], refusals: "Sequence[Refusal]" = ()) -> None:
    """The newest first; a returned one with its reason, a check that found errors with their number."""
    _ = context.texts
    if not own and not refusals:
        show(element("p", _("Nothing has been sent yet."), cls="note"))
        return
    head = [_("Month"), _("Revision"), _("Received"), _("State"), _("Reason"), _("Number")]
    lines: list[_Line] = [*((row["received_at"], _build_row(row, context)) for row in own)]
    lines += [(refusal.happened_at, _build_refusal(refusal, context)) for refusal in refusals]
    lines.sort(key=lambda line: line[0], reverse=True)
    show(build_table(head, (cells for _moment, cells in lines), _("Submissions so far"), (1,), cls="cards sent"))


def _build_row(row: dict[str, Any], context: Context) -> list[Child]:
    _ = context.texts
    return [
        element("b", month_label(row["month"], context)),
        str(row["revision"]),
        moment_label(row["received_at"], context),
        element("span", _(STATE_NAMES.get(row["state"], row["state"])), cls=f"severity {_KINDS.get(row['state'], '')}"),
        row["reason"] or "–",
        element("span", row["submission_id"], cls="number-id"),
    ]


def _build_refusal(refusal: "Refusal", context: Context) -> list[Child]:
    _ = context.texts
    counts = _.plural("{n} error", "{n} errors", refusal.errors_n)
    if refusal.warnings_n:
        counts = f"{counts}, {_.plural('{n} warning', '{n} warnings', refusal.warnings_n)}"
    return [
        element("b", month_label(refusal.month, context)) if refusal.month else _("month unknown"),
        "–",
        moment_label(refusal.happened_at, context),
        element("span", _("checked, not stored"), cls="severity error"),
        counts,
        "–",
    ]
