"""Samples are the same everywhere, and the verification factor is right on average over every sample there is."""

import math
import random
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from itertools import combinations, product
from statistics import mean, variance

import pytest

from released.statistics.sampling import (
    Recount,
    draw_sample,
    draw_stratified,
    most_differing,
    student_t,
    total_variance,
    verification_factor,
)

KEYS = [f"P{number:02d}/M{month:02d}" for number in range(1, 4) for month in range(1, 7)]
# Two strata: (reported, recounted) of every unit.
WORLD = {"a": [(4, 4), (7, 5), (2, 2), (9, 8)], "b": [(3, 3), (5, 6), (8, 4)]}
VISITED = {"a": 2, "b": 2}
SIZES = {name: (len(units), VISITED[name]) for name, units in WORLD.items()}


def test_a_draw_is_pinned_for_ever():
    assert draw_sample(KEYS, 4, "seed") == ["P02/M02", "P03/M04", "P01/M03", "P03/M06"]


@pytest.mark.parametrize("salt", ["0", "1"])
def test_a_draw_hangs_neither_on_the_order_of_keys_nor_on_the_process(salt):
    code = f"from released.statistics.sampling import draw_sample; print(draw_sample(set({KEYS!r}), 4, 'seed'))"
    done = subprocess.run(
        [sys.executable, "-c", code], env={"PYTHONHASHSEED": salt}, cwd=".", capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == str(draw_sample(reversed(KEYS), 4, "seed"))


def test_another_key_changes_nothing_in_the_order_of_the_others():
    before, after = (draw_sample(keys, 99, "seed") for keys in (KEYS, [*KEYS, "P04/M01"]))
    assert [key for key in after if key != "P04/M01"] == before


def test_every_pair_is_drawn_about_as_often_as_any_other():
    keys = list("abcde")
    counts = Counter(frozenset(draw_sample(keys, 2, str(seed))) for seed in range(5000))
    expected = 5000 / math.comb(5, 2)
    # Chi square with nine degrees of freedom exceeds 27.9 once in a thousand times.
    assert len(counts) == 10 and sum((n - expected) ** 2 / expected for n in counts.values()) < 27.9


def test_each_stratum_is_met_and_a_small_one_whole():
    drawn = draw_stratified({"few": ["x"], "none": [], "many": KEYS}, 3, "seed")
    assert {name: len(keys) for name, keys in drawn.items()} == {"few": 1, "none": 0, "many": 3}
    assert draw_stratified({"a": KEYS, "b": KEYS}, 3, "seed")["a"] != draw_stratified({"b": KEYS}, 3, "seed")["b"]


def samples():
    """Every sample of the little world: for each stratum the drawn places."""
    choices = [list(combinations(range(len(units)), VISITED[name])) for name, units in WORLD.items()]
    return [dict(zip(WORLD, places, strict=True)) for places in product(*choices)]


def recounts(sample):
    """What would be found in a sample."""
    return [Recount(name, f"{name}{place}", *WORLD[name][place]) for name, places in sample.items() for place in places]


def test_projected_totals_and_their_variance_are_right_on_average_over_every_sample():
    totals, variances = [], []
    for sample in samples():
        found = recounts(sample)
        values = {name: {one.unit: Fraction(one.recounted) for one in found if one.stratum == name} for name in WORLD}
        totals.append(sum(one.recounted * Fraction(*SIZES[one.stratum]) for one in found))
        variances.append(total_variance(values, SIZES)[0])
    true = sum(recounted for units in WORLD.values() for _, recounted in units)
    assert mean(totals) == true
    spread = float(mean((total - true) ** 2 for total in totals))
    assert mean(variances) == pytest.approx(spread)


def test_the_factor_is_near_the_truth_in_every_sample_and_its_interval_holds_it_often():
    reported, recounted = (sum(unit[side] for units in WORLD.values() for unit in units) for side in (0, 1))
    held = [verification_factor(recounts(sample), SIZES) for sample in samples()]
    assert mean(one.factor for one in held) == pytest.approx(recounted / reported, abs=0.03)
    assert mean(recounted / reported in one.interval for one in held) >= 0.9


def test_a_sheet_filled_with_what_was_reported_gives_one():
    same = [Recount(one.stratum, one.unit, one.reported, one.reported) for one in recounts(samples()[0])]
    found = verification_factor(same, SIZES)
    assert (found.factor, found.interval.low, found.interval.high) == (1, 1, 1)


def test_what_was_visited_whole_adds_no_doubt():
    whole = {name: (len(units), len(units)) for name, units in WORLD.items()}
    every = [
        Recount(name, f"{name}{place}", *unit) for name, units in WORLD.items() for place, unit in enumerate(units)
    ]
    found = verification_factor(every, whole)
    assert found.factor == pytest.approx(32 / 38) and found.interval.width == 0


def test_cells_of_one_row_are_one_observation():
    sizes = {"a": (10, 3)}
    rows = [Recount("a", unit, 5, found) for unit, found in (("x", 5), ("y", 3), ("z", 5))]
    twice = [Recount(one.stratum, one.unit, one.reported, one.recounted) for one in rows for _ in range(2)]
    assert verification_factor(twice, sizes).interval == verification_factor(rows, sizes).interval


def test_a_visited_unit_without_such_a_cell_counts_as_nothing_and_not_as_missing():
    rows = [Recount("a", unit, 5, found) for unit, found in (("x", 5), ("y", 3))]
    two, three = (verification_factor(rows, {"a": (10, visited)}) for visited in (2, 3))
    assert two.factor == pytest.approx(three.factor) and two.interval != three.interval


def test_single_visits_are_taken_together_and_one_alone_tells_no_interval():
    rows = [Recount(name, name, 5, found) for name, found in (("a", 5), ("b", 3))]
    assert verification_factor(rows, {"a": (4, 1), "b": (4, 1)}).interval.width > 0
    assert verification_factor(rows[:1], {"a": (4, 1)}).interval is None
    assert verification_factor([Recount("a", "x", 0, 0)], {"a": (4, 1)}) is None


def test_the_collapsed_variance_tells_rather_too_much():
    world = {"a": [4, 7, 2, 9], "b": [3, 5, 8]}
    sizes, told, totals = {name: (len(units), 1) for name, units in world.items()}, [], []
    for chosen in product(*world.values()):
        values = {name: {name: value} for name, value in zip(world, chosen, strict=True)}
        told.append(total_variance(values, sizes)[0])
        totals.append(sum(sizes[name][0] * value for name, value in zip(world, chosen, strict=True)))
    assert mean(told) >= variance(totals) * (len(totals) - 1) / len(totals)


@pytest.mark.parametrize(("every", "met", "differing"), [(12, 4, 0), (12, 4, 1), (12, 4, 4), (9, 9, 2), (7, 0, 0)])
def test_the_most_that_may_differ_agrees_with_every_sample_there_is(every, met, differing):
    def chance(number: int) -> float:
        draws = list(combinations(range(every), met))
        return sum(sum(place < number for place in draw) <= differing for draw in draws) / len(draws)

    possible = range(differing, every - (met - differing) + 1)
    assert most_differing(every, met, differing) == max(number for number in possible if chance(number) > 0.05)


@pytest.mark.parametrize(
    ("freedom", "known"), [(1, 12.706), (2, 4.303), (3, 3.182), (5, 2.571), (10, 2.228), (60, 2.0)]
)
def test_students_t_agrees_with_the_printed_tables(freedom, known):
    assert student_t(0.975, freedom) == pytest.approx(known, rel=0.002)


def test_a_projection_is_the_same_whatever_the_order_of_the_cells():
    rows = recounts(samples()[3])
    random.Random(1).shuffle(rows)
    assert verification_factor(rows, SIZES) == verification_factor(recounts(samples()[3]), SIZES)
