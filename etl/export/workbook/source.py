"""What the sheets are made of: the tables of a release, read once each, and their names in the asked language."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from etl.export.asked import Asked
from etl.export.selection import Selection, select, selected_codes
from etl.export.tables import asked_labels
from etl.release_file import ReleaseFile
from indicators.texts import Texts

Rows = list[dict[str, Any]]
NO_VALUE = "–"


@dataclass(frozen=True)
class Source:
    """A release and what was asked of its export."""

    release: ReleaseFile
    asked: Asked

    @cached_property
    def texts(self) -> Texts:
        """The texts of the asked language."""
        return self.asked.texts

    @cached_property
    def about(self) -> dict[str, Any]:
        """The one row of the table `release`."""
        return self.release.about()

    @cached_property
    def label_table(self) -> pa.Table:
        """Labels in the asked language and in English."""
        return asked_labels(self.release, self.asked)

    @cached_property
    def _labels(self) -> dict[tuple[str, str], str]:
        rows = zip(*(self.label_table.column(name).to_pylist() for name in self.label_table.column_names), strict=True)
        return {(kind, code): text for language, kind, code, text in rows if language == self.asked.language}

    def label(self, kind: str, code: Any, default: str | None = None) -> str:
        """What a code is called; without a name, what is given or else the code itself."""
        if code is None:
            return NO_VALUE
        return self._labels.get((kind, str(code))) or (str(code) if default is None else default)

    def column_name(self, table: str, column: str) -> str:
        """What a column is called."""
        return self.label(f"column:{table}.{column}", "", column)

    def rows(self, table: str) -> Rows:
        """The rows of a table; none where a release of an earlier version doesn't have it."""
        if table not in self._read:
            self._read[table] = self.release.arrow(table).to_pylist() if table in self.release.tables() else []
        return self._read[table]

    @cached_property
    def _read(self) -> dict[str, Rows]:
        return {}

    def rows_of(self, table: str, code: str) -> Rows:
        """The rows of one indicator in a table."""
        return [row for row in self.rows(table) if row["indicator_code"] == code]

    def months_of(self, column: str) -> list[tuple[str, str]]:
        """Each value of a column of the whole KPI table with each month in which it stands."""
        pairs = zip(*(self._all_figures.column(name).to_pylist() for name in (column, "month")), strict=True)
        return sorted(set(pairs))

    @cached_property
    def figures(self) -> pa.Table:
        """The KPI table as it was selected."""
        return select(self._all_figures, self.asked.selection)

    @cached_property
    def totals(self) -> Rows:
        """The totals of the selected indicators in the selected months, whichever breakdowns were selected."""
        chosen = self.asked.selection
        own = Selection(
            chosen.indicators, chosen.objectives, chosen.classes, ("total",), chosen.from_month, chosen.to_month
        )
        return select(self._all_figures, own).to_pylist()

    @cached_property
    def _all_figures(self) -> pa.Table:
        return self.release.arrow("figure")

    @cached_property
    def indicators(self) -> Rows:
        """The selected indicators in the order of the framework."""
        wanted = selected_codes(self.release, self.asked.selection)
        return sorted(
            (row for row in self.rows("indicator") if row["indicator_code"] in wanted), key=lambda row: row["position"]
        )
