"""What a sheet of the workbook is made of: cells with a role, widths, and which rows stay in sight."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from openpyxl.utils import get_column_letter

from etl.export.workbook.cells import cell_xml
from etl.export.workbook.fitting import fit_words
from etl.export.workbook.heights import line_height
from etl.export.workbook.styles import Role, Styles


@dataclass(frozen=True)
class Cell:
    """A value, what part it plays, and how its number is shown."""

    value: Any
    role: Role = "text"
    number_format: str = "General"


Row = Sequence[Cell | None]


@dataclass(frozen=True)
class Page:
    """One sheet; `write` gives its rows: the XML of each with its height, 0 for that of a single line."""

    name: str
    title: str
    widths: tuple[float, ...]
    rows_n: int
    write: Callable[[Styles], Iterator[tuple[str, float]]]
    head_rows: int = 0
    frozen_columns: int = 0
    is_filtered: bool = False

    @property
    def last_letter(self) -> str:
        """Letter of the last column."""
        return get_column_letter(len(self.widths))


def told_page(name: str, widths: Iterable[float], rows: Iterable[Row], giving: int = 0, **shape: Any) -> Page:
    """A sheet for people: its rows are written cell by cell; `giving`: last columns that can be narrower."""
    listed = list(rows)
    widths = fit_words(tuple(widths), listed, giving)
    return Page(name, name, widths, len(listed), lambda styles: _write(listed, widths, styles), **shape)


def _write(rows: list[Row], widths: tuple[float, ...], styles: Styles) -> Iterator[tuple[str, float]]:
    for number, row in enumerate(rows, start=1):
        cells = (
            cell_xml(get_column_letter(column), number, cell.value, styles.number(cell.role, cell.number_format))
            for column, cell in enumerate(row, start=1)
            if cell is not None
        )
        told = zip(row, widths, strict=False)
        height = max((line_height(cell.value, cell.role, width) for cell, width in told if cell), default=0.0)
        yield "".join(cells), height


def table_page(name: str, head: Sequence[str], widths: Iterable[float], rows: Iterable[Row], **shape: Any) -> Page:
    """A table with one row of headings, which stays in sight, is repeated in print and carries the filter."""
    heading = [Cell(text, "head") for text in head]
    return told_page(name, widths, [heading, *rows], head_rows=1, is_filtered=True, **shape)
