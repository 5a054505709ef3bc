"""Releases of a real home pass, also before partners that know their own women; spoilt ones don't."""

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.attacker.programmes import attack_programmes
from etl.attacker.released import Released, read_released
from etl.home import Home, open_home
from etl.insider_rows import read_insiders
from etl.publish import publish_release
from etl.store import Store
from tests.whole_way.mini import definitions, live, publish


@pytest.fixture(scope="module")
def home(tmp_path_factory) -> Home:
    """The mini project with releases of both its closings."""
    made = open_home(tmp_path_factory.mktemp("mathematics"), "test")
    for store, month in live(made):
        if month == 6:
            publish(store, month)
    publish_release(store, 12)
    return made


def read(paths) -> list[Released]:
    """Release files, the oldest first."""
    found = [one for one in map(read_released, paths) if isinstance(one, Released)]
    return sorted(found, key=lambda one: one.as_of)


def paths(home: Home) -> list[Path]:
    """The release files of a home."""
    return sorted(home.releases.glob("[!.]*.duckdb"))


def test_the_mini_projects_releases_pass_before_an_outsider_and_every_partner(home):
    releases = read(paths(home))
    insiders = read_insiders(Store(home, definitions()), [one.release_id for one in releases])
    found = attack_programmes(releases, insiders)
    assert [str(one) for one in found.findings] == []
    assert found.insiders == 3 and len(found.runs) == 4
    assert found.equalities > 0 and found.witnesses > 0


def test_an_insider_knows_what_was_accepted_then_and_no_more(home):
    releases = read(paths(home))
    first, second = (one.release_id for one in releases)
    known = read_insiders(Store(home, definitions()), [first, second, "being built"])
    assert {row["month"] for row in known["P01"][first]} <= set(range(1, 7))
    assert len(known["P01"][second]) > len(known["P01"][first]) > 0
    assert known["P01"]["being built"] == known["P01"][second], "one that the store doesn't know is of now"
    assert all(row["partner_code"] == "P01" for row in known["P01"][second])


def test_a_total_that_grew_by_three_is_caught(home, tmp_path):
    copies = [Path(shutil.copy(path, tmp_path / path.name)) for path in paths(home)]
    with duckdb.connect(str(copies[-1])) as connection:
        changed = connection.execute("""
            UPDATE figure SET value = 3 + (SELECT value FROM figure WHERE indicator_code = 'OP-01' AND month = 'M06'
                AND breakdown = 'total'), numerator = value
            WHERE indicator_code = 'OP-01' AND month = 'M12' AND breakdown = 'total'
        """).fetchone()
    assert changed and changed[0] == 1
    assert attack_programmes(read(copies)).findings


def test_an_attack_tells_what_it_does(home):
    told: list[str] = []
    releases = read(paths(home))
    attack_programmes(
        releases, read_insiders(Store(home, definitions()), [one.release_id for one in releases]), told.append
    )
    assert told[0] == "Attacking by mathematics as an outsider"
    assert "Attacking by mathematics as partner P03" in told
