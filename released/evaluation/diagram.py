"""The theory of change as a drawing: results in columns by level, steps as lines whose look tells the verdict."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from released.charts.legend import Entry, draw_legend
from released.charts.lettering import LINE, wrap
from released.charts.marks import draw_mark
from released.charts.palette import GRID, INK, PAPER, SOFT, STATUS_COLOURS
from released.charts.svg import Drawing, Svg
from released.evaluation.steps import CANT_SAY, CONTRADICTED, MIXED, NOT_YET, SUPPORTED, VERDICT_NAMES, Step
from released.release import Release

_BOX, _GAP, _BETWEEN, _SIZE, _PAD = 196.0, 74.0, 18.0, 11.5, 8.0
_LEVELS = ("process", "output", "outcome", "impact")


@dataclass(frozen=True)
class _Look:
    colour: str
    width: float
    dash: str
    shape: str
    is_hollow: bool


# Colour, width, pattern and mark all tell the same, so a grey print does as well.
_LOOKS = {
    SUPPORTED: _Look(STATUS_COLOURS["on_track"], 2.6, "", "circle", False),
    MIXED: _Look(STATUS_COLOURS["at_risk"], 2.2, "10 4", "diamond", False),
    NOT_YET: _Look(SOFT, 1.4, "2 4", "circle", True),
    CONTRADICTED: _Look(STATUS_COLOURS["delayed"], 2.6, "14 4 3 4", "triangle_down", False),
    CANT_SAY: _Look(STATUS_COLOURS["unavailable"], 1.4, "1 5", "square", True),
}


@dataclass(frozen=True)
class _Place:
    x: float
    y: float
    height: float
    column: int


def draw_steps(release: Release, steps: Sequence[Step]) -> Svg:
    """All results and steps; title and description tell every step with its verdict in words."""
    counts = Counter(step.verdict for step in steps)
    told = ", ".join(f"{VERDICT_NAMES[name]}: {counts[name]}" for name in _LOOKS if counts[name])
    title = f"Theory of change of {release.about()['project']} at {release.month}, by what the figures say of each step"
    results = release.table("result").sorted_by("position").rows
    levels = [level for level in _LEVELS if any(row["level"] == level for row in results)]
    drawing = Drawing(len(levels) * (_BOX + _GAP))
    drawing.paragraph(title, 15, is_bold=True)
    drawing.paragraph(f"Steps: {told}.", 12, SOFT)
    drawing.y += 4
    draw_legend(drawing, [_entry(name) for name in _LOOKS if counts[name]])
    places = _place(drawing, release, results, levels)
    ends = Counter[tuple[str, str]]()
    for step in steps:
        _draw_step(drawing, places, step, ends)
    for row in results:
        _draw_box(drawing, release, row, places[row["result"]])
    drawing.y = max(place.y + place.height for place in places.values()) + 4
    said = "; ".join(f"{step.start} to {step.end}: {VERDICT_NAMES[step.verdict]}" for step in steps)
    return drawing.finish(title, f"{said}.")


def _entry(verdict: str) -> Entry:
    look = _LOOKS[verdict]

    def draw(drawing: Drawing, x: float, y: float) -> None:
        drawing.line(x - 9, y, x + 11, y, look.colour, look.width, look.dash)
        draw_mark(drawing, look.shape, x, y, 4.5, look.colour, look.is_hollow)

    return Entry(VERDICT_NAMES[verdict], draw)


def _place(
    drawing: Drawing, release: Release, results: Sequence[Mapping[str, Any]], levels: Sequence[str]
) -> dict[str, _Place]:
    """Where each box stands: columns by level from left to right, each in the middle of the height."""
    columns = [[row for row in results if row["level"] == level] for level in levels]
    heights = {row["result"]: _height(release, row) for row in results}
    tall = max(sum(heights[row["result"]] + _BETWEEN for row in column) for column in columns)
    top, places = drawing.y + 26, dict[str, _Place]()
    for number, (level, column) in enumerate(zip(levels, columns, strict=True)):
        x = number * (_BOX + _GAP)
        drawing.text(x, top - 8, release.texts.label("level", level), 13, SOFT, is_bold=True)
        free = tall - sum(heights[row["result"]] for row in column)
        y = top
        for row in column:
            y += free / len(column) / 2
            places[row["result"]] = _Place(x, y, heights[row["result"]], number)
            y += heights[row["result"]] + free / len(column) / 2
    return places


def _name(release: Release, row: Mapping[str, Any]) -> str:
    return release.texts.label("result_name", row["result"], row["result_name"])


def _lines(release: Release, row: Mapping[str, Any]) -> list[str]:
    return wrap(_name(release, row), _BOX - 2 * _PAD, _SIZE)


def _height(release: Release, row: Mapping[str, Any]) -> float:
    return (len(_lines(release, row)) + 1) * _SIZE * LINE + 2 * _PAD


def _draw_box(drawing: Drawing, release: Release, row: Mapping[str, Any], place: _Place) -> None:
    tooltip = f"{row['result']}: {_name(release, row)}"
    look = {"fill": PAPER, "stroke": INK, "stroke_width": 1.2, "rx": 5}
    drawing.add("rect", tooltip, x=place.x, y=place.y, width=_BOX, height=place.height, **look)
    y = place.y + _PAD + _SIZE
    drawing.text(place.x + _PAD, y, row["result"], _SIZE, is_bold=True)
    for line in _lines(release, row):
        y += _SIZE * LINE
        drawing.text(place.x + _PAD, y, line, _SIZE)


def _draw_step(drawing: Drawing, places: Mapping[str, _Place], step: Step, ends: Counter[tuple[str, str]]) -> None:
    look, start, end = _LOOKS[step.verdict], places[step.start], places[step.end]
    is_aside = end.column <= start.column
    x1, x2 = start.x + _BOX, end.x + (_BOX if is_aside else 0)
    # Lines that leave or reach one box side by side can be told apart.
    y1 = start.y + start.height * _spread(ends, step.start, "from")
    y2 = end.y + end.height * _spread(ends, step.end, "aside" if is_aside else "to")
    bend = _GAP * 0.7 if is_aside else (x2 - x1) * 0.5
    second = x2 + bend if is_aside else x2 - bend
    tip = 7 if is_aside else -7
    drawing.add(
        "path",
        f"{step.start} to {step.end}: {VERDICT_NAMES[step.verdict]}",
        d=f"M{x1:.1f} {y1:.1f}C{x1 + bend:.1f} {y1:.1f} {second:.1f} {y2:.1f} {x2 + tip:.1f} {y2:.1f}",
        fill="none",
        stroke=look.colour,
        stroke_width=look.width,
        **({"stroke_dasharray": look.dash} if look.dash else {}),
    )
    corners = f"{x2:.1f},{y2:.1f} {x2 + tip:.1f},{y2 - 4:.1f} {x2 + tip:.1f},{y2 + 4:.1f}"
    drawing.add("polygon", points=corners, fill=look.colour, stroke=GRID, stroke_width=0.4)
    # A line across a whole column passes behind its boxes: its mark stands before them.
    along = 0.5 if end.column <= start.column + 1 else 0.1
    x, y = (_on_curve(points, along) for points in ((x1, x1 + bend, second, x2), (y1, y1, y2, y2)))
    draw_mark(drawing, look.shape, x, y, 4.5, look.colour, look.is_hollow)


def _on_curve(points: tuple[float, float, float, float], along: float) -> float:
    rest = 1 - along
    weights = (rest**3, 3 * rest**2 * along, 3 * rest * along**2, along**3)
    return sum(weight * point for weight, point in zip(weights, points, strict=True))


def _spread(ends: Counter[tuple[str, str]], code: str, side: str) -> float:
    """Where on a box' side the next line begins or ends: middle, above, below, further above …"""
    number = ends[code, side]
    ends[code, side] += 1
    away = (number + 1) // 2 * 0.13 * (-1 if number % 2 else 1)
    return min(max(0.5 + away, 0.06), 0.94)
