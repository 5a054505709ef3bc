"""Columns and rows of the KPI workbook: no heading is broken within a word, and no line of a text is cut off."""

import io
import re

import openpyxl
import pytest

from etl.export import Asked, xlsx_bytes
from etl.export.workbook.fitting import fit_words
from etl.export.workbook.heights import line_height
from etl.export.workbook.page import Cell


def test_a_column_is_as_wide_as_its_longest_bold_word_and_long_texts_give_the_room() -> None:
    rows = [[Cell("Σε χρονοδιαγράμματος", "on_track"), Cell("a" * 99, "sign"), None, Cell("Cause", "head")]]
    fitted = fit_words((10.0, 9.0, 30.0, 32.0), rows, giving=2)

    assert fitted[0] > len("χρονοδιαγράμματος") and fitted[1] == 9.0
    assert sum(fitted) == pytest.approx(81.0) and fitted[2] < 30 and fitted[3] < 32


def test_long_texts_never_give_more_than_they_can_and_a_line_may_end_behind_a_hyphen() -> None:
    rows = [[Cell("x" * 60, "head"), Cell("target-value", "head"), None]]
    assert fit_words((10.0, 9.0, 20.0), rows, giving=1)[1:] == (9.0, 16.0)


def test_a_word_that_finds_no_room_takes_lines_of_its_own() -> None:
    one, two = line_height("word", "text", 14), line_height("word word word", "text", 8)
    assert line_height("is " + "x" * 20, "text", 14) - line_height("is", "text", 14) == two - one


@pytest.mark.parametrize("language", ["bg", "el", "nb"])
def test_no_heading_is_broken_within_a_word_in_any_language(release, language) -> None:
    book = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(release, Asked(language))))
    tables = [sheet for sheet in book.worksheets if sheet.freeze_panes and sheet.title not in release.tables()]
    for sheet in tables[:7]:
        for cell in sheet[sheet.print_title_rows.split("$")[-1]]:
            longest = max((len(word) for word in re.split(r"[\s-]+", str(cell.value or ""))), default=0)
            assert sheet.column_dimensions[cell.column_letter].width >= longest, (sheet.title, cell.value)
