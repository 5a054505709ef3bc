"""The released facts suffice: every figure of class C, and of B through the gate, follows from a release alone."""

import pytest

from etl.release_file import find_release
from tests.provenance.recompute import PEOPLE, THINGS, TRAITS, WITHOUT_FACTS, Release, recompute

pytestmark = pytest.mark.slow

# The response rate beside OC-09 is the only figure of class B whose parts stand in its own row alone: how many were
# asked is not told by block, for asked less answered is how many of one session did not answer.
_BESIDE = "companion"


def check(path):
    """Compare every shown figure of class B and C with its recomputation; returns how many were compared."""
    found, compared = recompute(path), 0
    traits = {code: recipe(Release(path)) for code, recipe in TRAITS.items()}
    for row in Release(path).tables["figure"]:
        code = row["indicator_code"]
        if row["class"] == "A" or code in WITHOUT_FACTS or row["state"] != "value" or row["breakdown"] == _BESIDE:
            continue
        place = (row["month"], row["breakdown"], row["category"])
        known = traits[code] if row["breakdown"] == "sex" else found[code]
        numerator, denominator = known.get(place, (0, None))
        told = (row["numerator"], row["denominator"])
        assert told == (pytest.approx(numerator), denominator if denominator is None else pytest.approx(denominator)), (
            code,
            place,
        )
        factor = 100 if row["unit"].startswith("percent") and denominator is not None else 1
        value = numerator if denominator is None else factor * numerator / denominator
        assert row["value"] == pytest.approx(value), (code, place)
        compared += 1
    return compared


def test_every_figure_of_the_demo_follows_from_its_newest_release(published_home):
    assert check(find_release(published_home).path) > 1000


def test_every_figure_of_a_random_life_follows_from_its_release(lived):
    assert check(lived) > 2000


def test_each_indicator_of_class_b_and_c_has_a_recipe_but_those_that_the_plan_excepts(lived):
    rows = Release(lived).tables["indicator"]
    known = {row["indicator_code"] for row in rows if row["class"] != "A"}
    assert known == set(THINGS) | set(PEOPLE) | WITHOUT_FACTS


def test_a_guest_counts_until_the_organisers_row_comes(lived):
    events = Release(lived).tables["event"]
    guests = [row for row in events if row["counts_to"]]
    assert guests, "this life has no guest whose organiser reports later"
    for guest in guests:
        same = [
            row for row in events if (row["date"], row["organiser_code"]) == (guest["date"], guest["organiser_code"])
        ]
        hosts = [row["month"] for row in same if row["partner_code"] == guest["organiser_code"]]
        assert min(hosts) > guest["counts_to"] >= guest["counts_from"] == guest["month"]


def test_a_fact_that_is_missing_is_noticed(lived, tmp_path):
    import shutil

    import duckdb

    damaged = shutil.copy(lived, tmp_path / lived.name)
    with duckdb.connect(str(damaged)) as connection:
        connection.execute("DELETE FROM event WHERE counts_to IS NULL AND month = 'M04'")
    with pytest.raises(AssertionError):
        check(damaged)
