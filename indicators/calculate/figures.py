"""Every row of the table of figures: value, state, coverage, expected value, progress and status."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import duckdb

from indicators.calculate.catalogue import ALL, TOTAL
from indicators.calculate.categories import Categories, CategoryReader
from indicators.calculate.coverage import Reports, Scope
from indicators.calculate.measure import Measured, measure
from indicators.calculate.parts import wave_codes
from indicators.calculate.states import Standing
from indicators.calculate.things import show_beside, show_thing
from indicators.disclosure.book import Book
from indicators.disclosure.gate import closed_individual, show_protected, show_trait
from indicators.disclosure.shown import VALUE, Place, Shown
from indicators.load import Definitions
from indicators.model.disclosure import MixedPlan
from indicators.model.indicator import Indicator
from indicators.periods import month_code, month_number
from indicators.progress import UNAVAILABLE, expected_value, progress_ratio, start_value, status_of


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
                yield frozen.pop(key) | {"release_id": self.release_id} if key in frozen else row
        # What was closed of a category or an indicator that the definitions no longer have stays as it was shown.
        for (_code, month, _breakdown, _category), row in frozen.items():
            if month_number(month) <= self.until:
                yield row | {"release_id": self.release_id}

    def _rows(self, indicator: Indicator) -> Iterator[dict[str, Any]]:
        categories = self._categories.categories(indicator)
        if indicator.disclosure_class == "C":
            shown = self._count_things(indicator, categories)
        else:
            shown = show_protected(self.definitions, indicator, self.book, self.until, categories)
        same = self._same_in_every_row(indicator)
        standing = Standing(self.definitions, self.reports, indicator)
        for (month, breakdown, category), figure in shown.items():
            scope = standing.scope(breakdown, category)
            row = self._row(indicator, (month, breakdown, category), figure, standing.state(scope, month, figure))
            yield same | row | _coverage_columns(standing, scope, month)

    @cached_property
    def _categories(self) -> CategoryReader:
        return CategoryReader(self.connection, self.definitions)

    @cached_property
    def _measured(self) -> Measured:
        """All of class C at once; what is protected comes from the ledger book alone."""
        things = [one for one in self.definitions.indicators if one.disclosure_class == "C"]
        return measure(self.connection, self.definitions, [_without_women(self.definitions, one) for one in things])

    def _count_things(self, indicator: Indicator, categories: dict[str, Categories]) -> dict[Place, Shown]:
        rows: dict[Place, Shown] = {}
        waves = wave_codes(self.definitions, indicator)
        for breakdown in (None, *indicator.breakdowns):
            name = breakdown.name if breakdown else TOTAL
            if breakdown is not None and breakdown.disclosure_class:
                for month in range(1, self.until + 1):
                    protected = show_trait(self.definitions, indicator, breakdown, self.book, month)
                    rows |= {(month, name, category): figure for category, figure in protected.items()}
                continue
            measured = self._measured.get((indicator.code, name), {})
            is_open = self._categories.is_open_list(indicator, breakdown)
            for category, first in categories[name].items():
                for month in range(first or 1 if is_open else 1, self.until + 1):
                    figure = show_thing(indicator, measured.get((month, category), {}), name, waves)
                    rows[month, name, category] = self._with_closed(indicator, name, month, figure)
        return rows | self._beside(indicator, waves)

    def _beside(self, indicator: Indicator, waves: tuple[str, ...]) -> dict[Place, Shown]:
        totals = self._measured.get((indicator.code, TOTAL), {})
        return {
            (month, breakdown, category): figure
            for month in range(1, self.until + 1)
            for breakdown, category, figure in show_beside(indicator, totals.get((month, ALL), {}), waves)
        }

    def _with_closed(self, indicator: Indicator, breakdown: str, month: int, figure: Shown) -> Shown:
        """Add the things that are single women's and were closed, to the total alone."""
        closed = closed_individual(self.definitions, indicator, self.book, month) if breakdown == TOTAL else 0.0
        if not closed or figure.value is None:
            return figure
        return Shown(VALUE, figure.value + closed, figure.value + closed)

    def _same_in_every_row(self, indicator: Indicator) -> dict[str, Any]:
        return {
            "release_id": self.release_id,
            "indicator_code": indicator.code,
            "indicator_name": indicator.name,
            "level": indicator.level,
            "objective": indicator.objective,
            "unit": indicator.unit,
            "as_of": self.as_of.isoformat(),
            "definition_version": self.definitions.version,
            "rule_version": self.definitions.rule_version,
            "criterion": indicator.criterion,
            "target_state": self.definitions.target(indicator.code).state,
            "class": indicator.disclosure_class,
        }

    def _row(self, indicator: Indicator, place: Place, figure: Shown, state: str) -> dict[str, Any]:
        month, breakdown, category = place
        is_value = state == VALUE
        is_hidden = indicator.disclosure_class == "A" and indicator.type != "count"
        value = figure.value if is_value else None
        is_total = breakdown == TOTAL and category == ALL
        return {
            "month": month_code(month),
            "breakdown": breakdown,
            "category": category,
            "state": state,
            "value": value,
            "numerator": figure.numerator if is_value and not is_hidden else None,
            "denominator": figure.denominator if is_value and not is_hidden else None,
        } | (self._progress(indicator, month, value) if is_total else _NO_PROGRESS)

    def _progress(self, indicator: Indicator, month: int, value: float | None) -> dict[str, Any]:
        """Totals alone are held against a plan."""
        target = self.definitions.target(indicator.code)
        expected = expected_value(self.definitions, indicator, month)
        ratio = None
        # A month that is not over is no completed period: half a month is not held against the plan of a whole one.
        if value is not None and self.as_of > self.definitions.periods.last_day(month):
            ratio = progress_ratio(value, start_value(self.definitions, indicator), expected)
        return {
            "baseline": indicator.baseline.value,
            "target": target.value,
            "expected": expected,
            "progress_pct": 100 * ratio if ratio is not None else None,
            "status": status_of(ratio, self.definitions.progress) if target.value is not None else UNAVAILABLE,
        }


# What a row of a breakdown has in the columns of the plan.
_NO_PROGRESS = {"baseline": None, "target": None, "expected": None, "progress_pct": None, "status": UNAVAILABLE}


def _coverage_columns(standing: Standing, scope: Scope, month: int) -> dict[str, Any]:
    coverage = standing.coverage(scope, month)
    return {
        "reported_n": coverage.reported,
        "expected_reports_n": coverage.expected,
        "carried_forward_n": coverage.carried if standing.is_carried else 0,
    }


def _without_women(definitions: Definitions, indicator: Indicator) -> Indicator:
    """The indicator without the rows that are single women: those are added at closings only."""
    plan = definitions.disclosure.rows.get(indicator.code)
    if not isinstance(plan, MixedPlan):
        return indicator
    hidden = indicator.calculation.where_not | {plan.column: plan.class_a}
    return indicator.model_copy(update={"calculation": indicator.calculation.model_copy(update={"where_not": hidden})})
