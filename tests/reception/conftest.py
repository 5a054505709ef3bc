"""An empty home on a day in mid-life, and one that has stored a first month."""

from datetime import date
from pathlib import Path

import pytest

from etl.home import Home, open_home
from etl.reception import Received, receive_workbooks
from indicators.load import Definitions, load_definitions
from tests.actors import make_officer
from tests.intake.workbooks import Book, training

WHO = "p01@example.org"


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return open_home(tmp_path / "home", "test").remember_day(date(2017, 8, 16))


def crowd(month: int = 5, **cover: object) -> Book:
    """A workbook without an error and with one warning: more persons than fit into a training."""
    day = date(*load_definitions().periods.calendar_month(month), 10)
    row = training(registered_n=61, attended_n=61, date_from=day, date_to=day, session_code=f"TR-P01-{month:02d}")
    return Book(month=month, cover=cover, sheets={"TRAININGS": [row]})


def receive(home: Home, *books: Book | bytes, partner: str = "P01", **options: object) -> Received:
    files = [
        (f"{number}.xlsx", book if isinstance(book, bytes) else book.content()) for number, book in enumerate(books)
    ]
    return receive_workbooks(make_officer(home, partner), files, partner, "en", **options)
