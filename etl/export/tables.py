"""Tables of a release as CSV and Parquet: the same rows in both, each with the data dictionary beside it."""

import io

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet as pq

from etl.export.asked import EVERYTHING, Asked
from etl.export.formulas import neutralise
from etl.export.labels import LABEL_TABLE, label_table
from etl.export.names import exported_tables, file_stem
from etl.export.selection import Selection, describe_selection, select
from etl.export.wording import describe, release_lines
from etl.release_file import ReleaseFile
from indicators.texts import SOURCE_LANGUAGE

# The one table that a selection is about; what stands beside it stays whole.
_SELECTED = "figure"
_WHOLE = Selection()


def build_csv(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Names and contents of the CSV export: UTF-8, dot decimals, empty for null, formulas neutralised."""
    files = {f"{file_stem(name)}.csv": csv_bytes(release, name, asked.selection) for name in exported_tables(release)}
    files[f"{LABEL_TABLE}.csv"] = write_csv(asked_labels(release, asked))
    selected = describe_selection(asked.selection)
    return files | {"README.txt": describe(release, selected).encode()}


def build_parquet(release: ReleaseFile, asked: Asked = EVERYTHING) -> dict[str, bytes]:
    """Names and contents of the Parquet export: the exact types of the release."""
    files = {
        f"{file_stem(name)}.parquet": parquet_bytes(release, name, asked.selection) for name in exported_tables(release)
    }
    return files | {f"{LABEL_TABLE}.parquet": write_parquet(release, asked_labels(release, asked))}


def asked_labels(release: ReleaseFile, asked: Asked) -> pa.Table:
    """Labels in the asked language, and in the source's where that is another one."""
    return label_table(release, asked.definitions, dict.fromkeys([asked.language, SOURCE_LANGUAGE]))


def csv_bytes(release: ReleaseFile, table: str = "figure", selection: Selection = _WHOLE) -> bytes:
    """One table as CSV."""
    return write_csv(selected_rows(release, table, selection))


def write_csv(table: pa.Table) -> bytes:
    """Rows as CSV, formulas neutralised."""
    target = io.BytesIO()
    options = pyarrow.csv.WriteOptions(quoting_style="needed")
    pyarrow.csv.write_csv(neutralise(table), target, options)
    return target.getvalue()


def parquet_bytes(release: ReleaseFile, table: str = "figure", selection: Selection = _WHOLE) -> bytes:
    """One table as Parquet."""
    return write_parquet(release, selected_rows(release, table, selection))


def write_parquet(release: ReleaseFile, content: pa.Table) -> bytes:
    """Rows as Parquet; its metadata say which release they are of and whether the data are made up."""
    about = {line.partition(": ")[0]: line.partition(": ")[2] for line in release_lines(release)}
    labelled = content.replace_schema_metadata({**(content.schema.metadata or {}), **about})
    target = io.BytesIO()
    pq.write_table(labelled, target, compression="zstd")
    return target.getvalue()


def selected_rows(release: ReleaseFile, table: str, selection: Selection = _WHOLE) -> pa.Table:
    """The selected rows of a table, in the order of the release."""
    rows = release.arrow(table)
    return select(rows, selection) if table == _SELECTED else rows
