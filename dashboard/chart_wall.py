"""The results framework as small charts: for each objective one drawing of all its indicators over the same months."""

from collections.abc import Mapping, Sequence

import pandas as pd
import streamlit as st

from dashboard.chart import show_chart
from dashboard.coverage_note import say_coverage
from dashboard.frame import heading
from dashboard.framework import say_kind
from dashboard.links import name_indicator
from dashboard.markup import Child, Html, show
from dashboard.objective_standing import say_none_behind
from dashboard.session import Released
from dashboard.standing import Standing, judged, needing_attention
from dashboard.symbols import build_figure, build_status
from dashboard.tables import build_table
from indicators.charts import Small, draw_small_multiples, say_finding
from indicators.texts import Texts

_TELEPHONE, _WIDE = 1, 3


def show_chart_wall(released: Released, standings: Sequence[Standing]) -> None:
    """One drawing for each objective that has any of the indicators."""
    totals = released.figures[released.figures["breakdown"] == "total"]
    curves = dict(iter(totals.groupby("indicator_code")))
    for objective in released.objectives:
        found = [one for one in standings if one.indicator["objective"] == objective["objective"]]
        if found:
            name = released.context.translate(objective, "objective_name")
            show(heading(name, say_kind(objective["is_general"], released)))
            _show_objective(str(objective["objective"]), name, found, curves, released)


def _show_objective(
    code: str, name: str, standings: list[Standing], curves: Mapping[str, pd.DataFrame], released: Released
) -> None:
    _ = released.context.texts
    columns = _columns()
    drawn = [Small(one.indicator, curves[one.code], one.status, one.is_proposed) for one in standings]
    show_chart(
        draw_small_multiples(drawn, _, released.context.periods, columns),
        say_objective(standings, _),
        alt=_.plural(
            "Small chart of {n} indicator of “{name}”: planned and actual values by month",
            "Small charts of {n} indicators of “{name}”: planned and actual values by month",
            len(standings),
            name=name,
        ),
        table=_build_table(standings, curves, name, released),
        # The style sheet lets what is wider than a narrow window scroll within itself.
        key=f"wall_{columns}_{code}",
        note=_(
            "Line: actual; dotted: planned; diamonds: closings of figures about women. A gap is a month without a "
            "figure, never a zero."
        ),
    )


def say_objective(standings: Sequence[Standing], texts: Texts) -> str:
    """How many of the drawn indicators are behind their plan."""
    said = say_none_behind(standings, texts)
    if said is not None:
        return said
    return texts.plural(
        "{n} of {total} indicators is behind its plan.",
        "{n} of {total} indicators are behind their plan.",
        len(needing_attention(list(standings))),
        total=len(judged(standings)),
    )


def _build_table(standings: list[Standing], curves: Mapping[str, pd.DataFrame], name: str, released: Released) -> Html:
    _ = released.context.texts
    head = [_("Indicator"), _("Value"), _("Coverage"), _("Status"), _("What the chart shows")]
    rows = (_build_row(one, curves[one.code], released) for one in standings)
    return build_table(head, rows, name, numeric=(1,), cls="cards")


def _build_row(standing: Standing, figures: pd.DataFrame, released: Released) -> list[Child]:
    texts, row = released.context.texts, standing.shown or standing.now
    return [
        name_indicator(texts(standing.name), standing.code),
        build_figure(row, texts, standing.decimals),
        say_coverage(row, texts),
        build_status(standing.status, standing.is_proposed, texts),
        say_finding_of(standing, figures, released),
    ]


def say_finding_of(standing: Standing, figures: pd.DataFrame, released: Released) -> str:
    """What the curve of one indicator shows; `figures` are its totals."""
    own = {name: standing.indicator.get(name) for name in ("decimals", "direction")}
    rows = ({str(name): value for name, value in row.items()} | own for row in figures.to_dict("records"))
    return say_finding(rows, released.month_code, released.context.texts)


def _columns() -> int:
    """Charts beside each other: the server can't see how wide a window is, but a telephone names itself."""
    return _TELEPHONE if "Mobi" in (st.context.headers.get("User-Agent") or "") else _WIDE
