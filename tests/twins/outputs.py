"""What a release and its exports say, without what may differ between two worlds: ids."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import duckdb
import pyarrow.parquet as pq

# Ids of releases and of submissions: made at random for each, of one length.
_IDS = re.compile(
    rb"M\d\d-\d{8}-(draft-)?(synthetic-)?[0-9a-f]{6}|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}|\b[0-9a-f]{64}\b"
)
# When a workbook of spreadsheets was saved.
_TIMES = re.compile(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?")


def spoken(path: Path, files: dict[str, bytes]) -> dict[str, object]:
    """Every table of the release, its size, and the content of its exports, by name."""
    said: dict[str, object] = {"size of the release": path.stat().st_size}
    with duckdb.connect(str(path), read_only=True) as connection:
        tables = connection.execute("SELECT table_name FROM duckdb_tables() ORDER BY ALL").fetchall()
        for (table,) in tables:
            # In the order of the file, which is an output, too.
            said[f"table {table}"] = without_ids(repr(connection.execute(f"SELECT * FROM {table}").fetchall()).encode())
    for name, content in files.items():
        plain = without_ids(name.encode()).decode()
        said[plain] = _content(name, content)
        if not name.endswith(".parquet"):
            said[f"size of {plain}"] = len(_content(name, content)) if name.endswith(".xlsx") else len(content)
    return said


def without_ids(text: bytes) -> bytes:
    """The bytes with every id and moment replaced by a word."""
    return _TIMES.sub(b"<time>", _IDS.sub(b"<id>", text))


def _content(name: str, content: bytes) -> bytes:
    if name.endswith(".xlsx"):
        with zipfile.ZipFile(BytesIO(content)) as parts:
            return b"".join(part.encode() + without_ids(parts.read(part)) for part in parts.namelist())
    if name.endswith(".parquet"):
        read = pq.ParquetFile(BytesIO(content))
        return without_ids(repr((read.schema_arrow, read.metadata.num_rows, read.read().to_pydict())).encode())
    return without_ids(content)
