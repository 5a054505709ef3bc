"""The results framework: objectives, their results, and every indicator with curve, value, plan, target and status."""

from collections.abc import Iterator, Sequence

import pandas as pd

from dashboard.coverage_note import say_coverage
from dashboard.frame import heading
from dashboard.links import link_to_indicator
from dashboard.markup import Child, Html, element, show
from dashboard.results import build_result
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.sparkline import build_sparkline
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_status
from dashboard.tables import build_table
from indicators.charts import ACTUAL, LESS_IS_BETTER, PLAN
from indicators.reasons import format_plan, format_value


def show_framework(released: Released, standings: Sequence[Standing]) -> None:
    """One section for each objective; in it one table for each result or, in older releases, for each level.

    `standings` are those that the reader asked for; a result without any of them is named only when all were asked for.
    """
    is_all = len(standings) == len(released.standings)
    totals = released.figures[released.figures["breakdown"] == "total"]
    curves = dict(iter(totals.groupby("indicator_code")))
    show(_build_key(released))
    for objective in released.objectives:
        found = [one for one in standings if one.indicator["objective"] == objective["objective"]]
        asked = {one.indicator["result"] for one in found}
        results = [one for one in released.results if one["objective"] == objective["objective"]]
        results = [one for one in results if is_all or one["result"] in asked]
        if found or results:
            name = released.context.translate(objective, "objective_name")
            show(
                heading(name, say_kind(objective["is_general"], released)),
                *_build_results(results, found, curves, released),
            )


def _build_results(
    results: list[Row], standings: list[Standing], curves: dict[str, pd.DataFrame], released: Released
) -> Iterator[Html]:
    for result in results:
        found = [one for one in standings if one.indicator["result"] == result["result"]]
        yield build_result(result, released)
        if found:
            name = released.context.translate(result, "result_name")
            yield _build_table(name, released.context.texts("Indicator"), found, curves, released)
    placed = {result["result"] for result in results}
    others = [one for one in standings if one.indicator["result"] not in placed]
    for level in dict.fromkeys(one.indicator["level"] for one in others):
        rows = [one for one in others if one.indicator["level"] == level]
        name = released.context.texts(level).capitalize()
        yield _build_table(name, name, rows, curves, released)


def say_kind(is_general: bool, released: Released) -> str:
    """Is it the general objective or a specific one?"""
    _ = released.context.texts
    return _("general objective") if is_general else _("specific objective")


def _build_key(released: Released) -> Html:
    _ = released.context.texts
    return element(
        "p",
        element("span", element("i", cls="line", style=f"border-top:2.5px solid {ACTUAL}"), _("actual")),
        element("span", element("i", cls="line", style=f"border-top:2px dotted {PLAN}"), _("planned")),
        element("span", element("i", cls="dot", style=f"background:{ACTUAL}"), _("at closings (figures about women)")),
        element("span", _("A gap in a curve is a month without a figure, never a zero.")),
        # Beside the target, a share would else be read as one of the target.
        element("span", _("Progress against the plan: 100 % is what was planned by this month, not the target.")),
        cls="key curves",
    )


def _build_table(
    caption: str, first: str, standings: list[Standing], curves: dict[str, pd.DataFrame], released: Released
) -> Html:
    _ = released.context.texts
    head = [
        first,
        _("{first} to {last}", first=released.context.periods.codes[0], last=_last_month(released)),
        _("Value"),
        _("Planned by {month}", month=released.month_code),
        _("Target"),
        _("Progress against the plan"),
        _("Status"),
    ]
    rows = (_build_row(standing, curves[standing.code], released) for standing in standings)
    return build_table(head, rows, caption, numeric=(2, 3, 4, 5), cls="framework cards")


def _last_month(released: Released) -> str:
    return released.context.periods.codes[-1]


def _build_row(standing: Standing, figures: pd.DataFrame, released: Released) -> list[Child]:
    texts, row = released.context.texts, standing.shown or standing.now
    unit, decimals, name = row["unit"], standing.decimals, texts(standing.name)
    curve = texts("Planned and actual values of {name} until {month}", name=name, month=released.month_code)
    return [
        element("span", element("b", name), _build_below(standing, released)),
        build_sparkline(figures, standing.indicator, released.context.periods.count, curve),
        _build_value(standing, released),
        format_plan(row["expected"], unit, texts, decimals),
        format_plan(row["target"], unit, texts, decimals),
        format_value(row["progress_pct"], "percent", texts, 0),
        _build_status(standing, released),
    ]


def _build_below(standing: Standing, released: Released) -> Html:
    """Code, unit and, where it is so, that less is better."""
    row = standing.shown or standing.now
    unit = released.context.translate(row, "unit")
    direction = element("span", " · ", released.context.texts(LESS_IS_BETTER)) if standing.is_less_better else None
    return element("small", link_to_indicator(standing.code), " · ", unit, direction)


def _build_value(standing: Standing, released: Released) -> Html:
    """The figure, its month if that is an earlier one, and the partners that it rests on."""
    texts, row = released.context.texts, standing.shown or standing.now
    said = [row["month"]] if standing.is_earlier else []
    said += [say_coverage(row, texts)] if row["state"] == "value" else []
    below = element("small", " · ".join(said)) if said else None
    return element("span", build_figure(row, texts, standing.decimals), below)


def _build_status(standing: Standing, released: Released) -> Html:
    """The chip and, of a figure without a status, the cause in two words."""
    texts = released.context.texts
    chip = build_status(standing.status, standing.is_proposed, texts)
    cause = standing.cause_without_status
    return element("span", chip, element("small", texts(cause)) if cause else None)
