"""What the questions look at: the accepted rows, read once, and what the coordinator has already decided on them."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

import duckdb

from etl.merge_decision import Merge, read_merges
from etl.merge_sides import JOINT_RULE
from etl.quality.conditions import fulfils
from etl.quality.query import Query, plain
from etl.schema import table_name
from etl.store import Store, fetch_dicts
from etl.stored_issue import unpack
from indicators.load import Definitions
from indicators.model.quality import Conditions, Question
from indicators.model.workbook import Sheet

Row = dict[str, Any]
Series = dict[tuple[Any, ...], list[Row]]
# What a query is told besides the places of its texts.
_NO_PLACES = ("evidence", "pair", "pair_partners", "thing", "partner", "month")


@dataclass(frozen=True)
class Known:
    """Accepted rows by sheet, each with `partner_code`, `month` (a number), `submission_id` and `row_number`.

    They stand in the order of month, partner and row. Rows that wait are only those of sheets with joint things.
    """

    definitions: Definitions
    rows: Mapping[str, tuple[Row, ...]]
    reported: Mapping[str, tuple[int, ...]]
    waiting: Mapping[str, tuple[Row, ...]] = field(default_factory=dict)
    # Submission, sheet and row of which intake has asked whether it is joint.
    asked: frozenset[tuple[str, str, int]] = frozenset()
    merges: tuple[Merge, ...] = ()
    # What intake asked about accepted workbooks that it did not hold back, each with its submission, partner and month.
    told: tuple[Row, ...] = ()

    def of(self, sheet: str, conditions: Conditions | None = None) -> Iterator[Row]:
        """Rows of a sheet, all or those that fulfil conditions."""
        rows = self.rows.get(sheet, ())
        return (row for row in rows if conditions is None or fulfils(row, conditions))

    def series(self, sheet: str, columns: Iterable[str], conditions: Conditions | None = None) -> Series:
        """Rows of a sheet by the values of some columns, each series in the order of its months."""
        found: Series = defaultdict(list)
        names = tuple(columns)
        for row in self.of(sheet, conditions):
            found[tuple(row[name] for name in names)].append(row)
        return found

    def newest_rows(self, sheet: str, columns: Iterable[str]) -> list[Row]:
        """The newest row of each thing."""
        return [rows[-1] for rows in self.series(sheet, ("partner_code", *columns)).values()]

    def newest_month(self, partner: str) -> int:
        """The newest month with an accepted workbook; 0 without one."""
        return max(self.reported.get(partner, ()), default=0)

    def sheet(self, name: str) -> Sheet:
        """Definition of a sheet."""
        return self.definitions.workbook.sheets[name]

    @cached_property
    def merged(self) -> frozenset[frozenset[str]]:
        """Pairs of codes that the coordinator has made one."""
        return frozenset(frozenset((merge.first_code, merge.second_code)) for merge in self.merges)

    def name_thing(self, sheet: str, row: Row) -> str:
        """How a partner finds the row: its key."""
        return " · ".join(str(row[column]) for column in self.sheet(sheet).row_key)

    def query(
        self,
        question: Question,
        sheet: str,
        columns: tuple[str, ...],
        rows: list[Row],
        about: tuple[Any, ...],
        facts: tuple[Any, ...],
        **places: Any,
    ) -> Query:
        """A query on rows of one workbook; the last of them names the thing, the month and the first column's value."""
        row, shown = rows[-1], dict(places)
        value = shown.pop("value", row.get(columns[0]) if columns else None)
        labels = dict(shown.pop("labels", {}))
        own = {name: shown.pop(name) for name in _NO_PLACES if name in shown}
        if columns:
            labels = self._labels(sheet, columns[0], value) | labels
        return Query(
            question=question,
            partner=own.pop("partner", row["partner_code"]),
            month=own.pop("month", row["month"]),
            sheet=sheet,
            columns=columns,
            about=about,
            facts=facts,
            rows=tuple(one["row_number"] for one in rows),
            thing=own.pop("thing", self.name_thing(sheet, row)),
            places={"value": "–" if value is None else plain(value)} | shown,
            labels=labels,
            **own,
        )

    def _labels(self, sheet: str, column: str, value: Any) -> dict[str, str]:
        about = self.sheet(sheet).columns[column]
        labels = {"label": about.label}
        if about.type == "code" and about.list and value in self.definitions.codes(about.list):
            labels["value"] = self.definitions.codes(about.list)[value]
        return labels


def read_known(store: Store) -> Known:
    """Read everything in one short opening of the store."""
    with store.open() as connection:
        return read_known_from(connection, store.definitions)


def read_known_from(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> Known:
    """As `read_known`, over a connection that is already open."""
    # Once: the view costs more than all rows.
    now = fetch_dicts(
        connection,
        "SELECT submission_id, partner_code, month, state, issues FROM submission_now "
        "WHERE state IN ('accepted', 'received') ORDER BY month, partner_code",
    )
    accepted = {row["submission_id"]: row for row in now if row["state"] == "accepted"}
    waiting = {row["submission_id"]: row for row in now if row["state"] == "received"}
    reported: dict[str, list[int]] = defaultdict(list)
    for row in accepted.values():
        reported[row["partner_code"]].append(row["month"])
    sheets = definitions.workbook.sheets
    return Known(
        definitions=definitions,
        rows={name: _read_rows(connection, name, accepted) for name in sheets},
        reported={partner: tuple(months) for partner, months in reported.items()},
        waiting={name: _read_rows(connection, name, waiting) for name, sheet in sheets.items() if sheet.joint},
        asked=frozenset(_asked(accepted)),
        merges=read_merges(connection),
        told=tuple(_told(definitions, accepted)),
    )


def _read_rows(connection: duckdb.DuckDBPyConnection, sheet: str, submissions: Mapping[str, Row]) -> tuple[Row, ...]:
    query = f"SELECT * FROM {table_name(sheet)} WHERE list_contains(?, submission_id)"
    found = fetch_dicts(connection, query, [list(submissions)]) if submissions else []
    for row in found:
        about = submissions[row["submission_id"]]
        row |= {"partner_code": about["partner_code"], "month": about["month"]}
    return tuple(sorted(found, key=lambda row: (row["month"], row["partner_code"], row["row_number"])))


def _told(definitions: Definitions, submissions: Mapping[str, Row]) -> Iterator[Row]:
    quiet = definitions.quiet_rules
    for submission_id, row in submissions.items():
        for issue in json.loads(row["issues"] or "[]"):
            if issue["severity"] == "query" and issue["code"] in quiet:
                about = {"partner_code": row["partner_code"], "month": row["month"], "submission_id": submission_id}
                yield issue | about | {"message": unpack(issue["message"])}


def _asked(submissions: Mapping[str, Row]) -> Iterator[tuple[str, str, int]]:
    for submission_id, row in submissions.items():
        for issue in json.loads(row["issues"] or "[]"):
            if issue["code"] == JOINT_RULE and issue["row"] is not None:
                yield submission_id, issue["sheet"], issue["row"]
