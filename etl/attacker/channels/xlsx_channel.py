"""A workbook: sheets for people say only what the release says, sheets for programs are copies, nothing is unseen."""

import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook

from etl.attacker.channels.exported import Found, compare_columns, selected_rows, table_of
from etl.attacker.channels.known import Known
from etl.attacker.channels.label_channel import attack_labels
from etl.attacker.channels.xlsx_looks import attack_looks
from etl.attacker.channels.xlsx_parts import attack_parts
from etl.attacker.channels.xlsx_told import attack_title, attack_told
from etl.attacker.released import Released

# Sheets for people stand first, no more than these: cover, framework, definitions, targets, versions, reports, log.
_TOLD = 7
_LABELS = "label"
_UNPRINTABLE = {code: None for code in (*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF)}
Rows = list[list[Any]]


def attack_xlsx(released: Released, name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in a workbook: in its raw parts first, then cell by cell."""
    faults = list(attack_parts(name, data, known))
    yield from faults
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(data))
        sheets = {title: book.get_sheet_by_name(title).to_python(skip_empty_area=False) for title in book.sheet_names}
    except (CalamineError, OSError, ValueError):
        yield name, "it can't be read as a workbook"
        return
    is_told, labels = True, frozenset(str(cell) for row in sheets.get(_LABELS, ()) for cell in row[-1:])
    for position, (title, rows) in enumerate(sheets.items(), start=1):
        place = f"{name}, sheet {position}"
        table = table_of(released, title)
        is_told = is_told and table is None and title != _LABELS and position <= _TOLD
        if is_told:
            yield from attack_title(place, title, known)
            # The cover is the product's own prose, as its pages are; elsewhere somebody may have written something.
            yield from attack_told(place, rows, known, None if position == 1 else labels)
        elif table is not None:
            yield from _attack_copy(released, f"{name}, sheet {title}", table, rows)
        elif title == _LABELS:
            yield from _attack_labels(released, f"{name}, sheet {title}", rows, known)
        else:
            yield place, "a sheet that no export has"
    yield from attack_looks(name, data, list(sheets.values()), _TOLD)


def _attack_copy(released: Released, place: str, table: str, rows: Rows) -> Iterator[Found]:
    header = [str(cell) for cell in rows[0]] if rows else []
    if len(set(header)) != len(header):
        yield place, "a column twice"
        return
    columns = list(zip(*rows[1:], strict=True)) if len(rows) > 1 else [()] * len(header)
    found = {
        # An empty cell and an empty text are one thing in a sheet.
        column: [said_of(cell) for cell in cells]
        for column, cells in zip(header, columns, strict=True)
    }
    said = selected_rows(released, table, found, is_neutralised=True)
    yield from compare_columns(
        place, found, {column: [said_of(_printable(cell)) for cell in cells] for column, cells in said.items()}
    )


def _attack_labels(released: Released, place: str, rows: Rows, known: Known) -> Iterator[Found]:
    if not rows:
        yield place, "a sheet that no export has"
        return
    header, *lines = ([str(cell) for cell in row] for row in rows)
    yield from attack_labels(released, place, header, lines, known)


def _printable(cell: Any) -> Any:
    return cell.translate(_UNPRINTABLE) if isinstance(cell, str) else cell


def said_of(cell: Any) -> Any:
    """A cell of a sheet: whole numbers and others are alike, an empty text is no cell, a day is its text."""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time() == datetime.min.time() else cell.isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    return None if cell == "" else float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
