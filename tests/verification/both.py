"""One life, two calculations: a sequence of releases, each with a ledger of its own."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import duckdb

from etl.second import Again, Verification, World, calculate_again, compare
from indicators.calculate.coverage import Reports
from indicators.calculate.figures import Calculation
from indicators.disclosure.book import Book
from indicators.disclosure.gate import close_blocks
from indicators.load import Definitions
from tests.calculation.world import Row, connect, keep


@dataclass(frozen=True)
class Known:
    """What is known when a release is made."""

    until: int
    rows: Mapping[str, list[Row]]
    reported: list[tuple[str, int]]
    due: list[tuple[str, int, bool]]
    is_draft: bool = False
    as_of: date = date(2030, 1, 1)
    merges: list[Row] = field(default_factory=list)


@dataclass
class Twins:
    """The same releases made by the first calculation and by the second; neither sees the other's ledger."""

    definitions: Definitions
    # What the second reads: the definitions as they are, unless a test wants the two to differ.
    source: Mapping[str, str] | None = None
    book: Book = field(default_factory=Book)
    ledger: list[Row] = field(default_factory=list)
    closings_done: dict[int, int | None] = field(default_factory=dict)
    frozen: list[Row] = field(default_factory=list)
    released_until: int = 0

    def release(self, known: Known) -> Verification:
        """Make the next release twice and compare."""
        figures = self.first(known)
        again = self.second(known)
        return compare(figures, again, self.definitions.source)

    def first(self, known: Known) -> list[Row]:
        """The release by the code that publishes."""
        connection = working_tables(self.definitions, known)
        closed = close_blocks(connection, self.definitions, self.book, known.until, known.is_draft)
        months: dict[str, set[int]] = {partner.code: set() for partner in self.definitions.partners}
        for partner, month in known.reported:
            months[partner].add(month)
        reports = Reports(self.definitions, {partner: frozenset(own) for partner, own in months.items()})
        calculation = Calculation(connection, self.definitions, reports, closed.book, known.until, known.as_of, "R")
        figures = list(calculation.figures())
        newest = max(self.book.released_until, known.until)
        self.book = keep(closed.book, self.book, figures, newest, known.is_draft)
        return figures

    def second(self, known: Known) -> Again:
        """The release by the second calculation."""
        again = calculate_again(self.world(known))
        if not known.is_draft:
            new = {f"M{month:02d}" for month in set(again.closings_done) - set(self.closings_done)}
            women = {one.code for one in self.definitions.indicators if one.disclosure_class == "A"}
            self.frozen += [row for row in again.figures if row["month"] in new and row["indicator_code"] in women]
            self.ledger, self.closings_done = again.ledger, dict(again.closings_done)
            self.released_until = max(self.released_until, known.until)
        return again

    def world(self, known: Known) -> World:
        """What the second calculation is given."""
        return World(
            source=self.source or self.definitions.source,
            rows=known.rows,
            reported=known.reported,
            due=known.due,
            merges=known.merges,
            ledger=list(self.ledger),
            closings_done=dict(self.closings_done),
            frozen=list(self.frozen),
            released_until=self.released_until,
            until=known.until,
            as_of=known.as_of,
            is_draft=known.is_draft,
        )


def working_tables(definitions: Definitions, known: Known) -> duckdb.DuckDBPyConnection:
    """The working tables of the first calculation."""
    everywhere = {(partner.code, month) for partner in definitions.partners for month in range(1, known.until + 1)}
    connection = connect(definitions, dict(known.rows), known.until, sorted(everywhere - set(known.reported)))
    connection.execute("DELETE FROM due")
    if known.due:
        connection.executemany("INSERT INTO due VALUES (?, ?, ?)", [list(entry) for entry in known.due])
    return connection


def places(rows: list[Row]) -> dict[tuple[Any, ...], Row]:
    """Rows by their place."""
    return {(row["indicator_code"], row["month"], row["breakdown"], row["category"]): row for row in rows}
