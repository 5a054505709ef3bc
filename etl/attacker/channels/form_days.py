"""Days that follow from a project's calendar alone: beginnings and ends of its months, and when a report is due."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache
from typing import Any

from etl.attacker.channels.stated import read_definition
from etl.attacker.released import Released

_WRITTEN = re.compile(r"\b\d{1,2} [A-Z][a-z]+ \d{4}\b")
# A release whose definitions name no report is older than the settings of its reports: then one may be due so many days
# after a month's workbooks.
_ANY = range(32)


def without_days(text: str, released: Released) -> str:
    """The text without days in words that the calendar alone gives."""
    known = _days(released)
    return _WRITTEN.sub(lambda found: " " if found.group() in known else found.group(), text)


@lru_cache(maxsize=8)
def _days_of(start: str, end: str, first: str, months: int, due: int, after: tuple[int, ...]) -> frozenset[str]:
    days = {date.fromisoformat(start), date.fromisoformat(end)}
    for begin, last in _months(first, months):
        days |= {begin, last} | {last + timedelta(days=due + one) for one in after}
    return frozenset(f"{day.day} {calendar.month_name[day.month]} {day.year}" for day in days)


def _days(released: Released) -> frozenset[str]:
    project: dict[str, Any] = read_definition(released, "project") or {}
    own = project.get("calendar") or {}
    after = tuple(int(one["days_after_due"]) for one in project.get("reports") or ()) or tuple(_ANY)
    told = (str(own["start"]), str(own["end"]), str(own["first_month"]), int(own["months"]), int(own["due_days"]))
    return _days_of(*told, after)


def _months(first: str, months: int) -> Iterator[tuple[date, date]]:
    year, month = map(int, first.split("-"))
    for _number in range(months):
        yield date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        year, month = (year + 1, 1) if month == 12 else (year, month + 1)
