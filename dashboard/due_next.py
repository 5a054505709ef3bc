"""What a partner's officer has to send next, in plain words: the month, its due day, how many days are left or over."""

from collections.abc import Iterable

from dashboard.labels import month_label
from dashboard.links import link_to_page
from dashboard.markup import Html, element, join, show
from dashboard.session import Context
from etl.services import MonthStanding
from indicators.periods import month_code


def show_due_next(context: Context, months: dict[int, MonthStanding]) -> None:
    """The oldest open month as a sentence; the other open ones as links to them."""
    _ = context.texts
    listed = _open_months(months)
    if not months:
        return
    if not listed:
        show(element("p", _("Everything is sent. Nothing is due."), cls="due-next"))
        return
    first, *others = listed
    show(element("p", element("b", _say_when(first, context)), cls=f"due-next {_kind(first)}", role="status"))
    if others:
        show(element("p", _("Open as well:"), " ", _link_all(others, context), cls="quiet-text"))


def _open_months(months: dict[int, MonthStanding]) -> list[MonthStanding]:
    # Nothing can be sent for a locked month: its own note says so.
    return [one for one in months.values() if not one.is_sent and one.lock is None]


def is_told_late(month: int, months: dict[int, MonthStanding]) -> bool:
    """Does the head of the page say of this month that it is late? Then nothing below says it again."""
    first = next(iter(_open_months(months)), None)
    return first is not None and first.month == month and _kind(first) == "late"


def _kind(standing: MonthStanding) -> str:
    return "late" if standing.is_overdue and standing.state is None else str(standing.state or "")


def _say_when(standing: MonthStanding, context: Context) -> str:
    _, name = context.texts, month_label(standing.month, context)
    day, left = _.day(standing.due_on), (standing.due_on - context.home.today()).days
    if standing.state == "returned":
        return _("{month} was returned to you for correction: see the reason below.", month=name)
    if left < 0:
        return _.plural(
            "▼ {month} is late: it was due by {day}, {n} day ago. Send it all the same: its figures count in full.",
            "▼ {month} is late: it was due by {day}, {n} days ago. Send it all the same: its figures count in full.",
            -left,
            month=name,
            day=day,
        )
    if not left:
        return _("{month} is due today, {day}.", month=name, day=day)
    return _.plural(
        "Next is {month}, due by {day}: {n} day left.",
        "Next is {month}, due by {day}: {n} days left.",
        left,
        month=name,
        day=day,
    )


def _link_all(listed: Iterable[MonthStanding], context: Context) -> Html:
    links = (link_to_page("submit", _say_short(one, context), month=month_code(one.month)) for one in listed)
    return join(links, ", ")


def _say_short(standing: MonthStanding, context: Context) -> str:
    _, name = context.texts, month_label(standing.month, context)
    return _("{month} (due by {day})", month=name, day=_.day(standing.due_on))
