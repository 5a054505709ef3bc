"""Cross-checks of the reports to the funder: their months, the coordinator, work streams, and what they list."""

from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.model.project import ListedFacts
from indicators.references import LIST_REPAIR, check_reference, month_fault, unknown_months, unknown_sheet

if TYPE_CHECKING:
    from indicators.load import Definitions

_FILE = "project.yaml"
WORKSTREAMS = "workstream"


def check_reports(definitions: "Definitions") -> list[Fault]:
    """All faults of the reports against the calendar, the partners, the framework and the workbook."""
    checks = (_check_coordinator, _check_periods, _check_listed, _check_workstreams)
    return [fault for check in checks for fault in check(definitions)]


def _check_coordinator(definitions: "Definitions") -> Iterator[Fault]:
    code = definitions.project.coordinator
    if code and definitions.partner(code) is None:
        yield Fault(
            _FILE, "coordinator", f"There is no partner {code}.", "Use the code of a partner, or leave it empty."
        )


def _check_periods(definitions: "Definitions") -> Iterator[Fault]:
    reports = definitions.project.reports
    for code, count in Counter(report.code for report in reports).items():
        if count > 1:
            yield Fault(_FILE, f"reports.{code}", f"The code stands {count} times.", "Give each report its own code.")
    for report in reports:
        for month in unknown_months(definitions, (report.month,)):
            yield month_fault(definitions, _FILE, f"reports.{report.code}.month", month)


def _check_listed(definitions: "Definitions") -> Iterator[Fault]:
    for report in definitions.project.reports:
        if report.dissemination is not None:
            yield from _check_facts(definitions, f"reports.{report.code}.dissemination", report.dissemination)


def _check_facts(definitions: "Definitions", key: str, listed: ListedFacts) -> Iterator[Fault]:
    sheet = definitions.workbook.sheets.get(listed.sheet)
    if sheet is None:
        yield unknown_sheet(_FILE, key, listed.sheet)
        return
    if not sheet.fact:
        yield Fault(
            _FILE, key, f"The rows of {listed.sheet} are in no release.", "Name a sheet that has a `fact` table."
        )
    for name in listed.columns:
        faults = list(check_reference(definitions, _FILE, key, f"{listed.sheet}.{name}"))
        yield from faults
        if not faults and not sheet.columns[name].is_released:
            yield Fault(_FILE, key, f"{listed.sheet}.{name} is in no release.", "Name a column that is released.")


def _check_workstreams(definitions: "Definitions") -> Iterator[Fault]:
    codes = definitions.code_lists[WORKSTREAMS].codes if WORKSTREAMS in definitions.code_lists else {}
    for result in definitions.results:
        if result.workstream and result.workstream not in codes:
            yield Fault("results.yaml", f"{result.code}.workstream", f"Unknown code {result.workstream}.", LIST_REPAIR)
