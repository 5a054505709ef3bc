"""A sample that anybody draws again from its seed, and the verification factor with its interval.

The order of a draw follows from a digest of seed and key, not from a random number generator: the same on every
Python, system and day, and it can be checked by hand. A key that is added later changes nothing in the order of others.
"""

import hashlib
import math
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from statistics import NormalDist

from released.statistics.interval import Interval, expect_level

# Of each stratum: how many units it has, and how many of them were visited.
Sizes = Mapping[str, tuple[int, int]]
_RESIDUE = 1e-12


def draw_sample(keys: Iterable[str], n: int, seed: str) -> list[str]:
    """`n` of the keys (all when there are fewer), each set of n as likely as any other; in the order of the draw."""
    return sorted(set(keys), key=lambda key: (_digest(seed, key), key))[: max(n, 0)]


def draw_stratified(strata: Mapping[str, Collection[str]], n: int, seed: str) -> dict[str, list[str]]:
    """`n` keys of each stratum, so that every stratum is met."""
    return {name: draw_sample(keys, n, f"{seed}\0{name}") for name, keys in sorted(strata.items())}


def _digest(seed: str, key: str) -> bytes:
    return hashlib.sha256(f"{seed}\0{key}".encode()).digest()


@dataclass(frozen=True)
class Recount:
    """What was reported of a drawn unit, and what was found on the spot."""

    stratum: str
    unit: str
    reported: float
    recounted: float


@dataclass(frozen=True)
class VerificationFactor:
    """Recounted over reported, projected from the sample to all units; 1 means that the reports hold."""

    factor: float
    interval: Interval | None


def verification_factor(recounts: Collection[Recount], sizes: Sizes, level: float = 0.95) -> VerificationFactor | None:
    """The factor and its interval; None where nothing was reported.

    A ratio over a stratified sample of units, with the variance of its linear part (Cochran, Sampling Techniques, 3rd
    edition, 1977, section 6.11): units are compared within their stratum, and a stratum that was visited whole adds no
    doubt. No interval where one single unit was visited and others weren't. Don't read an interval without width as
    proof: where nothing differs, `most_differing` tells how much may have been missed.
    """
    expect_level(level)
    found = _projected(recounts, sizes, lambda one: one.recounted)
    reported = _projected(recounts, sizes, lambda one: one.reported)
    if reported <= 0:
        return None
    factor = found / reported
    residuals = _by_unit(recounts, lambda one: one.recounted - factor * one.reported)
    variance, freedom = total_variance(residuals, sizes)
    interval = None
    if variance is not None:
        # Residuals of equal reports are zero but for the last binary digit.
        spread = math.sqrt(variance) / reported
        half = spread * student_t((1 + level) / 2, max(freedom, 1)) if spread > _RESIDUE else 0.0
        interval = Interval(max(factor - half, 0.0), factor + half, level)
    return VerificationFactor(factor, interval)


def _projected(recounts: Iterable[Recount], sizes: Sizes, value: Callable[[Recount], float]) -> float:
    return math.fsum(value(one) * sizes[one.stratum][0] / sizes[one.stratum][1] for one in recounts)


def _by_unit(recounts: Iterable[Recount], value: Callable[[Recount], float]) -> dict[str, dict[str, float]]:
    # Cells of one unit are counted by the same people from the same papers: they are one observation.
    found: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for one in recounts:
        found[one.stratum][one.unit] += value(one)
    return found


def total_variance(values: Mapping[str, Mapping[str, float]], sizes: Sizes) -> tuple[float | None, int]:
    """Variance of the projected total of a stratified sample, and its degrees of freedom; units not named are zero.

    Strata of which a single unit was visited are taken together (collapsed), which tells rather too much than too
    little. None where one such stratum stands alone: one unit says nothing of the others.
    """
    variance, freedom, single = 0.0, 0, list[float]()
    for name, (units_n, visited_n) in sizes.items():
        seen = list(values.get(name, {}).values())
        if visited_n == 1 < units_n:
            single.append(units_n * math.fsum(seen))
        elif 1 < visited_n < units_n:
            spread = _variance([*seen, *[0.0] * (visited_n - len(seen))])
            variance += units_n * (units_n - visited_n) * spread / visited_n
            freedom += visited_n - 1
    if len(single) == 1:
        return None, freedom
    return variance + len(single) * _variance(single), freedom + max(len(single) - 1, 0)


def _variance(values: list[float]) -> float:
    if len(values) < 2:
        return 0.0
    mean = math.fsum(values) / len(values)
    return math.fsum((value - mean) ** 2 for value in values) / (len(values) - 1)


def most_differing(all_n: int, drawn_n: int, differing_n: int, level: float = 0.95) -> int:
    """The most of all units that may differ when `differing_n` of `drawn_n` did: exact, for a simple random sample.

    More than so many would have shown more differences in at least a share `level` of all samples.
    """
    samples = math.comb(all_n, drawn_n)
    most = differing_n
    while most < all_n - (drawn_n - differing_n):
        few = sum(
            math.comb(most + 1, seen) * math.comb(all_n - most - 1, drawn_n - seen) for seen in range(differing_n + 1)
        )
        if few <= (1 - level) * samples:
            break
        most += 1
    return most


def student_t(probability: float, freedom: int) -> float:
    """The quantile of Student's t: exact for one and two degrees of freedom, else by Hill's series (within 1 %)."""
    if freedom == 1:
        return math.tan(math.pi * (probability - 0.5))
    if freedom == 2:
        return (2 * probability - 1) * math.sqrt(2 / (4 * probability * (1 - probability)))
    z = NormalDist().inv_cdf(probability)
    terms = (
        (z**3 + z) / 4,
        (5 * z**5 + 16 * z**3 + 3 * z) / 96,
        (3 * z**7 + 19 * z**5 + 17 * z**3 - 15 * z) / 384,
        (79 * z**9 + 776 * z**7 + 1482 * z**5 - 1920 * z**3 - 945 * z) / 92160,
    )
    return z + math.fsum(term / freedom**power for power, term in enumerate(terms, start=1))
