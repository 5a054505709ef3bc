"""Releases: immutable, swapped in whole, with women closed once and for ever."""

from datetime import date

import duckdb
import pytest

from etl.errors import UserError
from etl.export import csv_bytes
from etl.publish import publish_release
from etl.release_file import ReleaseFile
from etl.store import Store


def class_a(path):
    """Class A rows of a release without its id."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute("SELECT * EXCLUDE (release_id) FROM figure WHERE class = 'A' ORDER BY ALL").fetchall()


def rows(store, table):
    """All rows of a table of the store."""
    with store.open() as connection:
        return connection.execute(f"SELECT * FROM {table} ORDER BY ALL").fetchall()


def test_a_draft_closes_nothing_and_the_next_release_still_can(store):
    before = rows(store, "ledger_entry")
    draft = publish_release(store, 12, is_draft=True)
    assert rows(store, "ledger_entry") == before
    assert all(row[8] != "value" for row in class_a(draft.path) if row[5] == "M12")
    publish_release(store, 12)
    assert len(rows(store, "ledger_entry")) > len(before)


def test_a_draft_says_so_in_every_row_that_leaves_it_and_a_release_does_not(store):
    draft, release = publish_release(store, 12, is_draft=True), publish_release(store, 12)
    for one, is_marked in ((draft, True), (release, False)):
        lines = csv_bytes(ReleaseFile(one.path)).decode().splitlines()[1:]
        assert lines and all(("-draft-" in line.split(",")[0]) is is_marked for line in lines)


def test_a_superseding_release_keeps_every_figure_about_women(store):
    first = publish_release(store, 12)
    second = publish_release(store, 12, supersedes=first.release_id, reason="a partner's name was wrong")
    assert class_a(first.path) == class_a(second.path)
    with duckdb.connect(str(second.path), read_only=True) as connection:
        assert connection.execute("SELECT supersedes FROM release").fetchone() == (first.release_id,)


def test_superseding_needs_a_reason_and_a_release_that_exists(store):
    with pytest.raises(UserError):
        publish_release(store, 12, supersedes="M06-nothing", reason="why")
    with pytest.raises(UserError):
        publish_release(store, 12, supersedes="M06-nothing")


def test_a_month_that_has_not_begun_is_refused(store):
    early = Store(store.home.at(date(2020, 9, 1)), store.definitions)
    with pytest.raises(UserError, match="M12 has not begun"):
        publish_release(early, 12)


def test_a_release_holds_no_note_file_name_or_sender(store):
    published = publish_release(store, 12)
    content = published.path.read_bytes()
    for secret in (b"officer@example.org", b"P01-1.xlsx", b"P01-12.xlsx"):
        assert secret not in content


def test_no_release_names_a_circle_of_women(store):
    path = publish_release(store, 12).path
    with store.open() as opened:
        codes = {code for (code,) in opened.execute("SELECT DISTINCT circle_code FROM sheet_circles").fetchall()}
    with duckdb.connect(str(path), read_only=True) as connection:
        for (table,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall():
            text = str(connection.execute(f"SELECT * FROM {table}").fetchall())
            assert not any(code in text for code in codes), table


def test_a_release_has_no_free_blocks_in_which_something_older_could_lie(store):
    # The second release has changes since the first, which are written after the rest.
    paths = [publish_release(store, month).path for month in (11, 12)]
    for path in paths:
        with duckdb.connect(str(path), read_only=True) as connection:
            (free,) = connection.execute("SELECT free_blocks FROM pragma_database_size()").fetchone()
            changes = connection.execute("SELECT count(*) FROM change").fetchone()
        assert free == 0, path.name
    assert changes[0] > 0
