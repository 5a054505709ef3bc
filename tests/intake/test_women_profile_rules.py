"""Rules of the half-yearly sheet: the ages of all women enrolled, in its months alone."""

import pytest

from tests.intake.breaches.within import ended
from tests.intake.workbooks import Book, ages, check, full_book, pathway, remember, told

QUIET = {"TRAININGS": [], "EVENTS": []}
SHEET = "WOMEN_PROFILE"


def _june(*women, rows=None, **options):
    sheets = QUIET | {"PATHWAYS": [pathway()] if rows is None else rows, SHEET: ages(*women)}
    return full_book(month=6, sheets=sheets, **options)


def test_age_groups_add_up_to_the_women_of_all_pathways():
    assert check(_june(3, 0, 4, 0, 1)).verdict == "accepted"
    rows = [pathway(), pathway(pathway_code="PW-BBBBBB")]
    assert check(_june(10, 6, rows=rows)).verdict == "accepted"
    (issue,) = check(_june(3, 0, 4)).issues
    assert (issue.code, issue.cell, issue.found) == ("W01", "B3", "3 + 0 + 4 = 7")
    assert issue.expected.startswith("8 ")


def test_ended_pathways_count_with_their_final_row_though_they_are_absent():
    gone = ended(pathway_code="PW-BBBBBB", exit_month="M04")
    history = remember(full_book(month=5, sheets=QUIET | {"PATHWAYS": [pathway(), gone]}))
    assert check(_june(10, 6), history).verdict == "accepted"
    assert told(check(_june(8), history)) == [("W01", SHEET, "B3")]


def test_a_pathway_counts_with_the_row_of_this_workbook_not_with_its_earlier_one():
    history = remember(full_book(month=5, sheets=QUIET | {"PATHWAYS": [pathway()]}))
    more = pathway(women_enrolled_cum=10, women_active=8)
    assert check(_june(10, rows=[more]), history).verdict == "accepted"
    assert told(check(_june(8, rows=[more]), history)) == [("W01", SHEET, "B3")]


def test_pathways_of_a_later_month_are_not_counted():
    later = pathway(pathway_code="PW-BBBBBB", start_month="M07")
    history = remember(full_book(month=7, sheets=QUIET | {"PATHWAYS": [pathway(), later]}))
    assert check(_june(8), history).verdict == "accepted"


def test_a_sheet_without_news_counts_what_was_told_before():
    history = remember(full_book(month=5, sheets=QUIET | {"PATHWAYS": [pathway()]}))
    assert check(Book(month=6, sheets={SHEET: ages(8)}), history).verdict == "accepted"
    assert told(check(Book(month=6, sheets={SHEET: ages(7)}), history)) == [("W01", SHEET, "B3")]
    assert told(check(Book(month=6), history)) == [("W02", SHEET, "B3")]


@pytest.mark.parametrize("month", [6, 12, 18])
def test_the_sheet_is_filled_in_in_half_year_months(month):
    rows = {"PATHWAYS": [pathway()]}
    assert told(check(full_book(month=month, sheets=QUIET | rows))) == [("W02", SHEET, "B3")]
    assert check(full_book(month=month, sheets=QUIET | rows | {SHEET: ages(8)})).verdict == "accepted"


def test_in_other_months_it_is_empty_and_before_the_first_woman_it_may_be():
    book = full_book(sheets={SHEET: ages(8)})
    assert told(check(book)) == [("W02", SHEET, "A3")]
    assert check(Book(month=6)).verdict == "accepted"
    assert check(Book(month=6, sheets={SHEET: ages(0, 0, 0, 0, 0)})).verdict == "accepted"
    assert told(check(Book(month=6, sheets={SHEET: ages(0, 2)}))) == [("W01", SHEET, "B3")]


def test_numbers_that_cannot_be_read_and_women_that_do_not_add_up_are_told_once():
    assert [issue.code for issue in check(_june(8, rows=[pathway(women_enrolled_cum="x")])).issues] == ["K01"]
    assert [issue.code for issue in check(_june("x", 8)).issues] == ["K01"]
    assert [issue.code for issue in check(_june(8, rows=[pathway(women_enrolled_cum=6)])).issues] == ["PW01"]
