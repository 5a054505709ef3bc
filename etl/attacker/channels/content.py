"""What an output tells, without ids and times: two releases that tell the same give equal structures.

For twin worlds: whatever differs between `content_of` of two outputs is something that a reader could see.
"""

import io
import json
import zipfile
from collections.abc import Callable, Iterable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import duckdb
import pyarrow.parquet as pq
from pypdf import PdfReader

from etl.attacker.channels.html_units import UnitReader, read_picture
from etl.attacker.channels.masks import Masks

# Columns that hold ids: where rows lie in the order of such a column, that order is a chance.
_ID_COLUMNS = frozenset({"submission_id"})


def content_of(output: Path | bytes, name: str = "") -> dict[str, Any]:
    """The content of a file or of bytes, by its name's ending: its masked name, and every part that is read.

    Row counts, orders, sheets, metadata and attributes belong to it. Raises ValueError for what it can't read.
    """
    name = name or (output.name if isinstance(output, Path) else "")
    ending = name.rpartition(".")[2].lower()
    if ending == "duckdb":
        return {"name": Masks().text(name), "tables": _database_of(output)}
    data = output.read_bytes() if isinstance(output, Path) else output
    reader = _READERS.get(ending)
    if reader is None:
        raise ValueError(f"no reader of .{ending} files")
    return {"name": Masks().text(name), "content": reader(data)}


def _database_of(output: Path | bytes) -> dict[str, Any]:
    if isinstance(output, Path):
        return _database(output)
    with TemporaryDirectory(prefix="wego-content-") as folder:
        path = Path(folder) / "release.duckdb"
        path.write_bytes(output)
        return _database(path)


def _database(path: Path) -> dict[str, Any]:
    with duckdb.connect(str(path), read_only=True, config={"enable_external_access": "false"}) as opened:
        objects = opened.execute(
            "SELECT 'view', view_name FROM duckdb_views() WHERE NOT internal UNION ALL "
            "SELECT 'table', table_name FROM duckdb_tables() WHERE NOT internal ORDER BY ALL"
        ).fetchall()
        named = _named_submissions(opened, {name for _kind, name in objects})
        return {f"{kind} {name}": _table(opened, name, Masks(named)) for kind, name in objects}


def _named_submissions(opened: duckdb.DuckDBPyConnection, tables: set[str]) -> dict[str, str]:
    """A submission is told by partner, month and revision; its id is made by chance."""
    if "submission" not in tables:
        return {}
    rows = opened.execute("SELECT submission_id, partner_code, month, revision FROM submission").fetchall()
    return {str(row[0]): " ".join(map(str, row[1:])) for row in rows}


def _table(opened: duckdb.DuckDBPyConnection, name: str, masks: Masks) -> dict[str, Any]:
    cursor = opened.execute('SELECT * FROM "{}"'.format(name.replace('"', '""')))
    columns = [(column[0], str(column[1])) for column in cursor.description or ()]
    rows = [masks.value(row) for row in cursor.fetchall()]
    return {"columns": columns, "rows": in_order([column for column, _type in columns], rows)}


def in_order(columns: list[str], rows: list[Any]) -> list[Any]:
    """Rows as they lie; those with ids, whose order is a chance, by what they tell."""
    return sorted(rows, key=repr) if _ID_COLUMNS & set(columns) else rows


def _csv(data: bytes) -> Any:
    import csv

    lines = [Masks().value(line) for line in csv.reader(io.StringIO(data.decode("utf-8"), newline=""))]
    return [lines[0], *in_order(lines[0], lines[1:])] if lines else []


def _parquet(data: bytes) -> Any:
    file, masks = pq.ParquetFile(io.BytesIO(data)), Masks()
    rows = [masks.value(list(row.values())) for row in file.read().to_pylist()]
    metadata = {key.decode(): masks.text(value.decode("utf-8", "replace")) for key, value in _labels(file)}
    return {
        "schema": str(file.schema_arrow.remove_metadata()),
        "rows": in_order(file.schema_arrow.names, rows),
        "metadata": metadata,
        "groups": [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)],
    }


def _labels(file: pq.ParquetFile) -> Iterable[tuple[bytes, bytes]]:
    return ((key, value) for key, value in (file.metadata.metadata or {}).items() if key != b"ARROW:schema")


def _box(data: bytes) -> Any:
    """A ZIP or a workbook: its members' names in order, and what each holds."""
    with zipfile.ZipFile(io.BytesIO(data)) as box:
        members = [(Masks().text(one.filename), one.filename, one.comment) for one in box.infolist()]
        comment = box.comment.decode("utf-8", "replace")
        return {"comment": comment, "members": [(shown, note, _member(name, box)) for shown, name, note in members]}


def _member(name: str, box: zipfile.ZipFile) -> Any:
    ending = name.rpartition(".")[2].lower()
    reader = _READERS.get(ending, _text) if ending not in ("xml", "rels") else _text
    return reader(box.read(name))


def _text(data: bytes) -> Any:
    return Masks().text(data.decode("utf-8", "replace"))


def _json(data: bytes) -> Any:
    return Masks().value(json.loads(data))


def _html(data: bytes) -> Any:
    reader, masks = UnitReader(), Masks()
    reader.feed(data.decode("utf-8", "replace"))
    reader.close()
    pictures = [(kind, masks.text(content.decode("utf-8", "replace"))) for _, address in reader.pictures
                for kind, content in [read_picture(address)]]  # fmt: skip
    return {
        "units": [(unit.place, masks.text(unit.text), unit.styles) for unit in reader.units],
        "scripts": [masks.text(content) for _kind, _given, content in reader.scripts],
        "pictures": pictures,
    }


def _pdf(data: bytes) -> Any:
    reader, masks = PdfReader(io.BytesIO(data)), Masks()
    making = {"/CreationDate", "/ModDate"}
    about = {key: masks.text(str(value)) for key, value in (reader.metadata or {}).items() if key not in making}
    return {"pages": [masks.text(page.extract_text()) for page in reader.pages], "about": about}


_READERS: dict[str, Callable[[bytes], Any]] = {
    "csv": _csv, "parquet": _parquet, "zip": _box, "xlsx": _box, "docx": _box, "json": _json, "ipynb": _json,
    "html": _html, "htm": _html, "svg": _html, "pdf": _pdf, "txt": _text, "md": _text, "log": _text, "xml": _text,
}  # fmt: skip
