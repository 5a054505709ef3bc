"""The project, its calendar, its partners and deliverables."""

from datetime import date
from typing import Literal

from pydantic import Field, field_validator, model_validator

from indicators.model.base import Definition
from indicators.model.framework import GrantFigure


class Calendar(Definition):
    """Reporting months of the project.

    `first_month` is the calendar month of M01. A project that starts in mid-month touches one calendar month more
    than it lasts; the days after the last full month are booked in the last reporting month.
    """

    start: date
    end: date
    first_month: str = Field(pattern=r"^\d{4}-(0[1-9]|1[0-2])$")
    months: int = Field(ge=1, le=99)
    due_days: int = Field(ge=0, description="days after the month's end by which a workbook must be received")
    carry_forward_months: int = Field(ge=0, description="how long a silent partner's latest value still counts (B, C)")


class Retention(Definition):
    """How long is kept what is personal, in months after the project's end; and where that comes from."""

    rows_months: int = Field(ge=0, le=240, description="rows of the workbooks, messages and notes on them")
    access_months: int = Field(ge=0, le=240, description="access list, audit trail, who sent and decided what")
    state: Literal["confirmed", "assumption"] = "assumption"
    source: str = Field(min_length=1, description="the rule that sets it, or who is to confirm it")
    reason: str = Field(min_length=1)

    @model_validator(mode="after")
    def _names_go_last(self) -> "Retention":
        if self.access_months < self.rows_months:
            raise ValueError("access_months is under rows_months: who saw the rows is told while they exist")
        return self


class Licence(Definition):
    """Under which terms others may use the released figures."""

    name: str = Field(default="", description="its short name in the Open Definition's list, for instance CC-BY-4.0")
    title: str = ""
    path: str = Field(default="", description="address of its text")

    @model_validator(mode="after")
    def _is_named(self) -> "Licence":
        if not (self.name or self.path):
            raise ValueError("a licence needs a name or the address of its text; leave it out while none is decided")
        return self


class IatiSettings(Definition):
    """What the IATI standard asks of an activity and the project's other settings don't say; empty while unknown."""

    activity_identifier: str = Field(default="", description="begins with the reporting organisation's identifier")
    reporting_organisation: str = Field(default="", description="name of who publishes the file")
    reporting_identifier: str = Field(default="", description="its identifier, for instance of org-id.guide")
    reporting_type: str = Field(default="", pattern=r"^(\d{2})?$", description="code of OrganisationType")
    funding_organisation: str = ""
    funding_identifier: str = ""
    sector: str = Field(default="", pattern=r"^(\d{5})?$", description="purpose code of the OECD-DAC")
    contact_email: str = ""
    website: str = ""


class ListedFacts(Definition):
    """A sheet of the workbook whose released rows a report lists, and the columns that it shows of them."""

    sheet: str
    columns: tuple[str, ...] = Field(min_length=1)


class FunderReport(Definition):
    """A report to the funder: the month that it closes with, its form, and when it can be made."""

    code: str = Field(pattern=r"^[A-Z][A-Z0-9_]*$")
    form: Literal["progress", "annex"] = Field(description="technical report on progress, or indicator annex")
    month: str
    days_after_due: int = Field(ge=0, le=90, description="days from the month's due day of workbooks to the form")
    dissemination: ListedFacts | None = Field(
        default=None, description="activities that the report lists under communication and dissemination"
    )


class Project(Definition):
    """Name, funding and languages: everything that identifies the project on pages and files."""

    version: str
    short_name: str
    name: str
    description: str
    programme: str
    grant_number: str
    funding_statement: str
    disclaimer: str
    accent_colour: str = Field(pattern=r"^#[0-9A-Fa-f]{6}$")
    emblem: str = Field(description="file name of the emblem beside the definitions, or empty")
    languages: tuple[str, ...] = Field(min_length=1, description="languages offered; the first is the source language")
    reviewed_languages: tuple[str, ...] = Field(
        default=(), description="languages whose texts a native speaker has read; pages and workbooks of others say so"
    )
    calendar: Calendar
    licence: Licence | None = Field(default=None, description="of the released figures; without it none is stated")
    iati: IatiSettings = IatiSettings()
    coordinator: str = Field(default="", description="code of the partner that coordinates; empty while not stated")
    reports: tuple[FunderReport, ...] = Field(default=(), description="reports that the funder is due")
    retention: Retention | None = Field(default=None, description="without it nothing can be purged")
    grant: dict[Literal["partners", "countries", "months"], GrantFigure] = Field(
        default={}, description="numbers of the project itself that the grant binds, with dated amendments"
    )

    @model_validator(mode="after")
    def _only_what_is_offered_was_reviewed(self) -> "Project":
        unknown = sorted(set(self.reviewed_languages) - set(self.languages))
        if unknown:
            raise ValueError(f"reviewed_languages has {', '.join(unknown)}, which is not under languages")
        return self

    def is_reviewed(self, language: str) -> bool:
        """Has a native speaker read the texts of this language? The source language needs no translation."""
        return language == self.languages[0] or language in self.reviewed_languages


class Partner(Definition):
    """An organisation of the consortium and the sheets that it delivers, from one month to another."""

    code: str = Field(pattern=r"^P\d{2}$")
    country: str
    name: str
    language: str
    delivers: tuple[str, ...] | Literal["all"] = "all"
    does_not_deliver: tuple[str, ...] = ()
    from_month: str
    to_month: str

    def is_delivering(self, sheet: str) -> bool:
        """Is this partner expected to fill in the sheet?"""
        if sheet in self.does_not_deliver:
            return False
        return self.delivers == "all" or sheet in self.delivers


class Deliverable(Definition):
    """A planned document or product: who leads it and when it is due."""

    code: str
    workstream: str
    deliverable_type: str
    lead: str
    due_month: str
    name: str


class Threshold(Definition):
    """The smallest progress ratio (actual over expected, both above baseline) that earns a status."""

    status: str
    above: float | None = None
    at_least: float | None = None

    def holds(self, ratio: float) -> bool:
        """Does the ratio reach this threshold?"""
        if self.above is not None:
            return ratio > self.above
        return self.at_least is None or ratio >= self.at_least


class ProgressRules(Definition):
    """Thresholds from the best status to the worst; the last one has no bound."""

    thresholds: tuple[Threshold, ...] = Field(min_length=2)
    sensitivity: tuple[float, ...] = Field(
        default=(), description="limits of the on-track status to look at, so that a reader sees what hangs on the rule"
    )

    @property
    def on_track(self) -> Threshold:
        """The status that exactly the plan earns."""
        return next(threshold for threshold in self.thresholds if threshold.holds(1))

    @field_validator("sensitivity")
    @classmethod
    def _limits_rise(cls, value: tuple[float, ...]) -> tuple[float, ...]:
        if any(limit <= 0 for limit in value) or list(value) != sorted(set(value)):
            raise ValueError("the limits must be above 0 and stand in rising order, each once")
        return value

    @field_validator("thresholds")
    @classmethod
    def _last_is_open(cls, value: tuple[Threshold, ...]) -> tuple[Threshold, ...]:
        if value[-1].above is not None or value[-1].at_least is not None:
            raise ValueError("the last threshold must have no bound, so that every ratio has a status")
        return value
