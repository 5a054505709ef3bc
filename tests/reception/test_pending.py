"""Files with warnings are kept until they are confirmed; nothing else is ever kept."""

import os
from datetime import timedelta

from etl.month_lock import lock_month
from etl.pending import KEPT_DAYS, drop_pending, list_pending
from etl.reception import check_pending, confirm_pending
from etl.services import read_own_submissions
from etl.store import Store
from tests.actors import make_officer
from tests.intake.workbooks import Book, event
from tests.reception.conftest import WHO, crowd, receive


def stored(home, definitions):
    return [(row["month"], row["state"]) for row in read_own_submissions(make_officer(home, "P01"), "P01")]


def kept_files(home):
    return [path for path in home.inbox.rglob("*") if path.is_file()]


def test_a_file_with_a_warning_waits_with_its_bytes_and_a_name_that_tells_partner_and_month(home, definitions):
    content = crowd().content()
    assert receive(home, content).is_pending
    (one,) = list_pending(home, "P01")
    assert one.read() == [("P01_M05_r1.xlsx", content)]
    assert (one.who, one.received_at) == (WHO, home.now())
    assert stored(home, definitions) == []
    assert [receipt.verdict for receipt in check_pending(make_officer(home, "P01"), one, "en")] == ["confirm"]


def test_a_confirmed_set_is_stored_and_kept_no_longer(home, definitions):
    receive(home, crowd(), Book(month=6, sheets={"EVENTS": []}))
    (one,) = list_pending(home, "P01")
    done = confirm_pending(make_officer(home, "P01"), one, "en")
    assert [receipt.state for receipt in done.receipts] == ["accepted", "accepted"]
    assert sorted(stored(home, definitions)) == [(5, "accepted"), (6, "accepted")]
    assert kept_files(home) == []


def test_a_second_session_that_confirms_the_same_set_stores_nothing_twice(home, definitions):
    receive(home, crowd())
    (one,) = list_pending(home, "P01")
    confirm_pending(make_officer(home, "P01"), one, "en")
    assert confirm_pending(make_officer(home, "P01"), one, "en").receipts == ()
    assert stored(home, definitions) == [(5, "accepted")]


def test_a_rejected_file_is_never_kept_nor_the_good_one_sent_with_it(home):
    receive(home, Book(month=5, sheets={"EVENTS": [event(country="XX")]}), crowd(6))
    assert kept_files(home) == []


def test_a_file_that_may_be_personal_is_never_kept(home):
    personal = crowd(note="Please write to maria.petrova@example.org")
    (receipt,) = receive(home, personal).receipts
    assert receipt.checked.is_personal
    assert kept_files(home) == []


def test_what_waited_too_long_goes_whoever_looks(home):
    receive(home, crowd())
    (one,) = list_pending(home, "P01")
    told = one.folder / "set.json"
    told.write_text(told.read_text().replace(str(one.received_at.year), "1999", 1))
    assert list_pending(home, "P02") == [] and kept_files(home) == []


def test_what_a_machine_left_half_written_goes_after_a_day(home):
    receive(home, crowd())
    (one,) = list_pending(home, "P01")
    half, fresh = one.folder.with_name(".part-1"), one.folder.with_name(".part-2")
    for folder in (half, fresh):
        folder.mkdir()
        (folder / "1.xlsx").write_bytes(b"half")
    os.utime(half, (0, 0))
    list_pending(home, "P02")
    assert not half.exists() and fresh.exists() and one.folder.exists()


def test_a_set_in_which_the_gate_finds_something_by_now_is_forgotten(home, definitions):
    receive(home, crowd())
    (one,) = list_pending(home, "P01")
    (one.folder / "1.xlsx").write_bytes(crowd(note="Please write to maria.petrova@example.org").content())
    (receipt,) = check_pending(make_officer(home, "P01"), one, "en")
    assert receipt.checked.is_personal
    assert kept_files(home) == []


def test_the_same_month_sent_again_takes_the_place_of_the_one_that_waits(home):
    receive(home, crowd())
    receive(home, crowd(safety_concerns_month=1))
    (one,) = list_pending(home, "P01")
    assert one.read()[0][1] != crowd().content()


def test_another_month_waits_beside_it(home):
    receive(home, crowd())
    receive(home, crowd(7))
    assert len(list_pending(home, "P01")) == 2
    assert list_pending(home, "P02") == []


def test_what_nobody_confirms_is_dropped_after_some_days(home):
    receive(home, crowd())
    last = home.at(home.today() + timedelta(days=KEPT_DAYS))
    assert len(list_pending(last, "P01")) == 1
    assert list_pending(home.at(home.today() + timedelta(days=KEPT_DAYS + 1)), "P01") == []
    assert kept_files(home) == []


def test_a_month_locked_meanwhile_is_told_when_the_file_is_shown_again(home, definitions):
    receive(home, crowd())
    lock_month(Store(home, definitions), 5, None, "coordinator", "closed for the report")
    (one,) = list_pending(home, "P01")
    (receipt,) = check_pending(make_officer(home, "P01"), one, "en")
    assert receipt.verdict == "rejected"
    assert "F03" in [issue.code for issue in receipt.issues]


def test_a_set_that_was_half_written_is_not_seen(home):
    receive(home, crowd())
    (one,) = list_pending(home, "P01")
    one.folder.rename(one.folder.with_name(f".part-{one.set_id}"))
    assert list_pending(home, "P01") == []
    drop_pending(one)
    assert one.read() == []
