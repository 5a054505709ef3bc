"""A form as a workbook: its texts on the first sheet, each of its tables on one of its own, ready to print."""

import io
from collections.abc import Iterator, Sequence
from math import ceil
from typing import Any

from etl.export.formulas import as_text
from etl.funder.blocks import TO_FILL_IN, Bullets, Cell, Column, Form, Grid, Heading, Pairs, Paragraph, ToFillIn
from etl.funder.fixed_package import fix_package
from etl.funder.reading import LANGUAGE
from etl.temporary_room import demand_temporary_room

TEXTS = "Report"
_TEXT_COLUMNS = (Column("Part", 6.0), Column("Text", 17.0))
_HEAD_GROUND, _OPEN_GROUND = "FFE7E3F1", "FFFFF4CC"
_FONT, _SIZE = "Arial", 9
# A column's width is told in signs of the sheet's own letters, of which a centimetre holds about five; of these smaller
# ones a line is filled with about as many before a word goes to the next.
_SIGNS, _FILLED = 5.6, 6.2
_LINE, _LEADING = 12.0, 3.0
_A4 = 9
Rows = list[tuple[Cell, ...]]


def build_xlsx(form: Form) -> bytes:
    """The bytes of the file; the same form is always the same bytes."""
    # Slow to load, and only this format needs it.
    from openpyxl import Workbook

    demand_temporary_room()
    book = Workbook(write_only=True)
    book.properties.creator, book.properties.language = "", LANGUAGE
    book.properties.title = f"{form.short_name} {form.release_id}"
    book.properties.description = "\n".join(form.lines)
    _write_sheet(book, form, TEXTS, _TEXT_COLUMNS, list(_texts(form)))
    for name, (columns, rows) in _tables(form).items():
        _write_sheet(book, form, name, columns, rows)
    target = io.BytesIO()
    book.save(target)
    return fix_package(target.getvalue(), form.as_of)


def _texts(form: Form) -> Iterator[tuple[Cell, Cell]]:
    """Title, marks, and every text below the heading that it stands under."""
    part = form.title
    yield Cell(part), Cell(form.project)
    for mark in form.marks:
        yield Cell(part), Cell(mark)
    for block in form.blocks:
        match block:
            case Heading():
                part = block.text
            case Paragraph():
                yield Cell(part), Cell(block.text)
            case Bullets():
                yield from ((Cell(part), Cell(item)) for item in block.items)
            case ToFillIn():
                yield Cell(part), Cell(f"[{TO_FILL_IN}: {block.wanted}]", is_open=True)
            case Pairs():
                yield from ((Cell(name), value) for name, value in block.rows)


def _tables(form: Form) -> dict[str, tuple[tuple[Column, ...], Rows]]:
    """Tables by sheet; of several parts on one sheet each row says of which part it is."""
    found: dict[str, tuple[tuple[Column, ...], Rows]] = {}
    for grid in (block for block in form.blocks if isinstance(block, Grid)):
        group = (Cell(grid.group),) if grid.group else ()
        columns = (*([Column("Part", 3.5)] if group else []), *grid.columns)
        _columns, rows = found.setdefault(grid.sheet, (columns, []))
        rows += [(*group, *cells) for cells in grid.rows]
    return found


def _write_sheet(book: Any, form: Form, name: str, columns: Sequence[Column], rows: Sequence[Sequence[Cell]]) -> None:
    from openpyxl.utils import get_column_letter

    sheet = book.create_sheet(name)
    for position, column in enumerate(columns, start=1):
        sheet.column_dimensions[get_column_letter(position)].width = round(column.width * _SIGNS, 1)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(columns))}{len(rows) + 1}"
    _set_print(sheet, form)
    heads = [Cell(column.name) for column in columns]
    for number, cells in enumerate([heads, *rows], start=1):
        # Programs that open the file don't make rows higher by themselves.
        sheet.row_dimensions[number].height = _height(cells, columns)
        sheet.append([_cell(sheet, one, is_head=number == 1) for one in cells])


def _set_print(sheet: Any, form: Form) -> None:
    """A4 across, as wide as the page, the heading row on each page, form and release above, page numbers below."""
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.print_title_rows = "1:1"
    sheet.oddHeader.left.text = " · ".join([form.title, form.release_id])
    sheet.oddFooter.right.text = "Page &P of &N"


def _height(cells: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Height of a row, in points: that of its highest cell, whose words don't fill their lines to the end."""
    lines = (ceil(len(one.text) / (column.width * _FILLED)) for one, column in zip(cells, columns, strict=True))
    return _LINE * max(1, *lines) + _LEADING


def _cell(sheet: Any, one: Cell, is_head: bool) -> Any:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Alignment, Font, PatternFill

    made = WriteOnlyCell(sheet, value=as_text(one.text) if one.number is None else one.number)
    made.alignment = Alignment(vertical="top", wrap_text=True)
    made.font = Font(name=_FONT, size=_SIZE, bold=is_head)
    ground = _HEAD_GROUND if is_head else _OPEN_GROUND if one.is_open else None
    if ground:
        made.fill = PatternFill("solid", start_color=ground)
    return made
