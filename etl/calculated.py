"""Everything that a release of a month would hold as of now: calculated and passed through the gate, not yet kept."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

import duckdb

from etl.book import read_book
from etl.review import read_reporting
from etl.store import Store
from etl.working_tables import add_due, copy_accepted, reported_months
from indicators.calculate.coverage import Reports
from indicators.calculate.facts import build_facts
from indicators.calculate.figures import Calculation
from indicators.calculate.measure import build_planned
from indicators.disclosure.book import Book
from indicators.disclosure.gate import Closed, close_blocks
from indicators.load import Definitions

Progress = Callable[[str], None]


@dataclass(frozen=True)
class Calculated:
    """Figures of a month with what they were made from; `closed` is the ledger as it would be after the release."""

    connection: duckdb.DuckDBPyConnection
    reporting: list[dict[str, Any]]
    before: Book
    closed: Closed
    figures: list[dict[str, Any]]
    release_id: str = ""


def calculate_now(
    store: Store, month: int, is_draft: bool, release_id: str = "", tell: Progress = lambda _text: None
) -> Calculated:
    """Calculate the months up to `month` from what is accepted now; blocks close in memory alone."""
    as_of = store.home.today()
    tell("Reading accepted workbooks")
    connection, reporting = prepare_tables(store, store.definitions, month, as_of)
    with store.open() as opened:
        before = read_book(opened)
    tell("Closing blocks")
    closed = close_blocks(connection, store.definitions, before, month, is_draft)
    reports = Reports(store.definitions, reported_months(connection, store.definitions))
    tell("Calculating figures")
    calculation = Calculation(connection, store.definitions, reports, closed.book, month, as_of, release_id)
    return Calculated(connection, reporting, before, closed, list(calculation.figures()), release_id)


def prepare_tables(
    store: Store, definitions: Definitions, month: int, as_of: date, moment: datetime | None = None
) -> tuple[duckdb.DuckDBPyConnection, list[dict[str, Any]]]:
    """Working tables of the calculation and the reporting that they rest on, as of now or as known at a moment."""
    connection = copy_accepted(store, month, moment)
    reporting = read_reporting(store, month, moment)
    add_due(connection, reporting, as_of)
    build_facts(connection, definitions, month)
    build_planned(connection, definitions)
    return connection, reporting
