"""What every form begins with: project, grant, period, the release behind it, and what is still missing in that."""

from etl.export.wording import SYNTHETIC_LABEL, release_lines
from etl.funder.blocks import Block, Cell, Column, Form, Grid, Heading, Pairs, Paragraph, ToFillIn, cell, open_cell, row
from etl.funder.due import ready_on, report_of
from etl.funder.reading import Reading
from indicators.names import REPORTING_STATE_NAMES
from indicators.periods import month_code, month_number

GENERAL = "General information"


def frame_form(reading: Reading, title: str, blocks: tuple[Block, ...], is_wide: bool = False) -> Form:
    """A form around its blocks."""
    about = reading.about
    return Form(
        title=title,
        short_name=str(about["project"]),
        project=f"{about['project']}: {about['project_name']}",
        release_id=reading.release.release_id,
        as_of=reading.as_of.isoformat(),
        marks=_marks(reading),
        lines=tuple(release_lines(reading.release)),
        blocks=blocks,
        is_wide=is_wide,
    )


def _marks(reading: Reading) -> tuple[str, ...]:
    marks = []
    if reading.about["is_draft"]:
        marks.append("DRAFT for the coordinator alone; not to be passed on.")
    if reading.about["is_synthetic"]:
        marks.append(SYNTHETIC_LABEL)
    return tuple(marks)


def general_part(reading: Reading, form: str) -> tuple[Block, ...]:
    """Who reports on what: settings that are empty are marked as open, never invented."""
    warning = _other_month(reading, form)
    return (
        Heading(f"1. {GENERAL}"),
        *([Paragraph(warning, is_warning=True)] if warning else []),
        Pairs((*_of_project(reading), *_of_report(reading, form)), GENERAL),
        *_missing(reading),
    )


def partners_part(reading: Reading) -> tuple[Block, ...]:
    """Who takes part; in which role is written in the grant agreement alone."""
    columns = (Column("Partner", 11.4), Column("Country", 6.0))
    rows = tuple(
        row(reading.partner(one["partner_code"]), reading.label("country", one["country"]))
        for one in sorted(reading.rows("partner"), key=lambda one: str(one["partner_code"]))
    )
    return (
        Grid("Partners", "Co-beneficiaries and associate partners", columns, rows),
        ToFillIn("Which of them are co-beneficiaries and which are associate partners."),
    )


def _of_project(reading: Reading) -> tuple[tuple[str, Cell], ...]:
    project = reading.definitions.project
    begin, end = (reading.day(day) for day in (project.calendar.start, project.calendar.end))
    return (
        ("Project", cell(f"{reading.about['project']}: {reading.about['project_name']}")),
        ("Programme", _setting(project.programme, "name of the programme")),
        ("Grant agreement number", _setting(project.grant_number, "number of the grant agreement")),
        ("Coordinator", _setting(reading.partner(project.coordinator), "name of the coordinating organisation")),
        ("Person who answers for the report", open_cell("name and function")),
        ("Contact", open_cell("postal address, e-mail address and phone of the coordinator")),
        ("Project website", _setting(project.iati.website, "address of the project's website, or that there is none")),
        ("Dates of the project", cell(f"{begin} to {end}")),
        ("Funding statement", _setting(project.funding_statement, "funding statement")),
        ("Disclaimer", _setting(project.disclaimer, "disclaimer")),
    )


def _of_report(reading: Reading, form: str) -> tuple[tuple[str, Cell], ...]:
    periods, about = reading.periods, reading.about
    report = report_of(reading.definitions, form)
    first, last = periods.first_day(1), periods.last_day(month_number(reading.month))
    shown = f"{month_code(1)} to {reading.month} of {about['months_n']} reporting months"
    reported = [one for one in reading.rows("reporting") if one["month"] == reading.month and one["is_expected"]]
    accepted = sum(one["state"] == "accepted" for one in reported)
    return (
        ("Reporting period", cell(f"{reading.day(first)} to {reading.day(last)} ({shown})")),
        ("Figures from", cell(f"Release {reading.release.release_id}")),
        ("Data received up to", cell(reading.day(reading.as_of))),
        ("Release of the wanted month", cell(_wanted_month(reading, form))),
        ("Form ready from", cell(reading.day(ready_on(report, periods))) if report else open_cell("reporting day")),
        ("Workbooks of the last month", cell(f"{accepted} of {len(reported)} partners accepted")),
        ("Second calculation", cell(_verification(reading))),
    )


def _setting(text: str, wanted: str) -> Cell:
    return cell(text) if text else open_cell(wanted)


def _wanted_month(reading: Reading, form: str) -> str:
    report = report_of(reading.definitions, form)
    if report is None:
        return f"The settings name no such report; the form is of {reading.month}, the release's own month."
    if report.month == reading.month:
        return f"Yes: report and release are of {reading.month}."
    return f"No: the report is due for {report.month}, the release is of {reading.month}."


def _other_month(reading: Reading, form: str) -> str:
    report = report_of(reading.definitions, form)
    if report is None or report.month == reading.month:
        return ""
    return (
        f"This form is made of a release of {reading.month}, but the report is due for {report.month}. Send the form "
        f"of the release of {report.month}."
    )


def _verification(reading: Reading) -> str:
    compared = sum(one["figures_compared_n"] for one in reading.rows("verification"))
    differences = sum(one["differences_n"] for one in reading.rows("verification"))
    return f"{compared} figures calculated a second time, {differences} differences"


def _missing(reading: Reading) -> tuple[Block, ...]:
    """Workbooks that the release lacks; nothing when it lacks none."""
    columns = (Column("Partner", 9.0), Column("Month", 3.6), Column("State of the workbook", 4.8))
    rows = tuple(
        row(
            reading.partner(one["partner_code"]),
            reading.month_name(one["month"]),
            REPORTING_STATE_NAMES.get(one["state"], one["state"]),
        )
        for one in reading.unreported
    )
    return (Grid("Missing workbooks", "Workbooks that this release lacks", columns, rows),) if rows else ()
