"""The bytes of a file: what is no workbook, what is a hostile one, and what a workbook may not carry."""

import struct
import zlib
from datetime import date

import pytest
from openpyxl.comments import Comment

from etl.check import check_file
from etl.container import MAX_FILE_BYTES, read_container
from etl.history import History
from indicators.load import load_definitions
from tests.intake.workbooks import Book, check, codes, full_book, told
from tests.intake.zipping import FIRST_TABLE, part, relate, relation, replace_in, rewrite, zip_of

CONTENT_TYPES = "[Content_Types].xml"


@pytest.mark.parametrize(
    ("content", "case"),
    [
        (b"partner_code;month\nP01;M05\n", "text file (CSV)"),
        ("код;месец\r\n".encode("utf-16"), "text file (CSV)"),
        (b" \r\n<!DOCTYPE html><html>", "web page"),
        (b"%PDF-1.7 ...", "This is not an Excel workbook"),
        (zip_of(mimetype="application/vnd.oasis.opendocument.spreadsheet"), "OpenDocument"),
        (zip_of(mimetype="application/vnd.oasis.opendocument.text"), "This is not an Excel workbook"),
        (zip_of(**{"word/document.xml": "<w:document/>"}), "This is not an Excel workbook"),
        (b"", "damaged"),
        (b"PK\x03\x04 and then nothing", "damaged"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512), "password"),
    ],
)
def test_what_is_no_workbook_is_told_in_one_sentence(content, case):
    checked = check(content)
    assert checked.verdict == "rejected"
    assert codes(checked) == ["K06"]
    assert case in checked.issues[0].message and checked.issues[0].repair
    assert checked.parsed is None


def test_a_file_that_is_not_there_is_told(tmp_path):
    checked = check_file(tmp_path / "none.xlsx", "none.xlsx", load_definitions(), History, date(2017, 8, 16))
    assert codes(checked) == ["K06"]


@pytest.mark.parametrize("share", [0.1, 0.5, 0.9, 0.999])
def test_a_truncated_workbook_is_damaged(share):
    content = full_book().content()
    checked = check(content[: int(len(content) * share)])
    assert (codes(checked), "damaged" in checked.issues[0].message) == (["K06"], True)


def test_a_workbook_with_a_broken_part_is_damaged():
    content = full_book().content()
    for name in ("xl/worksheets/sheet2.xml", "xl/_rels/workbook.xml.rels"):
        assert codes(check(rewrite(content, **{name: "<worksheet><sheetData><row"}))) != []
        assert check(rewrite(content, **{name: None})).verdict == "rejected"


def test_a_part_whose_checksum_is_wrong_is_damaged():
    content = bytearray(full_book().content())
    content[len(content) // 3] ^= 0xFF
    assert check(bytes(content)).verdict == "rejected"


def test_a_zip_bomb_is_refused_before_it_is_unpacked():
    assert read_container(zip_of(**{"xl/workbook.xml": bytes(70_000_000)})).fault == "size"
    assert read_container(zip_of(**{"xl/workbook.xml": bytes(3_000_000)})).fault == "size"
    assert read_container(zip_of(**{f"xl/{n}.xml": "x" for n in range(2_001)})).fault == "size"
    assert read_container(b"PK" + bytes(MAX_FILE_BYTES)).fault == "size"


def test_a_part_larger_than_its_index_says_is_refused():
    content = bytearray(zip_of(**{"xl/workbook.xml": b"a" * 100_000}))
    place = content.rindex(b"PK\x01\x02")
    content[place + 24 : place + 28] = struct.pack("<I", 10)
    content[place + 16 : place + 20] = struct.pack("<I", zlib.crc32(b"b" * 10))
    assert read_container(bytes(content)).fault == "damaged"


def test_a_cell_far_out_does_not_fill_the_memory():
    far = '<row r="1048576"><c r="C1048576"><v>1</v></c><c r="XFD1048576"><v>1</v></c></row></sheetData>'
    checked = check(replace_in(full_book().content(), FIRST_TABLE, "</sheetData>", far))
    assert told(checked) == [("F01", "PATHWAYS", "C1048576")]
    assert "C1048576" in checked.issues[0].repair
    # The rest of the sheet is read as if nothing were there.
    assert checked.parsed.sheets == check(full_book()).parsed.sheets


def test_a_macro_workbook_is_refused_whatever_it_is_called():
    content = full_book().content()
    assert codes(check(rewrite(content, **{"xl/vbaProject.bin": b"\x00"}))) == ["F01"]
    types = part(content, CONTENT_TYPES)
    plain = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"
    assert plain in types
    macro = types.replace(plain, "application/vnd.ms-excel.sheet.macroEnabled.main+xml")
    checked = check(rewrite(content, **{CONTENT_TYPES: macro}))
    assert "macros" in checked.issues[0].message


def test_links_to_other_files_are_refused():
    content = full_book().content()
    relations = part(content, "xl/_rels/workbook.xml.rels")
    link = relation("externalLink", "externalLinks/externalLink1.xml")
    changed = relations.replace("</Relationships>", link)
    checked = check(rewrite(content, **{"xl/_rels/workbook.xml.rels": changed}))
    assert (codes(checked), "other files" in checked.issues[0].message) == (["F01"], True)


def test_images_and_embedded_objects_are_refused_and_empty_drawings_are_not():
    content = full_book().content()
    assert told(check(relate(content, "oleObject", "../embeddings/oleObject1.bin"))) == [("F01", "PATHWAYS", "")]
    drawn = relate(content, "drawing", "../drawings/drawing1.xml")
    assert check(rewrite(drawn, **{"xl/drawings/drawing1.xml": "<xdr:wsDr/>"})).verdict == "accepted"
    anchored = rewrite(drawn, **{"xl/drawings/drawing1.xml": "<xdr:wsDr><xdr:oneCellAnchor/></xdr:wsDr>"})
    assert codes(check(anchored)) == ["F01"]


def test_comments_are_refused_with_their_cell():
    def change(workbook):
        workbook["PATHWAYS"]["D5"].comment = Comment("She called on Monday", "me")

    checked = check(full_book(change=change))
    assert told(checked) == [("F01", "PATHWAYS", "D5")]
    assert "Monday" not in repr(checked)


@pytest.mark.parametrize(
    "hide",
    [
        lambda book: setattr(book["PATHWAYS"].row_dimensions[3], "hidden", True),
        lambda book: setattr(book["PATHWAYS"].column_dimensions["J"], "hidden", True),
        lambda book: setattr(book["PATHWAYS"], "sheet_state", "hidden"),
        lambda book: setattr(book["PATHWAYS"], "sheet_state", "veryHidden"),
        lambda book: setattr(book["META"].row_dimensions[5], "hidden", True),
    ],
)
def test_data_in_hidden_places_are_refused(hide):
    checked = check(full_book(change=hide))
    assert set(codes(checked)) == {"F01"}
    assert "hidden" in checked.issues[0].message


def test_hidden_places_without_data_are_no_fault():
    def change(workbook):
        workbook["PATHWAYS"].row_dimensions[40].hidden = True
        workbook["PATHWAYS"].column_dimensions["Z"].hidden = True
        workbook["FOLLOWUP"].sheet_state = "hidden"

    assert check(full_book(change=change)).verdict == "accepted"


def test_hidden_false_as_libreoffice_writes_it_is_not_hidden():
    content = full_book().content()
    sheet = part(content, "xl/worksheets/sheet2.xml")
    assert '<row r="3">' in sheet
    changed = sheet.replace('<row r="3">', '<row r="3" hidden="false" customFormat="false">')
    assert check(rewrite(content, **{"xl/worksheets/sheet2.xml": changed})).verdict == "accepted"


def test_rows_that_a_filter_hides_are_read():
    def change(workbook):
        sheet = workbook["PATHWAYS"]
        sheet.auto_filter.ref = "A2:F9"
        sheet.auto_filter.add_filter_column(1, ["MIXED"])
        sheet.row_dimensions[3].hidden = True

    checked = check(full_book(change=change))
    assert (checked.verdict, told(checked)) == ("confirm", [("F01", "PATHWAYS", "A3")])
    assert "(3)" in checked.issues[0].message
    assert len(checked.parsed.sheets["PATHWAYS"]) == 1


def test_a_hostile_sheet_is_searched_in_linear_time():
    # Without a closing bracket every search would start again at each tag: this took minutes, not milliseconds.
    hostile = b"<worksheet>" + b'<c r="A1" hidden="1" <row <autoFilter ref="A1:B2" <col ' * 40_000
    content = rewrite(Book().content(), **{"xl/worksheets/sheet2.xml": hostile})
    assert check(content).verdict == "rejected"
