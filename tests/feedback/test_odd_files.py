"""Files that are built oddly, or to do harm: a feedback with every value as it was, or the list of issues alone."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.feedback import feedback_bytes
from etl.layout import ISSUES_SHEET
from indicators.load import load_definitions
from tests.feedback.books import change, faulty_book, feedback, listed, load, marked, reading_of, values
from tests.intake.workbooks import check, told

CONTENT = faulty_book()
PATHWAYS = "xl/worksheets/sheet2.xml"
DEFINITIONS = load_definitions()


def rewrite(content: bytes, changes: dict[str, Callable[[bytes], bytes | None]]) -> bytes:
    """The file with parts changed; None takes a part out."""
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = changes.get(name, lambda same: same)(old.read(name))
            if part is not None:
                new.writestr(name, part)
    return target.getvalue()


def prefix_all(xml: bytes) -> bytes:
    """Elements of the main namespace with a prefix, as some libraries write them."""
    xml = re.sub(rb"<(/?)(?=[A-Za-z])(?!\w+:)", rb"<\1x:", xml)
    return xml.replace(b'xmlns="http', b'xmlns:x="http', 1)


def without_addresses(xml: bytes) -> bytes:
    """Rows whose cells say no addresses; openpyxl writes no gaps in them here."""
    rows = []
    for row in re.split(rb"(?=<row )", xml):
        cells = re.findall(rb'<c r="([A-Z]+)\d+"', row)
        whole = [c.decode() for c in cells] == [chr(65 + n) for n in range(len(cells))]
        rows.append(re.sub(rb'(<c) r="[A-Z]+\d+"', rb"\1", row) if whole else row)
    return b"".join(rows)


ODD: dict[str, dict[str, Callable[[bytes], bytes | None]]] = {
    "prefixes": {name: prefix_all for name in ("xl/workbook.xml", "xl/styles.xml", PATHWAYS)},
    "no addresses": {PATHWAYS: without_addresses},
    "no styles": {
        "xl/styles.xml": lambda part: None,
        "xl/_rels/workbook.xml.rels": lambda part: re.sub(rb'<Relationship [^<>]*styles.xml"[^<>]*/>', b"", part),
        "[Content_Types].xml": lambda part: re.sub(rb'<Override [^<>]*styles.xml"[^<>]*/>', b"", part),
        PATHWAYS: lambda part: re.sub(rb' s="\d+"', b"", part),
        "xl/worksheets/sheet1.xml": lambda part: re.sub(rb' s="\d+"', b"", part),
        "xl/worksheets/sheet4.xml": lambda part: re.sub(rb' s="\d+"', b"", part),
    },
    "no names": {"xl/workbook.xml": lambda part: re.sub(rb"<definedNames>.*</definedNames>", b"", part)},
    "many styles": {
        "xl/styles.xml": lambda part: part.replace(
            b"</cellXfs>", b'<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>' * 15_000 + b"</cellXfs>"
        ),
    },
}


@pytest.mark.parametrize("name", ODD)
def test_a_workbook_of_another_make_is_marked_in_full(name: str) -> None:
    content = rewrite(CONTENT, ODD[name])
    assert len(check(content).issues) >= 8
    made = feedback(content)
    assert set(marked(made)) == {(issue.sheet, issue.cell) for issue in check(content).issues}
    assert reading_of(made) == reading_of(content)
    assert told(check(made)) == told(check(content))
    again = feedback(made)
    assert set(marked(again)) == set(marked(made))


def test_a_quote_in_the_name_of_a_sheet_does_not_break_the_links() -> None:
    content = change(CONTENT, lambda book: setattr(book["PATHWAYS"], "title", "O'Neill's & \"Co\""))
    made = feedback(content)
    sheet = load(made)[ISSUES_SHEET]
    links = {cell.hyperlink.location for row in sheet.iter_rows() for cell in row if cell.hyperlink}
    assert any(link.startswith("'O''Neill''s & \"Co\"'!") for link in links)
    assert values(made) == values(content)


def test_a_blank_cell_under_a_merged_one_is_marked_where_it_is_seen() -> None:
    content = change(CONTENT, lambda book: book["PATHWAYS"].merge_cells("B3:C3"))
    places = {place for sheet, place in marked(feedback(content)) if sheet == "PATHWAYS"}
    assert "B3" in places and "C3" not in places


def test_a_folded_column_with_a_fault_is_unfolded() -> None:
    def fold(book):
        book["PATHWAYS"].column_dimensions.group("C", "D", hidden=True)
        book["PATHWAYS"].column_dimensions.group("AA", "AB", hidden=True)

    sheet = load(feedback(change(CONTENT, fold)))["PATHWAYS"]
    assert not sheet.column_dimensions["C"].hidden
    assert sheet.column_dimensions["AA"].hidden


# What we don't change is still told: a list that stands alone.
UNTOUCHED: dict[str, dict[str, Callable[[bytes], bytes | None]]] = {
    "styles that are none": {"xl/styles.xml": lambda part: b"<styleSheet/>"},
    "a style beyond the list": {PATHWAYS: lambda part: re.sub(rb'(<c r="\w+3")( s="\d+")?', rb'\1 s="999999"', part)},
    "the same place twice": {
        PATHWAYS: lambda part: part.replace(b"</sheetData>", b'<row r="3"><c r="D3"/></row></sheetData>')
    },
    "numbers that are none": {
        PATHWAYS: lambda part: part.replace(b"<sheetData>", b'<cols><col min="x" max="?"/></cols><sheetData>')
    },
}


@pytest.mark.parametrize("name", UNTOUCHED)
def test_what_cannot_be_marked_is_listed_all_the_same(name: str) -> None:
    content = rewrite(CONTENT, UNTOUCHED[name])
    checked = check(content)
    made = feedback_bytes(content, checked, DEFINITIONS)
    if made is None:
        assert checked.parsed is None
        return
    told_in_list = {row[4] for row in listed(made)}
    assert {issue.message for issue in checked.issues} <= told_in_list
    if len(load(made).sheetnames) > 1:
        assert reading_of(made) == reading_of(content)


def test_a_list_that_stands_alone_is_a_workbook_without_links() -> None:
    content = rewrite(CONTENT, UNTOUCHED["styles that are none"])
    book = load(feedback(content))
    assert book.sheetnames == [ISSUES_SHEET]
    cells = [cell for row in book[ISSUES_SHEET].iter_rows() for cell in row]
    assert not any(cell.hyperlink for cell in cells)
    assert {issue.cell for issue in check(content).issues} <= {cell.value for cell in cells}


PARTS = sorted(
    name
    for name in zipfile.ZipFile(io.BytesIO(CONTENT)).namelist()
    if name.endswith((".xml", ".rels")) and "doc" not in name
)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(PARTS), st.floats(0, 1), st.binary(max_size=12), st.integers(0, 12))
def test_noise_in_any_part_never_raises_and_never_changes_a_value(name, share, noise, length):
    def disturb(part: bytes) -> bytes:
        at = int(share * len(part))
        return part[:at] + noise + part[at + length :]

    content = rewrite(CONTENT, {name: disturb})
    checked = check(content)
    made = feedback_bytes(content, checked, DEFINITIONS)
    if made is not None and ISSUES_SHEET in (names := zip_sheets(made)) and len(names) > 1:
        assert reading_of(made)[1] == reading_of(content)[1]


def zip_sheets(content: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return re.findall(r'<(?:\w+:)?sheet\s[^<>]*?name="([^"]*)"', archive.read("xl/workbook.xml").decode())


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(CONTENT) - 1), st.binary(max_size=30))
def test_random_bytes_never_raise(place, noise):
    content = CONTENT[:place] + noise + CONTENT[place + len(noise) :]
    made = feedback_bytes(content, check(content), DEFINITIONS)
    assert made is None or zipfile.is_zipfile(io.BytesIO(made))


def test_a_hostile_file_gets_a_feedback_that_can_be_read_or_none() -> None:
    from tests.hostile import FILES

    for name in ("a cell in the last row and column", "20,000 comments", "external link", "macro", "embedded object"):
        content = FILES[name]()
        checked = check(content)
        made = feedback_bytes(content, checked, DEFINITIONS)
        assert made is not None
        assert {issue.message for issue in checked.issues[:100]} <= {row[4] for row in listed(made)}
