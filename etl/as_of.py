"""Any month as it was known at a past moment: figures of things from the append-only store, all others from releases.

Figures about people are never calculated for a past moment: what was closed, and when, the releases tell.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import duckdb

from etl.calculated import prepare_tables
from etl.erasure.done import expect_known
from etl.errors import UserError
from etl.explain import Source, make_sources
from etl.home import Home
from etl.release_file import ReleaseFile, list_releases
from etl.release_provenance import provenance_table
from etl.schema import submissions_at
from etl.store import Store, fetch_dicts
from etl.working_tables import reported_months
from indicators.calculate.coverage import Reports
from indicators.calculate.figures import Calculation
from indicators.disclosure.book import Book
from indicators.load import Definitions
from indicators.model.indicator import Indicator
from indicators.periods import month_code
from indicators.texts import N_

# Stands in the figure's row where a release has its id.
NO_RELEASE = ""
# Calculated from days of receipt, which the release tells.
_CALENDAR = ("reports_on_time", "deliverables_on_time")


@dataclass(frozen=True)
class PastFigure:
    """A figure of things as it was known, and the submissions, sheets and rows behind it then."""

    row: dict[str, Any]
    sources: list[Source]


def end_of(day: date) -> datetime:
    """The last moment of a day on the product's clock."""
    return datetime.combine(day, time.max)


def is_from_store(definitions: Definitions, code: str, breakdown: str) -> bool:
    """Can the figure be calculated for any moment? Only a count of things, of which none is a single woman's."""
    indicator = definitions.indicator(code)
    is_trait = any(one.name == breakdown and one.disclosure_class for one in indicator.breakdowns)
    is_of_things = indicator.disclosure_class == "C" and code not in definitions.disclosure.rows and not is_trait
    # Day by day, counts of centres would tell how many each partner brought: their rows are no facts.
    return is_of_things and (indicator.calculation.kind in _CALENDAR or has_facts(definitions, indicator))


def has_facts(definitions: Definitions, indicator: Indicator) -> bool:
    """Are the rows that the indicator is calculated from released as facts?"""
    return indicator.sheet is not None and definitions.workbook.sheets[indicator.sheet].fact is not None


def figures_as_of(store: Store, code: str, month: int, moment: datetime) -> list[dict[str, Any]]:
    """All rows of an indicator of things at a month, calculated from what was known at a moment."""
    return _calculate(store, code, month, moment)[1]


def past_figure(store: Store, code: str, month: int, breakdown: str, category: str, day: date) -> PastFigure:
    """One figure of things as it was known at the end of a day; raises UserError that lists what is known."""
    _expect_begun(store, month, day)
    expect_known(store, day)
    moment = end_of(day)
    connection, rows = _calculate(store, code, month, moment)
    row = next((one for one in rows if (one["breakdown"], one["category"]) == (breakdown, category)), None)
    if row is None:
        known = ", ".join(f"{one['breakdown']} {one['category']}" for one in rows)
        asked = f"{breakdown} {category}"
        told = N_("There was no figure of '{asked}' on {day}. Known: {known}.")
        raise UserError(told, asked=asked, day=day, known=known)
    provenance = _provenance(store, connection, row, moment)
    with store.open() as opened:
        found = fetch_dicts(opened, f"SELECT *, received_at::DATE AS received_on FROM {submissions_at(moment)}")
    submissions = {one["submission_id"]: one | {"month": month_code(one["month"])} for one in found}
    return PastFigure(row, make_sources(provenance, submissions))


def release_as_of(home: Home, day: date) -> ReleaseFile:
    """The release that was in force at the end of a day; raises UserError when none was out."""
    out = [info for info in list_releases(home) if info.as_of <= day and not info.is_draft]
    replaced = {info.supersedes for info in out}
    current = [info for info in out if info.release_id not in replaced]
    if not current:
        known = ", ".join(info.release_id for info in list_releases(home) if not info.is_draft) or "–"
        raise UserError(N_("No release was out on {day}. Releases: {known}."), day=day, known=known)
    return ReleaseFile(current[-1].path)


def _expect_begun(store: Store, month: int, day: date) -> None:
    if day > store.home.today():
        raise UserError(N_("{day} is not over yet: nobody knows what will be known then."), day=day)
    if not store.definitions.periods.is_begun(month, day):
        raise UserError(N_("{month} had not begun on {day}."), month=month_code(month), day=day)


def _calculate(
    store: Store, code: str, month: int, moment: datetime
) -> tuple[duckdb.DuckDBPyConnection, list[dict[str, Any]]]:
    # One indicator of things: nothing about people is calculated, so nothing can be shown by mistake.
    own = store.definitions.model_copy(update={"indicators": (store.definitions.indicator(code),)})
    connection, _reporting = prepare_tables(store, own, month, moment.date(), moment)
    reports = Reports(own, reported_months(connection, own))
    calculation = Calculation(connection, own, reports, Book(), month, moment.date(), NO_RELEASE)
    return connection, [row for row in calculation.figures() if row["month"] == month_code(month)]


def _provenance(
    store: Store, connection: duckdb.DuckDBPyConnection, row: dict[str, Any], moment: datetime
) -> list[dict[str, Any]]:
    own = store.definitions.model_copy(update={"indicators": (store.definitions.indicator(row["indicator_code"]),)})
    return list(provenance_table(replace(store, definitions=own), connection, [row], [], moment).to_pylist())
