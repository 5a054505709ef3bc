"""What is known of earlier months: for checks across months, for prefilled templates, for receipts."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

import duckdb

from etl.schema import table_name
from etl.store import Store, fetch_dicts
from indicators.load import Definitions

COUNTING = ("accepted", "received")


@dataclass(frozen=True)
class Record:
    """One stored workbook revision with its rows; `month` is the number of the reporting month."""

    submission_id: str
    partner: str
    month: int
    revision: int
    state: str
    content_sha256: str
    cover: dict[str, Any] = field(default_factory=dict)
    sheets: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)


@dataclass(frozen=True)
class History:
    """Everything stored that a check of one partner's workbook looks at."""

    partner: str
    # Newest accepted or waiting revision of each month (the one that rules across months look at).
    newest: dict[int, Record] = field(default_factory=dict)
    # Number of the newest accepted revision of each month.
    accepted_revision: dict[int, int] = field(default_factory=dict)
    # Content digest -> submission id and state of everything of this partner that was not rejected.
    known_content: dict[str, tuple[str, str]] = field(default_factory=dict)
    locked_months: frozenset[int] = frozenset()
    # Rows of joint sheets of the other partners: sheet -> rows with partner_code and month.
    others: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)

    def before(self, month: int) -> Record | None:
        """The newest record of an earlier month."""
        months = [known for known in self.newest if known < month]
        return self.newest[max(months)] if months else None

    def after(self, month: int) -> Record | None:
        """The next accepted record of a later month."""
        months = [known for known, record in self.newest.items() if known > month and record.state == "accepted"]
        return self.newest[min(months)] if months else None

    def rows_before(self, month: int, sheet: str) -> list[dict[str, Any]]:
        """All rows of a sheet in earlier months, oldest first, each with its `month`."""
        records = [self.newest[known] for known in sorted(self.newest) if known < month]
        return [{**row, "month": record.month} for record in records for row in record.sheets.get(sheet, ())]


def read_history(store: Store, partner: str) -> History:
    """Read what is known of a partner; an unknown partner has an empty history."""
    with store.open() as connection:
        return read_history_from(connection, store.definitions, partner)


def read_history_from(connection: duckdb.DuckDBPyConnection, definitions: Definitions, partner: str) -> History:
    """As `read_history`, over a connection that is already open."""
    submissions = fetch_dicts(
        connection,
        "SELECT submission_id, partner_code, month, revision, state, content_sha256 FROM submission_now "
        "WHERE partner_code = ? ORDER BY month, revision, submission_id",
        [partner],
    )
    newest = {row["month"]: row for row in submissions if row["state"] in COUNTING}
    rows = _sheet_reader(connection, [row["submission_id"] for row in newest.values()])
    cover_sheet = definitions.workbook.roles.sheet
    sheets = {name: rows(name) for name in definitions.workbook.sheets} if newest else {}
    records = {}
    for month, row in newest.items():
        own = {name: tuple(found.get(row["submission_id"], ())) for name, found in sheets.items()}
        cover = own.pop(cover_sheet)
        records[month] = Record(
            submission_id=row["submission_id"],
            partner=partner,
            month=month,
            revision=row["revision"],
            state=row["state"],
            content_sha256=row["content_sha256"],
            cover=cover[0] if cover else {},
            sheets=own,
        )
    return History(
        partner=partner,
        newest=records,
        accepted_revision={row["month"]: row["revision"] for row in submissions if row["state"] == "accepted"},
        known_content={
            row["content_sha256"]: (row["submission_id"], row["state"])
            for row in submissions
            if row["state"] != "returned"
        },
        locked_months=_locked_months(connection, partner),
        others=_rows_of_others(connection, definitions, partner),
    )


def _sheet_reader(
    connection: duckdb.DuckDBPyConnection, ids: list[str]
) -> Callable[[str], dict[str, list[dict[str, Any]]]]:
    def read(sheet: str) -> dict[str, list[dict[str, Any]]]:
        query = f"SELECT * FROM {table_name(sheet)} WHERE list_contains(?, submission_id) ORDER BY row_number"
        found: dict[str, list[dict[str, Any]]] = {}
        for row in fetch_dicts(connection, query, [ids]):
            found.setdefault(row.pop("submission_id"), []).append(row)
        return found

    return read


def _locked_months(connection: duckdb.DuckDBPyConnection, partner: str) -> frozenset[int]:
    # A lock of one partner goes before the lock of the whole month, whichever came first.
    locks = fetch_dicts(
        connection,
        "SELECT month, partner_code, is_locked FROM lock_now WHERE partner_code IS NULL OR partner_code = ?",
        [partner],
    )
    general = {lock["month"] for lock in locks if lock["partner_code"] is None and lock["is_locked"]}
    own = {lock["month"]: lock["is_locked"] for lock in locks if lock["partner_code"]}
    return frozenset({month for month in general | set(own) if own.get(month, month in general)})


def _rows_of_others(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, partner: str
) -> dict[str, tuple[dict[str, Any], ...]]:
    found = {}
    for name, sheet in definitions.workbook.sheets.items():
        if sheet.joint:
            query = (
                f"SELECT t.*, s.partner_code, s.month FROM {table_name(name)} t JOIN submission_now s "
                "USING (submission_id) WHERE s.partner_code <> ? AND s.state IN ('accepted', 'received')"
            )
            found[name] = tuple(fetch_dicts(connection, query, [partner]))
    return found
