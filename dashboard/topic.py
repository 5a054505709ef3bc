"""What a page about one kind of work tells of: the sheets of the workbook, their indicators, and their released rows.

Which sheet belongs to which page stands in the definitions (`page` of a sheet; for women the sheet of the ledgers), so
that a project with other sheets has the same pages.
"""

from dataclasses import dataclass

import streamlit as st

from dashboard.rows import Row, as_rows
from dashboard.session import Released
from dashboard.standing import Standing
from etl.services import Definitions, ReleaseFile
from indicators.model.indicator import Distinct, Indicator, Sum
from indicators.model.workbook import Sheet
from indicators.periods import month_number


@dataclass(frozen=True)
class Topic:
    """The sheets of a page, the main one first, and where their indicators stand, in the order of the framework."""

    sheets: tuple[str, ...]
    standings: tuple[Standing, ...]

    def __bool__(self) -> bool:
        return bool(self.sheets)


def find_topic(page: str, released: Released) -> Topic:
    """The sheets that name the page, and those that follow one of them up; empty where there is none."""
    sheets = released.context.definitions.workbook.sheets
    own = [name for name, sheet in sheets.items() if sheet.page == page]
    return _build(own + [name for name, sheet in sheets.items() if sheet.takes_from in own], released)


def find_women_topic(released: Released) -> Topic:
    """The sheet of the women's ledgers, and what is told of it."""
    ledgers = released.context.definitions.disclosure.ledgers
    return _build([ledgers.sheet] if ledgers else [], released)


def _build(sheets: list[str], released: Released) -> Topic:
    known = {one.code: one for one in released.context.definitions.indicators}
    found = (one for one in released.standings if one.code in known and known[one.code].sheet in sheets)
    return Topic(tuple(sheets), tuple(found))


def indicator_of(standing: Standing, released: Released) -> Indicator:
    """The definition of an indicator of a topic."""
    return released.context.definitions.indicator(standing.code)


def counts_things(standing: Standing, released: Released) -> bool:
    """Does the indicator count the rows' own things (sessions, events, pathways)?"""
    indicator = indicator_of(standing, released)
    rule, sheet = indicator.calculation, released.context.definitions.workbook.sheets.get(indicator.sheet or "")
    if not isinstance(rule, Distinct) or sheet is None:
        return False
    return {term.column for one in rule.of for term in one.terms} == set(sheet.row_key)


def adds_up(standing: Standing, released: Released) -> bool:
    """Does the indicator add up a number of each row (persons, hours)?"""
    return isinstance(indicator_of(standing, released).calculation, Sum)


def main_sheet(topic: Topic, definitions: Definitions) -> Sheet:
    """The sheet that the page is about."""
    return definitions.workbook.sheets[topic.sheets[0]]


def read_things(sheet: Sheet, released: Released) -> list[Row]:
    """The released rows of a sheet, each thing once with its newest row; none where the sheet has no fact table."""
    if sheet.fact is None or sheet.fact not in released.file.tables():
        return []
    key = tuple(sheet.row_key)
    return _things(
        released.file.release_id, str(released.file.path), released.file.path.stat().st_mtime_ns, sheet.fact, key
    )


@st.cache_data(show_spinner=False, max_entries=64)
def _things(release_id: str, path: str, changed: int, table: str, key: tuple[str, ...]) -> list[Row]:
    rows = as_rows(ReleaseFile(path).table(table))
    # Earlier versions of the release didn't say which rows count.
    counting = [row for row in rows if "counts_from" not in row or (row["counts_from"] and not row["counts_to"])]
    counting.sort(key=lambda row: month_number(row["month"]))
    return list({tuple(row[name] for name in key): row for row in counting}.values())
