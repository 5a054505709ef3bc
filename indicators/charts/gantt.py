"""A plan over the months of the project: what was due when and how it went, and how much of a kind there was.

Due things stand one a row: a stroke at the month at whose end it is due, a mark at the month in which it came, and a
word beside it, so that no colour speaks alone. Lanes hold numbers by month; a month without any stays empty, never 0.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import plotly.graph_objects as go

from indicators.charts.drawing import Drawing
from indicators.charts.layout import months_axis, set_layout
from indicators.charts.palette import ACTUAL, GRID, PLAN, STATUS_COLOURS, ink_on
from indicators.periods import Periods
from indicators.texts import N_, Texts

# A text of a drawing stands in no attribute: its quotes are read as they are.
_plain = partial(escape, quote=False)


@dataclass(frozen=True)
class State:
    """How something due looks: its sign in texts, its mark in drawings, its word, in short, and its colour."""

    sign: str
    mark: str
    name: str
    word: str
    colour: str


STATES = {
    "in_time": State("✓", "circle", N_("in time"), N_("in time"), STATUS_COLOURS["on_track"]),
    "late": State("◐", "diamond", N_("submitted late"), N_("late"), STATUS_COLOURS["at_risk"]),
    "overdue": State("✕", "x", N_("overdue"), N_("overdue"), STATUS_COLOURS["delayed"]),
    "to_come": State("○", "circle-open", N_("to come"), N_("to come"), STATUS_COLOURS["unavailable"]),
}


@dataclass(frozen=True)
class DueRow:
    """Something with a due month; `done` is the month in which it came, None as long as it hasn't."""

    label: str
    due: int
    done: int | None
    state: str
    hover: str = ""


@dataclass(frozen=True)
class Lane:
    """Numbers by month: counts in boxes, or short texts such as "3 of 3"; month -> what stands there."""

    label: str
    numbers: tuple[tuple[int, str], ...]
    is_boxed: bool = True
    hover: str = ""


_ROW, _TOP, _BOTTOM = 40, 28, 46
# A row's name stands so far above its line, in rows.
_ABOVE = 0.56
# Short texts that are no more months apart than this would run into each other.
_CLOSE = 2
_DUE = N_("due, at the month's end")


def draw_gantt(
    due: Sequence[DueRow],
    lanes: Sequence[Lane],
    texts: Texts,
    periods: Periods,
    now: int,
    today: float | None = None,
) -> go.Figure:
    """Rows of due things, below them lanes; `now` is the release's month, `today` a place between months."""
    chart = Drawing()
    count = len(due) + len(lanes)
    set_layout(chart, texts, _TOP + _BOTTOM + _ROW * max(count, 1), {"l": 4, "r": 20, "t": _TOP, "b": _BOTTOM})
    _add_rows(chart, [*(row.label for row in due), *(lane.label for lane in lanes)], periods, _has_line(due, lanes))
    _add_ways(chart, due, now)
    _add_due(chart, due, texts, periods)
    for position, lane in enumerate(lanes, start=len(due)):
        _add_lane(chart, lane, position)
    chart.update_xaxes(**months_axis(periods, texts) | {"range": [0.3, periods.count + 1.2]})
    chart.update_yaxes(range=[count - 0.4, -0.9], visible=False)
    chart.update_layout(showlegend=False)
    # Short texts of lanes would be struck through: the lines end above them.
    end = len(due) + sum(lane.is_boxed for lane in lanes) - 0.5
    _add_line(chart, now + 0.5, end, texts("end of the release's month"), "dash", PLAN, "right")
    if today is not None:
        _add_line(chart, today, end, texts("today"), "solid", ACTUAL, "left")
    return chart.build()


def _has_line(due: Sequence[DueRow], lanes: Sequence[Lane]) -> list[bool]:
    """Which rows get a line: not those of short texts, which it would strike through."""
    return [True] * len(due) + [lane.is_boxed for lane in lanes]


def _add_rows(chart: Drawing, labels: list[str], periods: Periods, has_line: list[bool]) -> None:
    """A thin line to follow with the eye, and the row's name above it, at the left on any width."""
    for position, label in enumerate(labels):
        if has_line[position]:
            ends = {"x0": 0.3, "x1": periods.count + 1.2, "y0": position, "y1": position}
            chart.add_shape(type="line", **ends, line={"color": GRID, "width": 1})
        place = {"x": 0, "xref": "paper", "xanchor": "left", "y": position - _ABOVE}
        chart.add_annotation(**place, text=_plain(label), showarrow=False, font={"size": 13})


def _add_ways(chart: Drawing, due: Sequence[DueRow], now: int) -> None:
    """From the due month to the month in which it came, or to now while it is overdue."""
    for position, row in enumerate(due):
        end = _end(row, now)
        if end != row.due:
            ends = {"x0": row.due, "x1": end, "y0": position, "y1": position}
            chart.add_shape(type="line", **ends, line={"color": STATES[row.state].colour, "width": 3})


def _end(row: DueRow, now: int) -> int:
    if row.done is not None:
        return row.done
    return max(now, row.due) if row.state == "overdue" else row.due


def _add_due(chart: Drawing, due: Sequence[DueRow], texts: Texts, periods: Periods) -> None:
    """A stroke where each was due, a mark by its state where it came, and the state as a word beside."""
    if not due:
        return
    stroke = {"symbol": "line-ns", "size": 13, "line": {"width": 2, "color": PLAN}, "color": PLAN}
    rows = list(range(len(due)))
    chart.add_scatter(
        x=[row.due for row in due], y=rows, mode="markers", name=texts(_DUE), marker=stroke, hoverinfo="skip"
    )
    for name, state in STATES.items():
        found = [(position, row) for position, row in enumerate(due) if row.state == name]
        if found:
            _add_state(chart, found, state, texts)
    for position, row in enumerate(due):
        _add_word(chart, row, position, texts, periods)


def _add_word(chart: Drawing, row: DueRow, position: int, texts: Texts, periods: Periods) -> None:
    """The state beside the mark, clear of it; at the left where no room is left at the right."""
    ends = (row.due, row.done if row.done is not None else row.due)
    is_left = max(ends) > 0.6 * periods.count
    chart.add_annotation(
        x=min(ends) if is_left else max(ends),
        y=position,
        xanchor="right" if is_left else "left",
        xshift=-9 if is_left else 9,
        # On its line it would be struck through.
        yshift=7,
        text=_say(row, texts),
        showarrow=False,
        font={"size": 12},
    )


def _say(row: DueRow, texts: Texts) -> str:
    state = STATES[row.state]
    return f"{state.sign} {texts(state.word)}"


def _add_state(chart: Drawing, found: list[tuple[int, DueRow]], state: State, texts: Texts) -> None:
    line = {"width": 2, "color": state.colour}
    chart.add_scatter(
        x=[row.done if row.done is not None else row.due for _, row in found],
        y=[position for position, _ in found],
        mode="markers",
        name=texts(state.name),
        marker={"symbol": state.mark, "size": 12, "color": state.colour, "line": line},
        hovertext=[_plain(row.hover) for _, row in found],
        hovertemplate="%{hovertext}<extra></extra>",
    )


def _add_lane(chart: Drawing, lane: Lane, position: int) -> None:
    chart.add_scatter(
        x=[month for month, _ in lane.numbers],
        y=[position] * len(lane.numbers),
        mode="markers+text" if lane.is_boxed else "text",
        name=lane.label,
        showlegend=False,
        marker={"symbol": "square", "size": 14, "color": ACTUAL} if lane.is_boxed else None,
        text=[_plain(text) for _, text in lane.numbers],
        textposition=_sides(lane),
        textfont={"size": 11, "color": ink_on(ACTUAL)} if lane.is_boxed else {"size": 12},
        hovertext=[_plain(lane.hover or lane.label)] * len(lane.numbers),
        hovertemplate="%{hovertext}: %{text}<extra></extra>",
        cliponaxis=False,
    )


def _sides(lane: Lane) -> str | list[str]:
    """Counts stand in their boxes; of two texts a month or two apart each turns away from the other."""
    if lane.is_boxed:
        return "middle center"
    months = [month for month, _ in lane.numbers]
    after = [*months[1:], None]
    before = [None, *months[:-1]]
    return [
        "middle left" if _is_close(month, later) else "middle right" if _is_close(earlier, month) else "middle center"
        for month, earlier, later in zip(months, before, after, strict=True)
    ]


def _is_close(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and other - one <= _CLOSE


def _add_line(chart: Drawing, place: float, end: float, name: str, dash: str, colour: str, anchor: str) -> None:
    if end <= 0:
        return
    line = {"color": colour, "width": 1.5, "dash": dash}
    chart.add_shape(type="line", x0=place, x1=place, y0=-0.9, y1=end, line=line, layer="below")
    chart.add_annotation(
        x=place, y=1, yref="paper", yanchor="bottom", text=_plain(name), showarrow=False, xanchor=anchor
    )
