"""Twin worlds: two worlds that differ in one woman look the same in a release that closes nothing."""

import random
from datetime import date, timedelta

import duckdb
import pytest

from etl.publish import publish_release
from indicators.load import load_definitions
from tests.calculation.world import pathway, release
from tests.provenance.lives import make_store, named, on_day, submit

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


def publish(folder, rows: list[dict]) -> dict[str, list[tuple]]:
    """Everything that two releases say (M05, then M06 with what has changed since), but for their own ids."""
    store, periods = make_store(folder), DEFINITIONS.periods
    for month in range(1, 7):
        for partner in DEFINITIONS.partners:
            own = [row for row in rows if (row["partner_code"], row["month"]) == (partner.code, month)]
            sheets = {"PATHWAYS": [{name: row[name] for name in row if name != "month"} for row in own]}
            label = named(f"{partner.code}-{month}")
            submit(store, partner.code, month, sheets, periods.due_day(month), submission_id=label)
    publish_release(on_day(store, date(2016, 6, 20)), 5)
    path = publish_release(on_day(store, periods.due_day(6) + timedelta(days=1)), 6).path
    with duckdb.connect(str(path), read_only=True) as connection:
        names = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        return {
            name: connection.execute(
                f"SELECT COLUMNS(c -> c NOT IN ('release_id', 'since_release')) FROM {name} ORDER BY ALL"
            ).fetchall()
            for name in names
        }


@pytest.mark.slow
@pytest.mark.parametrize("change", [one_more, ended, at_work])
def test_no_table_of_such_a_release_tells_more_than_the_figures(change, tmp_path):
    rng = random.Random(3)
    rows = few_women(rng)
    twin = change(rng, rows)
    first, second = publish(tmp_path / "first", rows), publish(tmp_path / "second", twin)
    assert all(first[name] for name in ("provenance", "change", "verification")), "an empty table proves nothing"
    # Nothing of these worlds is of class B: the table is there, and empty in both.
    assert first["pool"] == second["pool"] == []
    # The chain holds digests of files that differ by their ids and moments.
    assert len(first["chain"]) == len(second["chain"]) == 1
    for name, content in first.items():
        assert name == "chain" or content == second[name], name
