"""What a rule looks at, and how it tells what it found."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, TypeVar

from etl.history import History
from etl.issue import Issue
from etl.message import Messages
from etl.parsed import ParsedWorkbook, Row
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.model.workbook import Sheet

Key = tuple[Any, ...]
Check = Callable[["Context"], Iterator[Issue]]
_C = TypeVar("_C", bound=Check)


@dataclass(frozen=True)
class Context:
    """A parsed workbook with everything that rules compare it with."""

    workbook: ParsedWorkbook
    messages: Messages
    history: History
    today: date
    as_partner: str | None = None
    idle_rows: dict[str, dict[Key, int]] = field(default_factory=dict)

    @property
    def definitions(self) -> Definitions:
        """The definitions that the workbook is checked against."""
        return self.messages.definitions

    @property
    def partner(self) -> Partner | None:
        """The partner that the cover names, when it is in the registry."""
        return self.definitions.partner(self.workbook.partner or "")

    def rows(self, sheet: str) -> tuple[Row, ...]:
        """Rows of a sheet; none when the workbook or the definitions don't have it."""
        return self.workbook.sheets.get(sheet, ())

    def issue(
        self, rule: str, case: str, sheet: str, column: str, row: int | None = None, found: Any = None, **places: Any
    ) -> Issue:
        """An issue at a cell; on the upright sheet the column alone says where. A text in `found` is a known code."""
        cell = self.workbook.cell(sheet, column, row)
        number = row or (int(cell[1:]) if cell else None)
        shown = found if isinstance(found, str) else "" if found is None else self.messages.found(found)
        return self.messages.issue(rule, case, sheet, cell, number, column, shown, **places)

    def cover_issue(self, rule: str, case: str, column: str, **places: Any) -> Issue:
        """An issue at a cell of the cover."""
        found = self.workbook.cover.get(column)
        return self.issue(rule, case, self.definitions.workbook.roles.sheet, column, found=found, **places)


def tells(*cases: str) -> Callable[[_C], _C]:
    """Name the cases that a rule function tells, so that the definitions can be held against them."""

    def mark(check: _C) -> _C:
        check.cases = cases  # type: ignore[attr-defined]
        return check

    return mark


def key_of(sheet: Sheet, row: Row | dict[str, Any]) -> Key | None:
    """The key of a row; None when a part of it is blank or unreadable."""
    key = tuple(row.get(column) for column in sheet.row_key)
    return None if not key or None in key else key


def read_all(row: Row, *columns: str) -> list[Any] | None:
    """The values of columns; None unless all are there, for a rule is silent about what it can't see."""
    values = [row.get(column) for column in columns]
    return None if None in values else values
