"""Decisions that two reported things are one: kept one after the other, and laid over copies of the rows alone.

A merged pair reads as if both partners had named the organiser from the beginning (contract, "Joint events").
"""

from dataclasses import dataclass
from datetime import datetime

import duckdb

from etl.store import append_rows, fetch_dicts
from indicators.load import Definitions
from indicators.model.workbook import Joint, Sheet


@dataclass(frozen=True)
class Merge:
    """A decision on a pair of one sheet; without an organiser the two are two again. `reason` may be empty."""

    merge_id: str
    sheet: str
    first_code: str
    second_code: str
    organiser: str | None
    happened_at: datetime
    who: str
    reason: str | None

    @property
    def codes(self) -> tuple[str, str]:
        """The two codes in the order in which they were decided."""
        return self.first_code, self.second_code

    def is_on(self, sheet: str, *codes: str) -> bool:
        """Is it about these codes of a sheet?"""
        return sheet == self.sheet and set(codes) <= set(self.codes)


def read_merges(connection: duckdb.DuckDBPyConnection, until: datetime | None = None) -> tuple[Merge, ...]:
    """The merges in force, now or at a past moment: of each pair the newest decision, if it names an organiser."""
    rows = fetch_dicts(
        connection,
        "SELECT merge_id, sheet, first_code, second_code, organiser, happened_at, who, reason FROM merge_decision "
        "WHERE ? IS NULL OR happened_at <= ? ORDER BY happened_at, merge_id",
        [until, until],
    )
    newest = {(row["sheet"], frozenset((row["first_code"], row["second_code"]))): Merge(**row) for row in rows}
    return tuple(sorted((one for one in newest.values() if one.organiser), key=lambda one: one.merge_id))


def append_merge(connection: duckdb.DuckDBPyConnection, merge: Merge) -> None:
    """Keep one more decision."""
    append_rows(connection, "merge_decision", [vars(merge)])


def key_column(sheet: Sheet) -> str:
    """The column whose code names a thing of a sheet with joint things."""
    return sheet.row_key[0]


def lay_over(connection: duckdb.DuckDBPyConnection, definitions: Definitions, merges: tuple[Merge, ...]) -> None:
    """Lay merges over the copied rows `rows_<SHEET>`: both name the organiser, the guest has the organiser's own day.

    Without a row of the organiser's own (its workbook was returned since) the guest keeps what it says itself.
    """
    for merge in merges:
        sheet = definitions.workbook.sheets.get(merge.sheet)
        # A definition that has lost the sheet or its joint things has lost what was decided on them.
        if sheet is not None and sheet.joint is not None:
            _lay_over(connection, merge, sheet, sheet.joint)


def _lay_over(connection: duckdb.DuckDBPyConnection, merge: Merge, sheet: Sheet, joint: Joint) -> None:
    table, key = f"rows_{merge.sheet}", f'"{key_column(sheet)}"'
    connection.execute(
        f'UPDATE {table} SET "{joint.organiser}" = ? WHERE {key} IN (?, ?)', [merge.organiser, *merge.codes]
    )
    columns = ", ".join(f'"{column}"' for column in joint.same)
    own = connection.execute(
        f"SELECT {columns} FROM {table} WHERE {key} IN (?, ?) AND partner_code = ? "
        "ORDER BY month DESC, row_number DESC LIMIT 1",
        [*merge.codes, merge.organiser],
    ).fetchone()
    if own is not None:
        told = ", ".join(f'"{column}" = ?' for column in joint.same)
        connection.execute(
            f"UPDATE {table} SET {told} WHERE {key} IN (?, ?) AND partner_code <> ?",
            [*own, *merge.codes, merge.organiser],
        )
