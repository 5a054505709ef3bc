"""A stop between the ledger and the file: what was closed is never without the file that shows it."""

from pathlib import Path

import duckdb
import pytest

import etl.publish
from etl.attacker.attack import attack_by_rules
from etl.publish import publish_release
from etl.release_chain import check_chain
from etl.release_swap import finish_swaps
from etl.store import Store


def names(store: Store) -> list[str]:
    """Release files as readers see them."""
    return sorted(path.name for path in store.home.releases.glob("[!.]*.duckdb"))


def building(store: Store) -> list[Path]:
    return sorted(store.home.releases.glob(".building-*"))


def count(store: Store, table: str) -> int:
    with store.open() as connection:
        (found,) = connection.execute(f"SELECT count(*) FROM {table}").fetchone()
    return found


def stop(*_about: object) -> None:
    raise KeyboardInterrupt


@pytest.fixture
def stopped(store: Store, monkeypatch: pytest.MonkeyPatch) -> Store:
    """A home whose last publication was stopped after the ledger was written and before the file had its name."""
    with monkeypatch.context() as patch:
        patch.setattr(etl.publish, "swap_in", stop)
        with pytest.raises(KeyboardInterrupt):
            publish_release(store, 12)
    return store


def test_a_stop_before_the_swap_shows_nothing_and_loses_nothing(stopped):
    assert len(names(stopped)) == 1 and len(building(stopped)) == 1
    [fault] = check_chain(stopped)
    assert "missing" in fault


def test_the_next_publication_finishes_the_swap_and_closes_nothing_again(stopped):
    closed = count(stopped, "ledger_entry")
    published = publish_release(stopped, 12)
    assert len(names(stopped)) == 3 and not building(stopped)
    assert count(stopped, "ledger_entry") == closed
    assert attack_by_rules([stopped.home.releases / name for name in names(stopped)]) == []
    assert published.path.name in names(stopped)


def test_rows_that_were_closed_have_their_definitions_after_a_stop_and_a_change_of_them(stopped):
    [swapped] = finish_swaps(stopped)
    with duckdb.connect(str(swapped), read_only=True) as connection:
        held = {row[0] for row in connection.execute("SELECT definition_version FROM definition").fetchall()}
        shown = {row[0] for row in connection.execute("SELECT definition_version FROM figure").fetchall()}
    assert shown <= held
    assert check_chain(stopped) == []


def test_a_stop_before_the_ledger_leaves_neither_closed_blocks_nor_a_file(store, monkeypatch):
    closed = count(store, "ledger_entry")
    with monkeypatch.context() as patch:
        patch.setattr(etl.publish, "settle", stop)
        with pytest.raises(KeyboardInterrupt):
            publish_release(store, 12)
    assert (count(store, "ledger_entry"), building(store)) == (closed, [])


def test_a_ledger_that_can_not_be_written_closes_nothing_and_its_file_is_dropped_at_the_next_start(store, monkeypatch):
    closed = count(store, "ledger_entry")
    with monkeypatch.context() as patch:
        patch.setattr(etl.publish, "append_rows", stop)
        with pytest.raises(KeyboardInterrupt):
            publish_release(store, 12)
    assert count(store, "ledger_entry") == closed, "the whole transaction is taken back"
    assert (finish_swaps(store), building(store), len(names(store))) == ([], [], 1)


def test_a_finished_file_that_is_not_the_one_that_was_closed_is_not_swapped_in(stopped):
    [path] = building(stopped)
    with duckdb.connect(str(path)) as connection:
        connection.execute("UPDATE release SET project_name = 'Another'")
    assert finish_swaps(stopped) == []
    [fault] = check_chain(stopped)
    assert "missing" in fault and "from a backup" in fault
