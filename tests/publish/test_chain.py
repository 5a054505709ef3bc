"""Each release holds the digests of all earlier ones: what was altered or is gone is noticed, from the files alone."""

import shutil
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from etl.attacker.attack import attack_by_rules
from etl.file_digest import file_digest
from etl.home import Home
from etl.publish import publish_release
from etl.release_chain import check_chain
from etl.store import Store
from tests.publish.conftest import lived_store

RESTORE = "restore it from a backup"


def chain(path: Path) -> list[tuple]:
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("SELECT position, release_id, sha256 FROM chain ORDER BY position").fetchall()


def left(store: Store) -> list[Path]:
    return sorted(store.home.releases.glob("[!.]*.duckdb"))


def told(paths: list[Path]) -> set[tuple[str, str]]:
    return {(finding.place, finding.found) for finding in attack_by_rules(paths)}


@pytest.fixture(scope="module")
def three_left(lived_home: Home, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    """Releases of M06, of M12, and the one that replaces it; made once."""
    store = lived_store(Path(shutil.copytree(lived_home.path, tmp_path_factory.mktemp("three") / "home")))
    [first] = left(store)
    second = publish_release(store, 12)
    third = publish_release(store, 12, supersedes=second.release_id, reason="a partner's name was wrong")
    return [first, second.path, third.path]


@pytest.fixture
def three(three_left: list[Path], tmp_path: Path) -> list[Path]:
    """Copies of them, to spoil."""
    return [Path(shutil.copy2(path, tmp_path / path.name)) for path in three_left]


def test_a_release_lists_all_that_left_before_it_and_no_draft(store):
    [first] = left(store)
    draft = publish_release(store, 12, is_draft=True)
    second = publish_release(store, 12)
    third = publish_release(store, 12, supersedes=second.release_id, reason="a partner's name was wrong")
    earlier = [(1, first.stem, file_digest(first)), (2, second.release_id, file_digest(second.path))]
    assert [chain(path) for path in (first, draft.path, second.path, third.path)] == [
        [],
        earlier[:1],
        earlier[:1],
        earlier,
    ]
    assert attack_by_rules(left(store)) == []
    assert check_chain(store) == []


def test_the_store_keeps_the_digest_of_every_file_drafts_included(store):
    published = [publish_release(store, 12, is_draft=True), publish_release(store, 12)]
    with store.open() as connection:
        kept = dict(connection.execute("SELECT release_id, sha256 FROM release").fetchall())
    assert all(kept[one.release_id] == file_digest(one.path) for one in published)


@pytest.mark.parametrize("gone", [0, 1])
def test_a_release_that_a_newer_one_lists_and_that_is_gone_is_a_finding(three, gone):
    kept = [path for number, path in enumerate(three) if number != gone]
    assert (f"release {three[gone].stem}", f"an earlier release that is missing: {RESTORE}") in told(kept)


def test_an_earlier_release_that_was_altered_is_a_finding(three):
    with duckdb.connect(str(three[0])) as connection:
        connection.execute("UPDATE release SET project_name = 'Another'")
    assert ("the file", f"an earlier release that was altered: {RESTORE}") in told(three)


def test_a_release_that_leaves_out_an_earlier_one_is_a_finding(three):
    with duckdb.connect(str(three[-1])) as connection:
        connection.execute("DELETE FROM chain WHERE position = 2")
    assert ("chain", "it doesn't list every release that left before it") in told(three)


def test_two_releases_that_tell_different_digests_of_an_older_one_are_a_finding(three):
    with duckdb.connect(str(three[-1])) as connection:
        connection.execute("UPDATE chain SET sha256 = repeat('0', 64) WHERE position = 1")
    assert (f"chain {three[0].stem}", "another digest than an older release tells") in told(three)


def test_a_file_with_another_name_than_its_release_is_a_finding(three, tmp_path):
    moved = three[-1].rename(tmp_path / "three-women.duckdb")
    assert ("the file", "a name that is not the release's own") in told([*three[:-1], moved])


def test_a_home_of_before_the_chain_goes_on_and_its_releases_are_listed_from_then_on(store):
    [first] = left(store)
    forget_chain(store, first)
    published = publish_release(store, 12)
    assert chain(published.path) == [(1, first.stem, file_digest(first))]
    assert attack_by_rules(left(store)) == []
    with duckdb.connect(str(first)) as connection:
        connection.execute("UPDATE release SET project_name = 'Another'")
    [fault] = check_chain(store)
    assert first.stem in fault and "is not the file that left" in fault


def forget_chain(store: Store, path: Path) -> None:
    """Make a release look as it was made before releases knew of each other."""
    with duckdb.connect(str(path)) as connection:
        connection.execute("DROP TABLE chain")
        connection.execute("DELETE FROM dictionary WHERE table_name = 'chain'")
    with store.open() as connection:
        connection.execute("UPDATE release SET sha256 = NULL")


def test_a_missing_release_of_before_the_chain_is_known_to_the_store(store):
    [first] = left(store)
    forget_chain(store, first)
    first.unlink()
    [fault] = check_chain(store)
    assert first.stem in fault and "missing" in fault


def test_a_draft_may_be_thrown_away_but_not_altered(store):
    draft = publish_release(store, 12, is_draft=True)
    with duckdb.connect(str(draft.path)) as connection:
        connection.execute("UPDATE release SET project_name = 'Another'")
    [fault] = check_chain(store)
    assert draft.release_id in fault
    draft.path.unlink()
    assert check_chain(store) == []
    publish_release(store, 12)


def test_releases_of_one_day_keep_the_order_in_which_they_left(store):
    days = [publish_release(store, 12).release_id for _time in range(3)]
    later = Store(store.home.at(store.home.today() + timedelta(days=1)), store.definitions)
    last = publish_release(later, 12)
    assert [name for _position, name, _digest in chain(last.path)][1:] == days


def test_the_doctor_is_told_in_words(store):
    demo = Store(replace(store.home, kind="demo"), store.definitions)
    [first] = left(demo)
    first.unlink()
    [fault] = check_chain(demo)
    assert fault.endswith("from a backup.")
