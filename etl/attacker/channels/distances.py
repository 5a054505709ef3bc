"""How far the next status is of a figure about answers, centres or things: what pages tell beside its value."""

import math
from collections.abc import Iterator

from etl.attacker.channels.stated import read_thresholds
from etl.attacker.released import Released, Row


def distance_numbers(released: Released) -> Iterator[float]:
    """Values at which a status begins, and how many more or less that is; of class A nothing but shares is told."""
    bounds = [bound / 100 for bound in read_thresholds(released)]
    decimals = {row["indicator_code"]: row.get("decimals") or 0 for row in released.tables["indicator"]}
    for row in released.figures:
        is_judged = row["breakdown"] == "total" and row["progress_pct"] is not None and row["expected"] is not None
        if row["class"] != "A" and is_judged:
            yield from _of_row(row, bounds, int(decimals.get(row["indicator_code"], 0)))


def _of_row(row: Row, bounds: list[float], decimals: int) -> Iterator[float]:
    start, unit = _start(row), 10.0**decimals
    for bound in bounds:
        needed = start + bound * (row["expected"] - start)
        # To the side on which the limit is surely reached.
        yield from (math.ceil(round(needed * unit, 6)) / unit, math.floor(round(needed * unit, 6)) / unit)
        yield float(math.ceil(round(abs(needed - row["value"]), 6)))


def _start(row: Row) -> float:
    """Where the way began: the baseline; an unknown one follows from value, plan and progress."""
    if row["baseline"] is not None:
        return float(row["baseline"])
    ratio = row["progress_pct"] / 100
    return 0.0 if ratio == 1 else float((row["value"] - ratio * row["expected"]) / (1 - ratio))
