"""A funder's form as a workbook: the first sheet holds its texts, each other one a table."""

import io
import re
import zipfile
from collections.abc import Iterator
from html import unescape
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from etl.attacker.channels.exported import Found
from etl.attacker.channels.form_tables import attack_line, attack_table
from etl.attacker.channels.known import Known
from etl.attacker.channels.xlsx_parts import attack_parts

# How the files of forms begin: funder-progress_..., funder-annex_...
STEM = "funder-"
_TEXTS = "Report"
_FRAME = re.compile(rb"<(?:[a-z]+:)?((?:odd|even|first)(?:Header|Footer))>([^<]*)<")
# Places and fonts of a header, the number of the page and how many there are.
_CODES = re.compile(r'&(?:[LCRPN]|"[^"]*"|K[0-9A-F]{6}|\d{1,2}(?!\d))')


def attack_form_book(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in a form's workbook: in its raw parts first, then row by row."""
    yield from attack_parts(name, data, known)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {title: book.get_sheet_by_name(title) for title in book.sheet_names}
    except (CalamineError, OSError, ValueError):
        yield name, "it can't be read as a workbook"
        return
    yield from _attack_frames(name, data, known)
    for title, sheet in sheets.items():
        yield from attack_line(f"{name}, the name of a sheet", title, known)
        rows = [[_shown(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if title == _TEXTS:
            for number, row in enumerate(rows, start=1):
                for text in row:
                    yield from attack_line(f"{name}, sheet {title}, row {number}", text, known)
        else:
            yield from attack_table(f"{name}, sheet {title}", rows, known)


def _attack_frames(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """What is printed above and below each page."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for member in book.namelist():
            for _kind, text in _FRAME.findall(book.read(member)):
                plain = _CODES.sub(" ", unescape(text.decode("utf-8", "replace")))
                yield from attack_line(f"{name}, {member}, a header or footer", plain, known)


def _shown(cell: Any) -> str:
    """A number with all its digits: an unrounded one is not taken for a rounded one."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.12f}".rstrip("0")
    return str(cell)
