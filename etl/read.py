"""Reads the cells of a workbook: bytes to grids of plain values."""

import io
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineWorkbook

from etl.sheet_part import SheetPart

# What officers write where there is nothing.
_DASHES = {"-", "–", "—"}
# Invisible characters that come along when cells are copied from web pages.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None)


class Broken:
    """Stands for a cell with an error value, or with a formula whose result was never calculated."""


BROKEN = Broken()


@dataclass(frozen=True)
class Grid:
    """The values of a sheet; rows and columns are counted from 1. Whole numbers arrive as floats."""

    rows: list[list[Any]]

    def at(self, row: int, column: int) -> Any:
        """The value of a cell; None when there is nothing."""
        if not (0 < row <= len(self.rows) and 0 < column <= len(self.rows[row - 1])):
            return None
        value = self.rows[row - 1][column - 1]
        return None if is_blank(value) else value

    @property
    def width(self) -> int:
        """Number of columns."""
        return max(map(len, self.rows), default=0)

    @property
    def height(self) -> int:
        """Number of rows."""
        return len(self.rows)


def is_blank(value: Any) -> bool:
    """Is there nothing in the cell? Spaces and a lone dash are nothing; 0 is something."""
    if value is None or value == "":
        return True
    if not isinstance(value, str):
        return False
    text = clean_text(value)
    return not text or text in _DASHES


def clean_text(value: str) -> str:
    """The text without invisible characters, with single plain spaces."""
    return " ".join(value.translate(_INVISIBLE).split())


def read_grids(data: bytes, parts: dict[str, SheetPart]) -> dict[str, Grid] | None:
    """All sheets by name, hidden and unknown ones too; None when the workbook can't be read."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(data))
        return {name: _read_grid(workbook, name, parts[name]) for name in parts}
    except (KeyboardInterrupt, SystemExit):
        raise
    # A panic in the reader's own language arrives as a BaseException; for the partner both are a damaged file.
    except BaseException:
        return None


def _read_grid(workbook: CalamineWorkbook, name: str, part: SheetPart) -> Grid:
    rows = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    grid = Grid(rows)
    for row, column in part.broken:
        _put(grid.rows, row, column, BROKEN)
    return grid


def _put(rows: list[list[Any]], row: int, column: int, value: Any) -> None:
    rows += [[] for _ in range(row - len(rows))]
    line = rows[row - 1]
    line += [""] * (column - len(line))
    line[column - 1] = value
