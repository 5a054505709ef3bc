"""The coordinator's desk: decisions, locks, and who has reported in time."""

from datetime import date

import pytest

from etl.errors import UserError
from etl.history import read_history
from etl.month_lock import lock_month, unlock_month
from etl.release_schema import TABLES
from etl.review import accept_submission, list_waiting, read_reporting, return_submission
from etl.store import Store
from etl.submit import submit_files
from tests.intake.workbooks import Book, event, full_book

WHO = "coordinator@example.org"


def submit(store, book, day=None):
    at = Store(store.home.at(day), store.definitions) if day else store
    [receipt] = submit_files(at, [("a.xlsx", book.content())], "officer@example.org")
    return receipt


@pytest.fixture
def waiting(store):
    submit(store, Book(partner="P02", sheets={"EVENTS": [event(event_code="EV-P02-001")]}))
    return submit(store, full_book())


def reporting(store, partner, month, day=None):
    at = Store(store.home.at(day), store.definitions) if day else store
    name = f"M{month:02d}"
    return next(row for row in read_reporting(at) if (row["partner_code"], row["month"]) == (partner, name))


def test_what_waits_is_listed_with_its_queries(store, waiting):
    [row] = list_waiting(store)
    assert (row["submission_id"], row["partner_code"], row["month"]) == (waiting.submission_id, "P01", "M05")
    assert [issue["code"] for issue in row["issues"]] == ["V04"]


def test_an_accepted_submission_counts_and_waits_no_more(store, waiting):
    accept_submission(store, waiting.submission_id, WHO)
    assert list_waiting(store) == []
    assert read_history(store, "P01").accepted_revision == {5: 1}
    with pytest.raises(UserError):
        accept_submission(store, waiting.submission_id, WHO)


def test_a_returned_submission_counts_no_more_and_may_be_sent_again(store, waiting):
    return_submission(store, waiting.submission_id, WHO, "Is it the same event?")
    assert list_waiting(store) == []
    again = submit(store, full_book(cover={"note": "It is not; theirs was in the morning."}))
    assert (again.state, again.is_repeat) == ("received", False)
    assert again.submission_id != waiting.submission_id


def test_returned_content_does_not_enter_again_unseen(store):
    first = submit(store, full_book())
    return_submission(store, first.submission_id, WHO, "May looks like April: {please} look again.")
    again = submit(store, full_book())
    assert (again.verdict, again.state, again.submission_id) == ("confirm", None, None)
    [issue] = again.issues
    assert (issue.code, issue.severity) == ("F05", "warning")
    assert "May looks like April: {please} look again." in issue.message
    [sure] = submit_files(store, [("a.xlsx", full_book().content())], "officer@example.org", is_confirmed=True)
    assert (sure.state, sure.is_repeat) == ("received", False), (
        "it waits for the coordinator, it doesn't count by itself"
    )
    repeat = submit(store, full_book())
    assert (repeat.submission_id, repeat.state, repeat.is_repeat) == (sure.submission_id, "received", True)
    return_submission(store, sure.submission_id, WHO, "Still the same.")
    assert "Still the same." in submit(store, full_book()).issues[0].message


def test_the_reason_of_a_return_is_told_to_nobody_else(store):
    first = submit(store, full_book())
    return_submission(store, first.submission_id, WHO, "May looks like April.")
    [other] = submit_files(store, [("a.xlsx", full_book().content())], "x@example.org", as_partner="P02")
    assert [issue.code for issue in other.issues] == ["F02"]


def test_a_returned_revision_gives_its_number_back_to_the_one_before(store):
    submit(store, full_book())
    second = submit(store, full_book(cover={"revision_no": 2, "note": "wrong"}))
    return_submission(store, second.submission_id, WHO, "the first one was right")
    assert read_history(store, "P01").accepted_revision == {5: 1}


def test_a_decision_wants_a_known_submission_and_a_reason(store, waiting):
    for refuse in (
        lambda: accept_submission(store, "nothing", WHO),
        lambda: return_submission(store, waiting.submission_id, WHO, " "),
        lambda: lock_month(store, 5, None, WHO, ""),
        lambda: lock_month(store, 25, None, WHO, "x"),
        lambda: lock_month(store, 5, "P99", WHO, "x"),
    ):
        with pytest.raises(UserError):
            refuse()


def test_a_lock_closes_a_month_and_a_partner_can_be_let_in_again(store):
    lock_month(store, 5, None, WHO, "figures sent to the funder")
    assert submit(store, full_book()).issues[0].code == "F03"
    unlock_month(store, 5, "P01", WHO, "a wrong number of women")
    assert submit(store, full_book()).state == "accepted"
    assert submit(store, Book(partner="P02")).issues[0].code == "F03"
    unlock_month(store, 5, None, WHO, "all again")
    assert submit(store, Book(partner="P02")).state == "accepted"


def test_reporting_has_the_shape_of_the_release_and_one_row_per_partner_and_month(store):
    rows = read_reporting(store, 19)
    assert list(rows[0]) == [*TABLES["reporting"], "submission_id"]
    assert len(rows) == len({(row["partner_code"], row["month"]) for row in rows}) == 15 * 19
    assert len(read_reporting(store)) == 15 * 24


def test_punctuality_counts_the_first_submission_even_if_it_was_returned(store):
    first = submit(store, full_book(), date(2016, 6, 15))
    return_submission(store, first.submission_id, WHO, "please explain")
    row = reporting(store, "P01", 5)
    assert (row["state"], row["received_on"], row["is_on_time"], row["revisions_n"]) == (
        "returned",
        date(2016, 6, 15),
        True,
        0,
    )
    submit(store, full_book(cover={"note": "explained"}), date(2016, 7, 20))
    row = reporting(store, "P01", 5)
    assert (row["state"], row["received_on"], row["is_on_time"], row["revisions_n"]) == (
        "accepted",
        date(2016, 6, 15),
        True,
        1,
    )


def test_a_day_after_the_due_day_is_late(store):
    submit(store, full_book(), date(2016, 6, 16))
    row = reporting(store, "P01", 5)
    assert (row["due_on"], row["is_on_time"], row["state"]) == (date(2016, 6, 15), False, "accepted")


def test_silence_is_not_due_then_missing_then_late(store):
    days = {date(2017, 7, 31): "not_due", date(2017, 8, 1): "missing", date(2017, 8, 15): "missing"}
    for day, state in days.items():
        row = reporting(store, "P01", 19, day)
        assert (row["state"], row["is_on_time"]) == (state, None)
    row = reporting(store, "P01", 19, date(2017, 8, 16))
    assert (row["state"], row["is_on_time"], row["submission_id"]) == ("late", False, None)


def test_a_waiting_workbook_is_waiting_and_a_newer_revision_does_not_hide_the_accepted_one(store, waiting):
    assert reporting(store, "P01", 5)["state"] == "waiting"
    accept_submission(store, waiting.submission_id, WHO)
    submit(store, full_book(cover={"revision_no": 2, "note": "x"}))
    row = reporting(store, "P01", 5)
    assert (row["state"], row["submission_id"], row["revisions_n"]) == ("accepted", waiting.submission_id, 1)


def test_a_partner_is_not_expected_outside_its_months(store):
    partners = [
        partner.model_copy(update={"from_month": "M06"}) if partner.code == "P01" else partner
        for partner in store.definitions.partners
    ]
    later = Store(store.home, store.definitions.model_copy(update={"partners": tuple(partners)}))
    row = reporting(later, "P01", 5)
    assert (row["is_expected"], row["state"], row["is_on_time"]) == (False, "not_expected", None)
