"""Reporting months and the calendar: their codes, and the calendar month that each stands for."""

from released.release import Release


def month_code(number: int) -> str:
    """Code of a reporting month: 5 is `M05`."""
    return f"M{number:02d}"


def month_number(code: str) -> int:
    """Number of a reporting month: `M05` is 5."""
    return int(code[1:])


def calendar_month(release: Release, code: str) -> tuple[int, int]:
    """Year and calendar month of a reporting month."""
    year, month = _first_month(release)
    months = year * 12 + month - 1 + month_number(code) - 1
    return months // 12, months % 12 + 1


def reporting_month(release: Release, year: int, month: int) -> str:
    """Code of the reporting month that a calendar month is."""
    first_year, first_month = _first_month(release)
    return month_code((year - first_year) * 12 + month - first_month + 1)


def month_name(release: Release, code: str) -> str:
    """A reporting month as the calendar calls it, for instance June 2017."""
    return release.texts.month_name(*calendar_month(release, code))


def _first_month(release: Release) -> tuple[int, int]:
    year, month = str(release.about()["first_month"]).split("-")[:2]
    return int(year), int(month)
