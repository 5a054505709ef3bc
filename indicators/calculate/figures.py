"""Every row of the table of figures: value, state, coverage, expected value, progress and status."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import duckdb

from indicators.calculate.categories import Categories, list_categories
from indicators.calculate.coverage import Coverage, Reports
from indicators.calculate.measure import ALL, TOTAL, measure
from indicators.disclosure.book import Book
from indicators.disclosure.gate import closed_individual, show_protected, show_trait
from indicators.disclosure.shown import NOT_DUE, TOO_FEW, VALUE, Place, Shown
from indicators.load import Definitions
from indicators.model.disclosure import MixedPlan, OutcomePlan
from indicators.model.indicator import (
    DeliverablesOnTime,
    Indicator,
    Milestone,
    ReportsOnTime,
    Share,
    Sum,
)
from indicators.model.project import Partner
from indicators.periods import month_code
from indicators.progress import UNAVAILABLE, expected_value, progress_ratio, start_value, status_of

NOT_REPORTED = "not_reported"
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Calculation:
    """All that the figures of one release are calculated from; working tables stand in the connection."""

    connection: duckdb.DuckDBPyConnection
    definitions: Definitions
    reports: Reports
    book: Book
    until: int
    as_of: date
    release_id: str

    def figures(self) -> Iterator[dict[str, Any]]:
        """Rows of all indicators; those of class A that an earlier release closed are copied unchanged."""
        frozen = {
            (row["indicator_code"], row["month"], row["breakdown"], row["category"]): row
            for rows in self.book.frozen.values()
            for row in rows
        }
        for indicator in self.definitions.indicators:
            for row in self._rows(indicator):
                key = (row["indicator_code"], row["month"], row["breakdown"], row["category"])
                yield frozen[key] | {"release_id": self.release_id} if key in frozen else row

    def _rows(self, indicator: Indicator) -> Iterator[dict[str, Any]]:
        categories = list_categories(self.connection, self.definitions, indicator)
        if indicator.disclosure_class == "C":
            shown = self._count_things(indicator, categories)
        else:
            shown = show_protected(self.definitions, indicator, self.book, self.until, categories)
        scopes: dict[tuple[str, str], list[Partner]] = {}
        for (month, breakdown, category), figure in shown.items():
            scope = scopes.setdefault((breakdown, category), self._scope(indicator, breakdown, category))
            state = self._state(indicator, scope, month, figure)
            coverage = self._coverage(indicator, scope, month)
            yield self._row(indicator, (month, breakdown, category), figure, state, coverage)

    def _scope(self, indicator: Indicator, breakdown: str, category: str) -> list[Partner]:
        country = category if breakdown == "country" and category in self.definitions.countries else None
        partner = category if breakdown == "partner" else None
        return self.reports.partners(indicator.sheet, country, partner)

    def _count_things(self, indicator: Indicator, categories: dict[str, Categories]) -> dict[Place, Shown]:
        rows: dict[Place, Shown] = {}
        counted = _without_women(self.definitions, indicator)
        for breakdown in (None, *indicator.breakdowns):
            name = breakdown.name if breakdown else TOTAL
            if breakdown is not None and breakdown.disclosure_class:
                for month in range(1, self.until + 1):
                    shown = show_trait(self.definitions, indicator, breakdown, self.book, month)
                    rows |= {(month, name, category): figure for category, figure in shown.items()}
                continue
            measured = {
                (month, category): (numerator, denominator)
                for month, category, numerator, denominator in measure(
                    self.connection, self.definitions, counted, breakdown
                )
            }
            is_open_list = breakdown is not None and self._is_open_list(indicator, breakdown.column)
            for category, first in categories[name].items():
                for month in range(first or 1 if is_open_list else 1, self.until + 1):
                    found = measured.get((month, category))
                    rows[month, name, category] = self._thing(indicator, found, month, name)
        return rows

    def _is_open_list(self, indicator: Indicator, column: str | None) -> bool:
        columns = self.definitions.workbook.sheets[indicator.sheet].columns if indicator.sheet else {}
        return bool(column) and column in columns and not columns[column].list

    def _thing(
        self, indicator: Indicator, found: tuple[float | None, float | None] | None, month: int, breakdown: str
    ) -> Shown:
        numerator, denominator = found or (None, None)
        if indicator.is_rate:
            if not denominator:
                is_calendar = isinstance(indicator.calculation, ReportsOnTime | DeliverablesOnTime)
                return Shown(NOT_DUE if is_calendar else TOO_FEW)
            return Shown(VALUE, 100 * float(numerator or 0) / denominator, float(numerator or 0), float(denominator))
        if isinstance(indicator.calculation, Milestone) and breakdown == TOTAL and numerator is None:
            return Shown(NOT_REPORTED)
        value = float(numerator or 0)
        if breakdown == TOTAL:
            value += closed_individual(self.definitions, indicator, self.book, month)
        return Shown(VALUE, value, value)

    def _state(self, indicator: Indicator, scope: list[Partner], month: int, figure: Shown) -> str:
        if indicator.disclosure_class == "A":
            return figure.state
        is_calendar = isinstance(indicator.calculation, ReportsOnTime | DeliverablesOnTime)
        if self._is_silent_too_long(indicator, scope, month):
            return NOT_REPORTED
        # What passed the gate is a figure, zero or not; a count of things is no zero while nobody has reported.
        if figure.state == VALUE and (figure.value or is_calendar or indicator.disclosure_class == "B"):
            return VALUE
        if not scope or (isinstance(indicator.calculation, DeliverablesOnTime) and not self._leads_any(scope)):
            return NOT_APPLICABLE
        if is_calendar:
            return figure.state
        if not self.reports.is_due(scope, month):
            return NOT_DUE
        if not any(self.reports.has_reported(partner, month) for partner in scope):
            return NOT_REPORTED
        return figure.state

    def _is_silent_too_long(self, indicator: Indicator, scope: list[Partner], month: int) -> bool:
        """A running total is not reported once everybody behind it has been silent for too long."""
        calculation = indicator.calculation
        if calculation.over_time != "carried" or not scope:
            return False
        limit = self.definitions.project.calendar.carry_forward_months
        return all(
            self.reports.has_reported(one, month) and not self.reports.has_reported_since(one, month - limit, month)
            for one in scope
        )

    def _leads_any(self, scope: list[Partner]) -> bool:
        leads = {deliverable.lead for deliverable in self.definitions.deliverables}
        return any(partner.code in leads for partner in scope)

    def _coverage(self, indicator: Indicator, scope: list[Partner], month: int) -> Coverage:
        coverage = self.reports.coverage(scope, month)
        return (
            coverage if _is_carried(self.definitions, indicator) else Coverage(coverage.reported, coverage.expected, 0)
        )

    def _row(self, indicator: Indicator, place: Place, figure: Shown, state: str, coverage: Coverage) -> dict[str, Any]:
        month, breakdown, category = place
        target = self.definitions.target(indicator.code)
        is_total = breakdown == TOTAL and category == ALL
        expected = expected_value(self.definitions, indicator, month) if is_total else None
        is_value = state == VALUE
        value = figure.value if is_value else None
        ratio = None
        if is_total and value is not None:
            ratio = progress_ratio(value, start_value(self.definitions, indicator), expected)
        status = status_of(ratio, self.definitions.progress) if target.value is not None else UNAVAILABLE
        is_hidden = indicator.disclosure_class == "A" and indicator.type != "count"
        return {
            "release_id": self.release_id,
            "indicator_code": indicator.code,
            "indicator_name": indicator.name,
            "level": indicator.level,
            "objective": indicator.objective,
            "unit": indicator.unit,
            "month": month_code(month),
            "breakdown": breakdown,
            "category": category,
            "state": state,
            "value": value,
            "numerator": figure.numerator if is_value and not is_hidden else None,
            "denominator": figure.denominator if is_value and not is_hidden else None,
            "baseline": indicator.baseline.value if is_total else None,
            "target": target.value if is_total else None,
            "expected": expected,
            "progress_pct": 100 * ratio if ratio is not None else None,
            "status": status,
            "reported_n": coverage.reported,
            "expected_reports_n": coverage.expected,
            "carried_forward_n": coverage.carried,
            "as_of": self.as_of.isoformat(),
            "definition_version": self.definitions.version,
            "rule_version": self.definitions.rule_version,
            "criterion": indicator.criterion,
            "target_state": target.state,
            "class": indicator.disclosure_class,
        }


def _is_carried(definitions: Definitions, indicator: Indicator) -> bool:
    """Does a silent partner's earlier value still count? Flows and distinct counts simply stay to date."""
    if isinstance(definitions.disclosure.rows.get(indicator.code), OutcomePlan):
        return True
    calculation = indicator.calculation
    return isinstance(calculation, Milestone | Share) or calculation.over_time == "carried"


def _without_women(definitions: Definitions, indicator: Indicator) -> Indicator:
    """The indicator without the rows that are single women: those are added at closings only."""
    plan = definitions.disclosure.rows.get(indicator.code)
    if not isinstance(plan, MixedPlan):
        return indicator
    hidden = indicator.calculation.where_not | {plan.column: plan.class_a}
    return indicator.model_copy(update={"calculation": indicator.calculation.model_copy(update={"where_not": hidden})})
