"""Reads the cells of a workbook: bytes to grids of plain values."""

import io
import zipfile
from dataclasses import dataclass
from typing import Any

from python_calamine import CalamineWorkbook

from etl.container import Container
from etl.sheet_part import SheetPart

# What officers write where there is nothing.
_DASHES = {"-", "–", "—"}
# Invisible characters that come along when cells are copied from web pages.
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None)


_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_TYPES = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_WORKBOOK = (
    f'<workbook xmlns="{_MAIN}" xmlns:r="{_TYPES}"><workbookPr date1904="{{is_1904}}"/>'
    "<sheets>{sheets}</sheets></workbook>"
)
_ROOT = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'<Relationship Id="m" Type="{_TYPES}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    f'{{links}}<Relationship Id="t" Type="{_TYPES}/sharedStrings" Target="sharedStrings.xml"/>'
    f'<Relationship Id="s" Type="{_TYPES}/styles" Target="styles.xml"/></Relationships>'
)
_LINK = f'<Relationship Id="r{{n}}" Type="{_TYPES}/worksheet" Target="worksheets/s{{n}}.xml"/>'
_NO_DATA = f'<worksheet xmlns="{_MAIN}"><sheetData/></worksheet>'


class Broken:
    """Stands for the value of a cell that has none: an error value, or a formula that was never calculated."""


ERROR, UNRESOLVED = Broken(), Broken()


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

    def is_empty(self, row: int) -> bool:
        """Is there no value in a row at all?"""
        line = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        return line.count("") == len(line)

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
    if len(value) > 2 and value.isascii() and not value.isspace():
        # The usual case, told apart quickly.
        return value.strip() in _DASHES
    text = clean_text(value)
    return not text or text in _DASHES


def clean_text(value: str) -> str:
    """The text without invisible characters, with single plain spaces."""
    return " ".join(value.translate(_INVISIBLE).split())


def read_grids(container: Container) -> dict[str, Grid] | None:
    """All sheets by name, hidden and unknown ones too; None when the workbook can't be read."""
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(_pack(container)))
        sheets = enumerate(container.sheets.items())
        return {name: _read_grid(workbook, f"s{number}", part) for number, (name, part) in sheets}
    except (KeyboardInterrupt, SystemExit):
        raise
    # A panic in the reader's own language arrives as a BaseException; for the partner both are a damaged file.
    except BaseException:
        return None


def _pack(container: Container) -> bytes:
    """A workbook of the values alone: the reader sees nothing that was not looked at, under the names it knows."""
    target = io.BytesIO()
    sheets = "".join(f'<sheet name="s{n}" sheetId="{n + 1}" r:id="r{n}"/>' for n in range(len(container.sheets)))
    links = "".join(_LINK.format(n=n) for n in range(len(container.sheets)))
    with zipfile.ZipFile(target, "w") as archive:
        archive.writestr("_rels/.rels", _ROOT)
        archive.writestr("xl/workbook.xml", _WORKBOOK.format(is_1904=int(container.is_1904), sheets=sheets))
        archive.writestr("xl/_rels/workbook.xml.rels", _LINKS.format(links=links))
        for name, part in (("sharedStrings", container.strings), ("styles", container.styles)):
            if part:
                archive.writestr(f"xl/{name}.xml", part)
        for number, sheet in enumerate(container.sheets.values()):
            archive.writestr(f"xl/worksheets/s{number}.xml", sheet.xml or _NO_DATA)
    return target.getvalue()


def _read_grid(workbook: CalamineWorkbook, name: str, part: SheetPart) -> Grid:
    grid = Grid(workbook.get_sheet_by_name(name).to_python(skip_empty_area=False))
    for places, value in ((part.errors, ERROR), (part.unresolved, UNRESOLVED)):
        for row, column in places:
            _put(grid.rows, row, column, value)
    return grid


def _put(rows: list[list[Any]], row: int, column: int, value: Any) -> None:
    rows += [[] for _ in range(row - len(rows))]
    line = rows[row - 1]
    line += [""] * (column - len(line))
    line[column - 1] = value
