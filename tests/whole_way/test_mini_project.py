"""Another project goes the same whole way: no code names an indicator, a number of months or a project."""

import duckdb
import pytest

from etl.attacker.attack import attack_files
from etl.home import open_home
from tests.whole_way.mini import FOLDER, live, publish


@pytest.fixture(scope="module")
def releases(tmp_path_factory):
    """Releases of M06 and M12 of a mini project that was lived through."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGO_DEFINITIONS", str(FOLDER))
        home = open_home(tmp_path_factory.mktemp("mini"), "test")
        return {month: publish(store, month).path for store, month in live(home) if month in (6, 7, 12)}


def figures(path):
    """Rows of a release by indicator, month, breakdown and category."""
    with duckdb.connect(str(path), read_only=True) as connection:
        cursor = connection.execute("SELECT * FROM figure")
        names = [column[0] for column in cursor.description]
        rows = [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
    return {(row["indicator_code"], row["month"], row["breakdown"], row["category"]): row for row in rows}


def test_figures_recomputed_by_hand_are_those_of_the_release(releases):
    rows = figures(releases[12])
    assert rows["OP-03", "M12", "total", "all"]["value"] == 4
    assert rows["OP-03", "M05", "total", "all"]["value"] == 2
    assert rows["OP-04", "M12", "total", "all"]["value"] == 8 + 12 + 6 + 15
    assert rows["OP-04", "M12", "country", "PT"]["value"] == 6
    assert rows["OP-04", "M12", "partner", "P01"]["value"] == 8 + 6
    assert rows["PR-01", "M12", "total", "all"]["value"] == pytest.approx(100 * 41 / 51)


def test_states_tell_apart_what_is_missing_from_what_does_not_apply(releases):
    rows = figures(releases[12])
    assert rows["OP-03", "M01", "total", "all"]["value"] == 0
    assert rows["OP-03", "M01", "partner", "P03"]["state"] == "not_applicable"
    assert rows["PR-01", "M01", "total", "all"]["state"] == "too_few"
    assert rows["OP-01", "M05", "total", "all"]["state"] == "not_due"


def test_a_small_session_stays_out_of_the_mean_until_its_pool_is_large_enough(releases):
    rows = figures(releases[12])
    mean = rows["OC-01", "M12", "total", "all"]
    assert mean["denominator"] == 8 + 9 + 14
    assert mean["value"] == pytest.approx((8 * 4.25 + 9 * 4.5 + 14 * 4.0) / 31)


def test_women_are_shown_at_closings_only_and_stay_as_they_were_shown(releases):
    first, last = figures(releases[6]), figures(releases[12])
    assert first["OP-01", "M06", "total", "all"]["value"] == 12 + 13 + 8
    assert {key[2] for key in first if key[0] == "OP-01"} == {"total"}, "three partners bear no women by country"
    for key, row in first.items():
        if row["class"] == "A" and row["month"] == "M06":
            same = {name: value for name, value in last[key].items() if name != "release_id"}
            assert same == {name: value for name, value in row.items() if name != "release_id"}
    assert last["OP-01", "M12", "total", "all"]["value"] == 16 + 15 + 16


def test_a_release_between_two_closings_closes_nothing_new(releases):
    rows = figures(releases[7])
    assert {row["state"] for row in rows.values() if row["class"] == "A" and row["month"] == "M07"} == {"not_due"}


def test_progress_and_status_follow_the_planned_path(releases):
    row = figures(releases[12])["OP-03", "M09", "total", "all"]
    assert row["expected"] == pytest.approx(3 + 3 * 3 / 6)
    assert row["progress_pct"] == pytest.approx(100 * 4 / 4.5)
    assert row["status"] == "at_risk"


def test_the_attacker_finds_nothing_in_the_releases(releases):

    assert attack_files(releases.values()) == []


def test_second_calculation_agrees(releases):
    with duckdb.connect(str(releases[12]), read_only=True) as connection:
        compared, differences = connection.execute(
            "SELECT figures_compared_n, differences_n FROM verification"
        ).fetchone()
    assert compared > 100
    assert differences == 0
