"""Categories of each breakdown: always all of the registry or code list, so that a missing row is never a message."""

from dataclasses import dataclass, field
from typing import Any

import duckdb

from indicators.calculate.catalogue import ALL, TOTAL
from indicators.load import Definitions
from indicators.model.indicator import Breakdown, Indicator

# Category -> first month with a row of it; None when there is none so far.
Categories = dict[str, int | None]


@dataclass(frozen=True)
class CategoryReader:
    """Reads categories; what several indicators of a sheet need is read once."""

    connection: duckdb.DuckDBPyConnection
    definitions: Definitions
    _known: dict[tuple[str, str], dict[Any, int]] = field(default_factory=dict)

    def categories(self, indicator: Indicator) -> dict[str, Categories]:
        """Categories by breakdown, the total included."""
        found = {TOTAL: self._with_first_months(indicator, f"'{ALL}'", [ALL])}
        for breakdown in indicator.breakdowns:
            if breakdown.columns:
                found[breakdown.name] = dict.fromkeys(breakdown.columns)
            else:
                codes = self._codes(indicator, breakdown)
                is_open = self.is_open_list(indicator, breakdown)
                found[breakdown.name] = self._with_first_months(indicator, _column_sql(breakdown), codes, is_open)
        return found

    def is_open_list(self, indicator: Indicator, breakdown: Breakdown | None) -> bool:
        """Are the categories whatever codes were reported, and not those of a list?"""
        sheet = self._public_sheet(indicator)
        columns = self.definitions.workbook.sheets[sheet].columns if sheet and breakdown else {}
        column = columns.get(breakdown.column or "") if breakdown else None
        return column is not None and not column.list

    def _public_sheet(self, indicator: Indicator) -> str | None:
        """The sheet whose rows are public: that of the thing itself, not of the answers about it."""
        if indicator.sheet is None:
            return None
        return self.definitions.workbook.sheets[indicator.sheet].takes_from or indicator.sheet

    def _codes(self, indicator: Indicator, breakdown: Breakdown) -> list[str]:
        if breakdown.name == "country":
            return list(self.definitions.countries)
        if breakdown.name == "partner":
            return [partner.code for partner in self.definitions.partners]
        sheet = self._public_sheet(indicator)
        if sheet is None:
            return []
        column = self.definitions.workbook.sheets[sheet].columns[breakdown.column or ""]
        if column.list:
            return list(self.definitions.codes(column.list))
        return sorted(code for code in self._first_months(sheet, _column_sql(breakdown)) if code is not None)

    def _with_first_months(
        self, indicator: Indicator, column: str, codes: list[str], is_open: bool = False
    ) -> Categories:
        sheet = self._public_sheet(indicator)
        # First months matter where a missing row would be a message: answers that wait, and codes of an open list.
        if sheet is None or (indicator.disclosure_class != "B" and not is_open):
            return dict.fromkeys(codes)
        first = self._first_months(sheet, column)
        later = self._months_later(indicator)
        return {code: first[code] + later if code in first else None for code in codes}

    def _months_later(self, indicator: Indicator) -> int:
        """Answers that are asked for some months after the thing can't be hidden before they can have come."""
        sheet = self.definitions.workbook.sheets[indicator.sheet or ""]
        return sheet.prefill.after_months if sheet.takes_from and sheet.prefill else 0

    def _first_months(self, sheet: str, column: str) -> dict[Any, int]:
        if (sheet, column) not in self._known:
            query = f"SELECT ({column})::VARCHAR AS code, min(row_month) FROM span_{sheet} GROUP BY code"
            self._known[sheet, column] = dict(self.connection.execute(query).fetchall())
        return self._known[sheet, column]


def _column_sql(breakdown: Breakdown) -> str:
    return {"country": "row_country", "partner": "partner_code"}.get(breakdown.name, f'"{breakdown.column}"')
