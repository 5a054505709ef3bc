"""A CSV file: every cell a copy of the release's, nothing beside them."""

import csv
import io
from collections.abc import Iterator, Sequence
from typing import Any

from etl.attacker.channels.exported import Found, compare_columns, selected_rows
from etl.attacker.released import Released

_NOT_READABLE = object()


def attack_csv(released: Released, name: str, table: str, data: bytes) -> Iterator[Found]:
    """Findings in a CSV copy of a table."""
    lines = read_lines(data)
    if lines is None:
        yield name, "it can't be read as a CSV file"
        return
    header = lines[0] if lines else []
    if any(len(line) != len(header) for line in lines):
        yield name, "lines of different lengths"
        return
    columns: list[Sequence[str]] = list(zip(*lines[1:], strict=True)) if len(lines) > 1 else [()] * len(header)
    if len(set(header)) != len(header):
        yield name, "a column twice"
        return
    said = selected_rows(released, table, dict(zip(header, columns, strict=True)), is_neutralised=True)
    found = {
        column: [_read(cell, own) for cell, own in zip(cells, said[column], strict=False)]
        + list(cells[len(said[column]) :])
        if column in said
        else cells
        for column, cells in zip(header, columns, strict=True)
    }
    yield from compare_columns(name, found, said)


def read_lines(data: bytes) -> list[list[str]] | None:
    """The lines of a CSV file; None when it can't be read as one."""
    try:
        return list(csv.reader(io.StringIO(data.decode("utf-8"), newline=""), strict=True))
    except (UnicodeDecodeError, csv.Error):
        return None


def _read(cell: str, own: Any) -> Any:
    """A cell in the type of the release's own; what is no such thing equals nothing."""
    if own is None or isinstance(own, str):
        # An empty text and an empty cell are one thing in CSV.
        return own if cell == (own or "") else _NOT_READABLE
    if isinstance(own, bool):
        return {"true": True, "false": False}.get(cell, _NOT_READABLE)
    try:
        # float() also takes spaces and underscores: a cell holds digits alone.
        return float(cell) if cell == cell.strip() and "_" not in cell and cell.isascii() else _NOT_READABLE
    except ValueError:
        return _NOT_READABLE
