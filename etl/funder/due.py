"""When the form of a report can be made, of which release, and what is missing for it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from etl.funder.reading import Reading
from etl.home import Home
from etl.release_file import ReleaseFile, ReleaseInfo, list_releases
from indicators.load import Definitions
from indicators.model.project import FunderReport
from indicators.periods import Periods, month_code, month_number


@dataclass(frozen=True)
class ReportStanding:
    """How far a report is: what is missing is told of the release of its month, or of the newest one before it."""

    report: FunderReport
    ready_on: date
    release_id: str | None
    release_month: str | None
    is_day_reached: bool
    unreported: tuple[str, ...]
    uncommented: tuple[str, ...]
    open_settings: tuple[str, ...]

    @property
    def has_release(self) -> bool:
        """Is there a release of the report's own month?"""
        return self.release_month == self.report.month

    @property
    def is_complete(self) -> bool:
        """Can the form be made with nothing missing but what a person writes?"""
        return self.has_release and not (self.unreported or self.uncommented or self.open_settings)

    def document(self) -> dict[str, Any]:
        """The same for a program."""
        return {
            "code": self.report.code,
            "form": self.report.form,
            "month": self.report.month,
            "ready_on": self.ready_on,
            "is_day_reached": self.is_day_reached,
            "release_id": self.release_id,
            "has_release_of_month": self.has_release,
            "is_complete": self.is_complete,
            "unreported": list(self.unreported),
            "uncommented": list(self.uncommented),
            "open_settings": list(self.open_settings),
        }


def ready_on(report: FunderReport, periods: Periods) -> date:
    """The day on which the form is due to be ready."""
    return periods.due_day(month_number(report.month)) + timedelta(days=report.days_after_due)


def report_of(definitions: Definitions, form: str) -> FunderReport | None:
    """The report that a form is for; the first when several have the same form."""
    return next((report for report in definitions.project.reports if report.form == form), None)


def open_settings(definitions: Definitions) -> tuple[str, ...]:
    """Settings of project.yaml that the forms ask for and that are empty."""
    project = definitions.project
    asked = {name: getattr(project, name) for name in ("grant_number", "coordinator", "programme", "funding_statement")}
    return tuple(name for name, value in asked.items() if not value)


def list_reports(home: Home, definitions: Definitions) -> list[ReportStanding]:
    """All reports of the project with how far each is today."""
    releases = [info for info in list_releases(home) if not info.is_draft and not info.is_superseded]
    return [_standing(report, definitions, releases, home.today()) for report in definitions.project.reports]


def _standing(
    report: FunderReport, definitions: Definitions, releases: Sequence[ReleaseInfo], today: date
) -> ReportStanding:
    own = [info for info in releases if info.month <= month_number(report.month)]
    found = own[-1] if own else None
    reading = Reading(ReleaseFile(found.path), definitions) if found else None
    day = ready_on(report, definitions.periods)
    return ReportStanding(
        report=report,
        ready_on=day,
        release_id=found.release_id if found else None,
        release_month=month_code(found.month) if found else None,
        is_day_reached=today >= day,
        unreported=_unreported(reading) if reading else (),
        uncommented=tuple(row["indicator_code"] for row in reading.uncommented) if reading else (),
        open_settings=open_settings(definitions),
    )


def _unreported(reading: Reading) -> tuple[str, ...]:
    return tuple(f"{row['partner_code']} {row['month']} ({row['state']})" for row in reading.unreported)
