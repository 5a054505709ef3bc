"""The numbers that one indicator publishes: those of its rows, its passport, its targets, and how far a status is."""

import math
from collections.abc import Iterable, Iterator

from etl.attacker.channels.stated import read_thresholds
from etl.attacker.released import Released, Row

# Columns of a KPI row that tell the figure. Coverage is not among them: one of its small counts alone would explain
# what it has nothing to do with, so it is looked at in pairs.
FIGURE_NUMBERS = ("value", "numerator", "denominator", "baseline", "target", "expected", "progress_pct")
# Orders and formats, no figures: a small one would explain what it has nothing to do with.
_NO_FIGURES = frozenset({"position", "decimals"})


def own_numbers(released: Released, figures: Iterable[Row], code: str) -> Iterator[float]:
    """Numbers of an indicator in every table; `figures` are its rows of the KPI table."""
    thresholds = read_thresholds(released)
    for row in figures:
        yield from (float(row[name]) for name in FIGURE_NUMBERS if row[name] is not None)
        if row["progress_pct"] is not None:
            # What is missing to the next status, in whole percent of the plan: from the shown progress alone.
            yield from (float(math.ceil(round(bound - row["progress_pct"], 4))) for bound in thresholds)
    for name, rows in released.tables.items():
        if name not in ("figure", "provenance"):
            for row in rows:
                if row.get("indicator_code") == code:
                    yield from _numbers(row)
    yield from thresholds


def _numbers(row: Row) -> Iterator[float]:
    for column, cell in row.items():
        if isinstance(cell, int | float) and not isinstance(cell, bool) and column not in _NO_FIGURES:
            yield float(cell)


def coverage_of(figures: Iterable[Row], partners: int) -> frozenset[tuple[float, ...]]:
    """What sentences on coverage tell: reports, those due, those missing, values carried forward.

    Of the project's partners so many deliver the indicator's sheet: that is a coverage as well.
    """
    rows = [row for row in figures if row["expected_reports_n"] is not None]
    told = ((row["reported_n"], row["expected_reports_n"], row["carried_forward_n"] or 0) for row in rows)
    own = {(float(reported), float(due), float(due - reported), float(carried)) for reported, due, carried in told}
    return frozenset(own | {(due, float(partners)) for _reported, due, *_others in own})
