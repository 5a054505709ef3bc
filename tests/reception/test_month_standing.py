"""Late, locked, waiting, published: each is told when it is so, and several together."""

from datetime import date
from pathlib import Path

import pytest

from etl.month_lock import lock_month, unlock_month
from etl.month_standing import read_month_standings
from etl.release_file import ReleaseInfo
from etl.store import Store
from etl.submit import submit_files
from tests.actors import make_officer
from tests.intake.workbooks import Book
from tests.reception.conftest import WHO


def release(month: int, day: date, **options: bool) -> ReleaseInfo:
    told = {"is_draft": False, "is_superseded": False} | options
    return ReleaseInfo(f"R{month}", month, day, told["is_draft"], True, None, None, Path("none"), told["is_superseded"])


@pytest.fixture
def store(home, definitions):
    return Store(home, definitions)


def stand(store, month, *releases, partner="P01"):
    return read_month_standings(make_officer(store.home, partner, store.definitions), partner, releases, [month])[month]


def send(store, book, day):
    at = Store(store.home.at(day), store.definitions)
    (receipt,) = submit_files(at, [("a.xlsx", book.content())], WHO, is_confirmed=True)
    return receipt


def test_a_month_in_time_has_nothing_to_tell(store):
    send(store, Book(month=5), date(2016, 6, 10))
    found = stand(store, 5)
    assert (found.state, found.is_late, found.lock, found.release, found.waiting_revision) == (
        "accepted",
        False,
        None,
        None,
        None,
    )


@pytest.mark.parametrize(("day", "is_late"), [(date(2017, 8, 15), False), (date(2017, 8, 16), True)])
def test_a_month_is_late_after_its_due_day_and_not_on_it(home, definitions, day, is_late):
    assert stand(Store(home.at(day), definitions), 19).is_late is is_late


def test_a_revision_of_a_month_that_came_in_time_is_not_late(store):
    send(store, Book(month=5), date(2016, 6, 10))
    send(store, Book(month=5, cover={"revision_no": 2, "safety_concerns_month": 1}), date(2016, 9, 1))
    assert not stand(store, 5).is_late


def test_a_lock_of_the_month_is_told_with_its_reason_until_the_partner_is_let_in(store):
    lock_month(store, 5, None, "coordinator", "closed for the report")
    assert stand(store, 5).lock.reason == "closed for the report"
    assert stand(store, 5).lock.is_for_all
    unlock_month(store, 5, "P01", "coordinator", "one correction")
    assert stand(store, 5).lock is None
    assert stand(store, 5, partner="P02").lock is not None


def test_a_release_is_told_with_whether_the_workbook_was_in_it(store):
    send(store, Book(month=5), date(2016, 6, 10))
    early, draft = release(6, date(2016, 7, 19)), release(6, date(2016, 7, 1), is_draft=True)
    found = stand(store, 5, draft, early)
    assert found.release == early
    assert found.is_released_with_workbook
    assert not stand(store, 6, early).is_released_with_workbook
    assert stand(store, 7, early).release is None


def test_a_superseded_release_is_not_the_one_that_is_told(store):
    old, new = release(6, date(2016, 7, 1), is_superseded=True), release(6, date(2016, 7, 19))
    assert stand(store, 5, old, new).release == new


def test_late_locked_and_published_are_told_together(store):
    lock_month(store, 5, "P01", "coordinator", "closed")
    found = stand(store, 5, release(6, date(2016, 7, 19)))
    assert found.is_late and found.lock and found.release
    assert not found.lock.is_for_all
