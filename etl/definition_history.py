"""Older definitions that rows of a release were made with: a closed figure keeps the version of its closing."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import duckdb

from etl.store import fetch_dicts

Row = dict[str, Any]


def older_definitions(releases: Iterable[Path], figures: Iterable[Row], current: str) -> list[Row]:
    """Rows of the table `definition` for each version beside the current one that figures name, from older releases."""
    wanted = {str(figure["definition_version"]) for figure in figures} - {current}
    found: list[Row] = []
    for path in releases:
        if not wanted:
            break
        rows = [row for row in _read(path) if row["definition_version"] in wanted]
        wanted -= {row["definition_version"] for row in rows}
        found += rows
    return found


def _read(path: Path) -> list[Row]:
    with duckdb.connect(str(path), read_only=True, config={"enable_external_access": "false"}) as connection:
        return fetch_dicts(connection, "SELECT definition_version, file, text FROM definition ORDER BY ALL")
