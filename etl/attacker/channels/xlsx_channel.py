"""A workbook: its visible cells are copies, and there is nothing that can't be seen."""

import io
from collections.abc import Iterator
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from etl.attacker.channels.exported import Found, cells_of, compare_columns, table_of
from etl.attacker.channels.known import Known
from etl.attacker.channels.wording import attack_wording
from etl.attacker.channels.xlsx_parts import attack_parts
from etl.attacker.released import Released

# The sheet that says in words which release the workbook is of.
_ABOUT = "release"
# Writers of workbooks keep 16 digits of the 17 that a binary number may need.
_PRECISION = 1e-15
_UNPRINTABLE = {code: None for code in (*range(9), 11, 12, *range(14, 32))}


def attack_xlsx(released: Released, name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in a workbook: in its raw parts first, then cell by cell."""
    faults = list(attack_parts(name, data, known))
    yield from faults
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {sheet: book.get_sheet_by_name(sheet) for sheet in book.sheet_names}
    except (CalamineError, OSError, ValueError):
        yield name, "it can't be read as a workbook"
        return
    for position, (title, sheet) in enumerate(sheets.items(), start=1):
        rows = sheet.to_python(skip_empty_area=False)
        if title == _ABOUT:
            for row, cells in enumerate(rows, start=1):
                text = " | ".join(str(cell) for cell in cells)
                yield from attack_wording(f"{name}, sheet {title}, row {row}", text, known)
        elif (table := table_of(released, title)) is not None:
            yield from _attack_sheet(released, f"{name}, sheet {title}", table, rows)
        else:
            yield f"{name}, sheet {position}", "a sheet that no export has"


def _attack_sheet(released: Released, place: str, table: str, rows: list[list[Any]]) -> Iterator[Found]:
    header = [str(cell) for cell in rows[0]] if rows else []
    if len(set(header)) != len(header):
        yield place, "a column twice"
        return
    said = {
        column: [cell.translate(_UNPRINTABLE) if isinstance(cell, str) else cell for cell in cells]
        for column, cells in cells_of(released, table, is_neutralised=True).items()
    }
    columns = list(zip(*rows[1:], strict=True)) if len(rows) > 1 else [()] * len(header)
    found = {
        # An empty cell and an empty text are one thing in a sheet.
        column: [said_of(cell) for cell in cells]
        for column, cells in zip(header, columns, strict=True)
    }
    own = {column: [said_of(cell) for cell in cells] for column, cells in said.items()}
    yield from compare_columns(place, found, own, _PRECISION)


def said_of(cell: Any) -> Any:
    """A cell of a sheet: whole numbers and others are alike, an empty text is no cell."""
    return None if cell == "" else float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
