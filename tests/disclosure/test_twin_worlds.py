"""Twin worlds: two worlds that differ in one woman look the same in a release that closes nothing."""

import random

import pytest

from indicators.load import load_definitions
from tests.calculation.world import pathway, release

DEFINITIONS = load_definitions()
PARTNERS = [partner.code for partner in DEFINITIONS.partners if partner.is_delivering("PATHWAYS")]
SINGLE = {"pathway_format": "INDIVIDUAL"}


def few_women(rng: random.Random) -> list[dict]:
    """Four women at most, in one-to-one and group pathways."""
    rows = [pathway(rng.choice(PARTNERS), 1, rng.randint(1, 6), 2, mentoring_hours_month=3.0)]
    rows += [
        pathway(rng.choice(PARTNERS), 10 + number, rng.randint(1, 6), 1, **SINGLE, mentoring_hours_month=2.0)
        for number in range(rng.randint(0, 2))
    ]
    return rows


def one_more(rng: random.Random, rows: list[dict]) -> list[dict]:
    """A woman more."""
    return [*rows, pathway(rng.choice(PARTNERS), 20, rng.randint(1, 6), 1, **SINGLE)]


def ended(rng: random.Random, rows: list[dict]) -> list[dict]:
    """A woman who completed instead of one who left early."""
    left, completed = {"left": 1}, {"completed": 1}
    partner, month = rng.choice(PARTNERS), rng.randint(3, 6)
    first = pathway(partner, 30, month, 1, **SINGLE, **left, exit_month=month) | {"stage": "SX"}
    second = pathway(partner, 30, month, 1, **SINGLE, **completed, exit_month=month)
    rows[:] = [*rows, first]
    return [*rows[:-1], second]


def at_work(rng: random.Random, rows: list[dict]) -> list[dict]:
    """A woman who works now."""
    rows[0] |= {"work_known_entry_n": 2, "work_entry_n": 0, "work_known_last_n": 2, "work_last_n": 0}
    return [rows[0] | {"work_last_n": 1}, *rows[1:]]


@pytest.mark.parametrize("change", [one_more, ended, at_work])
@pytest.mark.parametrize("seed", range(7))
def test_a_release_that_closes_nothing_tells_nothing_of_one_woman(change, seed):
    rng = random.Random(seed)
    rows = few_women(rng)
    twin = change(rng, rows)
    assert rows != twin
    first, book = release(DEFINITIONS, {"PATHWAYS": rows}, 6)
    second, other = release(DEFINITIONS, {"PATHWAYS": twin}, 6)
    assert book.entries == other.entries == (), "the worlds are too large for this test"
    assert first == second
