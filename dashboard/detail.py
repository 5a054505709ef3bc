"""One indicator in detail: why it stands so, its curve, its breakdown, and where it comes from."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.breakdown import show_breakdown
from dashboard.cases import explain
from dashboard.frame import heading
from dashboard.markup import Child, element, show
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_status
from dashboard.tables import build_facts, build_table
from indicators.charts import draw_progress_curve
from indicators.periods import month_number
from indicators.reasons import CLASS_OF_WOMEN, N_, format_plan, is_missing

_TARGET_STATES = {"binding": N_("binding"), "confirmed": N_("confirmed"), "proposed": N_("proposed")}


def show_detail(released: Released, code: str) -> None:
    """Everything that the release tells of one indicator."""
    standing = next(one for one in released.standings if one.code == code)
    texts = released.context.texts
    figures = released.figures[released.figures["indicator_code"] == code]
    show(
        heading(texts(standing.name), code),
        element(
            "p",
            build_status(standing.status, standing.is_proposed, texts),
            " ",
            explain(standing, released),
            cls="verdict",
        ),
        build_facts(_facts(standing, released)),
    )
    _show_curve(figures[figures["breakdown"] == "total"], standing, released)
    show_breakdown(figures, standing, released)
    _show_origin(standing, released)


def _facts(standing: Standing, released: Released) -> list[tuple[str, Child]]:
    _, row, decimals = released.context.texts, standing.shown or standing.now, standing.decimals
    unit, indicator = row["unit"], standing.indicator
    state = indicator["target_state"]
    baseline = _("unknown") if is_missing(row["baseline"]) else format_plan(row["baseline"], unit, _, decimals)
    target = element(
        "span",
        format_plan(indicator["target"], unit, _, decimals),
        element("small", _(_TARGET_STATES[state])) if state in _TARGET_STATES else None,
    )
    progress = "–" if is_missing(row["progress_pct"]) else f"{_.number(row['progress_pct'])}\u00a0%"
    return [
        (_("Value at {month}", month=row["month"]), build_figure(row, _, decimals)),
        (_("Planned by {month}", month=row["month"]), format_plan(row["expected"], unit, _, decimals)),
        (_("Progress against the plan"), progress),
        (_("Target by {month}", month=released.context.periods.codes[-1]), target),
        (_("Baseline"), baseline),
        (_("Coverage"), _coverage(row, released)),
    ]


def _coverage(row: dict[str, Any], released: Released) -> Child:
    _ = released.context.texts
    reported, expected, carried = (
        0 if is_missing(row[name]) else int(row[name])
        for name in ("reported_n", "expected_reports_n", "carried_forward_n")
    )
    said = [_("{n} not reported", n=expected - reported)] if expected > reported else []
    said += [_("{n} carried forward", n=carried)] if carried else []
    of_all = _.plural("{reported} of {n} partner", "{reported} of {n} partners", expected, reported=reported)
    return element("span", of_all, element("small", "; ".join(said)) if said else None)


def _show_curve(figures: pd.DataFrame, standing: Standing, released: Released) -> None:
    _, periods = released.context.texts, released.context.periods
    chart = draw_progress_curve(figures, pd.Series(standing.indicator), _, periods, has_title=False)
    name = _(standing.name)
    st.plotly_chart(
        chart,
        config={"displayModeBar": False, "displaylogo": False},
        alt=_("Planned and actual values of {name} until {month}", name=name, month=released.month_code),
        key="curve",
    )
    with st.expander(_("The curve as a table")):
        head = [_("Month"), _("Planned"), _("Actual"), _("Coverage")]
        rows = (
            [
                f"{row['month']} · {released.context.month_name(month_number(row['month']), 'LLL y')}",
                format_plan(row["expected"], row["unit"], _, standing.decimals),
                build_figure(row, _, standing.decimals),
                _coverage(row, released),
            ]
            for row in figures.sort_values("month").to_dict("records")
        )
        show(build_table(head, rows, name, numeric=(1, 2)))


def _show_origin(standing: Standing, released: Released) -> None:
    _, tell, indicator = released.context.texts, released.context.translate, standing.indicator
    source = indicator["target_source"]
    facts: list[tuple[str, Child]] = [
        (_("Definition"), tell(indicator, "definition")),
        (_("Means of verification"), tell(indicator, "means_of_verification")),
        (_("Where the target comes from"), _(source) if not is_missing(source) and source else "–"),
        (_("Evaluation criterion"), tell(indicator, "criterion")),
    ]
    if indicator["class"] == CLASS_OF_WOMEN:
        said = _("Shown as consortium totals at closings only, so that no woman can be recognised.")
        facts.append((_("Protection"), said))
    with st.expander(_("Where this figure comes from")):
        show(element("dl", *(element("div", element("dt", n), element("dd", v)) for n, v in facts), cls="origin"))
