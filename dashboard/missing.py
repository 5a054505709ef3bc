"""The overview's narrow column: who has not reported and since when, and which deliverables are overdue."""

from datetime import timedelta

from dashboard.links import link_to_page
from dashboard.markup import Html, element, join
from dashboard.schedule import DueThing, overdue, read_schedule
from dashboard.session import Released
from dashboard.standing import Gap
from indicators.periods import month_code
from indicators.reasons import format_value


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
    expected = reporting.expected_to_date_n
    rate = 100 * reporting.on_time_to_date_n / expected if expected else None
    return _(
        "{received} of {expected} workbooks received since the start, {on_time} on time.",
        received=_.number(reporting.received_to_date_n),
        expected=_.number(expected),
        on_time=format_value(rate, "percent", _, 0),
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
    _, due = released.context.texts, [one for one in read_schedule(released) if one.row["is_due"]]
    if not due:
        return None
    late = overdue(due)
    places = {"done": len(due) - len(late), "due": len(due)}
    return join(
        [
            element("h3", _("Deliverables")),
            element("p", _("{done} of {due} due so far have been submitted.", **places), cls="quiet-text"),
            element("ul", *(_build_overdue(one, released) for one in late), cls="people"),
        ]
    )


def _build_overdue(one: DueThing, released: Released) -> Html:
    since = released.context.texts("overdue since the end of {month}", month=month_code(one.due))
    name = f"{one.code} · {released.context.texts(one.name)}"
    return element("li", name, element("span", f"{one.lead} · {since}", cls="since"))
