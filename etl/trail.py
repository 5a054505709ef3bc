"""The audit trail as the coordinator reads it: of one action or day, page by page, and as a CSV file."""

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sql

from etl.access import record_action
from etl.access_file import METADATA, open_access_file
from etl.actor import Actor
from etl.export import as_text
from etl.trail_submissions import Told, find_submissions
from indicators.periods import month_code

_COLUMNS = ("entry_number", "happened_at", "who", "action", "object", "detail")
# Of entries about a submission, what the number in `object` stands for.
_OF_SUBMISSIONS = ("partner_code", "month", "revision")


@dataclass(frozen=True)
class TrailPage:
    """A page of entries (`rows`, with the columns of the trail) and of how many in all; `actions` are all there are.

    `submissions` are those that the entries are about, by the number that stands in an entry.
    """

    rows: tuple[dict[str, Any], ...]
    total: int
    actions: tuple[str, ...]
    submissions: dict[str, Told]


def read_trail_page(actor: Actor, action: str | None, day: date | None, page: int, size: int) -> TrailPage:
    """Entries of one action and one day in UTC (None: of all), the newest first; pages begin at 1. Raises NoRight."""
    store = actor.at_desk("trail.read")
    trail = METADATA.tables["audit_trail"]
    wanted = _wanted(trail, action, day)
    query = sql.select(trail).where(*wanted).order_by(trail.c.entry_number.desc())
    with open_access_file(store.home) as connection:
        found = connection.execute(query.limit(size).offset(size * (page - 1))).mappings().all()
        total = connection.execute(sql.select(sql.func.count()).select_from(trail).where(*wanted)).scalar_one()
        actions = connection.execute(sql.select(trail.c.action).distinct().order_by(trail.c.action)).scalars().all()
    rows = tuple(dict(row) for row in found)
    return TrailPage(rows, total, tuple(actions), find_submissions(store, rows))


def build_trail_csv(actor: Actor, action: str | None = None, day: date | None = None) -> bytes:
    """The same entries as a CSV file, for who answers for data protection; no cell can run as a formula.

    That it was taken along stands in the trail. Raises NoRight.
    """
    store = actor.at_desk("trail.export")
    record_action(store.home, actor.email, "trail.export", action or "all", str(day or ""))
    trail = METADATA.tables["audit_trail"]
    query = sql.select(trail).where(*_wanted(trail, action, day)).order_by(trail.c.entry_number)
    with open_access_file(store.home) as connection:
        rows = [dict(row) for row in connection.execute(query).mappings()]
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow(_COLUMNS + _OF_SUBMISSIONS)
    told = find_submissions(store, rows)
    writer.writerows([*(_cell(row[name]) for name in _COLUMNS), *_tell(told.get(row["object"]))] for row in rows)
    return target.getvalue().encode("utf-8")


def _wanted(trail: sql.Table, action: str | None, day: date | None) -> list[sql.ColumnElement[bool]]:
    wanted: list[sql.ColumnElement[bool]] = [trail.c.action == action] if action else []
    if day is not None:
        start = datetime.combine(day, time())
        wanted += [trail.c.happened_at >= start, trail.c.happened_at < start + timedelta(days=1)]
    return wanted


def _tell(told: Told | None) -> list[str]:
    return [told.partner, month_code(told.month), str(told.revision)] if told else [""] * len(_OF_SUBMISSIONS)


def _cell(value: Any) -> Any:
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    return as_text(value) if isinstance(value, str) else value
