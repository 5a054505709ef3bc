"""`wego encrypt`: from plain to encrypted and from key to key; cut off at any moment, one whole store stands there."""

import os
import shutil
import subprocess
import sys
from datetime import date

import pytest

from etl.encrypt import CopyDiffers, encrypt_home
from etl.home import open_home
from etl.pending import list_pending
from etl.store import Store, append_rows
from etl.store_file import StoreLocked, is_encrypted
from etl.store_key import read_store_key
from indicators.load import load_definitions
from tests.at_rest.conftest import OTHER, TEXT, WORD, key_file, places_of, set_key
from tests.reception.conftest import crowd, receive

ROWS = [{"month": n % 24 + 1, "reason": f"{WORD} {n}"} for n in range(500)]


@pytest.fixture
def store(tmp_path):
    """A plain store with some rows, and a workbook that waits."""
    home = open_home(tmp_path / "home", "test").remember_day(date(2017, 8, 16))
    store = Store(home, load_definitions())
    with store.open() as connection:
        append_rows(connection, "month_lock", ROWS)
    receive(home, crowd(note=WORD))
    return store


def content(store):
    """Everything that the store holds, table by table."""
    with store.open() as connection:
        query = "SELECT table_name FROM duckdb_tables() WHERE database_name = current_database() ORDER BY 1"
        tables = [name for (name,) in connection.execute(query).fetchall()]
        return {name: connection.execute(f'SELECT * FROM "{name}"').fetchall() for name in tables}


def test_a_plain_store_moves_whole_and_nothing_of_it_stays_readable(store, monkeypatch):
    before, sent = content(store), list_pending(store.home, "P01")[0].read()
    assert places_of(WORD, store.home.path)
    set_key(monkeypatch, TEXT)
    done = encrypt_home(store.home, read_store_key())
    assert (done.tables_n > 10, done.rows_n >= len(ROWS), done.waiting_n) == (True, True, 1)
    assert content(store) == before
    assert list_pending(store.home, "P01")[0].read() == sent
    folder = store.home.store_path.parent
    assert places_of(WORD, store.home.path) == places_of("officer@p01", store.home.inbox) == []
    assert {path.name for path in folder.iterdir()} <= {"wego.duckdb", "wego.lock", "access.sqlite"}
    assert store.home.store_path.stat().st_mode & 0o777 == 0o600


def test_views_and_later_writes_work_as_before(store, monkeypatch):
    set_key(monkeypatch, TEXT)
    encrypt_home(store.home, read_store_key())
    with store.open() as connection:
        append_rows(connection, "month_lock", [{"lock_id": "1", "month": 3, "is_locked": True}])
        assert connection.execute("SELECT count(*) FROM submission_now").fetchone() == (0,)
        assert connection.execute("SELECT is_locked FROM lock_now WHERE lock_id = '1'").fetchone() == (True,)


def test_another_key_takes_the_place_of_the_old_one(store, monkeypatch, tmp_path):
    set_key(monkeypatch, TEXT)
    old = read_store_key()
    encrypt_home(store.home, old)
    before, sent = content(store), list_pending(store.home, "P01")[0].read()
    set_key(monkeypatch, OTHER)
    with pytest.raises(StoreLocked, match="wego encrypt --old-key-file FILE"):
        encrypt_home(store.home, read_store_key())
    assert encrypt_home(store.home, read_store_key(), old).waiting_n == 1
    assert content(store) == before and list_pending(store.home, "P01")[0].read() == sent
    set_key(monkeypatch, TEXT)
    with pytest.raises(StoreLocked):
        content(store)
    assert list_pending(store.home, "P01") == [], "closed with another key"


def test_a_wrong_old_key_changes_nothing(store, monkeypatch):
    set_key(monkeypatch, TEXT)
    encrypt_home(store.home, read_store_key())
    before = store.home.store_path.read_bytes()
    set_key(monkeypatch, OTHER)
    wrong = read_store_key()
    set_key(monkeypatch, "a third key of these tests, 13579")
    with pytest.raises(StoreLocked, match="does not open"):
        encrypt_home(store.home, read_store_key(), wrong)
    assert store.home.store_path.read_bytes() == before


def test_the_same_command_again_has_nothing_to_do(store, monkeypatch):
    set_key(monkeypatch, TEXT)
    encrypt_home(store.home, read_store_key())
    before = store.version()
    assert encrypt_home(store.home, read_store_key()).tables_n == 0
    assert store.version() == before and list_pending(store.home, "P01")[0].read()


# Each dies at one moment: before the copy, after it, just before and just after it takes the old one's place.
MOMENTS = {
    "copying": "etl.encrypt._copy = die",
    "copied": "etl.encrypt._swap = die",
    "in place soon": "pathlib.Path.replace = die",
    "in place": "etl.encrypt.bring_to_disk = lambda path: die() if path.is_dir() else None",
    "waiting files": "etl.encrypt.seal_pending = die",
}
_DIES = """
import os, pathlib
import etl.encrypt
from etl.home import open_home
from etl.store_key import read_key_file, read_store_key
home, old = open_home(), os.environ.get("OLD")
def die(*arguments, **named):
    os._exit(9)
{moment}
etl.encrypt.encrypt_home(home, read_store_key(), read_key_file(pathlib.Path(old)) if old else None)
"""


@pytest.mark.parametrize("moment", MOMENTS)
@pytest.mark.parametrize("old", [None, OTHER])
def test_cut_off_at_any_moment_one_whole_store_stands_there_and_the_next_call_finishes(
    store, monkeypatch, tmp_path, moment, old
):
    environment = os.environ | {"WEGO_HOME": str(store.home.path), "WEGO_STORE_KEY": TEXT}
    if old:
        set_key(monkeypatch, old)
        encrypt_home(store.home, read_store_key())
        environment["OLD"] = str(key_file(tmp_path, old))
    before = content(store)
    done = subprocess.run([sys.executable, "-c", _DIES.format(moment=MOMENTS[moment])], env=environment)
    assert done.returncode == 9
    is_new = moment in ("in place", "waiting files")
    if is_new or old is None:
        assert is_encrypted(store.home.store_path) is is_new
    old_key = read_store_key()
    set_key(monkeypatch, TEXT if is_new else old)
    assert content(store) == before
    set_key(monkeypatch, TEXT)
    encrypt_home(store.home, read_store_key(), old_key)
    assert content(store) == before
    assert list_pending(store.home, "P01")[0].read()
    assert not [path for path in store.home.store_path.parent.iterdir() if "fresh" in path.name]
    assert places_of(WORD, store.home.path) == []


def test_a_copy_that_differs_is_not_taken(store, monkeypatch):
    import etl.encrypt

    before, real = content(store), etl.encrypt._digests
    answers = iter(range(2))
    monkeypatch.setattr(etl.encrypt, "_digests", lambda *about: real(*about) | {"month_lock": (next(answers),)})
    set_key(monkeypatch, TEXT)
    with pytest.raises(CopyDiffers, match="Nothing was changed"):
        encrypt_home(store.home, read_store_key())
    set_key(monkeypatch, None)
    assert content(store) == before


@pytest.mark.parametrize(
    "change", ["DELETE FROM {0}.month_lock WHERE month = 3", "UPDATE {0}.month_lock SET month = 4"]
)
def test_the_digests_tell_a_lost_and_a_changed_row(store, tmp_path, change):
    from etl.encrypt import _digests
    from etl.store_file import Engine

    shutil.copy(store.home.store_path, tmp_path / "copy.duckdb")
    with Engine.open() as engine:
        first = engine.attach(store.home.store_path, None)
        second = engine.attach(tmp_path / "copy.duckdb", None)
        assert _digests(engine.connection, first) == _digests(engine.connection, second)
        engine.connection.execute(change.format(second))
        assert _digests(engine.connection, first) != _digests(engine.connection, second)


def test_what_lay_in_the_old_file_is_overwritten_unless_somebody_keeps_it_elsewhere(store, monkeypatch, tmp_path):
    kept = tmp_path / "kept.duckdb"
    os.link(store.home.store_path, kept)
    whole = kept.read_bytes()
    set_key(monkeypatch, TEXT)
    with store.home.store_path.open("rb") as plain:
        encrypt_home(store.home, read_store_key())
        assert plain.read() == whole, "a further link: not ours to empty"
    set_key(monkeypatch, OTHER)
    with store.home.store_path.open("rb") as former:
        monkeypatch.setenv("WEGO_STORE_KEY", TEXT)
        old = read_store_key()
        set_key(monkeypatch, OTHER)
        encrypt_home(store.home, read_store_key(), old)
        assert set(former.read()) == {0}


def test_the_command_encrypts_says_so_and_never_shows_a_key(run, home, workbook, monkeypatch, tmp_path):
    run("submit", workbook(cover={"note": WORD}), "--as", "one@example.org")
    assert run("encrypt").code == 2, "there is no key yet"
    set_key(monkeypatch, TEXT)
    said = [run("status"), run("encrypt"), run("encrypt"), run("doctor"), run("status", "--month", "M05", "--json")]
    assert [one.code for one in said] == [2, 0, 0, 0, 0]
    assert "wego encrypt" in said[0].err and "already has this key" in said[2].out
    assert said[4].document["partners"][0]["state"] == "accepted"
    set_key(monkeypatch, OTHER)
    said += [run("status"), run("encrypt"), run("encrypt", "--old-key-file", key_file(tmp_path, TEXT), "--json")]
    assert [one.code for one in said[5:]] == [2, 2, 0]
    assert said[7].document["rows"] > 0
    assert not any(text[:12] in one.out + one.err for one in said for text in (TEXT, OTHER))
    assert places_of(WORD, home) == []
