"""Months held together by running totals and by pathways that stay open (X02, X04)."""

from tests.intake.workbooks import Book, check, codes, full_book, pathway, remember, told


def test_running_totals_do_not_fall_below_an_earlier_month():
    history = remember(full_book(month=4, sheets={"PATHWAYS": [pathway()], "TRAININGS": [], "EVENTS": []}))
    same = full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=5)]})
    assert check(same, history).verdict == "accepted"
    checked = check(full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=4)]}), history)
    assert told(checked) == [("X02", "PATHWAYS", same.place("PATHWAYS", "plans_agreed_cum"))]
    assert "M04" in checked.issues[0].message and "5" in checked.issues[0].expected


def test_running_totals_are_compared_with_the_newest_month_that_has_the_row_and_the_value():
    quiet = {"TRAININGS": [], "EVENTS": []}
    history = remember(
        full_book(month=2, sheets={"PATHWAYS": [pathway()]} | quiet),
        full_book(month=3, sheets={"PATHWAYS": [pathway(plans_agreed_cum=None)]} | quiet),
        full_book(month=4, sheets={"PATHWAYS": []} | quiet),
    )
    checked = check(full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=4)]}), history)
    assert codes(checked) == ["X02"]
    assert "M02" in checked.issues[0].message


def test_a_revision_does_not_exceed_the_next_accepted_month():
    quiet = {"TRAININGS": [], "EVENTS": []}
    history = remember(
        full_book(month=5),
        full_book(month=6, sheets={"PATHWAYS": [pathway(), pathway(pathway_code="PW-BBBBBB")]} | quiet),
    )
    rows = [pathway(women_enrolled_cum=9, women_active=7)]
    checked = check(full_book(cover={"revision_no": 2}, sheets={"PATHWAYS": rows}), history)
    assert told(checked) == [("X02", "PATHWAYS", "J3")]
    assert "M06" in checked.issues[0].message and "cell J3" in checked.issues[0].message
    assert "8" in checked.issues[0].expected


def test_a_waiting_later_month_does_not_bind_a_revision():
    quiet = {"TRAININGS": [], "EVENTS": []}
    history = remember(full_book(month=6, sheets={"PATHWAYS": [pathway()]} | quiet), state="received")
    rows = [pathway(women_enrolled_cum=9, women_active=7)]
    assert check(full_book(sheets={"PATHWAYS": rows}), history).verdict == "accepted"


def test_an_open_pathway_appears_again_and_an_ended_one_need_not():
    rows = [pathway(), pathway(pathway_code="PW-BBBBBB"), pathway(pathway_code="PW-CCCCCC", stage="S6")]
    history = remember(full_book(month=4, sheets={"PATHWAYS": rows, "TRAININGS": [], "EVENTS": []}))
    checked = check(full_book(), history)
    assert told(checked) == [("X04", "PATHWAYS", "A4")]
    assert "PW-BBBBBB" in checked.issues[0].message
    assert check(full_book(sheets={"PATHWAYS": rows[:2]}), history).verdict == "accepted"


def test_a_missing_open_pathway_is_told_at_the_row_that_was_prefilled_for_it():
    rows = [pathway(), pathway(pathway_code="PW-BBBBBB")]
    history = remember(full_book(month=4, sheets={"PATHWAYS": rows, "TRAININGS": [], "EVENTS": []}))
    prefilled = {"pathway_code": "PW-BBBBBB", "pathway_format": "GROUP", "setting": "SHELTER", "start_month": "M02"}
    book = full_book(sheets={"PATHWAYS": [{}, prefilled, {}, pathway()]})
    assert told(check(book, history)) == [("X04", "PATHWAYS", "A4")]


def test_a_sheet_with_nothing_new_repeats_no_open_pathway():
    history = remember(full_book(month=4, sheets={"TRAININGS": [], "EVENTS": []}))
    assert check(Book(), history).verdict == "accepted"
    assert codes(check(Book(cover={"state_pathways": "NOT_DUE"}), history)) == ["X04"]
