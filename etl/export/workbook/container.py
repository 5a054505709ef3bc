"""The file around the sheets: rows set into their parts, no time of making, so that the same gives the same bytes."""

import io
import re
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from openpyxl import Workbook
from openpyxl.writer.excel import ExcelWriter

from etl.export.zipped import fixed_entry

_ROWS = re.compile(r"<sheetData\s*/>|<sheetData>\s*</sheetData>")
# More packing takes twice the time for a tenth of the size.
_PACKING = 4


def sheet_data(rows: Iterable[tuple[str, float]]) -> str:
    """The rows of a sheet, each the XML of its cells and its height."""
    written = (f'<row r="{number}"{_height(height)}>{cells}</row>' for number, (cells, height) in enumerate(rows, 1))
    return "".join(["<sheetData>", *written, "</sheetData>"])


def _height(height: float) -> str:
    return f' ht="{height:.1f}" customHeight="1"' if height else ""


def finish(book: Workbook, made_on: datetime, data: Sequence[str]) -> bytes:
    """The finished file of a workbook with empty sheets and the rows of each, in their order."""
    book.properties.created = book.properties.modified = made_on
    shell = io.BytesIO()
    # The library's own saving would write the time of day.
    ExcelWriter(book, zipfile.ZipFile(shell, "w", zipfile.ZIP_STORED)).save()
    parts = {f"xl/worksheets/sheet{number}.xml": rows for number, rows in enumerate(data, start=1)}
    return _pack(shell.getvalue(), parts)


def _pack(shell: bytes, data: Mapping[str, str]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(shell)) as before, zipfile.ZipFile(target, "w") as after:
        for name in before.namelist():
            content = before.read(name)
            if name in data:
                start, end = _split(content.decode())
                content = f"{start}{data[name]}{end}".encode()
            after.writestr(fixed_entry(name), content, compresslevel=_PACKING)
    return target.getvalue()


def _split(part: str) -> tuple[str, str]:
    """What stands before and after the rows of a sheet."""
    found = _ROWS.search(part)
    if found is None:
        raise ValueError("a sheet without a place for its rows")
    return part[: found.start()], part[found.end() :]
