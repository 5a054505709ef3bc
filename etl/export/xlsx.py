"""The workbook of a release: KPI table, data dictionary and what the release is, as three sheets."""

import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from etl.export.asked import EVERYTHING, Asked
from etl.export.formulas import as_text, neutralise
from etl.export.names import FILE_NAMES
from etl.export.tables import selected_rows
from etl.export.wording import release_lines
from etl.release_file import ReleaseFile

# Control characters that an .xlsx file can't hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDEST = 60


def build_xlsx(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Name and content of the workbook."""
    return {f"kpi_{release.release_id}.xlsx": xlsx_bytes(release, asked)}


def xlsx_bytes(release: ReleaseFile, asked: Asked = EVERYTHING) -> bytes:
    """A workbook with the sheets figures, dictionary and release."""
    # Slow to load, and only this format needs it.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = f"{release.about()['project']} {release.release_id}"
    book.properties.description = "\n".join(release_lines(release))
    for name, sheet in FILE_NAMES.items():
        table = neutralise(selected_rows(release, name, asked.selection))
        _write_sheet(book, sheet, table.column_names, zip(*table.to_pydict().values(), strict=True))
    about = [line.partition(": ")[::2] for line in release_lines(release)]
    _write_sheet(book, "release", ["what", "value"], [(what, as_text(value)) for what, value in about])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def _write_sheet(book: Any, name: str, header: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font
    from openpyxl.utils import get_column_letter

    listed = [tuple(_cell(value) for value in row) for row in rows]
    sheet = book.create_sheet(name)
    sheet.freeze_panes = "A2"
    last = get_column_letter(len(header))
    sheet.auto_filter.ref = f"A1:{last}{len(listed) + 1}"
    for position, title in enumerate(header):
        longest = max((len(str(row[position])) for row in listed if row[position] is not None), default=0)
        sheet.column_dimensions[get_column_letter(position + 1)].width = min(_WIDEST, max(len(title) + 4, longest + 2))
    cells = [WriteOnlyCell(sheet, value=title) for title in header]
    for cell in cells:
        cell.font = Font(bold=True)
    sheet.append(cells)
    for row in listed:
        sheet.append(row)


def _cell(value: Any) -> Any:
    return _UNPRINTABLE.sub("", value) if isinstance(value, str) else value
