"""Shares of small numbers: intervals that stay between none and all."""

import math
from statistics import NormalDist

from released.statistics.interval import Interval, expect_level


def wilson_interval(count: float, n: float, level: float = 0.95) -> Interval:
    """Interval of a share, `count` of `n`, as shares of 1.

    Source: Wilson (1927), Journal of the American Statistical Association 22, 209-212; recommended for small n by
    Brown, Cai and DasGupta (2001), Statistical Science 16, 101-133. Don't use it for answers that hang together
    (several of one session count for fewer), nor for a share of everybody there is: that one has no chance in it.
    """
    expect_level(level)
    if n <= 0 or not 0 <= count <= n:
        raise ValueError(f"{count} of {n} is no share: the count lies between 0 and n, and n is above 0.")
    z = NormalDist().inv_cdf(0.5 + level / 2)
    share, spread = count / n, z * z / n
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / n + spread / (4 * n)) / (1 + spread)
    # At none and all the formula meets its end but for a computer's residue.
    low = 0.0 if count == 0 else max(0.0, middle - half)
    high = 1.0 if count == n else min(1.0, middle + half)
    return Interval(low, high, level)


def newcombe_difference(count: float, n: float, before_count: float, before_n: float, level: float = 0.95) -> Interval:
    """Interval of a difference of two shares, the first minus the second, as shares of 1.

    Source: Newcombe (1998), Statistics in Medicine 17, 873-890, method 10 (from two Wilson intervals). It is for two
    groups of different people. Don't use it for the same people asked twice if their pairs are known (McNemar's
    method is narrower); where the pairs are not known it is on the careful side as long as people tend to answer alike
    both times.
    """
    after, before = wilson_interval(count, n, level), wilson_interval(before_count, before_n, level)
    share, before_share = count / n, before_count / before_n
    difference = share - before_share
    low = difference - math.hypot(share - after.low, before.high - before_share)
    high = difference + math.hypot(after.high - share, before_share - before.low)
    return Interval(max(-1.0, low), min(1.0, high), level)


def rounded_share_interval(
    share: float, step: float, n: float, kept_within: tuple[float, float] = (0.0, 1.0), level: float = 0.95
) -> Interval:
    """Interval of a share that was rounded to steps before it was shown, of at least `n` people; all shares of 1.

    The Wilson interval of the lowest and of the highest share that is shown like this, joined: rounding and chance
    together. `kept_within`: a share beyond these was shown as the nearer of them. With `n` the smallest number that is
    shown at all the interval is the widest that can be true; the real one is unknown on purpose. Don't use it to
    guess n, nor to compare two closings of the same people, whose roundings don't add up.
    """
    low, high = rounding_bounds(share, step, kept_within)
    return Interval(wilson_interval(low * n, n, level).low, wilson_interval(high * n, n, level).high, level)


def rounding_bounds(share: float, step: float, kept_within: tuple[float, float] = (0.0, 1.0)) -> tuple[float, float]:
    """The lowest and the highest share that is shown like this."""
    if not 0 <= share <= 1 or step <= 0:
        raise ValueError(f"{share} in steps of {step} is no rounded share: both are shares of 1.")
    low = 0.0 if share <= kept_within[0] else max(0.0, share - step / 2)
    high = 1.0 if share >= kept_within[1] else min(1.0, share + step / 2)
    return low, high
