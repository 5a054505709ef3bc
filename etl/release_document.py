"""Writes docs/release-file.md from the schema and the definitions: `python -m etl.release_document`."""

from itertools import groupby
from pathlib import Path

from etl.release_write import dictionary_rows
from indicators.load import Definitions, load_definitions

PATH = Path(__file__).parent.parent / "docs" / "release-file.md"
_HEAD = """# The shape of a release file

A release is one DuckDB file, opened read-only: `duckdb.connect("data/releases/<release>.duckdb", read_only=True)`. It
never changes; an older one is what was known then. Written by `python -m etl.release_document` from the schema that the
product itself uses; the same list is in each release as table `dictionary` and beside every export.

States of a figure: `value` (zero is one), `not_reported`, `not_due`, `not_applicable`, `withheld` (to protect women),
`too_few` (a rate with too small a base; classes B and C). A figure that is not `value` has no number anywhere.
"""


def build_document(definitions: Definitions) -> str:
    """The document as text."""
    parts = [_HEAD]
    for table, rows in groupby(dictionary_rows(definitions), key=lambda row: row["table_name"]):
        parts.append(f"\n## `{table}`\n\n| column | type | meaning |\n|---|---|---|\n")
        parts += [f"| `{row['column_name']}` | {row['type']} | {row['meaning']} |\n" for row in rows]
    return "".join(parts)


if __name__ == "__main__":
    PATH.write_text(build_document(load_definitions()), encoding="utf-8")
