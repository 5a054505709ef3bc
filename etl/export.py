"""Exports of a release: the same tables as CSV, XLSX and Parquet, each with the data dictionary beside it."""

import io
import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.csv
import pyarrow.parquet as pq

from etl.errors import UserError
from etl.release_file import ReleaseFile
from indicators.periods import month_code
from indicators.texts import N_

SYNTHETIC_LABEL = "SYNTHETIC DATA: everything in this file is made up. It tells nothing about real people or centres."
LATER_FORMATS = ("iati", "datapackage")
# Names under which the two main tables are known to evaluators' programs; a fact table keeps its own.
_FILE_NAMES = {"figure": "figures", "dictionary": "dictionary"}
# At the start of a text these make a spreadsheet run it as a formula.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMULA = rf"\A([{re.escape(''.join(_FORMULA_STARTS))}])"
# Control characters that an .xlsx file can't hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")
_WIDEST = 60


def export_release(release: ReleaseFile, format: str, folder: Path) -> list[Path]:
    """Write a release into a folder (made if missing) and return the files; raises UserError."""
    if format in LATER_FORMATS:
        raise UserError(
            N_("The format {format} is not available in this version. Use {known}."),
            format=format,
            known=", ".join(FORMATS),
        )
    if format not in FORMATS:
        raise UserError(N_("There is no format '{format}'. Use {known}."), format=format, known=", ".join(FORMATS))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        return [_write_file(folder / name, data) for name, data in FORMATS[format](release).items()]
    except OSError as error:
        raise UserError(
            N_("{folder} can't be written ({fault}). Name another folder."),
            folder=folder,
            fault=error.strerror or error,
        ) from None


def build_csv(release: ReleaseFile) -> dict[str, bytes]:
    """Names and contents of the CSV export: UTF-8, dot decimals, empty for null, formulas neutralised."""
    files = {f"{_FILE_NAMES.get(name, name)}.csv": csv_bytes(release, name) for name in exported_tables(release)}
    return files | {"README.txt": describe(release).encode()}


def build_parquet(release: ReleaseFile) -> dict[str, bytes]:
    """Names and contents of the Parquet export: the exact types of the release."""
    return {f"{_FILE_NAMES.get(name, name)}.parquet": parquet_bytes(release, name) for name in exported_tables(release)}


def build_xlsx(release: ReleaseFile) -> dict[str, bytes]:
    """Name and content of the workbook."""
    return {f"kpi_{release.release_id}.xlsx": xlsx_bytes(release)}


FORMATS: dict[str, Callable[[ReleaseFile], dict[str, bytes]]] = {
    "csv": build_csv,
    "xlsx": build_xlsx,
    "parquet": build_parquet,
}


def exported_tables(release: ReleaseFile) -> tuple[str, ...]:
    """The KPI table, its dictionary and the facts behind it."""
    return (*_FILE_NAMES, *release.fact_tables())


def csv_bytes(release: ReleaseFile, table: str = "figure") -> bytes:
    """One table as CSV."""
    target = io.BytesIO()
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    pyarrow.csv.write_csv(neutralise(release.arrow(table)), target, options)
    return target.getvalue()


def parquet_bytes(release: ReleaseFile, table: str = "figure") -> bytes:
    """One table as Parquet; its metadata say which release it is of and whether the data are made up."""
    content = release.arrow(table)
    about = {line.partition(": ")[0]: line.partition(": ")[2] for line in _lines(release)}
    labelled = content.replace_schema_metadata({**(content.schema.metadata or {}), **about})
    target = io.BytesIO()
    pq.write_table(labelled, target, compression="zstd")
    return target.getvalue()


def xlsx_bytes(release: ReleaseFile) -> bytes:
    """A workbook with the sheets figures, dictionary and release."""
    # Slow to load, and only this format needs it.
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    book.properties.title = f"{release.about()['project']} {release.release_id}"
    book.properties.description = "\n".join(_lines(release))
    for name, sheet in _FILE_NAMES.items():
        table = neutralise(release.arrow(name))
        _write_sheet(book, sheet, table.column_names, zip(*table.to_pydict().values(), strict=True))
    about = [line.partition(": ")[::2] for line in _lines(release)]
    _write_sheet(book, "release", ["what", "value"], [(what, as_text(value)) for what, value in about])
    target = io.BytesIO()
    book.save(target)
    return target.getvalue()


def describe(release: ReleaseFile) -> str:
    """The README beside an export: what the files are and what the states mean."""
    about = release.about()
    lines = [
        f"{about['project']}: {about['project_name']}",
        "",
        *_lines(release),
        "",
        "figures: one row per indicator, month, breakdown and category. dictionary: what each column means.",
        "The other files are the facts from which figures of classes B and C can be recomputed.",
        "state: value (zero is a value), not_reported, not_due, not_applicable, withheld (to protect people),",
        "too_few (too small a base). An empty cell is never a zero. Percentages are 0 to 100, decimals have a dot.",
        "A text that a spreadsheet could run as a formula begins with an apostrophe (CSV and XLSX).",
    ]
    return "\n".join(lines) + "\n"


def neutralise(table: pa.Table) -> pa.Table:
    """The table with an apostrophe before each text that a spreadsheet could run as a formula; numbers are left."""
    for position, field in enumerate(table.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            texts = table.column(position).cast(pa.string())
            # In Arrow's own terms: building an array from Python's objects would load pandas for nothing.
            marked = pc.replace_substring_regex(texts, _FORMULA, r"'\1")
            table = table.set_column(position, field, marked.cast(field.type))
    return table


def as_text(text: str | None) -> str | None:
    """A text with an apostrophe before it, if a spreadsheet could run it as a formula."""
    return "'" + text if text and text.startswith(_FORMULA_STARTS) else text


def _lines(release: ReleaseFile) -> list[str]:
    about = release.about()
    months = f"{month_code(1)} to {about['month']} of {about['months_n']} reporting months"
    lines = [
        f"project: {about['project']}",
        f"release: {about['release_id']}",
        f"months: {months}",
        f"month: {about['month']}",
        f"as_of: {about['as_of']}",
        f"definition_version: {about['definition_version']}",
        f"rule_version: {about['rule_version']}",
        f"publication_plan_version: {about['publication_plan_version']}",
    ]
    if about["is_draft"]:
        lines.insert(0, "draft: DRAFT for the coordinator alone; not to be passed on.")
    if about["supersedes"]:
        lines.append(f"replaces: {about['supersedes']} ({about['reason'] or 'no reason given'})")
    if about["is_synthetic"]:
        lines.insert(0, f"data: {SYNTHETIC_LABEL}")
    return lines


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


def _write_file(path: Path, data: bytes) -> Path:
    # Beside, then swapped: who reads the folder meanwhile sees a whole file.
    fresh = path.with_name(f".{path.name}.part")
    fresh.write_bytes(data)
    fresh.replace(path)
    return path
