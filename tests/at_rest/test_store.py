"""The encrypted store: nothing of it can be read on the disk, and the wrong key changes nothing."""

import os
import subprocess
import sys
import threading
import traceback

import duckdb
import pytest

from etl.errors import UserError
from etl.home import open_home
from etl.store import Store, append_rows
from etl.store_file import StoreLocked, is_encrypted
from indicators.load import load_definitions
from tests.at_rest.conftest import OTHER, TEXT, WORD, places_of, set_key


@pytest.fixture
def store(tmp_path):
    return Store(open_home(tmp_path / "home", "test"), load_definitions())


def lock(store, reason=WORD, month=1):
    with store.open() as connection:
        append_rows(connection, "month_lock", [{"month": month, "reason": reason}])


def reasons(store):
    with store.open() as connection:
        return sorted(reason for (reason,) in connection.execute("SELECT reason FROM month_lock").fetchall())


def test_a_word_stands_in_the_plain_file_and_not_in_the_encrypted_one(store, tmp_path, monkeypatch):
    lock(store)
    assert places_of(WORD, store.home.path), "else the test would prove nothing"
    set_key(monkeypatch, TEXT)
    other = Store(open_home(tmp_path / "other", "test"), store.definitions)
    lock(other)
    assert reasons(other) == [WORD]
    assert places_of(WORD, other.home.path) == places_of("month_lock", other.home.path) == []
    assert places_of(TEXT, other.home.path) == []


def test_the_header_tells_what_duckdb_tells(store, tmp_path, monkeypatch):
    assert is_encrypted(store.home.store_path) is None
    lock(store)
    assert is_encrypted(store.home.store_path) is False
    set_key(monkeypatch, TEXT)
    other = Store(open_home(tmp_path / "other", "test"), store.definitions)
    with other.open() as connection:
        query = "SELECT encrypted, cipher FROM duckdb_databases() WHERE database_name = current_database()"
        assert connection.execute(query).fetchone() == (True, "GCM")
    assert is_encrypted(other.home.store_path) is True


_DIES = """
import os, sys
from etl.home import open_home
from etl.store import Store, append_rows, commit_part
from indicators.load import load_definitions
store = Store(open_home(), load_definitions())
with store.open() as connection:
    append_rows(connection, "month_lock", [{"month": 1, "reason": sys.argv[1]}])
with store.open() as connection:
    append_rows(connection, "month_lock", [{"month": 2, "reason": sys.argv[1] * 2}])
    commit_part(connection)
    append_rows(connection, "month_lock", [{"month": 3, "reason": "never committed"}])
    os._exit(9)
"""


@pytest.mark.parametrize("text", [None, TEXT])
def test_what_was_committed_before_a_crash_is_there_and_the_log_is_encrypted_as_well(store, monkeypatch, text):
    set_key(monkeypatch, text)
    done = subprocess.run([sys.executable, "-c", _DIES, WORD], env=os.environ | {"WEGO_HOME": str(store.home.path)})
    assert done.returncode == 9
    log = store.home.store_path.with_name("wego.duckdb.wal")
    assert log.stat().st_size > 0
    assert (str(log) in places_of(WORD, store.home.path)) is (text is None)
    assert reasons(store) == [WORD, WORD * 2]
    assert not log.exists()


def test_every_commit_makes_another_version_of_an_encrypted_store_too(store, with_key):
    versions = []
    for month in range(1, 6):
        lock(store, month=month)
        about = os.stat(store.home.store_path)
        os.utime(store.home.store_path, ns=(about.st_atime_ns, 10**18))
        versions.append(store.version())
    assert len(set(versions)) == 5
    reasons(store)
    os.utime(store.home.store_path, ns=(about.st_atime_ns, 10**18))
    assert store.version() == versions[-1], "reading leaves it as it is"


@pytest.mark.parametrize(
    ("made_with", "opened_with", "said"),
    [
        (TEXT, OTHER, "The key does not open the store"),
        (TEXT, None, "is encrypted, and there is no key"),
        (None, TEXT, "wego encrypt"),
    ],
)
def test_a_key_that_does_not_fit_is_one_sentence_and_changes_nothing(store, monkeypatch, made_with, opened_with, said):
    set_key(monkeypatch, made_with)
    lock(store)
    before = store.home.store_path.read_bytes()
    set_key(monkeypatch, opened_with)
    with pytest.raises(StoreLocked, match=said) as told:
        lock(store)
    whole = "".join(traceback.format_exception(told.value))
    assert not any(text in whole for text in (TEXT, OTHER, TEXT.replace("'", "''")))
    assert store.home.store_path.read_bytes() == before
    set_key(monkeypatch, made_with)
    assert reasons(store) == [WORD]


def test_an_altered_byte_is_refused_and_the_key_is_not_told(store, with_key):
    lock(store)
    content = bytearray(store.home.store_path.read_bytes())
    content[4096 + 60] ^= 1
    content[8192 + 60] ^= 1
    store.home.store_path.write_bytes(content)
    with pytest.raises(UserError) as told:
        reasons(store)
    assert TEXT not in "".join(traceback.format_exception(told.value))


def test_two_homes_are_open_at_once_and_neither_sees_the_other(store, tmp_path, with_key):
    other = Store(open_home(tmp_path / "other", "test"), store.definitions)
    with store.open() as first, other.open() as second:
        append_rows(first, "month_lock", [{"month": 1, "reason": "first"}])
        append_rows(second, "month_lock", [{"month": 1, "reason": "second"}])
    assert (reasons(store), reasons(other)) == (["first"], ["second"])


def test_many_threads_write_one_after_the_other(store, with_key):
    threads = [threading.Thread(target=lock, args=(store, f"reason {n}")) for n in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert reasons(store) == sorted(f"reason {n}" for n in range(12))


def test_an_error_inside_leaves_the_store_as_it_was_and_open_to_others(store, with_key):
    lock(store)
    with pytest.raises(duckdb.Error), store.open() as connection:
        append_rows(connection, "month_lock", [{"month": 2, "reason": "undone"}])
        connection.execute("SELECT * FROM no_table_of_that_name")
    command = [sys.executable, "-m", "etl.cli", "status", "--month", "M01", "--json"]
    environment = os.environ | {"WEGO_HOME": str(store.home.path)}
    assert subprocess.run(command, env=environment, capture_output=True).returncode == 0
    assert reasons(store) == [WORD]


_FULL = """
import resource, signal
import duckdb
from etl.home import open_home
from etl.store import Store, append_rows
from indicators.load import load_definitions
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
store = Store(open_home(), load_definitions())
with store.open() as connection:
    append_rows(connection, "month_lock", [{"month": 1}])
limits = resource.getrlimit(resource.RLIMIT_FSIZE)
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, limits[1]))
try:
    with store.open() as connection:
        append_rows(connection, "month_lock", [{"month": n, "reason": "x" * 500} for n in range(20000)])
except duckdb.Error:
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    with store.open() as connection:
        append_rows(connection, "month_lock", [{"month": 2}])
    with store.open() as connection:
        print(connection.execute("SELECT count(*) FROM month_lock").fetchone()[0])
"""


@pytest.mark.parametrize("text", [None, TEXT])
def test_after_a_full_disk_the_same_process_works_on(store, monkeypatch, text):
    set_key(monkeypatch, text)
    environment = os.environ | {"WEGO_HOME": str(store.home.path)}
    done = subprocess.run([sys.executable, "-c", _FULL], env=environment, capture_output=True, text=True)
    assert (done.stdout.strip(), done.stderr) == ("2", "")


def test_nothing_is_put_aside_on_the_disk_and_the_cipher_opens_no_way_to_the_network(store, with_key):
    with store.open() as connection:
        assert connection.execute("SELECT current_setting('temp_directory')").fetchone() == ("",)
        for address in ("http://127.0.0.1:9/x.csv", "s3://bucket/x.csv", "hf://datasets/a/b/x.csv"):
            with pytest.raises(duckdb.PermissionException, match="disabled by configuration"):
                connection.execute(f"SELECT * FROM read_csv('{address}')")


def test_store_and_inbox_are_for_their_owner_alone(store, with_key):
    lock(store)
    modes = [path.stat().st_mode & 0o777 for path in (*store.home.private_folders, store.home.store_path)]
    assert modes == [0o700, 0o700, 0o600]
