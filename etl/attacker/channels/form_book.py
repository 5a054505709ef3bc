"""A funder's form as a workbook: the first sheet holds its texts, each other one a table."""

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from etl.attacker.channels.exported import Found
from etl.attacker.channels.form_tables import attack_line, attack_table
from etl.attacker.channels.known import Known
from etl.attacker.channels.xlsx_parts import attack_parts

_TEXTS = "Report"


def is_form_book(data: bytes) -> bool:
    """Is the workbook a form? It is told by its first sheet: whoever asks for a form names the file."""
    try:
        return CalamineWorkbook.from_filelike(io.BytesIO(data)).sheet_names[:1] == [_TEXTS]
    except (CalamineError, OSError, ValueError):
        return False


def attack_form_book(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in a form's workbook: in its raw parts first, then row by row."""
    yield from attack_parts(name, data, known)
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {title: book.get_sheet_by_name(title) for title in book.sheet_names}
    except (CalamineError, OSError, ValueError):
        yield name, "it can't be read as a workbook"
        return
    for title, sheet in sheets.items():
        yield from attack_line(f"{name}, the name of a sheet", title, known)
        rows = [[_shown(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        if title == _TEXTS:
            for number, row in enumerate(rows, start=1):
                for text in row:
                    yield from attack_line(f"{name}, sheet {title}, row {number}", text, known)
        else:
            yield from attack_table(f"{name}, sheet {title}", rows, known)


def _shown(cell: Any) -> str:
    """A number with all its digits: an unrounded one is not taken for a rounded one."""
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else f"{cell:.12f}".rstrip("0")
    return str(cell)
