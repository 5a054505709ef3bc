"""A bar for each partner: how many of its expected workbooks came in time, came late, wait, or are missing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from html import escape

import plotly.graph_objects as go

from indicators.charts.drawing import Drawing
from indicators.charts.palette import CLEAR, GRID, STATUS_COLOURS, ink_on
from indicators.texts import Texts


@dataclass(frozen=True)
class Part:
    """A part of every bar: its name as people read it, its colour, and a pattern, so that a grey print tells it."""

    key: str
    name: str
    colour: str
    pattern: str = ""


def timeliness_parts(names: Mapping[str, str]) -> tuple[Part, ...]:
    """The parts in their order; `names` gives the word for each key and leaves out what is not drawn."""
    looks = {
        "on_time": (STATUS_COLOURS["on_track"], ""),
        "accepted_late": (STATUS_COLOURS["at_risk"], "/"),
        "waiting": (STATUS_COLOURS["ahead"], "."),
        "returned": (STATUS_COLOURS["unavailable"], "-"),
        "missing": (STATUS_COLOURS["unavailable"], "x"),
        "late": (STATUS_COLOURS["delayed"], "x"),
    }
    return tuple(Part(key, names[key], *look) for key, look in looks.items() if key in names)


def draw_timeliness(counts: Sequence[tuple[str, Mapping[str, int]]], parts: Sequence[Part], texts: Texts) -> go.Figure:
    """`counts`: a short label and the number of workbooks by key, one bar for each, the first at the top."""
    chart = Drawing()
    labels = [escape(label) for label, _ in counts]
    for part in parts:
        numbers = [own.get(part.key, 0) for _, own in counts]
        if any(numbers):
            _add_part(chart, part, labels, numbers, texts)
    chart.update_layout(
        barmode="stack",
        bargap=0.3,
        height=70 + 24 * max(len(counts), 1),
        margin={"l": 8, "r": 8, "t": 36, "b": 8},
        legend={"orientation": "h", "x": 0, "y": 1.0, "yanchor": "bottom", "itemclick": False, "traceorder": "normal"},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
    )
    chart.update_xaxes(fixedrange=True, gridcolor=GRID, zeroline=False, nticks=6, tickformat="d")
    chart.update_yaxes(fixedrange=True, autorange="reversed", type="category", ticklabelstandoff=6)
    return chart.build()


def _add_part(chart: Drawing, part: Part, labels: list[str], numbers: list[int], texts: Texts) -> None:
    ink = ink_on(part.colour)
    look = {
        "shape": part.pattern,
        "bgcolor": part.colour,
        "fgcolor": ink,
        "fgopacity": 0.4,
        "solidity": 0.12,
        "size": 8,
    }
    chart.add_bar(
        y=labels,
        x=numbers,
        orientation="h",
        name=part.name,
        marker={"color": part.colour, "pattern": look if part.pattern else None},
        text=[texts.number(n) if n else "" for n in numbers],
        textposition="inside",
        insidetextanchor="middle",
        textangle=0,
        constraintext="none",
        insidetextfont={"color": ink, "size": 12},
        hovertext=[
            f"{label}, {escape(part.name)}: {texts.number(n)}" for label, n in zip(labels, numbers, strict=True)
        ],
        hoverinfo="text",
    )
