"""The KPI workbook before the attacker: clear in every language, and what an exporter could slip in is found."""

import io
import re
import zipfile
from collections.abc import Callable

import pytest

from etl.export import Asked, Selection, build_xlsx
from tests.attacker.channels.conftest import NEWEST
from tests.attacker.channels.spoiled_workbook import spoil_part

BOOK = f"kpi_we-go_{NEWEST}_en.xlsx"
COVER, FRAMEWORK, REPORTS = (f"xl/worksheets/sheet{number}.xml" for number in (1, 2, 6))
FIGURES, STYLES = "xl/worksheets/sheet8.xml", "xl/styles.xml"
DAY = b'formatCode="yyyy\\-mm\\-dd"'
CHOSEN = Selection(indicators=("OP-03", "OP-07"), breakdowns=("total", "country"), from_month="M06")
Attack = Callable[[dict[str, bytes]], list[str]]


@pytest.fixture(scope="module")
def honest(file) -> bytes:
    return build_xlsx(file)[BOOK]


@pytest.mark.slow
@pytest.mark.parametrize("language", ["bg", "el", "es", "fr", "it", "nb"])
def test_a_workbook_is_clear_in_every_language(file, attack: Attack, language: str) -> None:
    assert attack(build_xlsx(file, Asked(language))) == []


def test_a_selection_is_clear_and_one_row_less_is_found(file, attack: Attack) -> None:
    files = build_xlsx(file, Asked(selection=CHOSEN))
    assert attack(files) == []
    part = members(files[BOOK])[FIGURES]
    row = re.findall(rb'<row r="\d+">.*?</row>', part)[5]
    assert attack({BOOK: spoil_part(files[BOOK], FIGURES, row, b"")})


def members(data: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        return {name: book.read(name) for name in book.namelist()}


def text_cell(text: bytes) -> bytes:
    return b'<c r="A99" s="1" t="inlineStr"><is><t>' + text + b"</t></is></c>"


def add_row(text: bytes) -> tuple[bytes, bytes]:
    return b"</sheetData>", b'<row r="99">' + text_cell(text) + b"</row></sheetData>"


def number_under(part: bytes, code: bytes, column: bytes) -> bytes:
    """The cell of an indicator in a column of the framework."""
    row = next(row for row in re.findall(rb'<row r="\d+"[^>]*>.*?</row>', part) if b"<t>" + code + b"</t>" in row)
    found = re.search(rb'<c r="' + column + rb'\d+"[^>]*>.*?</c>', row)
    assert found is not None
    return found[0]


def spoil_framework(data: bytes, code: bytes, column: bytes, content: bytes) -> bytes:
    old = number_under(members(data)[FRAMEWORK], code, column)
    place = re.match(rb'<c r="[A-Z]+\d+" s="\d+"', old)
    assert place is not None
    return spoil_part(data, FRAMEWORK, old, place[0] + content)


ADDED = {
    "a woman counted in words": (FRAMEWORK, *add_row(b"Three women left early.")),
    "a number that nobody told": (COVER, *add_row(b"left early: 987654")),
    "a partner's women": (REPORTS, *add_row(b"P03: 7 women")),
    "a column that is not released": (FRAMEWORK, *add_row(b"women_left_early_cum")),
    "a number in the header of the page": (COVER, b"&amp;L", b"&amp;Lleft early: 987654 "),
    "a command in the header of the page": (COVER, b"&amp;L", b"&amp;L&amp;Gx"),
    "a format that writes a number": (STYLES, DAY, b'formatCode="&quot;3 of &quot;0"'),
    "a format that hides": (STYLES, DAY, b'formatCode=";;;"'),
    "a row of another height": (FIGURES, b'<row r="7">', b'<row r="7" ht="17.0" customHeight="1">'),
}


@pytest.mark.parametrize("mutant", ADDED)
def test_what_is_slipped_in_is_found(honest: bytes, attack: Attack, mutant: str) -> None:
    part, old, new = ADDED[mutant]
    assert attack({BOOK: spoil_part(honest, part, old, new)})


def test_a_number_of_another_month_is_found_under_a_month(honest: bytes, attack: Attack, file) -> None:
    totals = {
        row["month"]: row["value"]
        for row in file.arrow("figure").to_pylist()
        if row["indicator_code"] == "OP-07" and row["breakdown"] == "total" and row["state"] == "value"
    }
    other = next(value for month, value in totals.items() if value not in (totals["M06"], 0.0) and month > "M12")
    # Column H is what was reached by the end of the first half-year.
    spoiled = spoil_framework(honest, b"OP-07", b"H", b"><v>" + str(other).encode() + b"</v></c>")
    assert any("M06" in found for found in attack({BOOK: spoiled}))


def test_a_look_that_tells_hidden_figures_apart_is_found(honest: bytes, attack: Attack) -> None:
    part = members(honest)[FIGURES]
    hidden = re.search(rb'<c r="K\d+" s="(\d+)"/>', part)
    assert hidden is not None
    other = hidden[0].replace(b's="' + hidden[1] + b'"', b's="1"')
    found = attack({BOOK: spoil_part(honest, FIGURES, hidden[0], other)})
    assert any("a look that its content doesn't explain" in one for one in found)


def test_a_sheet_for_people_behind_those_for_programs_is_found(honest: bytes, attack: Attack) -> None:
    renamed = spoil_part(honest, "xl/workbook.xml", b'name="session"', b'name="remarks"')
    assert any("a sheet that no export has" in one for one in attack({BOOK: renamed}))


def test_a_label_that_counts_women_is_found(honest: bytes, attack: Attack) -> None:
    number = len(re.findall(r"xl/worksheets/sheet\d+\.xml", " ".join(members(honest))))
    label = f"xl/worksheets/sheet{number}.xml"
    assert attack({BOOK: spoil_part(honest, label, b"<t>Greece</t>", b"<t>Greece, with 7 women</t>")})
