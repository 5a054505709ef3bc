"""The head of the review queue: what waits where, with a way to it. Counts of workbooks and figures, never of women."""

from collections.abc import Iterator
from dataclasses import dataclass

from dashboard.links import link_to_page
from dashboard.markup import Child, Html, element, show
from dashboard.quality_desk import ANCHOR as QUESTIONS
from dashboard.session import Context, Released
from dashboard.standing import needing_attention
from dashboard.tables import build_facts
from dashboard.unlock_desk import ANCHOR as REQUESTS
from dashboard.waiting_desk import ANCHOR as WORKBOOKS
from etl.services import MonthsNow, read_months_now
from indicators.periods import month_code


@dataclass(frozen=True)
class Waiting:
    """How much waits on this page."""

    workbooks: int
    requests: int
    questions: int


def show_queue_head(context: Context, waiting: Waiting) -> None:
    """What waits on this page and on the others, in one row of numbers."""
    lines = (*_here(context, waiting), *_elsewhere(context))
    show(element("div", build_facts(lines), cls="queue-head"))


def _here(context: Context, waiting: Waiting) -> Iterator[tuple[str, Child]]:
    _ = context.texts
    counts = (
        (_("Workbooks to decide on"), waiting.workbooks, WORKBOOKS),
        (_("Months to be opened"), waiting.requests, REQUESTS),
        (_("Numbers worth a second look"), waiting.questions, QUESTIONS),
    )
    for name, count, anchor in counts:
        yield name, _jump(anchor, _.number(count), _("See them")) if count else _.number(count)


def _jump(anchor: str, count: str, label: str) -> Html:
    link = element("a", "↓ ", label, href=f"#{anchor}", target="_self", cls="figure-link")
    return element("span", count, element("small", link))


def _elsewhere(context: Context) -> Iterator[tuple[str, Child]]:
    _ = context.texts
    now = read_months_now(context.actor)
    yield _("Workbooks missing"), _counted(context, _missing(now), _say_late(now, context), "months")
    if context.release is None:
        yield _("Newest release"), element("span", "–", element("small", link_to_page("publish", _("Publish"))))
        return
    newest = Released(context, context.release)
    behind = needing_attention(newest.standings)
    silent = sum(one.comment is None for one in behind)
    told = _.plural("{n} of them without a cause", "{n} of them without a cause", silent) if silent else ""
    yield _("Delayed or at risk at {month}", month=newest.month_code), _counted(context, len(behind), told, "attention")
    day = _("as of {day}", day=_.day(newest.info.as_of))
    yield _("Release shown"), element("span", newest.month_code, element("small", link_to_page("publish", day)))


def _counted(context: Context, count: int, told: str, page: str) -> Html:
    label = told or context.texts("See the page")
    return element("span", context.texts.number(count), element("small", link_to_page(page, label)))


def _missing(now: MonthsNow) -> int:
    return sum(len(one.months) for one in now.open)


def _say_late(now: MonthsNow, context: Context) -> str:
    late = [one for partner in now.open for one in partner.months if one.state == "late"]
    if not late:
        return ""
    _, first = context.texts, month_code(min(one.month for one in late))
    return _.plural("{n} late, the oldest of {month}", "{n} late, the oldest of {month}", len(late), month=first)
