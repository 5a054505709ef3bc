"""The overview's narrow column: who has not reported and since when, and which deliverables are overdue."""

from datetime import timedelta
from typing import Any

from dashboard.links import link_to_page
from dashboard.markup import Html, element, join
from dashboard.session import Released
from dashboard.standing import Gap, due_deliverables
from indicators.texts import Texts


def build_missing(released: Released) -> Html:
    """Missing partners of the month first, then earlier gaps, deliverables, and the rates."""
    _, reporting = released.context.texts, released.reporting
    month = released.context.month_name(released.month)
    now = [gap for gap in reporting.gaps if released.month_code in gap.months]
    older = [gap for gap in reporting.gaps if released.month_code not in gap.months]
    received = _(
        "{received} of {expected} workbooks received.", received=reporting.received_n, expected=reporting.expected_n
    )
    return join(
        [
            element("h2", _("Not reported for {month}", month=month)),
            element("p", received, cls="quiet-text"),
            _build_gaps(now, released),
            _build_older(older, released),
            element("p", _say_to_date(released), " ", link_to_page("partners", _("All partners")), cls="quiet-text"),
            _build_deliverables(released),
        ]
    )


def _say_to_date(released: Released) -> str:
    _, reporting = released.context.texts, released.reporting
    return _(
        "{received} of {expected} workbooks received since the start, {on_time} on time.",
        received=_.number(reporting.received_to_date_n),
        expected=_.number(reporting.expected_to_date_n),
        on_time=_percent(reporting.on_time_to_date_n, reporting.expected_to_date_n, _),
    )


def _build_gaps(gaps: list[Gap], released: Released) -> Html:
    if not gaps:
        said = released.context.texts("Everybody who was due has reported.")
        return element("p", element("span", "●", cls="glyph on_track", aria_hidden="true"), said)
    return element("ul", *(_build_gap(gap, released) for gap in gaps), cls="people")


def _build_older(gaps: list[Gap], released: Released) -> Html | None:
    """Folded: what is missing for longer was told before, and the list may be long."""
    if not gaps:
        return None
    _ = released.context.texts
    title = _.plural("{n} partner still misses earlier months", "{n} partners still miss earlier months", len(gaps))
    return element("details", element("summary", title), _build_gaps(gaps, released), cls="earlier")


def _build_gap(gap: Gap, released: Released) -> Html:
    _ = released.context.texts
    late_since = _("late since {day}", day=_.day(gap.first_due + timedelta(days=1)))
    since = late_since if gap.is_late else _("due by {day}", day=_.day(gap.first_due))
    name = released.partner_name(gap.partner_code)
    return element("li", name, element("span", ", ".join(gap.months), " · ", since, cls="since"))


def _build_deliverables(released: Released) -> Html | None:
    _, due = released.context.texts, due_deliverables(released.file.table("milestone"))
    if due.empty:
        return None
    overdue = due[due["submitted_on"].isna()].sort_values(["due_month", "deliverable_code"])
    places = {"done": len(due) - len(overdue), "due": len(due)}
    return join(
        [
            element("h3", _("Deliverables")),
            element("p", _("{done} of {due} due so far have been submitted.", **places), cls="quiet-text"),
            element("ul", *(_build_overdue(row, released) for row in overdue.to_dict("records")), cls="people"),
        ]
    )


def _build_overdue(row: dict[Any, Any], released: Released) -> Html:
    _, name = released.context.texts, released.context.translate(row, "deliverable_name")
    since = _("overdue since the end of {month}", month=row["due_month"])
    return element(
        "li", f"{row['deliverable_code']} · {name}", element("span", f"{row['lead']} · {since}", cls="since")
    )


def _percent(part: int, whole: int, texts: Texts) -> str:
    return f"{texts.number(100 * part / whole)}\u00a0%" if whole else "–"
