"""Wherever something personal stands in a file, it is found, told by its place and kind, and never shown."""

import random

import pytest
from stdnum import luhn
from stdnum.bg import egn

from etl.check import check_file
from etl.container import read_container
from etl.gate import find_personal
from etl.gate.cells import find_in_cells
from etl.gate.text import build_scope
from etl.history import History
from etl.read import Grid, read_grids
from indicators.load import load_definitions
from tests.gate.planting import PLACES, part, plant
from tests.intake.workbooks import TODAY, Book, check, codes, full_book, told

VALUES = {
    "email": "maria.petrova@example.org",
    "phone": "0888 123 456",
    "identity": "8001010008",
    "iban": "BG80 BNBG 9661 1020 3456 78",
}


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("kind", ["email", "identity"])
def test_every_kind_is_found_in_every_place_and_its_value_is_never_shown(place, kind):
    content = plant(place, VALUES[kind])
    checked = check(content)
    assert set(codes(checked)) == {"F06"}
    assert (checked.verdict, checked.is_personal, checked.parsed) == ("rejected", True, None)
    assert all(not issue.found for issue in checked.issues)
    shown = repr(checked)
    assert not any(word in shown for word in VALUES[kind].replace("@", " ").split() if len(word) > 3)


@pytest.mark.parametrize(
    ("place", "expected"),
    [
        ("note", ("F06", "META", "C14")),
        ("text_column", ("F06", "EVENTS", "R3")),
        ("hidden_row_outside", ("F06", "PATHWAYS", "BA40")),
        ("heading", ("F06", "TRAININGS", "C2")),
        ("lists_sheet", ("F06", "LISTS", "F30")),
        ("comment", ("F06", "PATHWAYS", "D5")),
        ("page_footer", ("F06", "EVENTS", "")),
        ("input_message", ("F06", "PATHWAYS", "")),
        ("hidden_sheet", ("F06", "", "")),
        ("property_", ("F06", "", "")),
    ],
)
def test_the_place_is_told(place, expected):
    assert told(check(plant(place, VALUES["email"]))) == [expected]


def test_a_sheet_that_is_not_ours_is_told_by_its_position():
    checked = check(plant("hidden_sheet", VALUES["email"]))
    assert "sheet 11 of the workbook, cell C7" in checked.issues[0].message
    assert "Notes" not in repr(checked)


def test_all_findings_are_told_at_once_and_nothing_else():
    def change(workbook):
        workbook["META"]["C14"] = "maria@example.org, 0888 123 456"
        workbook["PATHWAYS"]["BA3"] = "Име"
        workbook["PATHWAYS"]["I3"] = "a dozen"
        workbook.create_sheet("Адреси")
        workbook.properties.creator = "maria@example.org"

    checked = check(full_book(change=change))
    assert set(codes(checked)) == {"F06"} and len(checked.issues) == 5
    assert "Адреси" not in repr(checked)


@pytest.mark.parametrize("name", ["maria@example.org.xlsx", "egn_8001010008.xlsx", "0888123456 May.xlsx"])
@pytest.mark.parametrize("is_readable", [True, False])
def test_a_personal_file_name_is_shown_nowhere(name, is_readable):
    content = full_book().content() if is_readable else b"PK nothing"
    checked = check_file(content, f"/home/officer/{name}", load_definitions(), History, TODAY)
    assert codes(checked) == ["F06"] and checked.is_personal
    assert checked.file == "(a file whose name is not shown)"
    assert name.split(".")[0].split(" ")[0] not in repr(checked)


def test_the_folder_of_a_file_is_not_the_partners_choice():
    checked = check_file(full_book().content(), "/srv/maria@example.org/P01.xlsx", load_definitions(), History, TODAY)
    assert checked.verdict == "accepted"


def test_the_officer_who_saved_a_file_is_no_finding():
    # Excel writes the name of its user into every file: refusing it would refuse every file. It is kept nowhere.
    def change(workbook):
        workbook.properties.lastModifiedBy = "Мария Петрова"
        workbook.properties.creator = "Maria Petrova"

    assert check(full_book(change=change)).verdict == "accepted"


def test_text_cut_into_runs_is_read_as_a_whole():
    runs = "<si><r><t>maria.</t></r><r><rPr><b/></rPr><t>petrova@exam</t></r><r><t>ple.org</t></r></si>"
    content = part(full_book().content(), "xl/sharedStrings9.xml", f"<sst>{runs}</sst>")
    assert codes(check(content)) == ["F06"]


def test_a_shared_text_that_no_cell_shows_is_read():
    strings = "<sst><si><t>PATHWAYS</t></si><si><t>0888 123 456</t></si></sst>"
    assert codes(check(part(full_book().content(), "xl/sharedStrings.xml", strings))) == ["F06"]


_LEFT_BEHIND = (
    '<worksheet><sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>VALUE</t></is></c></row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("xl/worksheets/sheet77.xml", _LEFT_BEHIND),
        ("xl/pivotCache/pivotCacheDefinition1.xml", '<x><sharedItems><s v="VALUE"/></sharedItems></x>'),
        ("xl/tables/table9.xml", '<table><filters><filter val="VALUE"/></filters></table>'),
        ("xl/webextensions/webextension1.xml", '<w:x xmlns:w="w"><w:property value="VALUE"/></w:x>'),
        ("xl/notes.txt", "ask VALUE"),
        ("xl/media/VALUE.xml", "<a/>"),
    ],
)
@pytest.mark.parametrize("value", [VALUES["identity"], VALUES["email"], "родена 12.03.1985"])
def test_what_no_sheet_shows_is_looked_at(name, text, value):
    content = part(full_book().content(), name.replace("VALUE", value), text.replace("VALUE", value))
    checked = check(content)
    assert codes(checked) == ["F06"] and value not in repr(checked)


def test_wide_letters_are_read():
    content = part(full_book().content(), "customXml/item9.xml", "<a>ask 8001010008</a>".encode("utf-16"))
    assert codes(check(content)) == ["F06"]


@pytest.mark.parametrize("value", ["0888 123 456", "8001010008"])
def test_a_page_header_hides_nothing_behind_its_format(value):
    def change(workbook):
        workbook["EVENTS"].oddHeader.left.text = value

    assert set(codes(check(full_book(change=change)))) == {"F06"}


def test_in_a_cell_characters_that_nobody_sees_hide_nothing():
    def change(workbook):
        workbook["META"]["C14"] = "\u2060".join("8001010008")

    assert codes(check(full_book(change=change))) == ["F06"]


@pytest.mark.parametrize(
    "text",
    [
        "maria&#64;example.org",
        "&#48;888&#160;123&#160;456",
        "０８８８ １２３ ４５６",
        "٠٨٨٨ ١٢٣ ٤٥٦",
        "0888\u00a0123\u2011456",
        "08 88\u200b12 34 56",
        "m\u0430ria@ex\u0430mple.org",
        "maria(at)example.org",
        "maria [at] example [dot] org",
        "8 0 0 1 0 1 0 0 0 8",
        "EGN:8001010008",
        "ЕГН 8001010008",
    ],
)
def test_disguises_are_seen_through(text):
    name = "xl/drawings/drawing9.xml"
    assert codes(check(part(full_book().content(), name, f"<d><t>{text}</t></d>"))) == ["F06"]


def test_a_comment_of_our_own_is_none_and_what_is_added_to_it_is():
    from openpyxl.comments import Comment

    from etl.marks import sign_mark

    mark = sign_mark("F02: born 12.03.1985 is what nobody would write here", "WE GO!")

    def add(text):
        return lambda workbook: setattr(workbook["PATHWAYS"]["D5"], "comment", Comment(text, "WE GO!"))

    assert "F06" not in codes(check(full_book(change=add(mark))))
    assert codes(check(full_book(change=add(f"Call maria@example.org\n{mark}")))) == ["F06"]


@pytest.mark.parametrize(
    "heading",
    ["Name", "Client name", "Име и фамилия", "ЕГН", "Ονοματεπώνυμο", "ΑΜΚΑ", "Fecha de nacimiento", "Apellidos", "DNI",
     "Cognome", "Data di nascita", "Codice fiscale", "Nom et prénom", "Date de naissance", "Adresse", "Fødselsnummer",
     "Fornavn", "Personnummer", "Efternamn", "Date of birth", "Home address", "NHS number", "Дата на раждане"],
)  # fmt: skip
def test_headings_for_persons_are_found_in_columns_sheets_and_names(heading):
    from openpyxl.workbook.defined_name import DefinedName

    def column(workbook):
        workbook["PATHWAYS"]["BA2"] = heading

    def name(workbook):
        workbook.defined_names[heading.replace(" ", "_")] = DefinedName(heading.replace(" ", "_"), attr_text="1")

    for change in (column, name, lambda workbook: workbook.create_sheet(heading[:30])):
        assert set(codes(check(full_book(change=change)))) == {"F06"}


@pytest.mark.parametrize("heading", ["Name of the training", "Topic", "Remarks", "Обучение", "Session ID", "City"])
def test_other_headings_are_no_personal_data(heading):
    def change(workbook):
        workbook["PATHWAYS"]["BA2"] = heading

    assert "F06" not in codes(check(full_book(change=change)))


def test_in_a_column_of_numbers_a_number_in_its_range_is_a_count():
    def change(workbook):
        sheet = workbook["EVENTS"]
        column = next(cell.column for cell in sheet[1] if cell.value == "participants_n")
        sheet.cell(3, column, 29817686)  # a telephone in Sofia, and a number of readers
        workbook["PATHWAYS"]["J3"] = 888123456

    assert "F06" not in codes(check(full_book(change=change)))


@pytest.mark.parametrize(("sheet", "column", "value"), [
    ("EVENTS", "participants_n", 8001010008),
    ("PATHWAYS", "group_sessions_month", 41010851),
    ("EVENTS", "evidence_ref", 41010851),
    ("EVENTS", "evidence_ref", 888123456),
    ("EVENTS", "evidence_ref", 359888123456),
])  # fmt: skip
def test_numbers_that_no_count_can_be_are_looked_at(sheet, column, value):
    def change(workbook):
        place = next(cell.column for cell in workbook[sheet][1] if cell.value == column)
        workbook[sheet].cell(3, place, value)

    assert codes(check(full_book(change=change))) == ["F06"]


def test_a_date_long_ago_is_a_birth_but_in_a_column_of_dates():
    from datetime import date

    def put(sheet, cell):
        return lambda workbook: workbook[sheet].__setitem__(cell, date(1985, 3, 12))

    assert codes(check(full_book(change=put("PATHWAYS", "BA3")))) == ["F06"]
    assert codes(check(full_book(change=put("META", "C14")))) == ["F06"]
    assert "F06" not in codes(check(full_book(change=put("TRAININGS", "D3"))))
    # What Excel makes of 3.85 typed into a column of means.
    assert "F06" not in codes(check(full_book(change=put("PATHWAYS", "M3"))))


def test_the_country_of_the_partner_decides_about_telephones():
    def change(workbook):
        workbook["META"]["C14"] = "call 22 34 56 78"

    partner = next(one.code for one in load_definitions().partners if one.country == "NO")
    assert codes(check(Book(partner=partner, change=change))) == ["F06"]
    assert "F06" not in codes(check(Book(partner="P01", change=change)))


def test_a_file_full_of_findings_is_refused_without_telling_thousands():
    def change(workbook):
        sheet = workbook.create_sheet("More")
        for row in range(1, 901):
            sheet.cell(row, 1, f"person{row}@example.org")

    checked = check(full_book(change=change))
    assert set(codes(checked)) == {"F06"} and 100 <= len(checked.issues) <= 300


def test_the_same_workbook_without_a_plant_passes():
    container = read_container(full_book().content())
    assert find_personal("a.xlsx", container, read_grids(container), load_definitions(), "BG") == []
    assert check(full_book()).verdict == "accepted"


def test_numbers_that_lost_their_leading_zeros_are_found():
    chance = random.Random(1)
    for _ in range(20):
        start = f"0{chance.randint(0, 9)}{chance.randint(41, 52)}{chance.randint(10, 28)}{chance.randint(0, 999):03}"
        bulgarian = start + egn.calc_check_digit(start)
        start = f"0{chance.randint(1, 9)}{chance.randint(10, 12)}85{chance.randint(0, 99999):05}"
        greek = start[:10] + luhn.calc_check_digit(start[:10])
        for number in (bulgarian, greek):
            grid = Grid([["evidence_ref"], [""], [float(number)]])
            sheet = load_definitions().workbook.sheets["EVENTS"]
            found = list(find_in_cells("EVENTS", grid, sheet, build_scope(load_definitions(), "CY"), frozenset()))
            assert [(one.kind, one.cell) for one in found] == [("identity", "A3")], number
