"""Intervals for small numbers against published examples, and against brute force that shares nothing with them."""

import math
from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from released.statistics import (
    bootstrap_interval,
    newcombe_difference,
    normalised_gain,
    rounded_share_interval,
    sign_flip_interval,
    sign_test,
    wilson_interval,
)
from released.statistics.proportions import rounding_bounds

_Z = 1.959963984540054
COUNTS = st.integers(1, 60).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))
SESSIONS = st.lists(st.tuples(st.integers(-50, 90), st.integers(1, 20)), min_size=6, max_size=8)


# Newcombe (1998), Statistics in Medicine 17, 857-872, table I, method 3.
@pytest.mark.parametrize(
    ("count", "n", "low", "high"),
    [(81, 263, 0.2553, 0.3662), (15, 148, 0.0624, 0.1605), (0, 20, 0.0, 0.1611), (1, 29, 0.0061, 0.1718)],
)
def test_shares_have_the_published_intervals(count: int, n: int, low: float, high: float) -> None:
    found = wilson_interval(count, n)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


# Newcombe (1998), Statistics in Medicine 17, 873-890, table II, method 10, examples (a), (c), (e) and (g).
@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 10), -0.2775, 0.2775),
    ],
)
def test_differences_have_the_published_intervals(
    one: tuple[int, int], other: tuple[int, int], low: float, high: float
) -> None:
    found = newcombe_difference(*one, *other)
    assert (found.low, found.high) == pytest.approx((low, high), abs=5e-5)


@given(COUNTS)
def test_the_ends_of_a_share_are_where_the_score_test_turns(counted: tuple[int, int]) -> None:
    count, n = counted
    found = wilson_interval(count, n)
    for end in (found.low, found.high):
        if 0 < end < 1:
            distance = abs(count / n - end) / math.sqrt(end * (1 - end) / n)
            assert distance == pytest.approx(_Z, rel=1e-6)
    assert 0 <= found.low <= count / n <= found.high <= 1


@given(st.integers(1, 19), st.integers(20, 200))
def test_a_rounded_share_holds_every_share_that_is_shown_like_it_and_any_larger_number(step: int, n: int) -> None:
    shown = step / 20
    found = rounded_share_interval(shown, 0.05, 20, (0.05, 0.95))
    for count in range(n + 1):
        kept = min(max(5 * round(20 * count / n), 5), 95)
        if kept == round(100 * shown):
            own = wilson_interval(count, n)
            assert found.low <= own.low + 1e-9 and own.high <= found.high + 1e-9


def test_a_share_at_the_edge_of_what_is_shown_may_be_none_or_all() -> None:
    assert rounding_bounds(0.05, 0.05, (0.05, 0.95)) == pytest.approx((0, 0.075))
    assert rounding_bounds(0.95, 0.05, (0.05, 0.95)) == pytest.approx((0.925, 1))


@settings(max_examples=25, deadline=None)
@given(SESSIONS)
def test_the_sign_flip_interval_holds_just_what_the_test_by_all_flips_accepts(sessions: list[tuple[int, int]]) -> None:
    values, weights = [value for value, _ in sessions], [weight for _, weight in sessions]
    found = sign_flip_interval(values, weights)
    assert found is not None
    for end, outwards in ((found.low, -1), (found.high, 1)):
        # Weighted means of whole numbers by whole weights: the end is a fraction, exactly.
        exact = Fraction(end).limit_denominator(sum(weights))
        assert not is_rejected(exact, values, weights)
        assert is_rejected(exact + outwards * Fraction(1, 10**9), values, weights)


def is_rejected(middle: Fraction, values: list[int], weights: list[int]) -> bool:
    """The test as Fisher made it: is the sum among the few largest or smallest of all flips of signs?"""
    differences = [weight * (value - middle) for value, weight in zip(values, weights, strict=True)]
    flips = [
        sum(sign * one for sign, one in zip(signs, differences, strict=True))
        for signs in product((1, -1), repeat=len(values))
    ]
    seen = sum(differences)
    tails = (sum(one >= seen for one in flips), sum(one <= seen for one in flips))
    return min(tails) <= Fraction(1, 40) * len(flips)


def test_too_few_sessions_have_no_interval_of_95_percent() -> None:
    assert sign_flip_interval([10, 12, 9, 14, 11]) is None
    widest = sign_flip_interval([10, 12, 9, 14, 11], level=1 - 2**-4)
    assert widest is not None and (widest.low, widest.high, widest.level) == (9, 14, 0.9375)


def test_more_than_sixteen_sessions_are_refused_and_drawn_instead() -> None:
    values = [float(number % 7) for number in range(20)]
    with pytest.raises(ValueError, match="bootstrap_interval"):
        sign_flip_interval(values)
    found = bootstrap_interval(values)
    assert found == bootstrap_interval(values)
    assert sum(values) / 20 in found
    # Of twenty means the normal distribution tells about the same.
    mean = sum(values) / 20
    spread = math.sqrt(sum((value - mean) ** 2 for value in values) / 20)
    assert found.width == pytest.approx(2 * _Z * spread / math.sqrt(20), rel=0.1)


@given(st.lists(st.integers(-3, 3), min_size=1, max_size=9))
def test_the_sign_test_counts_all_splits(values: list[int]) -> None:
    counted = [value for value in values if value]
    n, gains = len(counted), sum(value > 0 for value in counted)
    splits = [sum(split) for split in product((0, 1), repeat=n)]
    as_far = sum(abs(2 * split - n) >= abs(2 * gains - n) for split in splits)
    assert sign_test(values) == pytest.approx(as_far / len(splits))


def test_a_normalised_gain_is_the_share_of_what_was_left_to_gain() -> None:
    # Hake (1998): the average of 48 interactive courses is 0.48; one from 40 to 68.8 of 100 is such a one.
    assert normalised_gain(40, 68.8, 100) == pytest.approx(0.48)
    with pytest.raises(ValueError, match="Nothing can be gained"):
        normalised_gain(100, 100, 100)


@pytest.mark.parametrize(("count", "n"), [(3, 2), (-1, 5), (0, 0)])
def test_what_is_no_share_is_refused(count: int, n: int) -> None:
    with pytest.raises(ValueError, match="is no share"):
        wilson_interval(count, n)


def test_a_level_is_no_percentage() -> None:
    with pytest.raises(ValueError, match="write 0.95"):
        wilson_interval(1, 2, 95)
