"""A Parquet file: rows and types of the release, and nothing more in dictionaries, statistics, metadata and gaps."""

import io
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from etl.attacker.channels.exported import Found, compare_columns, plain, selected_rows
from etl.attacker.channels.known import Known
from etl.attacker.channels.wording import attack_wording
from etl.attacker.released import Released

# What a file says of itself beside its rows; each value is read as text.
_LABELS = frozenset({
    "ARROW:schema", "data", "draft", "project", "release", "months", "month", "as_of", "definition_version",
    "rule_version", "publication_plan_version", "replaces",
})  # fmt: skip
_MAGIC = 4


def attack_parquet(released: Released, name: str, table: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in a Parquet copy of a table."""
    read = read_rows(data)
    if read is None:
        yield name, "it can't be read as a Parquet file"
        return
    found = {
        column: [plain(value, False) for value in read.column(position).to_pylist()]
        for position, column in enumerate(read.column_names)
    }
    if len(found) != read.num_columns:
        yield name, "a column twice"
    yield from compare_columns(name, found, selected_rows(released, table, found, is_neutralised=False))
    yield from attack_parquet_parts(name, data, known)


def read_rows(data: bytes) -> pa.Table | None:
    """The rows of a Parquet file; None when it can't be read as one."""
    try:
        return pq.ParquetFile(io.BytesIO(data)).read()
    except (pa.ArrowException, OSError, ValueError):
        return None


def attack_parquet_parts(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in what a Parquet file holds beside its rows."""
    file = pq.ParquetFile(io.BytesIO(data))
    texts = [field.name for field in file.schema_arrow if pa.types.is_string(field.type)]
    yield from _attack_metadata(name, file, known)
    yield from _attack_statistics(name, file)
    yield from _attack_dictionaries(name, pq.ParquetFile(io.BytesIO(data), read_dictionary=texts))
    yield from _attack_gaps(name, file.metadata, data)


def _attack_metadata(name: str, file: pq.ParquetFile, known: Known) -> Iterator[Found]:
    about = {key.decode("utf-8", "replace"): value for key, value in (file.metadata.metadata or {}).items()}
    for _key in sorted(set(about) - _LABELS):
        yield f"{name}, metadata", "a label that no export has"
    for key in sorted(set(about) & (_LABELS - {"ARROW:schema"})):
        yield from attack_wording(f"{name}, metadata {key}", about[key].decode("utf-8", "replace"), known)
    # The arrow schema is kept in base64 beside the rows: what it says of each column is metadata, too.
    schema = file.schema_arrow
    for key in set(schema.metadata or {}) - {label.encode() for label in _LABELS}:
        yield f"{name}, schema", f"a label that no export has ({len(key)} bytes)"
    for field in schema:
        if set(field.metadata or {}) - {b"PARQUET:field_id"}:
            yield f"{name}, column {field.name}", "metadata of a column"
    if not (file.metadata.created_by or "").startswith("parquet-cpp-arrow version "):
        yield f"{name}, metadata", "a maker that no export has"


def _attack_statistics(name: str, file: pq.ParquetFile) -> Iterator[Found]:
    """What stands above the rows must follow from the rows: those of a filtered column would tell of what was cut."""
    for group in range(file.num_row_groups):
        rows, about = file.read_row_group(group), file.metadata.row_group(group)
        for position in range(about.num_columns):
            column, said = rows.column(position), about.column(position).statistics
            if said is None:
                continue
            place = f"{name}, statistics of {rows.column_names[position]}"
            if said.null_count != column.null_count or said.num_values != len(column) - column.null_count:
                yield place, "a count that the rows don't give"
            if said.distinct_count is not None and said.distinct_count != pc.count_distinct(column).as_py():
                yield place, "a count that the rows don't give"
            if said.has_min_max and not _is_extreme(column, said.min, said.max):
                yield place, "a smallest or largest value that the rows don't have"


def _is_extreme(column: pa.ChunkedArray, low: Any, high: Any) -> bool:
    # A column that is packed by a dictionary is compared by what it says.
    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    held = pc.min_max(column).as_py()
    if held["min"] is None:
        return False
    return bool(_text(held["min"]) == _text(low) and _text(held["max"]) == _text(high))


def _text(value: Any) -> Any:
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else value


def _attack_dictionaries(name: str, coded: pq.ParquetFile) -> Iterator[Found]:
    """A dictionary of texts holds what rows use: one that was filtered keeps what was taken out."""
    for group in range(coded.num_row_groups):
        rows = coded.read_row_group(group)
        for column_name, column in zip(rows.column_names, rows.columns, strict=True):
            if not pa.types.is_dictionary(column.type):
                continue
            for chunk in column.chunks:
                if len(chunk.dictionary) != len(pc.unique(chunk.indices.drop_null())):
                    yield f"{name}, dictionary of {column_name}", "a text that no row uses"


def _attack_gaps(name: str, about: pq.FileMetaData, data: bytes) -> Iterator[Found]:
    """Every byte belongs to a column's pages or to the footer."""
    parts = []
    for group in range(about.num_row_groups):
        for position in range(about.num_columns):
            column = about.row_group(group).column(position)
            starts = [column.dictionary_page_offset, column.data_page_offset]
            start = min(offset for offset in starts if offset)
            parts.append((start, start + column.total_compressed_size))
    reached = _MAGIC
    for start, end in sorted(parts):
        if start != reached:
            yield name, "bytes between the columns that belong to none"
        reached = end
    # Footer: the metadata, their length in four bytes, the mark at the end.
    footer = int.from_bytes(data[-8:-4], "little")
    if reached != len(data) - 2 * _MAGIC - footer:
        yield name, "bytes before the footer that belong to no column"
