"""Download the feedback, repair, upload: the marks of earlier rounds neither hinder nor pile up."""

import pytest
from openpyxl.comments import Comment

from etl.feedback.colours import DARK, LIGHT
from etl.layout import ISSUES_SHEET
from etl.marks import is_own_mark
from tests.feedback.books import (
    cells,
    change,
    faulty_book,
    feedback,
    fill_in,
    filled_template,
    listed,
    load,
    marked,
    reading_of,
    values,
)
from tests.intake.workbooks import check, told

OURS = {f"FF{colour}" for colour in (*LIGHT.values(), *DARK.values())}


def ours(content):
    return {cell.coordinate for cell in cells(content) if cell.fill.fgColor.rgb in OURS}


@pytest.mark.parametrize("make", [faulty_book, lambda: filled_template("bg", stage="S9", women_active=99)])
def test_the_feedback_itself_repeats_the_same_faults_and_no_other(make):
    content = make()
    made = feedback(content)
    assert told(check(made)) == told(check(content))
    assert reading_of(made) == reading_of(content)


def test_a_second_round_without_a_repair_is_the_same_again():
    made = feedback(faulty_book())
    again = feedback(made)
    assert {place: cell.comment.text for place, cell in marked(again).items()} == {
        place: cell.comment.text for place, cell in marked(made).items()
    }
    assert listed(again) == listed(made)
    assert load(again).sheetnames == load(made).sheetnames
    assert values(again) == values(made)


def test_a_repaired_workbook_is_accepted_with_the_marks_still_in_it():
    faulty = filled_template(stage="S9", women_active=99)
    assert check(faulty).verdict == "rejected"
    repaired = change(feedback(faulty), lambda book: fill_in(book, "PATHWAYS", 3, {"stage": "S4", "women_active": 6}))
    assert len(marked(repaired)) >= 2
    assert ISSUES_SHEET in load(repaired).sheetnames
    assert told(check(repaired)) == []


def test_the_next_feedback_has_marks_of_its_own_faults_alone():
    faulty = filled_template(stage="S9", women_active=99)

    def repair(book):
        fill_in(book, "PATHWAYS", 3, {"women_active": 6})

    made = feedback(change(feedback(faulty), repair))
    (issue,) = check(made).issues
    assert list(marked(made)) == [(issue.sheet, issue.cell)]
    assert ours(made) == {issue.cell}
    assert len([row for row in listed(made) if row[1] is not None]) == 1


def test_a_repaired_cell_looks_as_it_did_before():
    faulty = faulty_book()

    def repair(book):
        fill_in(book, "PATHWAYS", 3, {"stage": "S4", "setting": "SHELTER"})

    made = feedback(change(feedback(faulty), repair))
    for place in ("C3", "D3"):
        before, after = load(faulty)["PATHWAYS"][place], load(made)["PATHWAYS"][place]
        assert after.fill.fgColor.rgb == before.fill.fgColor.rgb
        assert after.fill.patternType == before.fill.patternType
        assert after.comment is None


def test_a_grey_or_tinted_cell_of_the_template_gets_its_own_colour_back():
    faulty = filled_template("bg")
    wrong = change(faulty, lambda book: book["META"].__setitem__("C3", "ES"))
    assert load(wrong)["META"]["C3"].fill.patternType == "solid"
    repaired = change(feedback(wrong), lambda book: book["META"].__setitem__("C3", "BG"))
    broken_elsewhere = change(repaired, lambda book: fill_in(book, "PATHWAYS", 3, {"stage": "S9"}))
    made = feedback(broken_elsewhere)
    assert ("META", "C3") not in marked(made)
    assert load(made)["META"]["C3"].fill.fgColor.rgb[-6:] == load(wrong)["META"]["C3"].fill.fgColor.rgb[-6:]


def test_a_mark_whose_comment_was_deleted_goes_all_the_same():
    made = feedback(faulty_book())

    def tidy(book):
        for row in book["PATHWAYS"].iter_rows():
            for cell in row:
                cell.comment = None
        fill_in(book, "PATHWAYS", 3, {"stage": "S4"})

    again = feedback(change(made, tidy))
    assert load(again)["PATHWAYS"]["D3"].fill.patternType is None


def test_a_mark_that_somebody_wrote_into_is_a_comment_like_any_other():
    made = feedback(faulty_book())

    def write(book):
        cell = book["PATHWAYS"]["D3"]
        cell.comment = Comment(cell.comment.text.replace("Stage", "Ask the centre: stage"), "Officer")

    checked = check(change(made, write))
    assert ("F01", "PATHWAYS", "D3") in told(checked)
    assert [issue for issue in told(checked) if issue[0] == "F01"] == [("F01", "PATHWAYS", "D3")]


def test_a_comment_of_the_partner_stays_and_ours_below_it_does_not_pile_up():
    def comment(book):
        book["PATHWAYS"]["D3"].comment = Comment("Ask the centre again", "Officer")

    once = feedback(change(faulty_book(), comment))
    twice = feedback(once)
    text = marked(twice)["PATHWAYS", "D3"].comment.text
    assert text == marked(once)["PATHWAYS", "D3"].comment.text
    assert text.count("‹WEGO-") == 1 and not is_own_mark(text)


def test_marks_that_moved_with_sorted_rows_are_cleared_as_well():
    made = feedback(faulty_book())

    def sort(book):
        sheet = book["PATHWAYS"]
        for cell in list(sheet[3]):
            other = sheet.cell(4, cell.column)
            cell.value, other.value = other.value, cell.value
            cell._style, other._style = other._style, cell._style
            one, two = cell.comment, other.comment
            cell.comment = other.comment = None
            cell.comment = Comment(two.text, two.author) if two else None
            other.comment = Comment(one.text, one.author) if one else None

    moved = change(made, sort)
    again = feedback(moved)
    assert ours(again) == {cell for _, cell in marked(again)}
    assert set(marked(again)) == {(issue.sheet, issue.cell) for issue in check(moved).issues}


def test_when_all_is_repaired_but_one_fault_of_the_file_no_empty_comments_stay():
    def repair(book):
        fill_in(book, "PATHWAYS", 3, {"stage": "S4"})
        book.remove(book["EVENTS"])

    made = feedback(change(feedback(filled_template(stage="S9")), repair))
    assert marked(made) == {}
    assert {issue[0] for issue in told(check(made))} == {"F01"}


def own_formats(content, sheet="PATHWAYS"):
    formats = [(str(one.sqref), rule) for one in load(content)[sheet].conditional_formatting for rule in one.rules]
    return {place: rule for place, rule in formats if any(ISSUES_SHEET in formula for formula in rule.formula)}


def test_a_mark_is_drawn_before_the_formats_of_the_sheet_and_goes_with_them():
    faulty = filled_template(stage="S9", women_active=99, setting=None)
    made = feedback(faulty)
    ((places, rule),) = own_formats(made).items()
    assert set(places.split()) == {place for sheet, place in marked(made) if sheet == "PATHWAYS"}
    others = [one for each in load(made)["PATHWAYS"].conditional_formatting for one in each.rules if one != rule]
    assert all(rule.priority < other.priority for other in others)
    assert rule.dxf.fill.bgColor.rgb == "FFF7B5AF"
    assert len(own_formats(feedback(made))) == 1
    repaired = change(
        made, lambda book: fill_in(book, "PATHWAYS", 3, {"stage": "S4", "women_active": 6, "setting": "SHELTER"})
    )
    other = feedback(change(repaired, lambda book: book["META"].__setitem__("C3", "ES")))
    assert own_formats(other) == {}
