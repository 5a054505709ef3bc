"""The faulty and the repaired workbook of one month dropped together: the newer one is meant."""

from etl.chosen_twice import choose_newest, saved_at
from tests.intake.workbooks import Book, event


def choose(definitions, *books):
    files = [("a.xlsx", one if isinstance(one, bytes) else one.content()) for one in books]
    return choose_newest(files, definitions)


def test_one_file_is_taken_as_it_is(definitions):
    assert choose(definitions, b"anything") == [0]


def test_different_months_partners_and_revisions_are_all_taken(definitions):
    books = (Book(month=1), Book(month=2), Book(month=2, cover={"revision_no": 2}), Book(partner="P02", month=1))
    assert choose(definitions, *books) == [0, 1, 2, 3]


def test_of_one_month_chosen_twice_the_one_saved_later_is_taken(definitions, monkeypatch):
    older, newer = Book(month=2).content(), Book(month=2, sheets={"EVENTS": [event()]}).content()
    times = {older: b"2017-08-01T10:00:00", newer: b"2017-08-02T09:00:00"}
    monkeypatch.setattr("etl.chosen_twice.saved_at", times.__getitem__)
    assert choose(definitions, older, newer) == [1]
    assert choose(definitions, newer, older) == [0]


def test_where_the_workbooks_dont_tell_the_one_chosen_later_is_taken(definitions, monkeypatch):
    monkeypatch.setattr("etl.chosen_twice.saved_at", lambda data: b"")
    assert choose(definitions, Book(month=2), Book(month=2), Book(month=3)) == [1, 2]


def test_a_file_that_cannot_be_read_is_left_to_its_own_verdict(definitions):
    assert choose(definitions, b"no workbook", Book(month=2), b"none either") == [0, 1, 2]


def test_when_a_workbook_was_saved_is_read_from_its_properties():
    told = saved_at(Book(month=2).content())
    assert len(told) == 19 and told.startswith(b"20") and told[10:11] == b"T"
    assert saved_at(b"no workbook") == b""
