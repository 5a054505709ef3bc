"""Estimates as dots with the interval in which the truth may lie; where none can be told, words stand instead."""

from collections.abc import Sequence
from dataclasses import dataclass

from released.charts.legend import Entry, draw_legend
from released.charts.lettering import LINE, measure, wrap
from released.charts.marks import draw_mark
from released.charts.palette import ACTUAL, BEFORE, PLAN, SOFT
from released.charts.scale import Plot, even_steps
from released.charts.svg import PAGE, Drawing, Svg
from released.texts import Texts


@dataclass(frozen=True)
class Estimate:
    """One line of the chart; `inner` is a narrower interval of another cause, such as rounding alone."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    inner: tuple[float, float] | None = None
    target: float | None = None
    is_proposed: bool = False
    note: str = ""


@dataclass(frozen=True)
class Wording:
    """What the marks mean, in the words of the analysis; an empty one is not in the legend."""

    interval: str
    inner: str = ""
    target: str = ""


def draw_intervals(
    estimates: Sequence[Estimate],
    title: str,
    wording: Wording,
    texts: Texts,
    sign: str = "",
    decimals: int = 1,
    from_zero: bool = True,
    width: float = PAGE,
    has_title: bool = True,
) -> Svg:
    """A dot and its interval a line, all on one axis; `title` says the finding, `sign` stands behind each value.

    A target stands as an upright stroke, dotted if it is a proposal. An estimate without value is told in words.
    """
    drawing = Drawing(width)
    if has_title:
        drawing.paragraph(title, 16, is_bold=True)
        drawing.y += 8
    draw_legend(drawing, _entries(estimates, wording))
    steps = even_steps([value for one in estimates for value in _values(one)], from_zero)
    edge = max(measure(texts.number(value, steps.decimals) + sign, 12) for value in steps.values) / 2
    flat = Plot(edge, width - edge, 0, 1, steps.start, steps.end, steps)
    for one in estimates:
        _draw_line(drawing, flat, one, texts, sign, decimals)
    _draw_axis(drawing, flat, texts, sign)
    told = texts.list_apart(f"{one.name}{texts.colon}{_say(one, texts, sign, decimals)}" for one in estimates)
    return drawing.finish(title, told)


def _values(one: Estimate) -> list[float]:
    found = (one.value, one.low, one.high, one.target, *(one.inner or ()))
    return [value for value in found if value is not None]


def _entries(estimates: Sequence[Estimate], wording: Wording) -> list[Entry]:
    def interval(drawing: Drawing, x: float, y: float) -> None:
        drawing.line(x - 9, y, x + 9, y, ACTUAL, 2)
        draw_mark(drawing, "circle", x, y, 4, ACTUAL)

    def inner(drawing: Drawing, x: float, y: float) -> None:
        drawing.line(x - 9, y, x + 9, y, BEFORE, 8)

    def target(drawing: Drawing, x: float, y: float) -> None:
        _draw_target(drawing, x, y, any(one.is_proposed for one in estimates))

    drawn = ((wording.interval, interval), (wording.inner, inner), (wording.target, target))
    return [Entry(name, draw) for name, draw in drawn if name]


def _draw_line(drawing: Drawing, flat: Plot, one: Estimate, texts: Texts, sign: str, decimals: int) -> None:
    said = _say(one, texts, sign, decimals)
    drawing.y += 6
    # Name and figures side by side where both fit, else below each other.
    is_wide = measure(one.name, 13) + measure(said, 13, True) + 20 < drawing.width
    for line in wrap(one.name, drawing.width, 13):
        drawing.y += 13 * LINE
        drawing.text(0, drawing.y - 4, line, 13)
    for number, line in enumerate(wrap(said, drawing.width, 13, True)):
        drawing.y += 0 if is_wide and not number else 13 * LINE
        place = (drawing.width, "end") if is_wide else (0.0, "start")
        drawing.text(place[0], drawing.y - 4, line, 13, SOFT, place[1], True)
    y = drawing.y + 10
    if one.inner:
        drawing.line(flat.x(one.inner[0]), y, flat.x(one.inner[1]), y, BEFORE, 8)
    if one.low is not None and one.high is not None:
        _draw_whisker(drawing, flat.x(one.low), flat.x(one.high), y)
    if one.target is not None:
        _draw_target(drawing, flat.x(one.target), y, one.is_proposed)
    if one.value is not None:
        draw_mark(drawing, "circle", flat.x(one.value), y, 5, ACTUAL, tooltip=f"{one.name}{texts.colon}{said}")
    drawing.y = y + 10


def _draw_whisker(drawing: Drawing, low: float, high: float, y: float) -> None:
    drawing.line(low, y, high, y, ACTUAL, 2)
    for x in (low, high):
        drawing.line(x, y - 5, x, y + 5, ACTUAL, 2)


def _draw_target(drawing: Drawing, x: float, y: float, is_proposed: bool) -> None:
    drawing.line(x, y - 9, x, y + 9, PLAN, 3, "3 3" if is_proposed else "")


def _draw_axis(drawing: Drawing, flat: Plot, texts: Texts, sign: str) -> None:
    foot = drawing.y + 4
    drawing.line(flat.left, foot, flat.right, foot, PLAN)
    drawing.open_group("ytick")
    for value in flat.steps.values:
        drawing.text(flat.x(value), foot + 17, texts.number(value, flat.steps.decimals) + sign, 12, SOFT, "middle")
    drawing.close_group()
    for value in flat.steps.values:
        drawing.line(flat.x(value), foot, flat.x(value), foot + 4, PLAN)
    drawing.y = foot + 22


def _say(one: Estimate, texts: Texts, sign: str, decimals: int) -> str:
    if one.value is None:
        return one.note
    value = texts.number(one.value, decimals) + sign
    if one.low is None or one.high is None:
        return f"{value} ({one.note})" if one.note else value
    ends = {"low": texts.number(one.low, decimals), "high": texts.number(one.high, decimals) + sign}
    said = texts("{value} ({low} to {high})", value=value, **ends)
    return f"{said}; {one.note}" if one.note else said
