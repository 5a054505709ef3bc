"""A backup of an encrypted store: saved as it is, brought back with the same key alone."""

import json
import zipfile

import pytest

from etl.backup import MANIFEST, restore_backup, write_backup
from etl.errors import UserError
from etl.home import open_home
from etl.store import Store, append_rows
from indicators.load import load_definitions
from tests.at_rest.conftest import OTHER, TEXT, WORD, places_of, set_key


@pytest.fixture
def saved(tmp_path, monkeypatch):
    """A backup of an encrypted home, made without the key at hand."""
    set_key(monkeypatch, TEXT)
    store = Store(open_home(tmp_path / "home", "production"), load_definitions())
    with store.open() as connection:
        append_rows(connection, "month_lock", [{"month": 1, "reason": WORD}])
    set_key(monkeypatch, None)
    write_backup(store.home, tmp_path / "backup.zip")
    return tmp_path / "backup.zip"


def test_the_right_key_brings_it_back_and_nothing_lay_open_meanwhile(saved, tmp_path, monkeypatch):
    with zipfile.ZipFile(saved) as archive:
        assert json.loads(archive.read(MANIFEST))["is_encrypted"] is True
        assert not any(WORD.encode() in archive.read(name) for name in archive.namelist())
    set_key(monkeypatch, TEXT)
    restore_backup(saved, tmp_path / "again")
    home = open_home(tmp_path / "again")
    with Store(home, load_definitions()).open() as connection:
        assert connection.execute("SELECT reason FROM month_lock").fetchall() == [(WORD,)]
    assert places_of(WORD, home.path) == []
    assert home.store_path.parent.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(("text", "said"), [(OTHER, "does not open"), (None, "there is no key")])
def test_a_wrong_or_missing_key_is_told_before_anything_is_moved(saved, tmp_path, monkeypatch, text, said):
    set_key(monkeypatch, text)
    with pytest.raises(UserError, match=said) as told:
        restore_backup(saved, tmp_path / "again")
    assert not (tmp_path / "again").exists()
    assert sorted(path.name for path in tmp_path.iterdir()) == ["backup.zip", "home"]
    assert not any(word in str(told.value) for word in (TEXT, OTHER))


def test_a_backup_from_before_encryption_comes_back_plain_and_is_encrypted_then(run, workbook, tmp_path, monkeypatch):
    run("submit", workbook(cover={"note": WORD}), "--as", "one@example.org")
    run("backup", tmp_path / "plain.zip")
    monkeypatch.setenv("WEGO_HOME", str(tmp_path / "again"))
    set_key(monkeypatch, TEXT)
    assert run("restore", tmp_path / "plain.zip").code == 0
    told = run("status")
    assert (told.code, "wego encrypt" in told.err) == (2, True)
    assert run("encrypt").code == 0
    assert run("status", "--month", "M05", "--json").document["partners"][0]["state"] == "accepted"
    assert places_of(WORD, tmp_path / "again") == []
