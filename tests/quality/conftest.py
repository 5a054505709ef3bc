"""A home of its own with two partners' events on one day, and the command run in this process."""

from datetime import date

import pytest

from etl.home import open_home
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
from tests.intake.workbooks import Book, event

WHO = "coordinator@example.org"
ONE, OTHER = "EV-P01-001", "EV-P02-001"


@pytest.fixture
def store(tmp_path):
    return Store(open_home(tmp_path / "home", "test").at(date(2016, 8, 1)), load_definitions())


def send(store, partner, *events, month=5, **about):
    """Submit a workbook with events."""
    book = Book(partner=partner, month=month, sheets={"EVENTS": list(events)}, **about)
    [receipt] = submit_files(store, [("a.xlsx", book.content())], "officer@example.org", is_confirmed=True)
    assert receipt.state is not None, receipt.issues
    return receipt


def conference(code, day=20, **values):
    """A conference in Bulgaria in May."""
    return event(event_code=code, country="BG", event_type="CONFERENCE", date=date(2016, 5, day), **values)


@pytest.fixture
def accepted_apart(store):
    """Two events of one occasion, a day apart: intake had nothing to ask."""
    receipts = [
        send(store, "P01", conference(ONE, participants_n=40)),
        send(store, "P02", conference(OTHER, 21, participants_n=42)),
    ]
    assert [receipt.state for receipt in receipts] == ["accepted", "accepted"]
    return receipts


@pytest.fixture
def one_waits(store):
    """Two events of one day: the second workbook waits for the coordinator."""
    receipts = [send(store, "P01", conference(ONE)), send(store, "P02", conference(OTHER))]
    assert [receipt.state for receipt in receipts] == ["accepted", "received"]
    return receipts
