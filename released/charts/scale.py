"""From values to places on paper: even steps for an axis of values, and the months of a project for the other."""

import math
from collections.abc import Iterable
from dataclasses import dataclass

from released.charts.lettering import LINE, measure
from released.charts.palette import GRID, SOFT
from released.charts.svg import Drawing
from released.months import month_code, month_number
from released.release import Release
from released.texts import Texts

_SIZE = 12.0
_STEPS = (1, 2, 5, 10)
_RESIDUE = 9


@dataclass(frozen=True)
class Steps:
    """Labels of an axis at even steps."""

    start: float
    step: float
    count: int

    @property
    def values(self) -> list[float]:
        """The labelled values from the lowest to the highest."""
        return [round(self.start + number * self.step, _RESIDUE) for number in range(self.count + 1)]

    @property
    def end(self) -> float:
        """The highest."""
        return self.values[-1]

    @property
    def decimals(self) -> int:
        """As many as tell all labels apart."""
        return max(0, -math.floor(math.log10(self.step) + 10**-_RESIDUE))


def even_steps(values: Iterable[float], from_zero: bool, most: int = 5) -> Steps:
    """The fewest even steps that hold all values; from zero unless the scale has none."""
    found = list(values) or [0.0]
    low, high = min(found), max(found)
    if from_zero:
        low, high = min(low, 0.0), max(high, 0.0)
    if high == low:
        high = low + 1
    power = 10.0 ** math.floor(math.log10((high - low) / most))
    step = next(power * one for one in (*_STEPS, 20) if _count(low, high, power * one) <= most)
    return Steps(math.floor(low / step + 10**-_RESIDUE) * step, step, _count(low, high, step))


def _count(low: float, high: float, step: float) -> int:
    first, last = math.floor(low / step + 10**-_RESIDUE), math.ceil(high / step - 10**-_RESIDUE)
    return max(1, last - first)


@dataclass(frozen=True)
class Months:
    """The months of a project in order, with code and calendar name; the release ends at `newest`."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    newest: str

    @classmethod
    def of(cls, release: Release) -> "Months":
        """All months, those to come as well."""
        about = release.about()
        count = int(about.get("months_n") or month_number(release.month))
        codes = tuple(month_code(number) for number in range(1, count + 1))
        names = tuple(release.texts.label("month_short", code, "") for code in codes)
        return cls(codes, names, release.month)

    def number(self, code: str) -> int:
        """The number of a month; 1 is the first."""
        return self.codes.index(code) + 1

    @property
    def marked(self) -> list[int]:
        """Numbers of the months that an axis names: the first and about four others."""
        count = len(self.codes)
        step = max(1, round(count / 4))
        return [1, *(number for number in range(step, count + 1, step) if number > 1)]


@dataclass(frozen=True)
class Plot:
    """The field in which values stand above months."""

    left: float
    right: float
    top: float
    bottom: float
    first: float
    last: float
    steps: Steps

    def x(self, month: float) -> float:
        """Where a month stands."""
        return self.left + (month - self.first) / (self.last - self.first) * (self.right - self.left)

    def y(self, value: float) -> float:
        """Where a value stands."""
        share = (value - self.steps.start) / (self.steps.end - self.steps.start)
        return self.bottom - share * (self.bottom - self.top)


def draw_value_axis(drawing: Drawing, plot: Plot, texts: Texts, sign: str = "") -> None:
    """Faint lines with their values at the left."""
    for value in plot.steps.values:
        drawing.line(plot.left, plot.y(value), plot.right, plot.y(value), GRID)
    drawing.open_group("ytick")
    for value in plot.steps.values:
        said = texts.number(value, plot.steps.decimals) + sign
        drawing.text(plot.left - 6, plot.y(value) + 4, said, _SIZE, SOFT, "end")
    drawing.close_group()


def draw_month_axis(drawing: Drawing, plot: Plot, months: Months, foot: float) -> None:
    """Codes and calendar names of some months below the field; `foot` is where they begin."""
    for number in months.marked:
        x = plot.x(number)
        drawing.line(x, foot, x, foot + 4, SOFT)
        name = months.names[number - 1]
        x = min(x, drawing.width - measure(name, _SIZE - 1) / 2)
        drawing.text(x, foot + _SIZE + 6, months.codes[number - 1], _SIZE, SOFT, "middle")
        drawing.text(x, foot + _SIZE * (1 + LINE) + 6, name, _SIZE - 1, SOFT, "middle")
    drawing.y = foot + _SIZE * (1 + LINE) + 12
