"""How the workbooks of every month stand, as counts over the partners."""

from collections.abc import Iterable

from dashboard.labels import month_label
from dashboard.markup import Html
from dashboard.session import Context
from dashboard.tables import build_table
from etl.services import MonthCount


def build_counts(counts: Iterable[MonthCount], context: Context) -> Html:
    """One line for each month that has begun, the newest first."""
    _, periods, today = context.texts, context.periods, context.home.today()
    head = [_("Month"), _("Due"), _("Expected"), _("Accepted"), _("Waiting"), _("Returned"), _("Missing"), _("Late")]
    states = ("accepted", "waiting", "returned", "missing", "late")
    rows = (
        [
            month_label(one.month, context),
            _.day(periods.due_day(one.month)),
            _.number(one.expected_n),
            *(_.number(one.states.get(state, 0)) for state in states),
        ]
        for one in sorted(counts, key=lambda one: -one.month)
        if periods.is_begun(one.month, today)
    )
    return build_table(head, rows, _("Workbooks by month"), range(2, len(head)), cls="cards")
