"""How much a status hangs on where the line is drawn, and how far the next status is; from released columns only.

Class A is told in percent of the plan alone, from what is shown: no number of women stands between two statuses.
"""

import math
from typing import Any

from indicators.model.project import ProgressRules, Threshold
from indicators.progress import progress_ratio, status_of
from indicators.reasons import (
    CLASS_OF_WOMEN,
    STATUS_NAMES,
    Figure,
    is_less_better,
    is_missing,
    is_percent,
    say_value,
)
from indicators.texts import Texts

_NO_BREAK = "\u00a0"
_RESIDUE = 6  # digits after which a difference is a computer's, not a reader's


def sensitivity_line(figure: Figure, texts: Texts, rules: ProgressRules) -> str:
    """At which limits the figure is on track, then how far the next better status is; empty without a status."""
    if figure["state"] != "value" or is_missing(figure["progress_pct"]) or not rules.sensitivity:
        return ""
    # As progress.py judges it.
    ratio = round(float(figure["progress_pct"]) / 100, 9)
    return " ".join(part for part in (_limits(ratio, texts, rules), _distance(figure, ratio, texts, rules)) if part)


def _limits(ratio: float, texts: Texts, rules: ProgressRules) -> str:
    _ = texts
    reached = [limit for limit in rules.sensitivity if ratio >= limit]
    missed = [limit for limit in rules.sensitivity if ratio < limit]
    listed = _list_percents(rules.sensitivity, texts)
    if not missed:
        return _("On track with other limits, too ({limits}).", limits=listed)
    if not reached:
        return _("Not on track with other limits either ({limits}).", limits=listed)
    # The limits rise: the highest that is reached and the lowest that is missed tell all.
    places = {"reached": _percent(reached[-1], texts), "missed": _percent(missed[0], texts)}
    return _("On track with the limit at {reached}, not at {missed}.", **places)


def _distance(figure: Figure, ratio: float, texts: Texts, rules: ProgressRules) -> str:
    better = _next_better(ratio, rules)
    if better is None or is_missing(figure["expected"]):
        return ""
    limit, status = _limit(better), texts(STATUS_NAMES.get(better.status, better.status))
    if figure["class"] == CLASS_OF_WOMEN:
        # Up to the next whole percent, so that what is told is enough.
        missing = f"{texts.number(_ceil(100 * (limit - ratio), 0))}{_NO_BREAK}%"
        return texts("{missing} of the plan more and it would be {status}.", missing=missing, status=status)
    start, expected = _start(figure), float(figure["expected"])
    needed = start + limit * (expected - start)
    if _is_count(figure):
        return _say_how_many(figure, start, needed, texts, rules)
    value = _rounded(needed, figure, texts)
    if is_less_better(figure):
        return texts("At {value} or less it would be {status}.", value=value, status=status)
    return texts("At {value} or more it would be {status}.", value=value, status=status)


def _say_how_many(figure: Figure, start: float, needed: float, texts: Texts, rules: ProgressRules) -> str:
    value, is_down = float(figure["value"]), is_less_better(figure)
    n = int(_ceil(abs(needed - value), 0))
    # Where little is expected, one thing more can leap over a status.
    then = progress_ratio(value - n if is_down else value + n, start, float(figure["expected"]))
    status = texts(STATUS_NAMES.get(status_of(then, rules), status_of(then, rules)))
    if is_down:
        return texts("{n} less and it would be {status}.", n=n, status=status)
    return texts("{n} more and it would be {status}.", n=n, status=status)


def _rounded(needed: float, figure: Figure, texts: Texts) -> str:
    """The value that is needed with the indicator's decimals, to the side on which the limit is surely reached."""
    decimals: Any = figure.get("decimals")
    places = 1 if is_missing(decimals) else int(decimals)
    value = -_ceil(-needed, places) if is_less_better(figure) else _ceil(needed, places)
    return say_value(value, str(figure["unit"]), texts, places)


def _start(figure: Figure) -> float:
    """Where the way began: the baseline; an unknown one follows from value, plan and progress."""
    if not is_missing(figure["baseline"]):
        return float(figure["baseline"])
    value, expected, ratio = (float(figure[name]) for name in ("value", "expected", "progress_pct"))
    # Whoever is not on track is under the plan, so the progress is under 100 %.
    return (value - ratio / 100 * expected) / (1 - ratio / 100)


def _next_better(ratio: float, rules: ProgressRules) -> Threshold | None:
    """The next better status of a figure that is not on track; None for what is."""
    position = next(index for index, threshold in enumerate(rules.thresholds) if threshold.holds(ratio))
    return rules.thresholds[position - 1] if position > rules.thresholds.index(rules.on_track) else None


def _is_count(figure: Figure) -> bool:
    is_plain = figure["numerator"] == figure["value"] and is_missing(figure["denominator"])
    return is_plain and not is_percent(str(figure["unit"])) and float(figure["value"]).is_integer()


def _ceil(value: float, decimals: int) -> float:
    """Rounded up, but for a computer's residue."""
    return math.ceil(round(value * 10**decimals, _RESIDUE)) / 10**decimals


def _limit(threshold: Threshold) -> float:
    # What must be above its bound is not there yet at the bound itself.
    return threshold.above + 10**-6 if threshold.above is not None else threshold.at_least or 0


def _list_percents(limits: tuple[float, ...], texts: Texts) -> str:
    return ", ".join(_percent(limit, texts) for limit in limits)


def _percent(share: float, texts: Texts) -> str:
    return f"{texts.amount(round(100 * share, _RESIDUE))}{_NO_BREAK}%"
