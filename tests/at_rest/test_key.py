"""The key: where it may come from, which one is refused, and that nothing ever shows it."""

import copy
import traceback

import pytest

from etl.home import open_home
from etl.store_key import KEY, KEY_FILE, KeyFault, key_of, read_key_file, read_store_key
from tests.at_rest.conftest import OTHER, TEXT, key_file, set_key


def test_without_any_setting_there_is_no_key():
    assert read_store_key() is None


def test_the_environment_and_a_file_with_a_newline_give_the_same_key(monkeypatch, tmp_path):
    set_key(monkeypatch, TEXT)
    given = read_store_key()
    set_key(monkeypatch, None)
    monkeypatch.setenv(KEY_FILE, str(key_file(tmp_path, TEXT)))
    assert given == read_store_key() is not None
    assert given == read_key_file(key_file(tmp_path, f"{TEXT}\r", "windows.key"))


def test_both_at_once_are_refused(monkeypatch, tmp_path):
    monkeypatch.setenv(KEY, TEXT)
    monkeypatch.setenv(KEY_FILE, str(key_file(tmp_path, TEXT)))
    with pytest.raises(KeyFault, match="both set"):
        read_store_key()


@pytest.mark.parametrize("mode", [0o644, 0o640, 0o604, 0o602])
def test_a_file_that_others_can_open_is_refused_with_the_repair(tmp_path, mode):
    path = key_file(tmp_path, TEXT, mode=mode)
    with pytest.raises(KeyFault, match=f"chmod 600 {path}"):
        read_key_file(path)


def test_a_file_that_is_not_there_is_told(tmp_path):
    with pytest.raises(KeyFault, match="gone.key can't be read"):
        read_key_file(tmp_path / "gone.key")


@pytest.mark.parametrize("text", ["short", "a" * 64, "ab" * 32, "passwordpasswor"])
def test_a_key_that_can_be_found_out_is_refused_with_the_way_to_make_one(monkeypatch, text):
    set_key(monkeypatch, text)
    with pytest.raises(KeyFault, match=r"secrets.token_urlsafe\(32\)") as told:
        read_store_key()
    assert text not in str(told.value)


@pytest.mark.parametrize(
    "content", [b"first line of it 012345\nsecond line", b"\xff\xfe" * 20, b"tab\tbetween 0123456789"]
)
def test_a_file_that_holds_more_than_one_line_of_text_is_refused(tmp_path, content):
    path = tmp_path / "store.key"
    path.write_bytes(content)
    path.chmod(0o600)
    with pytest.raises(KeyFault, match="not one line"):
        read_key_file(path)


def test_only_made_up_data_do_without_a_key(tmp_path):
    assert key_of(open_home(tmp_path / "demo", "demo")) is None
    assert key_of(open_home(tmp_path / "test", "test")) is None
    with pytest.raises(KeyFault, match="production home works with an encrypted store only"):
        key_of(open_home(tmp_path / "real", "production"))


def test_no_way_of_printing_a_key_shows_it(monkeypatch):
    set_key(monkeypatch, TEXT)
    key = read_store_key()
    assert key is not None
    shown = [repr(key), str(key), f"{key}", f"{key!r}", repr([key]), repr(copy.copy(key))]
    assert not any(TEXT[:8] in one for one in shown)
    try:
        raise ValueError(key)
    except ValueError as error:
        assert TEXT[:8] not in "".join(traceback.format_exception(error))


def test_what_is_derived_differs_by_key_and_by_purpose_and_holds_no_key(monkeypatch):
    set_key(monkeypatch, TEXT)
    first = read_store_key()
    set_key(monkeypatch, OTHER)
    second = read_store_key()
    assert first and second
    derived = {first.derive(b"one"), first.derive(b"two"), second.derive(b"one")}
    assert len(derived) == 3 and first.derive(b"one") in derived
    assert not any(TEXT.encode() in one for one in derived)
