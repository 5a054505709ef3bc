"""What changed since the last release: figures told otherwise than before, and the newest month beside the last one.

Made of the two release files alone. So nothing about women can stand here that the figures themselves don't tell.
"""

import math
from collections.abc import Iterator
from pathlib import Path

from etl.change_reasons import Reasons
from etl.compared import Key, Row, Side, append_changes, key_of, open_side
from etl.home import Home
from etl.release_file import ReleaseInfo, list_releases
from etl.release_schema import TABLES
from indicators.calculate.catalogue import ALL, TOTAL
from indicators.periods import month_code, month_number

NEW, RESTATED = "new", "restated"
_COMPARED = ("state", "value", "expected", "status", "target")
_WOMEN = "A"


def find_earlier(home: Home, month: int, supersedes: str | None) -> ReleaseInfo | None:
    """The release to compare with: the one that is replaced, else the newest of this month or an older one."""
    known = list_releases(home)
    if supersedes:
        return next((info for info in known if info.release_id == supersedes), None)
    current = [info for info in known if info.is_in_force and info.month <= month]
    return current[-1] if current else None


def write_changes(building: Path, earlier: Path | None) -> None:
    """Fill in the table `change` of a release that is being built; without an earlier release nothing changed."""
    if earlier is None:
        return
    with open_side(earlier) as before, open_side(building) as after:
        rows = list_changes(before, after)
    append_changes(building, rows, TABLES["change"])


def list_changes(before: Side, after: Side) -> list[Row]:
    """Rows of the table `change`, the newest month first."""
    pairs = [*_new(before, after), *_restated(before, after)]
    old = before.sources({key for _row, _fields, key in pairs if key})
    new = after.sources({key_of(row) for row, _fields, _before in pairs})
    reasons = Reasons(before, after)
    rows = []
    for row, fields, key in pairs:
        is_new = key is None or key[1] != row["month"]
        since = month_number(key[1]) if key and is_new else None
        found = reasons.of(row, fields, old.get(key, set()) if key else set(), new[key_of(row)], since)
        rows.append(_change(before, row, key, NEW if is_new else RESTATED, ";".join(found)))
    return rows


def _new(before: Side, after: Side) -> Iterator[tuple[Row, set[str], Key | None]]:
    """The totals of the release's last month, each beside the earlier release's newest figure."""
    if after.month == before.month:
        return
    for key, row in after.figures.items():
        if key[1] != month_code(after.month) or key[2:] != (TOTAL, ALL):
            continue
        # What is not shown of women is no news: the one neutral sentence stands at the figure itself.
        if row["class"] == _WOMEN and row["state"] != "value":
            continue
        earlier = _newest(before, row)
        fields = {"state", "value"} | ({"target"} if earlier and earlier["target"] != row["target"] else set())
        yield row, fields, key_of(earlier) if earlier else None


def _newest(side: Side, row: Row) -> Row | None:
    """The total of the side's last month; of women the last figure that was shown."""
    own = [
        side.figures.get((row["indicator_code"], month_code(month), TOTAL, ALL)) for month in range(1, side.month + 1)
    ]
    known = [one for one in own if one is not None]
    shown = [one for one in known if one["state"] == "value"]
    if row["class"] == _WOMEN and shown:
        return shown[-1]
    return known[-1] if known else None


def _restated(before: Side, after: Side) -> Iterator[tuple[Row, set[str], Key | None]]:
    for key, row in after.figures.items():
        earlier = before.figures.get(key)
        if earlier is None:
            continue
        fields = {name for name in _COMPARED if not _is_same(earlier[name], row[name])}
        if fields:
            yield row, fields, key


def _is_same(first: object, second: object) -> bool:
    if isinstance(first, float) and isinstance(second, float):
        return math.isclose(first, second, rel_tol=1e-9, abs_tol=1e-9)
    return first == second


def _change(before: Side, row: Row, key: Key | None, kind: str, reason: str) -> Row:
    earlier = before.figures[key] if key else {}
    return {
        "indicator_code": row["indicator_code"],
        "month": row["month"],
        "breakdown": row["breakdown"],
        "category": row["category"],
        "kind": kind,
        "since_release": before.about["release_id"],
        "before_month": key[1] if key else None,
        "before_state": earlier.get("state"),
        "before_value": earlier.get("value"),
        "before_status": earlier.get("status"),
        "after_state": row["state"],
        "after_value": row["value"],
        "after_status": row["status"],
        "reason": reason,
    }
