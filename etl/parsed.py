"""A partner's workbook as it was understood: the cover and the rows, typed, with their places."""

import hashlib
import json
from dataclasses import dataclass, field
from datetime import date
from typing import Any

# Typed values: str, int, float, date, a tuple of codes, the number of a reporting month, or None for a blank.
Value = str | int | float | date | tuple[str, ...] | None

# Name under which a stored row lists its columns that do not apply, separated by `;`.
NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Row:
    """One data row: its number in the sheet and its typed values by column; a cell that can't be read is absent.

    A cell with "does not apply" has the value None and stands in `not_applicable`: it is neither blank nor 0.
    """

    number: int
    values: dict[str, Any]
    not_applicable: frozenset[str] = frozenset()

    def get(self, column: str) -> Any:
        """The value of a column, None when it is blank, absent or unreadable."""
        return self.values.get(column)

    @property
    def content(self) -> dict[str, Any]:
        """What the row says, for comparing and storing: its values, and the columns that do not apply."""
        return self.values | ({NOT_APPLICABLE: ";".join(sorted(self.not_applicable))} if self.not_applicable else {})


@dataclass(frozen=True)
class ParsedWorkbook:
    """All that checks, store and receipt need of one workbook."""

    file: str
    sha256: str
    partner: str | None
    month: int | None
    revision: int | None
    language: str
    cover: dict[str, Any] = field(default_factory=dict)
    sheets: dict[str, tuple[Row, ...]] = field(default_factory=dict)
    # Where each column stands: sheet -> column -> letter (on the upright sheet: the row number as text).
    places: dict[str, dict[str, str]] = field(default_factory=dict)
    # Columns of the cover that say which file this is, not what it reports: no part of the content.
    apart: tuple[str, ...] = ()

    def cell(self, sheet: str, column: str, row: int | None = None) -> str:
        """Address of a cell, for instance K7; empty when the column is missing."""
        place = self.places.get(sheet, {}).get(column, "")
        if not place:
            return ""
        return f"C{place}" if row is None else f"{place}{row}"

    @property
    def content_sha256(self) -> str:
        """Digest of what the workbook says, whatever the order of rows and columns or the program that saved it."""
        rows = {
            name: sorted(json.dumps(row.content, sort_keys=True, default=str) for row in sheet)
            for name, sheet in self.sheets.items()
        }
        cover = {name: value for name, value in self.cover.items() if name not in self.apart}
        text = json.dumps({"cover": cover, "rows": rows}, sort_keys=True, default=str)
        return hashlib.sha256(text.encode()).hexdigest()
