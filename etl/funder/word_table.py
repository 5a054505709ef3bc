"""A table of a form in Word: its heading row comes back on each page, its name is read aloud, no row is torn apart."""

from collections.abc import Sequence
from typing import Any

from docx.document import Document
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm

from etl.funder.blocks import Cell, Column, Grid, Pairs, cell
from etl.funder.word_look import (
    GAP,
    HEAD_GROUND,
    OPEN_GROUND,
    SMALL,
    SMALL_HEAD,
    SMALL_NUMBER,
    SMALL_OPEN,
    shade,
    text_width,
)

_PAIR_WIDTHS = (4.6, 12.8)
_BORDER = "A79FC0"
_MARGIN = "60"
# A table of so few rows stays on one page.
_SHORT = 5


def add_grid(document: Document, grid: Grid, has_caption: bool) -> None:
    """A table with its caption above, unless a heading says the same; screen readers are told it in any case."""
    if has_caption:
        document.add_paragraph(grid.caption, style="Caption")
    table = _new_table(document, [column.width for column in grid.columns], grid.caption)
    _fill_row(table, [cell(column.name) for column in grid.columns], [SMALL_HEAD] * len(grid.columns))
    _mark_heading(table.rows[0])
    for cells in grid.rows:
        _fill_row(table, cells, [_style(one, column) for one, column in zip(cells, grid.columns, strict=True)])
    _keep_together(table, len(grid.rows) if len(grid.rows) <= _SHORT else 1)
    # Without a paragraph between them two tables would grow together.
    document.add_paragraph(style=GAP)


def add_pairs(document: Document, pairs: Pairs) -> None:
    """Names and what stands for them; each name heads its line."""
    table = _new_table(document, _PAIR_WIDTHS, pairs.caption)
    _set_heads(table, first_row=False)
    for name, value in pairs.rows:
        _fill_row(table, (cell(name), value), (SMALL_HEAD, SMALL_OPEN if value.is_open else SMALL))
        shade(table.rows[-1].cells[0]._tc.get_or_add_tcPr(), HEAD_GROUND)
    document.add_paragraph(style=GAP)


def _style(one: Cell, column: Column) -> str:
    if one.is_open:
        return SMALL_OPEN
    return SMALL_NUMBER if column.is_number and one.number is not None else SMALL


def _new_table(document: Document, widths: Sequence[float], caption: str) -> Any:
    table = document.add_table(rows=0, cols=len(widths), style="Table Grid")
    table.autofit = False
    scale = text_width(document) / sum(widths)
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width * scale)
    properties = table._tbl.tblPr
    for name, value in (("tblCaption", caption), ("tblDescription", f"Table: {caption}.")):
        element = OxmlElement(f"w:{name}")
        element.set(qn("w:val"), value)
        properties.append(element)
    _set_borders(properties)
    _set_heads(table, first_row=True)
    return table


def _set_borders(properties: Any) -> None:
    borders, margins = OxmlElement("w:tblBorders"), OxmlElement("w:tblCellMar")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        border = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", _BORDER)):
            border.set(qn(f"w:{name}"), value)
        borders.append(border)
    for side in ("top", "left", "bottom", "right"):
        margin = OxmlElement(f"w:{side}")
        margin.set(qn("w:w"), _MARGIN)
        margin.set(qn("w:type"), "dxa")
        margins.append(margin)
    layout = properties.find(qn("w:tblLayout"))
    layout.addprevious(borders)
    layout.addnext(margins)


def _set_heads(table: Any, first_row: bool) -> None:
    """Say to screen readers where the names stand: in the first row or in the first column."""
    look = table._tbl.tblPr.find(qn("w:tblLook"))
    for name in list(look.attrib):
        del look.attrib[name]
    look.set(qn("w:val"), "0020" if first_row else "0080")
    look.set(qn("w:firstRow"), "1" if first_row else "0")
    look.set(qn("w:firstColumn"), "0" if first_row else "1")


def _fill_row(table: Any, cells: Sequence[Cell], styles: Sequence[str]) -> None:
    row = table.add_row()
    whole = OxmlElement("w:cantSplit")
    row._tr.get_or_add_trPr().append(whole)
    for place, one, style, column in zip(row.cells, cells, styles, table.columns, strict=True):
        place.width = column.width
        paragraph = place.paragraphs[0]
        paragraph.style = style
        paragraph.add_run(one.text)
        if one.is_open:
            shade(place._tc.get_or_add_tcPr(), OPEN_GROUND)


def _keep_together(table: Any, rows: int) -> None:
    """The heading and so many rows below it stay on one page."""
    for row in table.rows[:rows]:
        for place in row.cells:
            place.paragraphs[0].paragraph_format.keep_with_next = True


def _mark_heading(row: Any) -> None:
    heading = OxmlElement("w:tblHeader")
    row._tr.get_or_add_trPr().append(heading)
    for place in row.cells:
        shade(place._tc.get_or_add_tcPr(), HEAD_GROUND)
