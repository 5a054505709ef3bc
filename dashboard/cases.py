"""The overview's lists: what needs attention, why and what is done about it; what goes well."""

from dashboard.comment_note import build_comment
from dashboard.coverage_note import say_coverage
from dashboard.frame import heading
from dashboard.links import link_to_indicator
from dashboard.markup import Html, element, join, show
from dashboard.session import Released
from dashboard.standing import Standing, going_well, needing_attention
from dashboard.symbols import STATUS_SYMBOLS, build_status, status_name
from indicators.charts import LESS_IS_BETTER
from indicators.reasons import is_missing, say_plan, say_value, state_reason, status_reason
from indicators.sensitivity import sensitivity_line
from indicators.texts import Texts

_OPEN = 2  # cases that stand open on the first screen; the others are one click away


def explain(standing: Standing, released: Released) -> str:
    """The sentence why: of the shown figure, then why there is no newer one."""
    texts, periods = released.context.texts, released.context.periods
    if standing.shown is None:
        return status_reason(standing.now, texts, periods, released.rules)
    reason = status_reason(standing.shown, texts, periods, released.rules)
    if standing.is_earlier:
        reason += " " + state_reason(standing.now, texts, periods, standing.last_closed)
    return reason


def build_why(standing: Standing, released: Released) -> Html:
    """Folded: the sentence why, and below it how much the status hangs on where its limit lies."""
    texts = released.context.texts
    line = sensitivity_line(standing.shown or standing.now, texts, released.rules)
    return element(
        "details",
        element("summary", texts("Why it is judged so")),
        element("p", explain(standing, released), cls="why"),
        element("p", line, cls="sensitivity") if line else None,
        cls="because",
    )


def build_attention(released: Released) -> Html:
    """Delayed and at risk, with value, plan, cause, action, owner and day; the farthest behind stand open."""
    _, cases = released.context.texts, needing_attention(released.standings)
    decided = [case for case in cases if not case.is_proposed]
    proposed = [case for case in cases if case.is_proposed]
    title = heading(_("Needs your attention"), _("decided targets, the farthest behind first"))
    if not decided:
        title = join([title, element("p", _("Nothing is delayed or at risk against a decided target."))])
    more = _.plural("{n} more behind a decided target", "{n} more behind decided targets", len(decided[_OPEN:]))
    hint = _("the committee has not decided these targets yet")
    apart = _.plural(
        "{n} behind a proposed target: {hint}", "{n} behind proposed targets: {hint}", len(proposed), hint=hint
    )
    return join(
        [
            title,
            *(_build_case(case, released) for case in decided[:_OPEN]),
            _fold(more, decided[_OPEN:], released),
            _fold(apart, proposed, released),
        ]
    )


def _fold(title: str, cases: list[Standing], released: Released) -> Html | None:
    if not cases:
        return None
    return element(
        "details", element("summary", title), *(_build_case(case, released) for case in cases), cls="more-cases"
    )


def _build_case(case: Standing, released: Released) -> Html:
    texts = released.context.texts
    name = element(
        "h3",
        build_status(case.status, case.is_proposed, texts),
        " ",
        link_to_indicator(case.code, texts(case.name)),
        " ",
        element("small", case.code),
        cls="name",
    )
    return element(
        "article",
        name,
        _build_bullet(case, texts),
        build_comment(case, released),
        build_why(case, released),
        cls=f"case {case.status}",
    )


def _build_bullet(case: Standing, texts: Texts) -> Html:
    """Value, plan and target on one bar: filled to the value, a tick at what was expected."""
    row = case.shown or case.now
    figures = element(
        "div",
        element("b", say_value(row["value"], row["unit"], texts, case.decimals)),
        element("span", _aim(case, texts)),
        cls="figures",
    )
    planned = texts(
        "planned by {month}: {expected}",
        month=row["month"],
        expected=say_plan(row["expected"], row["unit"], texts, case.decimals),
    )
    below = element("div", texts(LESS_IS_BETTER)) if case.is_less_better else None
    kind = "bullet hollow" if case.is_proposed else "bullet"
    return element("div", figures, _build_track(case), planned, below, cls=kind)


def _build_track(case: Standing) -> Html:
    """The bar itself, for the eye alone: the figures stand beside it."""
    row = case.shown or case.now
    start = 0.0 if is_missing(row["baseline"]) else float(row["baseline"])
    ends = [float(row[name]) for name in ("target", "expected", "value") if not is_missing(row[name])]
    # What should fall runs from its baseline down to the lowest of the three.
    span = (min(ends) if case.is_less_better else max(ends)) - start or 1.0
    value, expected = (100 * (float(row[name]) - start) / span for name in ("value", "expected"))
    return element(
        "div",
        element("span", cls="fill", style=f"width:{max(0.0, value):.1f}%"),
        element("span", cls="tick", style=f"left:{min(99.0, max(0.0, expected)):.1f}%"),
        cls="track",
        aria_hidden="true",
    )


def _aim(case: Standing, texts: Texts) -> str:
    row = case.shown or case.now
    target = say_plan(row["target"], row["unit"], texts, case.decimals)
    if case.is_less_better:
        return texts("target at most {target}", target=target)
    return texts("target {target}", target=target)


def show_going_well(released: Released) -> None:
    """On track and ahead, one line each."""
    _, found = released.context.texts, going_well(released.standings)
    if found:
        show(
            heading(_("On track"), _("value, what was planned by then, coverage; hollow: against a proposed target")),
            element("ul", *(_build_line(one, released) for one in found), cls="well"),
        )


def _build_line(standing: Standing, released: Released) -> Html:
    texts, row = released.context.texts, standing.shown or standing.now
    planned = say_plan(row["expected"], row["unit"], texts, standing.decimals)
    said = [texts("planned {expected}", expected=planned), say_coverage(row, texts)]
    said += [row["month"]] if standing.is_earlier else []
    glyph = STATUS_SYMBOLS[standing.status][standing.is_proposed]
    name = element(
        "span",
        element("span", glyph, cls=f"glyph {standing.status}", title=status_name(standing.status, texts)),
        texts(standing.name),
        element("small", link_to_indicator(standing.code)),
        title=explain(standing, released),
    )
    sum_ = element(
        "span",
        element("b", say_value(row["value"], row["unit"], texts, standing.decimals)),
        element("span", " · ".join(said), cls="quiet-text"),
        cls="sum",
    )
    return element("li", name, sum_)
