"""The feedback is the partner's own workbook with its faults marked, and a sheet that lists them."""

import re
from dataclasses import replace

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

from etl.feedback import feedback_bytes
from etl.feedback.placing import MOST_MARKS
from etl.issue import Issue
from etl.layout import ISSUES_SHEET
from etl.marks import is_own_mark
from indicators.load import load_definitions
from tests.feedback.books import cells, change, faulty_book, feedback, filled_template, listed, load, marked, values
from tests.intake.workbooks import check, full_book, pathway, told

ERROR, WARNING, QUERY = "FFF7B5AF", "FFFFDD99", "FFBBD8F6"


@pytest.fixture(scope="module")
def faulty():
    return faulty_book()


@pytest.fixture(scope="module")
def made(faulty):
    return feedback(faulty)


def test_every_issue_with_a_cell_is_filled_and_commented_there(faulty, made):
    issues = {(issue.sheet, issue.cell) for issue in check(faulty).issues}
    assert len(issues) >= 8
    assert set(marked(made)) == issues


def test_the_fill_tells_the_gravest_issue_and_the_comment_says_it_too(faulty, made):
    for place, cell in marked(made).items():
        severities = {issue.severity for issue in check(faulty).issues if (issue.sheet, issue.cell) == place}
        expected, word = (ERROR, "✗ Error") if "error" in severities else (WARNING, "! Warning")
        assert cell.fill.fgColor.rgb == expected
        assert cell.comment.text.startswith(word)
        assert is_own_mark(cell.comment.text)


def test_no_other_cell_is_marked(faulty, made):
    filled = {(cell.parent.title, cell.coordinate) for cell in cells(made) if cell.fill.fgColor.rgb in (ERROR, WARNING)}
    assert filled == set(marked(made))


def test_a_comment_says_what_is_wrong_what_was_expected_and_what_to_do(faulty, made):
    for issue in check(faulty).issues:
        comment = marked(made)[issue.sheet, issue.cell].comment.text
        for part in (issue.code, issue.message, issue.found, issue.expected, issue.repair):
            assert part in comment


def test_several_issues_of_one_cell_are_one_comment_errors_first():
    content = faulty_book()
    checked = check(content)
    cell = {"sheet": "PATHWAYS", "cell": "A3", "row": 3}
    more = (
        Issue("T08", "query", "A question.", "Answer it.", **cell),
        Issue("T08", "warning", "A warning.", "Look at it.", **cell),
        Issue("T08", "error", "An error.", "Repair it.", **cell),
    )
    comment = marked(feedback(content, replace(checked, issues=checked.issues + more)))["PATHWAYS", "A3"]
    assert comment.fill.fgColor.rgb == ERROR
    text = comment.comment.text
    assert text.index("An error.") < text.index("A warning.") < text.index("A question.")


def test_every_value_and_formula_stays_and_the_results_too(faulty, made):
    assert values(made) == values(faulty)


def rules_of(sheet):
    return [(str(one.sqref), [rule.formula for rule in one.rules]) for one in sheet.conditional_formatting]


def test_what_the_partner_sees_stays_as_it_was():
    faulty = filled_template(stage="S9", women_active=99)
    before, after = load(faulty), load(feedback(faulty))
    for sheet in before:
        same = after[sheet.title]
        assert {k: (v.width, v.hidden) for k, v in same.column_dimensions.items()} == {
            k: (v.width, v.hidden) for k, v in sheet.column_dimensions.items()
        }
        assert same.freeze_panes == sheet.freeze_panes
        assert same.sheet_state == sheet.sheet_state
        assert same.protection.sheet == sheet.protection.sheet
        assert same.print_title_rows == sheet.print_title_rows
        told_rules = [one for one in rules_of(same) if ISSUES_SHEET not in str(one)]
        assert told_rules == rules_of(sheet)
        assert str(same.data_validations.dataValidation) == str(sheet.data_validations.dataValidation)


def test_a_marked_cell_keeps_everything_of_its_style_but_the_fill():
    faulty = filled_template(women_active=99)
    after = marked(feedback(faulty))
    assert after
    for (sheet, place), cell in after.items():
        before = load(faulty)[sheet][place]
        for part in ("font", "border", "alignment", "number_format", "protection"):
            assert repr(getattr(cell, part)) == repr(getattr(before, part))


def test_white_letters_get_a_dark_fill():
    faulty = filled_template()
    broken = change(faulty, lambda book: book["EVENTS"].__setitem__("B1", "no_such_column"))
    headings = [cell for (sheet, _), cell in marked(feedback(broken)).items() if sheet == "EVENTS" and cell.row == 2]
    dark = [cell for cell in headings if cell.font.color and cell.font.color.rgb[-6:] == "FFFFFF"]
    assert dark
    assert all(cell.fill.fgColor.rgb == "FFA82A21" for cell in dark)


def test_a_fault_in_the_hidden_codes_is_marked_at_the_label_beside_them():
    broken = change(faulty_book(), lambda book: book["PATHWAYS"].__setitem__("A1", "no_such_column"))
    assert ("PATHWAYS", "A2") in marked(feedback(broken))
    assert ("PATHWAYS", "A1") not in marked(feedback(broken))


def test_a_blank_cell_that_the_file_does_not_hold_is_made_and_looks_like_its_column():
    def strip(book):
        sheet = book["EVENTS"]
        for _ in range(3, sheet.max_row + 1):
            sheet.delete_rows(3)
        sheet["A3"] = "EV-P01-001"
        sheet["D3"] = "LOCAL"

    faulty = change(filled_template(), strip)
    blank = [cell for (sheet, _), cell in marked(feedback(faulty)).items() if sheet == "EVENTS" and cell.row == 3]
    assert blank
    assert all(not cell.protection.locked for cell in blank if cell.value is None)


def test_the_list_of_issues_comes_first_and_is_seen_first(made):
    book = load(made)
    assert book.sheetnames[0] == ISSUES_SHEET
    assert book.active.title == ISSUES_SHEET
    assert [sheet.title for sheet in book if sheet.sheet_view.tabSelected] == [ISSUES_SHEET]
    assert book[ISSUES_SHEET].freeze_panes == "A5"


def test_errors_warnings_and_queries_are_apart(faulty):
    checked = check(faulty)
    query = Issue("X06", "query", "Is it right?", "Say so.", sheet="PATHWAYS", cell="A4", row=4)
    made = feedback(faulty, replace(checked, issues=(query, *checked.issues)))
    rows = listed(made)
    bands = [row[0] for row in rows if row[1] is None]
    assert [band.split(":")[0] for band in bands] == ["Errors", "Warnings", "Questions"]
    kinds = [row[1].split("\n")[0] for row in rows if row[1] is not None]
    assert kinds == sorted(kinds, key=["Error", "Warning", "Question"].index)
    assert [row[0] for row in rows if row[1] is not None] == [str(n) for n in range(1, len(kinds) + 1)]


def test_the_list_tells_everything_about_each_issue(faulty, made):
    rows = {tuple(row[1:]) for row in listed(made) if row[1] is not None}
    sheets = load_definitions().workbook.sheets
    for issue in check(faulty).issues:
        name = f"{issue.sheet}\n{sheets[issue.sheet].label}"
        kind = f"{issue.severity.capitalize()}\n{issue.code}"
        told = (kind, name, issue.cell, issue.message, issue.found or None, issue.expected or None, issue.repair)
        assert told in rows


def test_each_address_jumps_to_its_cell(made):
    sheet = load(made)[ISSUES_SHEET]
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert links == {f"'{name}'!{place}" for name, place in marked(made)}
    for row in sheet.iter_rows(min_row=5):
        if row[3].hyperlink:
            assert row[3].hyperlink.location.endswith(f"!{row[3].value}")


def test_issues_without_a_cell_stand_in_the_list_alone():
    faulty = change(full_book().content(), lambda book: book.remove(book["EVENTS"]))
    made = feedback(faulty)
    assert marked(made) == {}
    (row,) = [row for row in listed(made) if row[1] is not None]
    assert row[1] == "Error\nF01" and row[3] is None


def test_nothing_in_the_list_can_run(faulty):
    checked = check(faulty)
    starts = ["=1+1", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "=cmd|'/c calc'!A0", '=HYPERLINK("http://x")']
    nasty = tuple(
        Issue("K01", "error", text, text, expected=text, found=text, sheet="PATHWAYS", cell="A3", row=3)
        for text in starts
    )
    made = feedback(faulty, replace(checked, issues=nasty))
    sheet = load(made)[ISSUES_SHEET]
    for row in sheet.iter_rows():
        for cell in row:
            assert cell.data_type != "f"
            if cell.value is not None:
                # A text cell stays one when somebody edits it.
                assert cell.number_format == "@" and cell.quotePrefix


def test_characters_that_xml_cannot_hold_do_no_harm(faulty):
    checked = check(faulty)
    odd = Issue("K01", "error", "a\x00b<&>\"'\ud800 _x0041_", "c", sheet="PATHWAYS", cell="A3", row=3)
    made = feedback(faulty, replace(checked, issues=(odd,)))
    (row,) = [row for row in listed(made) if row[1] is not None]
    assert row[4].startswith("ab<&>\"' _x0")
    assert "ab<&>\"'" in marked(made)["PATHWAYS", "A3"].comment.text


def test_it_speaks_the_language_of_the_workbook():
    english, bulgarian = (check(faulty_book(language)) for language in ("en", "bg"))
    made = feedback(faulty_book("bg"))
    assert {issue.message for issue in bulgarian.issues} != {issue.message for issue in english.issues}
    texts = [cell.comment.text for cell in marked(made).values()]
    for issue in bulgarian.issues:
        assert any(issue.message in text for text in texts)


def test_a_file_without_issues_gets_no_feedback():
    good = full_book().content()
    assert feedback_bytes(good, check(good), load_definitions()) is None


def test_a_file_that_cannot_be_read_gets_no_feedback():
    for content in (b"", b"PK\x03\x04 torn", b"name,birth\n"):
        assert feedback_bytes(content, check(content), load_definitions()) is None


def test_another_content_than_the_checked_one_gets_no_feedback(faulty):
    other = faulty_book(month=6)
    assert feedback_bytes(other, check(faulty), load_definitions()) is None


def test_a_fault_that_may_be_personal_gets_no_feedback():
    def leave(book):
        book["META"]["C13"] = "anna.petrova@example.org"

    content = change(faulty_book(), leave)
    checked = check(content)
    assert checked.is_personal
    assert feedback_bytes(content, checked, load_definitions()) is None


def test_a_workbook_with_thousands_of_faults_lists_the_first_ones():
    rows = [pathway(pathway_code=f"PW-{n:06d}", stage="S9", setting="?", women_active="x") for n in range(420)]
    content = full_book(sheets={"PATHWAYS": rows}).content()
    checked = check(content)
    assert len(checked.issues) > 1_600
    made = feedback(content, checked)
    assert len(marked(made)) == MOST_MARKS
    assert re.search(r"And [\d,]+ more", listed(made)[-1][0])


def test_a_comment_of_the_partner_stays_above_ours():
    def comment(book):
        book["PATHWAYS"]["D3"].comment = Comment("Ask the centre again", "Officer")
        book["PATHWAYS"]["D2"].comment = Comment("Look here", "Officer")

    made = feedback(change(faulty_book(), comment))
    texts = {place: cell.comment.text for place, cell in marked(made).items()}
    assert texts["PATHWAYS", "D3"].startswith("Ask the centre again\n\n✗ Error")
    assert "Look here" in texts["PATHWAYS", "D2"]
    assert not is_own_mark(texts["PATHWAYS", "D3"])


def test_sheets_and_codes_of_another_project_are_marked_as_well():
    from pathlib import Path

    from indicators.load import load_definitions as load_others
    from tests.intake.workbooks import Book

    definitions = load_others(Path(__file__).parents[1] / "mini" / "definitions")
    book = Book(partner=definitions.partners[0].code, month=1, definitions=definitions)
    content = change(book.content(), lambda made: made.worksheets[0].__setitem__("C2", "nobody"))
    checked = check(replace(book, change=lambda made: made.worksheets[0].__setitem__("C2", "nobody")))
    made = feedback_bytes(content, replace(checked, parsed=None), definitions)
    assert made is not None
    assert definitions.project.short_name in load(made)[ISSUES_SHEET]["A1"].value
    texts = [cell.comment.text for cell in marked(made).values()]
    assert texts and all(is_own_mark(text) for text in texts)
    assert told(checked)


def test_an_own_colour_of_the_partner_comes_back_when_the_fault_is_repaired():
    def colour(book):
        for place in ("D3", "K3", "L3"):
            book["PATHWAYS"][place].fill = PatternFill("solid", fgColor="FFFF00")

    made = feedback(change(faulty_book(), colour))

    def repair(book):
        book["PATHWAYS"]["D3"] = "S4"

    again = feedback(change(made, repair))
    assert ("PATHWAYS", "D3") not in marked(again)
    assert load(again)["PATHWAYS"]["D3"].fill.fgColor.rgb == "FFFFFF00"
