"""Reporting months: numbers, codes, days. All date arithmetic of the project's calendar stands here."""

import calendar
import re
from dataclasses import dataclass
from datetime import date, timedelta

from indicators.model.project import Calendar

_CODE = re.compile(r"^M(\d{2})$")
_ISO = re.compile(r"^(\d{4})-(\d{2})$")
_HALF_YEAR = 6


def month_code(number: int) -> str:
    """Code of a reporting month: 5 is `M05`."""
    return f"M{number:02d}"


def month_number(code: str) -> int:
    """Number of a reporting month: `M05` is 5; raises ValueError for anything else."""
    found = _CODE.match(code)
    if not found:
        raise ValueError(f"{code!r} is not a reporting month such as M05")
    return int(found[1])


def half_years(months: int) -> list[tuple[int, int]]:
    """First and last month of each half-year of a project; the last one may be shorter."""
    return [(first, min(first + _HALF_YEAR - 1, months)) for first in range(1, months + 1, _HALF_YEAR)]


@dataclass(frozen=True)
class Periods:
    """The reporting months of a project with their first, last and due days."""

    calendar: Calendar

    @property
    def count(self) -> int:
        """Number of reporting months."""
        return self.calendar.months

    @property
    def codes(self) -> tuple[str, ...]:
        """All reporting months in order."""
        return tuple(month_code(number) for number in range(1, self.count + 1))

    def calendar_month(self, number: int) -> tuple[int, int]:
        """Year and calendar month of a reporting month."""
        year, month = map(int, self.calendar.first_month.split("-"))
        return divmod(year * 12 + month - 1 + number - 1, 12)[0], (month - 1 + number - 1) % 12 + 1

    def first_day(self, number: int) -> date:
        """First day that belongs to the month; the first month begins with the project."""
        return max(date(*self.calendar_month(number), 1), self.calendar.start)

    def last_day(self, number: int) -> date:
        """Last day that belongs to the month; the last month takes in the project's remaining days."""
        if number == self.count:
            return self.calendar.end
        return self.month_end(number)

    def month_end(self, number: int) -> date:
        """Last day of the calendar month, from which the due day is counted."""
        year, month = self.calendar_month(number)
        return date(year, month, calendar.monthrange(year, month)[1])

    def due_day(self, number: int) -> date:
        """Last day on which a workbook of the month is in time."""
        return self.month_end(number) + timedelta(days=self.calendar.due_days)

    def parse(self, text: str) -> int | None:
        """Number of the month written `M05` or `2016-05`; None when it is no month of the project."""
        text = text.strip().upper()
        found = _CODE.match(text)
        if found:
            number = int(found[1])
            return number if 1 <= number <= self.count else None
        found = _ISO.match(text)
        if not found:
            return None
        return self._of_calendar_month(int(found[1]), int(found[2]))

    def _of_calendar_month(self, year: int, month: int) -> int | None:
        first_year, first_month = map(int, self.calendar.first_month.split("-"))
        number = (year - first_year) * 12 + month - first_month + 1
        return number if 1 <= month <= 12 and 1 <= number <= self.count else None

    def month_of(self, day: date) -> int:
        """Number of the reporting month that a day belongs to, kept within the project."""
        first_year, first_month = map(int, self.calendar.first_month.split("-"))
        number = (day.year - first_year) * 12 + day.month - first_month + 1
        return min(max(number, 1), self.count)

    def is_begun(self, number: int, today: date) -> bool:
        """Has the month begun?"""
        return today >= self.first_day(number)
