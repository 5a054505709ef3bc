"""The overview's lists: what needs attention and why, what goes well."""

import streamlit as st

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
    """The sentence why, and below it how much the status hangs on where its limit lies."""
    line = sensitivity_line(standing.shown or standing.now, released.context.texts, released.rules)
    why = element("p", explain(standing, released), cls="why")
    return join([why, element("p", line, cls="sensitivity") if line else None])


def show_attention(released: Released) -> None:
    """Delayed and at risk, with reason, cause, action, owner and day; proposed targets apart."""
    _, cases = released.context.texts, needing_attention(released.standings)
    decided = [case for case in cases if not case.is_proposed]
    proposed = [case for case in cases if case.is_proposed]
    with st.container(key="attention"):
        show(heading(_("Needs attention"), _("decided targets, the farthest behind first")))
        if not decided:
            show(element("p", _("Nothing is delayed or at risk against a decided target.")))
        _show_cases(decided, released)
        if proposed:
            show(heading(_("Against proposed targets"), _("the committee has not decided these targets yet")))
            _show_cases(proposed, released)


def _show_cases(cases: list[Standing], released: Released) -> None:
    _ = released.context.texts
    for position, case in enumerate(cases):
        show(_build_case(case, released, is_first=position == 0))
        st.page_link(
            "views/objectives.py",
            label=_("Curve and breakdown of {code}", code=case.code),
            query_params={"indicator": case.code},
        )


def _build_case(case: Standing, released: Released, is_first: bool) -> Html:
    texts = released.context.texts
    name = element(
        "p",
        build_status(case.status, case.is_proposed, texts),
        " ",
        element("span", texts(case.name), cls="title"),
        " ",
        element("small", case.code),
        cls="name",
    )
    return element(
        "article",
        element("div", name, build_why(case, released), build_comment(case, released)),
        _build_bullet(case, texts),
        cls=f"case {case.status}" + (" first" if is_first else ""),
    )


def _build_bullet(case: Standing, texts: Texts) -> Html:
    """Value, plan and target on one bar: filled to the value, a tick at what was expected."""
    row = case.shown or case.now
    start = 0.0 if is_missing(row["baseline"]) else float(row["baseline"])
    ends = [float(row[name]) for name in ("target", "expected", "value") if not is_missing(row[name])]
    # What should fall runs from its baseline down to the lowest of the three.
    span = (min(ends) if case.is_less_better else max(ends)) - start or 1.0
    value, expected = (100 * (float(row[name]) - start) / span for name in ("value", "expected"))
    figures = element(
        "div",
        element("b", say_value(row["value"], row["unit"], texts, case.decimals)),
        element("span", _aim(case, texts)),
        cls="figures",
    )
    track = element(
        "div",
        element("span", cls="fill", style=f"width:{max(0.0, value):.1f}%"),
        element("span", cls="tick", style=f"left:{min(99.0, max(0.0, expected)):.1f}%"),
        cls="track",
        aria_hidden="true",
    )
    planned = texts(
        "planned by {month}: {expected}",
        month=row["month"],
        expected=say_plan(row["expected"], row["unit"], texts, case.decimals),
    )
    below = element("div", texts(LESS_IS_BETTER)) if case.is_less_better else None
    return element("div", figures, track, planned, below, cls="bullet hollow" if case.is_proposed else "bullet")


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
