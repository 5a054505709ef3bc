"""Officers fill in templates their own way, and intake understands them."""

import random
from datetime import date

import pytest
from openpyxl import Workbook

from etl.demo.fill import Habits, Officer
from etl.history import History
from etl.template import build_template
from indicators.load import Definitions, load_definitions
from indicators.texts import load_texts

EVENT = {
    "event_code": "EV-P02-001",
    "event_type": "CAMPAIGN",
    "date": date(2016, 5, 3),
    "reach_n": 12500,
    "media_items_n": 3,
    "organiser_code": None,
}
PATHWAY = {"pathway_code": "PW-BCDEFG", "stage": "S1", "start_month": 5, "mentoring_hours_month": 12.5}
HABITS = Habits(1.0, 1.0, 1.0, 1.0, 1.0)


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


def _fill(definitions: Definitions, language: str, habits: Habits) -> Workbook:
    partner = definitions.partner("P02")
    assert partner is not None
    codes = iter([f"PW-{letter}CDEFG" for letter in "ABDEFGH"])
    book = build_template(definitions, partner, 5, language, History("P02"), codes.__next__)
    officer = Officer(definitions, load_texts(definitions, language), habits, random.Random(1))
    officer.fill(book, {"safety_concerns_month": 0}, {"EVENTS": [EVENT], "PATHWAYS": [PATHWAY]})
    return book


def _told(book: Workbook, sheet: str, key: str) -> dict[str, object]:
    rows = book[sheet].iter_rows(values_only=True)
    codes = next(rows)
    return next(dict(zip(codes, row, strict=True)) for row in rows if row[0] == key)


def test_habits_show_in_the_cells(definitions: Definitions) -> None:
    book = _fill(definitions, "bg", HABITS)
    event, pathway = _told(book, "EVENTS", "EV-P02-001"), _told(book, "PATHWAYS", "PW-BCDEFG")
    assert event["date"] == "03.05.2016 г." and event["reach_n"] == "12\u00a0500" and event["media_items_n"] == 3
    assert event["event_type"] == "CAMPAIGN" and event["organiser_code"] is None
    assert pathway["mentoring_hours_month"] == "12,5" and pathway["start_month"] == "2016-05"


def test_without_habits_cells_hold_labels_dates_and_numbers(definitions: Definitions) -> None:
    book = _fill(definitions, "bg", Habits())
    event, pathway = _told(book, "EVENTS", "EV-P02-001"), _told(book, "PATHWAYS", "PW-BCDEFG")
    assert event["date"] == date(2016, 5, 3) and event["reach_n"] == 12500
    assert event["event_type"] == load_texts(definitions, "bg")("Campaign")
    assert pathway["mentoring_hours_month"] == 12.5 and pathway["start_month"] == "M05"


def test_a_prefilled_row_is_found_by_its_key_and_new_ones_follow(definitions: Definitions) -> None:
    book = _fill(definitions, "en", Habits())
    keys = [row[0] for row in book["PATHWAYS"].iter_rows(min_row=3, max_row=9, values_only=True)]
    assert keys == [f"PW-{letter}CDEFG" for letter in "ABDEFG"] + [None]
