"""Which partners a release of a month would go without: nothing accepted yet, waiting for a decision, or returned.

From workbooks alone, never from their rows: who declared women and how many is not looked at.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from etl.review import list_waiting, read_reporting
from etl.store import Store
from indicators.disclosure.book import Book
from indicators.periods import month_number

# From what the coordinator can settle to what only the partner can. `not_due`: the month is not over.
ABSENT_STATES = ("waiting", "returned", "missing", "late")


@dataclass(frozen=True)
class Absent:
    """A partner without an accepted workbook; `months` are the months in order, each with its state."""

    partner: str
    months: tuple[tuple[str, str], ...]
    # Does the registry expect the sheet of women from it? Else its absence keeps no woman out.
    is_reporting_women: bool

    @property
    def states(self) -> tuple[str, ...]:
        """The different states of its months, the one that is settled first of all in front."""
        found = {state for _month, state in self.months}
        return tuple(state for state in ABSENT_STATES if state in found)

    def months_of(self, state: str) -> tuple[str, ...]:
        """The months in a state."""
        return tuple(month for month, own in self.months if own == state)


def list_absent(store: Store, before: Book, until: int) -> tuple[Absent, ...]:
    """Partners with a gap in the months since the last closing, or with a revision that waits, by code.

    `before` is the ledger book of what has been closed so far, `until` the month of the release.
    """
    definitions, first = store.definitions, min(max(before.done, default=0) + 1, until)
    gaps: dict[str, dict[str, str]] = {}
    for row in read_reporting(store, until):
        if month_number(row["month"]) >= first and row["is_expected"] and row["state"] in ABSENT_STATES:
            gaps.setdefault(row["partner_code"], {})[row["month"]] = row["state"]
    for row in list_waiting(store):
        # A revision that waits is not counted either, even where an older one is accepted.
        if month_number(row["month"]) <= until:
            gaps.setdefault(row["partner_code"], {})[row["month"]] = "waiting"
    ledgers = definitions.disclosure.ledgers
    return tuple(
        Absent(
            partner.code,
            tuple(sorted(gaps[partner.code].items())),
            ledgers is not None and partner.is_delivering(ledgers.sheet),
        )
        for partner in definitions.partners
        if partner.code in gaps
    )


def of_women(absent: Iterable[Absent]) -> tuple[Absent, ...]:
    """Those whose absence keeps women out of a closing, as far as the registry tells."""
    return tuple(one for one in absent if one.is_reporting_women)
