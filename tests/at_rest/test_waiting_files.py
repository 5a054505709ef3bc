"""Workbooks that wait for a confirmation: closed where there is a key, and never stuck where it is lost."""

import json
from datetime import date, timedelta

import pytest

from etl.home import open_home
from etl.pending import KEPT_DAYS, list_pending
from etl.reception import confirm_pending
from etl.services import read_own_submissions
from etl.store_key import KeyFault
from tests.actors import make_officer
from tests.at_rest.conftest import OTHER, TEXT, WORD, places_of, set_key
from tests.reception.conftest import WHO, crowd, receive


@pytest.fixture
def waiting(tmp_path):
    return open_home(tmp_path / "home", "test").remember_day(date(2017, 8, 16))


def files_of(home):
    return [path for path in home.inbox.rglob("*") if path.is_file()]


def test_what_waits_cannot_be_read_and_is_confirmed_as_ever(waiting, with_key):
    receive(waiting, crowd(note=WORD))
    assert not any(path.read_bytes().startswith(b"PK") for path in files_of(waiting))
    assert places_of(WHO, waiting.inbox) == places_of("M05", waiting.inbox) == []
    assert {path.stat().st_mode & 0o777 for path in files_of(waiting)} == {0o600}
    (one,) = list_pending(waiting, "P01")
    officer = make_officer(waiting, "P01")
    assert [receipt.state for receipt in confirm_pending(officer, one, "en").receipts] == ["accepted"]
    assert [row["month"] for row in read_own_submissions(officer, "P01")] == [5]
    assert files_of(waiting) == []


def test_without_a_key_they_lie_as_before(waiting):
    receive(waiting, crowd())
    assert [path.read_bytes()[:2] for path in files_of(waiting) if path.suffix == ".xlsx"] == [b"PK"]


def test_what_waited_plain_is_still_read_once_there_is_a_key(waiting, monkeypatch):
    content = crowd().content()
    receive(waiting, content)
    set_key(monkeypatch, TEXT)
    (one,) = list_pending(waiting, "P01")
    assert one.read() == [("P01_M05_r1.xlsx", content)]


@pytest.mark.parametrize("text", [OTHER, None])
def test_what_another_key_closed_is_not_shown_and_is_dropped_in_time(waiting, monkeypatch, text):
    set_key(monkeypatch, TEXT)
    receive(waiting, crowd())
    set_key(monkeypatch, text)
    assert list_pending(waiting, "P01") == [] and files_of(waiting)
    later = waiting.at(waiting.today() + timedelta(days=KEPT_DAYS + 1))
    assert list_pending(later, "P01") == [] and files_of(waiting) == []


def test_an_altered_file_is_not_taken(waiting, with_key):
    receive(waiting, crowd())
    (one,) = list_pending(waiting, "P01")
    path = one.folder / "1.xlsx"
    content = bytearray(path.read_bytes())
    content[-20] ^= 1
    path.write_bytes(content)
    assert one.read() == []


def test_only_the_moment_of_a_set_can_be_read_without_the_key(waiting, with_key):
    receive(waiting, crowd())
    (one,) = list_pending(waiting, "P01")
    assert set(json.loads((one.folder / "set.json").read_text())) == {"received_at", "sealed"}


def test_a_production_home_without_a_key_keeps_nothing(tmp_path):
    home = open_home(tmp_path / "real", "production")
    with pytest.raises(KeyFault):
        receive(home, crowd())
    assert files_of(home) == [] and not home.store_path.exists()
