"""Numbers that anybody can work out from what a release shows, and that analyses therefore tell.

Of answers and centres: means and shares of closed blocks with their intervals, sums scaled up to full coverage, days of
delay. Of women: from the shown value and the published rules of rounding alone, so nothing of what rounding hides. The
attacker calculates all of it in its own way: an analysis whose arithmetic differs is a finding.
"""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from statistics import NormalDist, median
from typing import Any

from etl.attacker.channels.stated import read_definition
from etl.attacker.released import Released, Row

_LEVEL = 0.95
_Z = NormalDist().inv_cdf(0.5 + _LEVEL / 2)
_MOST = 16
# Where a group is supposed to have started on its scale, in analyses of gains.
_STARTS = (0.3, 0.4, 0.5, 0.6, 0.7)
Ends = tuple[float, float]


def analysis_numbers(released: Released) -> Iterator[float]:
    """Of blocks, of reports and of figures that miss some."""
    for code in {row["indicator_code"] for row in released.tables.get("pool", ())}:
        yield from _of_blocks(released, code)
    yield from _delays(released)
    yield from _scaled(released)


def rounding_numbers(released: Released, figures: Iterable[Row], code: str) -> Iterator[float]:
    """What a shown figure about women could have been before it was rounded, with and without chance."""
    plan: Mapping[str, Any] = released.rules.plan(code) or {}
    step, base = float(plan.get("round_to") or 0), int(plan.get("min_base") or 0)
    values = {row["value"] for row in figures if row["state"] == "value"} if step else set()
    low, high = plan.get("keep_within", (-math.inf, math.inf))
    bounds = {value: _bounds(value, step, low, high) for value in values}
    if released.rules.types.get(code) == "percent_change":
        # A difference of two shares is rounded twice.
        yield from (end for value in values for end in (value - step, value + step))
        yield from _differences([bounds[value] for value in values if value >= 0], base) if base else ()
        return
    yield from (end for ends in bounds.values() for end in ends)
    yield from (end for ends in bounds.values() for end in _both(ends, base)) if base else ()


def _bounds(value: float, step: float, low: float, high: float) -> Ends:
    return 0.0 if value <= low else value - step / 2, 100.0 if value >= high else value + step / 2


def _both(ends: Ends, base: int) -> Ends:
    return 100 * _wilson(ends[0] / 100, base)[0], 100 * _wilson(ends[1] / 100, base)[1]


def _differences(parts: list[Ends], base: int) -> Iterator[float]:
    for before in parts:
        for after in parts:
            yield _difference(after[0] / 100, before[1] / 100, base, base)[0]
            yield _difference(after[1] / 100, before[0] / 100, base, base)[1]


def _of_blocks(released: Released, code: str) -> Iterator[float]:
    rows = [row for row in released.tables["pool"] if row["indicator_code"] == code and row["denominator"]]
    factor = 100.0 if released.rules.types.get(code) == "percent" else 1.0
    for wave in {row.get("wave") for row in rows}:
        own = [row for row in rows if row.get("wave") == wave]
        results = [factor * row["numerator"] / row["denominator"] for row in own]
        yield from results
        n, total = sum(row["denominator"] for row in own), sum(row["numerator"] for row in own)
        yield from (float(n), float(total), factor * total / n)
        if factor > 1:
            yield from (100 * end for end in (total / n, *_wilson(total / n, n)))
        if wave is None:
            yield from _over_sessions(results, [row["denominator"] for row in own])
            yield from _gains(released, code, factor * total / n)
    yield from _between_waves(rows)


def _between_waves(rows: list[Row]) -> Iterator[float]:
    waves = sorted({row["wave"] for row in rows if row.get("wave")})
    sums = [
        [sum(row[name] for row in rows if row["wave"] == wave) for name in ("numerator", "denominator")]
        for wave in waves
    ]
    if len(sums) > 1:
        (before, before_n), (after, after_n) = sums[0], sums[-1]
        low, high = _difference(after / after_n, before / before_n, after_n, before_n)
        yield from (100 * (after / after_n - before / before_n), low, high)


def _over_sessions(results: list[float], weights: list[float]) -> Iterator[float]:
    """The interval that flipping signs leaves, the confidence that it reaches, and the test of gains against losses."""
    n, gained = len(results), sum(result > 0 for result in results)
    yield float(gained)
    yield min(1.0, 2 * sum(math.comb(n, k) for k in range(min(gained, n - gained) + 1)) / 2**n)
    if not 2 <= n <= _MOST:
        return
    sums = [(0.0, 0.0)]
    for result, weight in zip(results, weights, strict=True):
        sums += [(total + result * weight, below + weight) for total, below in sums]
    means = sorted(total / below for total, below in sums if below)
    cut = max(1, math.floor((1 - _LEVEL) / 2 * 2**n + 1e-12))
    yield from (means[cut - 1], means[-cut], 100 * (1 - 2 * cut / 2**n))


def _gains(released: Released, code: str, gain: float) -> Iterator[float]:
    """Of a gain on a scale: its share of the scale, and of what was left to gain from a supposed start."""
    for low, high in _scale(released, code):
        yield 100 * gain / (high - low)
        for start in (low + share * (high - low) for share in _STARTS):
            yield from (start, gain / (high - start))


def _scale(released: Released, code: str) -> Iterator[Ends]:
    sheets = (read_definition(released, "workbook") or {}).get("sheets", {})
    for one in read_definition(released, "indicators") or ():
        mean = str(one["calculation"].get("mean") or "") if one["code"] == code else ""
        for sheet, _dot, column in (word.partition(".") for word in mean.split() if "." in word):
            found: dict[str, Any] = sheets.get(sheet, {}).get("columns", {}).get(column, {})
            if "min" in found and "max" in found:
                yield float(found["min"]), float(found["max"])


def _delays(released: Released) -> Iterator[float]:
    days: dict[str, list[int]] = {}
    for row in released.tables["reporting"]:
        if row["is_expected"] and row["received_on"] and not row["is_on_time"]:
            days.setdefault(row["partner_code"], []).append((row["received_on"] - row["due_on"]).days)
    for late in days.values():
        yield from (float(int(median(late))), float(max(late)))


def _scaled(released: Released) -> Iterator[float]:
    """Sums of things as if all workbooks that are due had been accepted, and how many those are."""
    silent = {row["partner_code"]: str(row["does_not_deliver"] or "").split(";") for row in released.tables["partner"]}
    due = [row for row in released.tables["reporting"] if row["is_expected"] and row["state"] != "not_due"]
    for sheet in {"", *(one for own in silent.values() for one in own)}:
        own = [row for row in due if not sheet or sheet not in silent[row["partner_code"]]]
        accepted = sum(row["state"] == "accepted" for row in own)
        yield from (float(len(own)), float(accepted))
        for row in released.figures if accepted else ():
            if row["class"] == "C" and row["breakdown"] == "total" and row["value"] is not None:
                yield row["value"] * len(own) / accepted


@cache
def _wilson(share: float, n: float) -> Ends:
    """Where a share stops to be within chance: solved by halving, not by the formula."""

    def is_within(supposed: float) -> bool:
        return abs(share - supposed) <= _Z * math.sqrt(supposed * (1 - supposed) / n)

    return _halve(share, 0.0, is_within), _halve(share, 1.0, is_within)


def _halve(inside: float, outside: float, is_within: Callable[[float], bool]) -> float:
    if is_within(outside):
        return outside
    for _ in range(60):
        middle = (inside + outside) / 2
        inside, outside = (middle, outside) if is_within(middle) else (inside, middle)
    return inside


def _difference(after: float, before: float, after_n: float, before_n: float) -> Ends:
    """A difference of two shares in points, put together from both intervals."""
    (low, high), (before_low, before_high) = _wilson(after, after_n), _wilson(before, before_n)
    gain = after - before
    least = gain - math.sqrt((after - low) ** 2 + (before_high - before) ** 2)
    most = gain + math.sqrt((high - after) ** 2 + (before - before_low) ** 2)
    return 100 * max(least, -1.0), 100 * min(most, 1.0)
