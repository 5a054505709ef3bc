"""The results framework: every indicator by objective and level, with curve, value, plan, target and status."""

import pandas as pd

from dashboard.frame import heading
from dashboard.markup import Child, Html, element, show
from dashboard.session import Released
from dashboard.sparkline import build_sparkline
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_status
from dashboard.tables import build_table
from indicators.charts import ACTUAL, PLAN
from indicators.reasons import format_plan, is_missing


def show_framework(released: Released) -> None:
    """One section for each objective, one table for each level in it."""
    totals = released.figures[released.figures["breakdown"] == "total"]
    curves = dict(iter(totals.groupby("indicator_code")))
    show(_build_key(released))
    for objective in released.objectives:
        found = [one for one in released.standings if one.indicator["objective"] == objective["objective"]]
        if found:
            name = released.context.translate(objective, "objective_name")
            show(heading(name, _kind(objective["is_general"], released)))
            for level in dict.fromkeys(one.indicator["level"] for one in found):
                rows = [one for one in found if one.indicator["level"] == level]
                show(_build_level(level, rows, curves, released))


def _kind(is_general: bool, released: Released) -> str:
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
        cls="key curves",
    )


def _build_level(level: str, standings: list[Standing], curves: dict[str, pd.DataFrame], released: Released) -> Html:
    _ = released.context.texts
    head = [
        _(level).capitalize(),
        _("{first} to {last}", first=released.context.periods.codes[0], last=_last_month(released)),
        _("Value"),
        _("Planned by {month}", month=released.month_code),
        _("Target"),
        _("Progress"),
        _("Status"),
    ]
    rows = (_build_row(standing, curves[standing.code], released) for standing in standings)
    return build_table(head, rows, _(level).capitalize(), numeric=(2, 3, 4, 5), cls="framework cards")


def _last_month(released: Released) -> str:
    return released.context.periods.codes[-1]


def _build_row(standing: Standing, figures: pd.DataFrame, released: Released) -> list[Child]:
    texts, row = released.context.texts, standing.shown or standing.now
    unit, decimals, name = row["unit"], standing.decimals, texts(standing.name)
    below = element("small", standing.code, " · ", released.context.translate(row, "unit"))
    curve = texts("Planned and actual values of {name} until {month}", name=name, month=released.month_code)
    of_month = element("small", row["month"], cls="quiet-text") if standing.is_earlier else None
    progress = "–" if is_missing(row["progress_pct"]) else f"{texts.number(row['progress_pct'])}\u00a0%"
    return [
        element("span", element("b", name), below),
        build_sparkline(figures, standing.indicator, released.context.periods.count, curve),
        element("span", build_figure(row, texts, decimals), " ", of_month),
        format_plan(row["expected"], unit, texts, decimals),
        format_plan(row["target"], unit, texts, decimals),
        progress,
        build_status(standing.status, standing.is_proposed, texts),
    ]
