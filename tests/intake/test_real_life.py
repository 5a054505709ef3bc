"""What officers really do to a sheet: keyboards of two alphabets, formulas, filters, merges, moved rows; one slip, one
sentence."""

import pytest
from openpyxl.comments import Comment
from openpyxl.styles import PatternFill

import etl.layout
from indicators.load import load_definitions
from indicators.texts import load_texts
from tests.intake.workbooks import Book, check, event, full_book, pathway, practice, told, training
from tests.intake.zipping import FIRST_TABLE, part, relate, replace_in, rewrite

STRAIGHT = check(full_book()).parsed


def accepted_row(sheet="PATHWAYS", **values):
    make = {"PATHWAYS": pathway, "TRAININGS": training, "EVENTS": event, "PRACTICES": practice}[sheet]
    checked = check(full_book(sheets={sheet: [make(**values)]}))
    assert told(checked) == []
    return checked.parsed.sheets[sheet][0]


@pytest.mark.parametrize(
    ("sheet", "column", "typed", "code"),
    [
        ("PATHWAYS", "pathway_code", "РW-ААAAAA", "PW-AAAAAA"),  # Cyrillic Р and А
        ("PATHWAYS", "pathway_code", "pw–aaaaaa", "PW-AAAAAA"),
        ("TRAININGS", "session_code", "ΤR-Ρ01-01", "TR-P01-01"),  # Greek Τ and Ρ
        ("TRAININGS", "session_code", "TR – P01 – 01", "TR-P01-01"),
        ("PRACTICES", "practice_code", "GР-ВG-01", "GP-BG-01"),
        ("PATHWAYS", "setting", "ЅHELTER", "SHELTER"),
        ("EVENTS", "country", "ВG", "BG"),
        ("PATHWAYS", "start_month", "М02", 2),
        ("PATHWAYS", "start_month", "Μ02", 2),
        ("PATHWAYS", "start_month", "2016‑02", 2),
    ],
)
def test_letters_that_look_like_latin_ones_are_read_in_codes(sheet, column, typed, code):
    assert accepted_row(sheet, **{column: typed}).get(column) == code


def test_a_single_letter_of_another_alphabet_is_asked_about():
    # A Greek Ν is the first letter of yes, and looks like the first letter of No.
    checked = check(full_book(sheets={"TRAININGS": [training(counts_to_target="Ν")]}))
    assert [issue.code for issue in checked.issues] == ["K04"]


def test_letters_are_not_folded_where_the_result_is_no_code():
    checked = check(full_book(sheets={"TRAININGS": [training(session_code="ТR-Ж01-01")]}))
    assert [issue.code for issue in checked.issues] == ["K05"]


def test_blank_zero_and_not_applicable_stay_three_things():
    rows = [
        pathway(plans_agreed_cum=None),
        pathway(pathway_code="PW-BBBBBB", plans_agreed_cum=0),
        pathway(pathway_code="PW-CCCCCC", plans_agreed_cum="N/A"),
        pathway(pathway_code="PW-DDDDDD", plans_agreed_cum="na"),
        pathway(pathway_code="PW-EEEEEE", plans_agreed_cum="Does not apply"),
    ]
    checked = check(full_book(sheets={"PATHWAYS": rows}))
    assert checked.verdict == "accepted"
    read = checked.parsed.sheets["PATHWAYS"]
    assert [row.get("plans_agreed_cum") for row in read] == [None, 0, None, None, None]
    assert [row.not_applicable for row in read] == [frozenset()] * 2 + [frozenset({"plans_agreed_cum"})] * 3
    # The three are three contents, too.
    assert len({repr(sorted(row.content.items(), key=str)) for row in read[:3]}) == 3


def test_not_applicable_is_known_in_each_language():
    definitions = load_definitions()
    for path in (definitions.folder / "texts").glob("*.po"):
        label = load_texts(definitions, path.stem)("does not apply")
        assert accepted_row(plans_agreed_cum=label.upper()).not_applicable == {"plans_agreed_cum"}


@pytest.mark.parametrize(("column", "word"), [("women_active", "NA"), ("pathway_code", "n/a")])
def test_not_applicable_in_a_required_cell_is_a_fault_that_says_so(column, word):
    book = full_book(sheets={"PATHWAYS": [pathway(**{column: word})]})
    checked = check(book)
    assert told(checked) == [("K03", "PATHWAYS", book.place("PATHWAYS", column))]
    assert "not applicable" in checked.issues[0].message


def test_one_formula_and_a_block_of_formulas_are_one_warning_each():
    content = full_book(sheets={"EVENTS": [event(event_code=f"EV-P01-00{n}") for n in range(1, 6)]}).content()
    name = "xl/worksheets/sheet6.xml"
    column = full_book().place("EVENTS", "participants_n")[:-1]
    for row in (3, 4, 5, 7):
        content = replace_in(content, name, f'<c r="{column}{row}" t="n"><v>', f'<c r="{column}{row}"><f>20+20</f><v>')
    checked = check(content)
    assert checked.verdict == "confirm"
    assert told(checked) == [("K08", "EVENTS", f"{column}3"), ("K08", "EVENTS", f"{column}7")]
    assert f"{column}3:{column}5" in checked.issues[0].message
    assert [row.get("participants_n") for row in checked.parsed.sheets["EVENTS"]] == [40] * 5


def test_a_formula_whose_value_is_wrong_is_told_once():
    place = full_book().place("PATHWAYS", "women_active")
    content = replace_in(
        full_book().content(), FIRST_TABLE, f'<c r="{place}" t="n"><v>6', f'<c r="{place}"><f>1/8</f><v>0.125'
    )
    assert told(check(content)) == [("K01", "PATHWAYS", place)]


def test_a_merge_over_rows_leaves_one_sentence_and_not_one_for_each_blank():
    rows = [pathway(), pathway(pathway_code=None, women_enrolled_cum=None, women_active=6, plans_agreed_cum=None)]
    book = full_book(sheets={"PATHWAYS": rows})
    book.change = lambda workbook: [
        workbook["PATHWAYS"].merge_cells("A3:A4"),
        workbook["PATHWAYS"].merge_cells(f"{book.place('PATHWAYS', 'women_enrolled_cum')}:J4"),
    ]
    checked = check(book)
    assert [issue.code for issue in checked.issues] == ["F01", "F01"]
    assert {issue.severity for issue in checked.issues} == {"error"}


def test_merged_headings_and_coloured_cells_are_no_fault():
    def change(workbook):
        workbook["PATHWAYS"]["A3"].fill = PatternFill("solid", fgColor="FFFF00")
        workbook["PATHWAYS"].merge_cells("A30:C31")
        workbook["META"].merge_cells("B30:D30")

    assert check(full_book(change=change)).verdict == "accepted"


def test_blank_rows_and_sorted_rows_make_no_difference():
    events = [event(event_code=f"EV-P01-00{n}", participants_n=n) for n in range(1, 4)]
    straight = check(full_book(sheets={"EVENTS": events}))
    mixed = check(full_book(sheets={"EVENTS": [{}, events[2], {}, {}, events[0], events[1]]}))
    assert (mixed.verdict, mixed.parsed.content_sha256) == ("accepted", straight.parsed.content_sha256)


def test_rows_filtered_in_a_table_of_excel_are_read_and_told():
    table = (
        '<table xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" id="1" ref="A2:F9">'
        '<autoFilter ref="A2:F9"><filterColumn colId="1"/></autoFilter></table>'
    )
    rows = [pathway(), pathway(pathway_code="PW-BBBBBB"), pathway(pathway_code="PW-CCCCCC")]

    def change(workbook):
        for row in (3, 5):
            workbook["PATHWAYS"].row_dimensions[row].hidden = True

    content = full_book(sheets={"PATHWAYS": rows}, change=change).content()
    checked = check(relate(content, "table", "../tables/table1.xml", **{"xl/tables/table1.xml": table}))
    assert told(checked) == [("F01", "PATHWAYS", "A3")]
    assert ("3, 5" in checked.issues[0].message, checked.verdict) == (True, "confirm")
    assert len(checked.parsed.sheets["PATHWAYS"]) == 3


def test_columns_that_are_folded_are_read_and_hidden_ones_are_refused():
    def fold(workbook):
        workbook["PATHWAYS"].column_dimensions.group("J", "K", hidden=True)

    assert check(full_book(change=fold)).verdict == "accepted"
    content = full_book().content()
    flat = replace_in(content, FIRST_TABLE, '<row r="3"', '<row r="3" ht="0" customHeight="1"')
    columns = '<cols><col min="10" max="10" width="0" customWidth="1"/></cols><sheetData>'
    narrow = replace_in(content, FIRST_TABLE, "<sheetData>", columns)
    for hidden in (flat, narrow):
        assert [issue.code for issue in check(hidden).issues] == ["F01"]


@pytest.mark.parametrize(
    "move",
    [
        lambda book: book["PATHWAYS"].insert_rows(1),
        lambda book: book["PATHWAYS"].delete_rows(1),
        lambda book: book["META"].insert_cols(1),
        lambda book: book["META"].delete_cols(1),
    ],
)
def test_moved_or_deleted_codes_are_one_sentence(move):
    checked = check(full_book(change=move))
    assert [issue.code for issue in checked.issues] == ["F01"]
    assert "codes" in checked.issues[0].message


def test_a_renamed_sheet_is_one_sentence_and_is_read_all_the_same():
    def change(workbook):
        workbook["EVENTS"].title = "Събития"
        workbook["EVENTS" if "EVENTS" in workbook else "Събития"]["F3"] = "Narnia"

    checked = check(full_book(change=change))
    assert sorted(issue.code for issue in checked.issues) == ["F01", "K04"]
    assert "EVENTS" in checked.issues[0].repair or "EVENTS" in checked.issues[1].repair


def test_a_renamed_cover_still_tells_whose_workbook_it_is():
    checked = check(full_book(change=lambda workbook: setattr(workbook["META"], "title", "Корица")))
    assert [(issue.code, issue.sheet) for issue in checked.issues] == [("F01", "META")]
    assert checked.parsed.partner == "P01"


def test_a_missing_month_is_shown_as_it_was_written_if_that_is_harmless():
    assert check(Book(cover={"reporting_month": "M25"})).issues[0].found == "M25"
    assert check(Book(cover={"reporting_month": "Maria"})).issues[0].found == "text of 5 characters"


def test_a_list_is_told_with_its_labels_in_the_language_of_the_workbook():
    book = full_book(sheets={"TRAININGS": [training(mode="by mail")]}, cover={"language": "bg"})
    expected = check(book).issues[0].expected
    texts = load_texts(load_definitions(), "bg")
    assert f"IN_PERSON ({texts('In person')})" in expected


def test_the_form_of_a_code_is_told_with_the_partners_own_code():
    checked = check(full_book(sheets={"TRAININGS": [training(session_code="training 7")]}))
    assert "TR-P01-" in checked.issues[0].expected and "TR-P01-" in checked.issues[0].repair


def test_zero_is_offered_for_counts_only_and_blank_only_where_it_may_be():
    def repairs(**values):
        checked = check(full_book(sheets={"TRAININGS": [training(**values)]}))
        return {issue.column: issue.repair for issue in checked.issues}

    missing = repairs(registered_n=None, mode=None, date_to=None, hours=None)
    assert [column for column, repair in missing.items() if "0 if" in repair] == ["registered_n"]
    wrong = repairs(registered_n="many", centres_represented_n="many")
    assert [column for column, repair in wrong.items() if "empty" in repair] == ["centres_represented_n"]


def test_own_marks_pass_and_all_other_comments_are_told_once_a_sheet(monkeypatch):
    monkeypatch.setattr(etl.layout, "is_own_mark", lambda text: text == "Our mark: correct this.")

    def change(workbook):
        workbook["EVENTS"]["A3"].comment = Comment("Our mark: correct this.", "WE GO!")

    content = full_book(change=change).content()
    assert check(content).verdict == "accepted"

    def add(workbook):
        change(workbook)
        workbook["EVENTS"]["B3"].comment = Comment("Our mark: correct this. I did.", "me")
        workbook["EVENTS"]["C3"].comment = Comment("and here", "me")

    assert told(check(full_book(change=add))) == [("F01", "EVENTS", "B3")]
    # The same text as part of a conversation was not written by us.
    links = "xl/worksheets/_rels/sheet6.xml.rels"
    told_links = part(content, links).replace(
        "</Relationships>",
        '<Relationship Id="t1" Type="http://schemas.microsoft.com/office/2017/10/relationships/threadedComment" '
        'Target="../threadedComments/threadedComment1.xml"/></Relationships>',
    )
    thread = '<ThreadedComments xmlns="x"><threadedComment ref="A3"><text>x</text></threadedComment></ThreadedComments>'
    changed = rewrite(content, **{links: told_links, "xl/threadedComments/threadedComment1.xml": thread})
    assert told(check(changed)) == [("F01", "EVENTS", "A3")]
