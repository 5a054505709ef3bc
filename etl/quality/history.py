"""Numbers far from their own history: median and median absolute deviation, for small numbers of months.

No z-scores: with six values one slip carries mean and standard deviation away (Leys et al. 2013 advise the median
absolute deviation instead). No season is taken out either: a project of two years has no two years to learn it from.
"""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from etl.quality.known import Known, Row
from etl.quality.query import Query
from indicators.model.quality import HistoryQuestion


@dataclass(frozen=True)
class Point:
    """A value of a series with the rows that it comes from."""

    month: int
    value: float
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class Usual:
    """What the earlier values make of a series."""

    n: int
    median: float
    low: float
    high: float

    def is_far(self, value: float) -> bool:
        """Is a value outside?"""
        return not self.low <= value <= self.high


def usual(earlier: Sequence[float], question: HistoryQuestion) -> Usual | None:
    """What would be usual after these values; None while there are too few of them."""
    if len(earlier) < question.least_n:
        return None
    middle = median(earlier)
    deviation = median(abs(value - middle) for value in earlier)
    if deviation > 0:
        low, high = middle - question.deviations * deviation, middle + question.deviations * deviation
    else:
        # More than half of the values are the same: then only a multiple of them is far.
        low, high = sorted((middle / question.ratio, middle * question.ratio))
    # Strictly inside the least distance nothing is far: small counts move by themselves.
    low, high = min(low, middle - question.least_distance), max(high, middle + question.least_distance)
    return Usual(len(earlier), middle, low if middle < 0 or question.change else max(low, 0.0), high)


def find_strays(known: Known) -> Iterator[Query]:
    """Queries of all series."""
    for question in known.definitions.quality.history:
        for key, points in _series(known, question).items():
            yield from _strays(known, question, key, points)


def _strays(known: Known, question: HistoryQuestion, key: tuple[object, ...], points: list[Point]) -> Iterator[Query]:
    earlier: list[float] = []
    for _month, same_month in groupby(points, key=lambda point: point.month):
        own, bounds = list(same_month), usual(earlier, question)
        for point in own if bounds else ():
            if bounds and bounds.is_far(point.value):
                yield _tell(known, question, key, point, bounds, points)
        earlier += [point.value for point in own]


def _tell(
    known: Known,
    question: HistoryQuestion,
    key: tuple[object, ...],
    point: Point,
    bounds: Usual,
    points: list[Point],
) -> Query:
    row = point.rows[-1]
    thing = row["partner_code"] if question.per == "month" else known.name_thing(question.sheet, row)
    # Values of other partners are no evidence against this one: they stay in the middle alone.
    own = [one for one in points if one.rows[-1]["partner_code"] == row["partner_code"] and one.month <= point.month]
    return known.query(
        question,
        question.sheet,
        (question.column,),
        list(point.rows),
        (*key, thing, point.month),
        (point.value, bounds.median),
        value=point.value,
        thing=thing,
        n=bounds.n,
        median=bounds.median,
        low=bounds.low,
        high=bounds.high,
        evidence=tuple((one.month, one.value) for one in own),
    )


def _series(known: Known, question: HistoryQuestion) -> dict[tuple[object, ...], list[Point]]:
    series: dict[tuple[object, ...], list[Point]] = {}
    for key, rows in known.series(question.sheet, question.series, question.rows).items():
        points = _months(rows, question.column) if question.per == "month" else _rows(rows, question.column)
        series[key] = _increases(points) if question.change else points
    return series


def _rows(rows: list[Row], column: str) -> list[Point]:
    return [Point(row["month"], row[column], (row,)) for row in rows if row[column] is not None]


def _months(rows: list[Row], column: str) -> list[Point]:
    months: dict[int, list[Row]] = defaultdict(list)
    for row in rows:
        if row[column] is not None:
            months[row["month"]].append(row)
    return [Point(month, sum(row[column] for row in own), tuple(own)) for month, own in months.items()]


def _increases(points: list[Point]) -> list[Point]:
    """From month to month; over a gap nobody can say in which month it rose."""
    return [
        Point(after.month, after.value - before.value, after.rows)
        for before, after in zip(points, points[1:], strict=False)
        if after.month == before.month + 1
    ]
