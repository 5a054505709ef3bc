"""What is known of earlier months: for checks across months, for prefilled templates, for receipts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

import duckdb

from etl.schema import table_name
from etl.store import Store, fetch_dicts, planned_as_written
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
    # Accepted revisions over which a newer one waits: until that is decided they are what counts.
    standing: dict[int, Record] = field(default_factory=dict)
    # Number of the newest accepted revision of each month.
    accepted_revision: dict[int, int] = field(default_factory=dict)
    # Content digest -> submission id and state of everything of this partner that was not returned.
    known_content: dict[str, tuple[str, str]] = field(default_factory=dict)
    # Content digest -> the coordinator's reason, of what was returned.
    returned_content: dict[str, str] = field(default_factory=dict)
    locked_months: frozenset[int] = frozenset()
    # Of other partners no more than the columns that a sheet opens to them: sheet -> rows with partner_code and month.
    others: dict[str, tuple[dict[str, Any], ...]] = field(default_factory=dict)

    def before(self, month: int) -> Record | None:
        """The newest record of an earlier month."""
        months = [known for known in self.newest if known < month]
        return self.newest[max(months)] if months else None

    def accepted_after(self, month: int) -> list[Record]:
        """The accepted records of later months, the next one first."""
        accepted = {known: record for known, record in self.newest.items() if record.state == "accepted"}
        return [record for known, record in sorted((self.standing | accepted).items()) if known > month]

    def is_returned(self, content_sha256: str) -> bool:
        """Has the coordinator returned this content, and was it not sent again since?"""
        return content_sha256 in self.returned_content and content_sha256 not in self.known_content

    def rows_before(self, month: int, sheet: str) -> list[dict[str, Any]]:
        """All rows of a sheet in earlier months, oldest first, each with its `month`."""
        records = [self.newest[known] for known in sorted(self.newest) if known < month]
        return [{**row, "month": record.month} for record in records for row in record.sheets.get(sheet, ())]


def read_history(store: Store, partner: str) -> History:
    """Read what is known of a partner; an unknown partner has an empty history.

    It is kept until anybody, in whatever process, has written to the store: reading costs more than the whole check.
    """
    place = (store.home.store_path, store.definitions.folder, store.definitions.version, partner)
    kept = _kept.get(place)
    if kept is not None and kept[0] == store.version():
        return kept[1]
    with store.open() as connection:
        # Nobody can write while the store is open here, so what is read belongs to this version.
        version = store.version()
        history = read_history_from(connection, store.definitions, partner)
    if len(_kept) >= _MOST_KEPT:
        _kept.clear()
    _kept[place] = (version, history)
    return history


# The newest history of each partner with the version of the store that it was read from.
_kept: dict[tuple[Any, ...], tuple[bytes, History]] = {}
_MOST_KEPT = 64


def read_history_from(connection: duckdb.DuckDBPyConnection, definitions: Definitions, partner: str) -> History:
    """As `read_history`, over a connection that is already open."""
    told = _read_submissions(connection, partner)
    own = [row for row in told if row["partner_code"] == partner]
    newest = {row["month"]: row for row in own if row["state"] in COUNTING}
    standing = {
        row["month"]: row for row in own if row["state"] == "accepted" and newest[row["month"]]["state"] != "accepted"
    }
    with planned_as_written(connection):
        records = _read_records(connection, definitions, [*newest.values(), *standing.values()])
        others = _rows_of_others(connection, definitions, [row for row in told if row["partner_code"] != partner])
    return History(
        partner=partner,
        newest={month: records[row["submission_id"]] for month, row in newest.items()},
        standing={month: records[row["submission_id"]] for month, row in standing.items()},
        accepted_revision={row["month"]: row["revision"] for row in own if row["state"] == "accepted"},
        known_content={
            row["content_sha256"]: (row["submission_id"], row["state"]) for row in own if row["state"] != "returned"
        },
        returned_content=_returned(own),
        locked_months=_locked_months(connection, partner),
        others=others,
    )


def _read_submissions(connection: duckdb.DuckDBPyConnection, partner: str) -> list[dict[str, Any]]:
    """What became of every submission; the reason only of this partner's own."""
    # One look at the states of all: the view costs more than its rows.
    return fetch_dicts(
        connection,
        "SELECT submission_id, partner_code, month, revision, state, state_id, content_sha256, "
        "CASE WHEN partner_code = ? THEN reason END AS reason "
        "FROM submission_now ORDER BY month, revision, submission_id",
        [partner],
    )


def _returned(own: list[dict[str, Any]]) -> dict[str, str]:
    # The newest reason of each content: ids of states follow one another even where the clock stands still.
    decided = sorted(own, key=lambda row: row["state_id"] or "")
    return {row["content_sha256"]: row["reason"] or "" for row in decided if row["state"] == "returned"}


def _read_records(
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, submissions: list[dict[str, Any]]
) -> dict[str, Record]:
    if not submissions:
        return {}
    ids = [row["submission_id"] for row in submissions]
    sheets = {name: dict(_rows_by_submission(connection, name, ids)) for name in definitions.workbook.sheets}
    covers = sheets.pop(definitions.workbook.roles.sheet)
    return {
        row["submission_id"]: Record(
            submission_id=row["submission_id"],
            partner=row["partner_code"],
            month=row["month"],
            revision=row["revision"],
            state=row["state"],
            content_sha256=row["content_sha256"],
            cover=next(iter(covers.get(row["submission_id"], ())), {}),
            sheets={name: tuple(found.get(row["submission_id"], ())) for name, found in sheets.items()},
        )
        for row in submissions
    }


def _rows_by_submission(
    connection: duckdb.DuckDBPyConnection, sheet: str, ids: list[str]
) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    query = f"SELECT * FROM {table_name(sheet)} WHERE list_contains(?, submission_id) ORDER BY row_number"
    found: dict[str, list[dict[str, Any]]] = {}
    for row in fetch_dicts(connection, query, [ids]):
        found.setdefault(row.pop("submission_id"), []).append(row)
    yield from found.items()


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
    connection: duckdb.DuckDBPyConnection, definitions: Definitions, submissions: Iterable[dict[str, Any]]
) -> dict[str, tuple[dict[str, Any], ...]]:
    """What may be compared of other partners' rows, each once, with the newest month in which it stands."""
    counting = {row["submission_id"]: row for row in submissions if row["state"] in COUNTING}
    found: dict[str, tuple[dict[str, Any], ...]] = {}
    for name, sheet in definitions.workbook.row_sheets.items():
        if sheet.seen_by_others:
            columns = ", ".join(f'"{column}"' for column in sheet.seen_by_others)
            query = f"SELECT submission_id, {columns} FROM {table_name(name)} WHERE list_contains(?, submission_id)"
            rows = fetch_dicts(connection, query, [list(counting)])
            found[name] = newest_of_each([_of_partner(row, counting[row.pop("submission_id")]) for row in rows])
    return found


def _of_partner(row: dict[str, Any], submission: dict[str, Any]) -> dict[str, Any]:
    return {**row, "partner_code": submission["partner_code"], "month": submission["month"]}


def newest_of_each(rows: Iterable[dict[str, Any]]) -> tuple[dict[str, Any], ...]:
    """Rows that differ in their month alone, once: the newest."""
    newest: dict[tuple[Any, ...], dict[str, Any]] = {}
    for row in sorted(rows, key=lambda row: row["month"] or 0):
        newest[tuple(value for name, value in row.items() if name != "month")] = row
    return tuple(newest.values())
