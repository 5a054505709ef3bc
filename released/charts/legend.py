"""The legend: what each mark means, in rows as wide as the drawing."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from released.charts.lettering import LINE, measure, wrap
from released.charts.palette import SOFT
from released.charts.svg import Drawing

_SIZE, _MARK, _GAP = 12.0, 22.0, 16.0


@dataclass(frozen=True)
class Entry:
    """A name, and how its mark is drawn around a point."""

    name: str
    draw: Callable[[Drawing, float, float], None]


def draw_legend(drawing: Drawing, entries: Sequence[Entry]) -> None:
    """The entries side by side, below what was drawn so far; a long name wraps."""
    x, tallest = 0.0, 0
    for entry in entries:
        lines = wrap(entry.name, drawing.width - _MARK, _SIZE)
        width = _MARK + max(measure(line, _SIZE) for line in lines) + _GAP
        if x and x + width - _GAP > drawing.width:
            drawing.y += tallest * _SIZE * LINE + 3
            x, tallest = 0.0, 0
        entry.draw(drawing, x + 8, drawing.y + _SIZE * 0.65)
        for number, line in enumerate(lines, start=1):
            drawing.text(x + _MARK, drawing.y + number * _SIZE * LINE - _SIZE * 0.3, line, _SIZE, SOFT)
        x, tallest = x + width, max(tallest, len(lines))
    drawing.y += tallest * _SIZE * LINE + (3 if entries else 0)
