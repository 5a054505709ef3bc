"""Which two things a merge is about: given as their own codes, or as the submissions that hold them."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import product
from typing import Any

import duckdb

from etl.errors import UserError
from etl.merge_decision import key_column
from etl.schema import table_name
from etl.store import fetch_dicts
from indicators.load import Definitions
from indicators.model.workbook import Joint, Sheet
from indicators.texts import N_

# The rule of intake that asks whether two rows are one joint thing.
JOINT_RULE = "V04"
_COUNTING = ("accepted", "received")


class AmbiguousMerge(UserError):
    """A submission holds several things that could be meant; they are listed."""

    exit_code = 1


@dataclass(frozen=True)
class Side:
    """One of the two: its newest accepted or waiting row."""

    sheet: str
    code: str
    partner: str
    month: int
    submission_id: str
    state: str
    row_number: int
    same: tuple[Any, ...]
    # All queries that hold its submission back: sheet, row and code.
    queries: tuple[tuple[str, int | None, str], ...]

    @property
    def asked_n(self) -> int:
        """Of how many other partners intake asked whether this is theirs, too."""
        return self.queries.count((self.sheet, self.row_number, JOINT_RULE))


def read_sides(connection: duckdb.DuckDBPyConnection, definitions: Definitions) -> list[Side]:
    """Everything that can be merged: rows of accepted and waiting workbooks, oldest first."""
    quiet = frozenset(definitions.quiet_rules)
    return [
        side
        for name, sheet in definitions.workbook.row_sheets.items()
        if sheet.joint and len(sheet.row_key) == 1
        for side in _sides_of(connection, name, sheet, sheet.joint, quiet)
    ]


def find_sides(known: list[Side], first: str, second: str) -> tuple[Side, Side]:
    """The two things; raises UserError for an unknown id, AmbiguousMerge with the pairs that could be meant."""
    ones, others = _candidates(known, first), _candidates(known, second)
    if len(ones) == len(others) == 1:
        return ones[0], others[0]
    pairs = [
        (one, other)
        for one, other in product(ones, others)
        if one.partner != other.partner and (one.sheet, one.same) == (other.sheet, other.same)
    ]
    if len(pairs) == 1:
        return pairs[0]
    if not pairs:
        raise AmbiguousMerge(
            N_("It is not clear which of them are one: {first} holds {ones}, {second} holds {others}. Name two codes."),
            first=first,
            ones=_listed(ones),
            second=second,
            others=_listed(others),
        )
    found = "; ".join(f"{one.code} {other.code}" for one, other in pairs)
    raise AmbiguousMerge(N_("Several pairs could be meant: {pairs}. Name the two codes of one."), pairs=found)


def _listed(sides: list[Side]) -> str:
    return ", ".join(sorted(side.code for side in sides))


def _candidates(known: list[Side], text: str) -> list[Side]:
    """Things of a code, else of a submission: those that intake asked about, or all when it asked about none."""
    by_code = [side for side in known if side.code == text.strip().upper()]
    if by_code:
        # Of one code only the newest row; the same code with two partners stays two.
        newest = {side.partner: side for side in by_code}
        return list(newest.values())
    own = [side for side in known if side.submission_id == text.strip()]
    if not own:
        raise UserError(N_("There is no event and no submission {id} that counts or waits. See the list."), id=text)
    return [side for side in own if side.asked_n] or own


def _sides_of(
    connection: duckdb.DuckDBPyConnection, name: str, sheet: Sheet, joint: Joint, quiet: frozenset[str]
) -> Iterator[Side]:
    columns = ", ".join(f't."{column}"' for column in (key_column(sheet), *joint.same))
    rows = fetch_dicts(
        connection,
        f"SELECT s.submission_id, s.partner_code, s.month, s.state, s.issues, t.row_number, {columns} "
        f"FROM {table_name(name)} t JOIN submission_now s USING (submission_id) "
        "WHERE list_contains(?, s.state) ORDER BY s.month, s.revision, s.submission_id, t.row_number",
        [list(_COUNTING)],
    )
    for row in rows:
        yield Side(
            sheet=name,
            code=row[key_column(sheet)],
            partner=row["partner_code"],
            month=row["month"],
            submission_id=row["submission_id"],
            state=row["state"],
            row_number=row["row_number"],
            same=tuple(row[column] for column in joint.same),
            queries=_queries(row["issues"], quiet),
        )


def _queries(issues: str | None, quiet: frozenset[str]) -> tuple[tuple[str, int | None, str], ...]:
    found = (issue for issue in json.loads(issues or "[]") if issue["severity"] == "query")
    return tuple((issue["sheet"], issue["row"], issue["code"]) for issue in found if issue["code"] not in quiet)
