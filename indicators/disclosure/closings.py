"""Which closing a release deals with, and what of class A has been closed so far."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indicators.disclosure.book import Book, Entry
from indicators.disclosure.enrolment import close_enrolment, show_enrolment
from indicators.disclosure.magnitude import close_magnitude, show_magnitude
from indicators.disclosure.outcome import close_outcome, is_guard_held, show_outcome
from indicators.disclosure.shown import NOT_DUE, WITHHELD, Place, Shown
from indicators.disclosure.things import close_individual, close_things, show_things
from indicators.disclosure.women import Pathway
from indicators.load import Definitions
from indicators.model.disclosure import (
    EnrolmentPlan,
    MagnitudePlan,
    MixedPlan,
    NeverPlan,
    OutcomePlan,
    PlanRow,
    ThingsPlan,
)
from indicators.model.indicator import Indicator
from indicators.periods import month_number


@dataclass(frozen=True)
class Due:
    """The closing that a release deals with (None: no new one) and the older ones that it skips."""

    closing: int | None
    skipped: tuple[int, ...] = ()


def closing_due(definitions: Definitions, book: Book, month: int) -> Due:
    """All closings due by the month close as one, under the newest; a closing that was dealt with never opens again."""
    newest_done = max(book.done, default=0)
    open_ones = [
        number for number in map(month_number, definitions.disclosure.closings) if newest_done < number <= month
    ]
    if not open_ones:
        return Due(None)
    return Due(max(open_ones), tuple(sorted(open_ones)[:-1]))


def _plans(definitions: Definitions) -> Iterator[tuple[Indicator, PlanRow]]:
    # The plan's own order: an indicator that others look at (their guard, their block) stands before them.
    for code, plan in definitions.disclosure.rows.items():
        yield definitions.indicator(code), plan


def close_women(definitions: Definitions, book: Book, pathways: list[Pathway], closing: int) -> Book:
    """Close every block of class A that passes; enrolment first, because the guard looks at what it shows."""
    for indicator, plan in _plans(definitions):
        if isinstance(plan, EnrolmentPlan):
            book = book.with_entries(close_enrolment(definitions, indicator, plan, book, pathways, closing))
    is_guarded = definitions.disclosure.ledgers is not None and is_guard_held(
        definitions, book, pathways, is_last=closing == definitions.periods.count
    )
    for indicator, plan in _plans(definitions):
        if isinstance(plan, OutcomePlan) and not plan.block_of and is_guarded:
            book = book.with_entries(_close_with_followers(definitions, indicator, plan, book, pathways, closing))
        elif not isinstance(plan, EnrolmentPlan | OutcomePlan):
            book = book.with_entries(_close_other(indicator, plan, book, pathways, closing))
    return book


def _close_with_followers(
    definitions: Definitions, indicator: Indicator, plan: OutcomePlan, book: Book, pathways: list[Pathway], closing: int
) -> list[Entry]:
    entries = close_outcome(definitions, indicator, plan, book, pathways, closing)
    if entries:
        for follower, own in _plans(definitions):
            if isinstance(own, OutcomePlan) and own.block_of == indicator.code:
                entries += close_outcome(definitions, follower, own, book, pathways, closing)
    return entries


def _close_other(indicator: Indicator, plan: PlanRow, book: Book, pathways: list[Pathway], closing: int) -> list[Entry]:
    match plan:
        case MagnitudePlan():
            return close_magnitude(indicator, plan, book, pathways, closing)
        case ThingsPlan():
            return close_things(indicator, plan, book, pathways, closing)
        case MixedPlan():
            return close_individual(indicator, plan, book, pathways, closing)
    return []


def show_women(definitions: Definitions, indicator: Indicator, book: Book, until: int) -> dict[Place, Shown]:
    """Every row of a class A indicator from the first month on: values and `withheld` at closings, else `not_due`.

    A skipped closing is `withheld`; so is one that no release has dealt with.
    """
    plan = definitions.disclosure.rows[indicator.code]
    closings = {month_number(code) for code in definitions.disclosure.closings}
    shape = _show_closing(definitions, indicator, plan, replace(book, entries=()), 0)
    rows: dict[Place, Shown] = {}
    for month in range(1, until + 1):
        for place in shape:
            rows[(month, *place)] = Shown(WITHHELD if month in closings or isinstance(plan, NeverPlan) else NOT_DUE)
        if month in closings and book.done.get(month) == month:
            for place, shown in _show_closing(definitions, indicator, plan, book, month).items():
                rows[(month, *place)] = shown
    return rows


def _show_closing(
    definitions: Definitions, indicator: Indicator, plan: PlanRow, book: Book, closing: int
) -> dict[tuple[str, str], Shown]:
    match plan:
        case EnrolmentPlan():
            return show_enrolment(definitions, indicator, book, closing)
        case OutcomePlan():
            return show_outcome(indicator, plan, book, closing)
        case MagnitudePlan():
            return show_magnitude(indicator, plan, book, closing)
        case ThingsPlan():
            return show_things(indicator, book, closing)
    return {("total", "all"): Shown(WITHHELD)}
