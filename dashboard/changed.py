"""What differs from the release before: pure, from the release's own table `change`."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import groupby

from dashboard.rows import Row
from dashboard.symbols import STATUS_SYMBOLS

_TOTAL, _RESTATED = "total", "restated"


@dataclass(frozen=True)
class Restated:
    """The totals of one indicator that are told otherwise than before: the newest, and how many months before it."""

    newest: Row
    earlier_n: int


@dataclass(frozen=True)
class Changes:
    """Changes in the order of the results framework; `parts_n` counts restated figures of breakdowns."""

    since: str | None
    restated: tuple[Restated, ...]
    parts_n: int
    new: tuple[Row, ...]

    @property
    def turned(self) -> tuple[Row, ...]:
        """New figures whose status is another one than that of the figure before: first those that got worse."""
        return tuple(sorted((row for row in self.new if _is_turned(row)), key=lambda row: not _is_worse(row)))


def read_changes(rows: Iterable[Row], codes: list[str]) -> Changes:
    """Group the changes of the indicators in `codes`, totals apart from their parts."""
    place = {code: position for position, code in enumerate(codes)}
    known = [row for row in rows if row["indicator_code"] in place]
    ordered = sorted(known, key=lambda row: (place[row["indicator_code"]], row["month"]))
    restated = [row for row in ordered if row["kind"] == _RESTATED]
    totals = [row for row in restated if row["breakdown"] == _TOTAL]
    by_code = groupby(totals, key=lambda row: str(row["indicator_code"]))
    grouped = (list(rows) for _code, rows in by_code)
    return Changes(
        since=next((row["since_release"] for row in ordered if row["since_release"]), None),
        restated=tuple(Restated(rows[-1], len(rows) - 1) for rows in grouped),
        parts_n=len(restated) - len(totals),
        new=tuple(row for row in ordered if _is_new_total(row)),
    )


def _is_new_total(row: Row) -> bool:
    return row["kind"] != _RESTATED and row["breakdown"] == _TOTAL and row["after_state"] == "value"


def _is_worse(row: Row) -> bool:
    ranks = list(STATUS_SYMBOLS)
    return ranks.index(row["after_status"]) < ranks.index(row["before_status"])


def _is_turned(row: Row) -> bool:
    statuses = (row["before_status"], row["after_status"])
    return None not in statuses and "unavailable" not in statuses and statuses[0] != statuses[1]
