"""Gains of few sessions: how large, how sure, and what can't be told from so few."""

import math
import random
from collections.abc import Sequence
from fractions import Fraction
from itertools import combinations

from released.statistics.interval import Interval, expect_level

# With more sessions than that the 2^n ways to flip them take minutes.
MOST_EXACT = 16
_RESIDUE = 1e-12


def normalised_gain(before: float, after: float, highest: float) -> float:
    """Gain as a share of what could be gained: (after - before) / (highest - before).

    Source: Hake (1998), American Journal of Physics 66, 64-74; there under 0.3 is called low, from 0.7 on high, for
    courses in physics. Don't use it for single persons' losses or for groups that start near the highest score, where
    it swings wildly, and not as a measure of effect where the test was made for one course.
    """
    if before >= highest:
        raise ValueError(f"Nothing can be gained from {before} of {highest} on.")
    return (after - before) / (highest - before)


def sign_flip_interval(
    values: Sequence[float], weights: Sequence[float] | None = None, level: float = 0.95
) -> Interval | None:
    """Exact interval of the common middle of gains, one per session, weighted (by persons); None if they are too few.

    All tests of "the middle is m" by flipping the signs of the differences from m, inverted: the ends are weighted
    means of parts of the sessions. Source: Fisher (1935), The Design of Experiments, section 21; Hartigan (1969),
    Journal of the American Statistical Association 64, 1303-1317 (typical values). It supposes that sessions are
    independent and that each gain lies as likely above the middle as below, by the same distance; no shape else.
    With n sessions the level can't be above 1 - 2^(1-n): five reach 93.75 %, six 96.9 %. Don't use it for persons of
    one session, nor where sessions were chosen for their gains. At most 16 sessions: beyond, `bootstrap_interval`.
    """
    expect_level(level)
    shares = _expect_weights(values, weights)
    n = len(values)
    if n > MOST_EXACT:
        raise ValueError(f"{n} sessions are more than {MOST_EXACT}: use bootstrap_interval.")
    # So many of the 2^n - 1 means of parts may lie beyond each end.
    outside = math.floor((1 - level) / 2 * 2**n + _RESIDUE)
    if outside < 1:
        return None
    means = sorted(_mean([values[one] for one in part], [shares[one] for one in part]) for part in _parts(n))
    return Interval(means[outside - 1], means[-outside], 1 - outside / 2 ** (n - 1))


def bootstrap_interval(
    values: Sequence[float],
    weights: Sequence[float] | None = None,
    level: float = 0.95,
    draws: int = 9999,
    seed: int = 1,
) -> Interval:
    """Interval of a weighted mean over sessions by drawing sessions with replacement; the seed makes it repeatable.

    Source: Efron (1979), Annals of Statistics 7, 1-26 (percentile method). Don't use it for fewer than about fifteen
    sessions, where it is too narrow: the exact `sign_flip_interval` is made for those.
    """
    expect_level(level)
    shares = _expect_weights(values, weights)
    chance = random.Random(seed)
    places = range(len(values))
    means = []
    for _ in range(draws):
        drawn = chance.choices(places, k=len(values))
        means.append(_mean([values[one] for one in drawn], [shares[one] for one in drawn]))
    means.sort()
    cut = math.floor((1 - level) / 2 * (draws + 1))
    return Interval(means[max(cut, 1) - 1], means[-max(cut, 1)], level)


def sign_test(values: Sequence[float]) -> float:
    """How likely so one-sided a split into gains and losses is by chance alone (two-sided p; zeros are left out).

    Source: Arbuthnot (1710); Dixon and Mood (1946), Journal of the American Statistical Association 41, 557-566. Of
    the sizes of gains it knows nothing. Don't read a large p as "no gain": of five sessions even five gains give 0.06.
    """
    counted = [value for value in values if value]
    n, gains = len(counted), sum(value > 0 for value in counted)
    if not n:
        return 1.0
    tail = sum(math.comb(n, k) for k in range(min(gains, n - gains) + 1))
    return float(min(Fraction(1), Fraction(2 * tail, 2**n)))


def _expect_weights(values: Sequence[float], weights: Sequence[float] | None) -> Sequence[float]:
    shares = weights if weights is not None else [1.0] * len(values)
    if not values or len(shares) != len(values) or min(shares) <= 0:
        raise ValueError("One weight above 0 for each value is needed, and at least one value.")
    return shares


def _mean(values: Sequence[float], weights: Sequence[float]) -> float:
    return math.fsum(value * weight for value, weight in zip(values, weights, strict=True)) / math.fsum(weights)


def _parts(n: int) -> list[tuple[int, ...]]:
    """All parts of n sessions that hold at least one."""
    return [part for size in range(1, n + 1) for part in combinations(range(n), size)]
