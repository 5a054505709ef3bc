"""Cross-checks of the calendar: its days, its months, who reports in them, and where the last closing stands.

An extension of the project touches several files; what was forgotten is told at load and not at the end of the project.
"""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import TYPE_CHECKING

from indicators.faults import Fault
from indicators.periods import month_code

if TYPE_CHECKING:
    from indicators.load import Definitions


def check_calendar(definitions: "Definitions") -> list[Fault]:
    """All faults of the calendar against itself, the partners and the publication plan."""
    checks = (_check_days, _check_somebody_reports, _check_last_closing)
    return [fault for check in checks for fault in check(definitions)]


def _check_days(definitions: "Definitions") -> Iterator[Fault]:
    periods, calendar, file = definitions.periods, definitions.project.calendar, "project.yaml"
    if not _first_of(definitions, 1) <= calendar.start <= periods.month_end(1):
        found = f"The project starts on {calendar.start}, but M01 is {calendar.first_month}."
        yield Fault(file, "calendar.first_month", found, "Write the calendar month of the first day.")
    last, after = month_code(periods.count), periods.month_end(periods.count + 1)
    # Days after the last full month are booked in it, but never a whole month more.
    if not _first_of(definitions, periods.count) <= calendar.end < after:
        found = f"The project ends on {calendar.end}, but its last month {last} ends on"
        found = f"{found} {periods.month_end(periods.count)}."
        yield Fault(file, "calendar.end", found, "Let the end and the number of months agree.")


def _first_of(definitions: "Definitions", number: int) -> date:
    return definitions.periods.month_end(number - 1) + timedelta(days=1)


def _check_somebody_reports(definitions: "Definitions") -> Iterator[Fault]:
    months = range(1, definitions.periods.count + 1)
    silent = [
        number for number in months if not any(definitions.is_expected(one, number) for one in definitions.partners)
    ]
    if silent:
        found = f"Nobody reports for {', '.join(map(month_code, silent))}."
        yield Fault("partners.yaml", "to_month", found, "Let the partners that stay report until the last month.")


def _check_last_closing(definitions: "Definitions") -> Iterator[Fault]:
    plan, last = definitions.disclosure, definitions.periods.codes[-1]
    if plan.ledgers is not None and last not in plan.closings:
        found = f"{last}, the last month, is no closing: what is left open then would never be shown."
        yield Fault("disclosure.yaml", "closings", found, f"Add {last}.")
