"""What a rule looks at, and how it tells what it found."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple, TypeVar

from etl.history import History
from etl.issue import Issue
from etl.message import Messages
from etl.parsed import ParsedWorkbook, Row
from indicators.load import Definitions
from indicators.model.project import Partner
from indicators.model.workbook import Sheet
from indicators.periods import month_code
from indicators.saying import Saying
from indicators.texts import N_

Key = tuple[Any, ...]
Check = Callable[["Context"], Iterator[Issue]]
_C = TypeVar("_C", bound=Check)


class Origin(NamedTuple):
    """A cell by the key of its row."""

    sheet: str
    key: Key
    column: str


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
        self,
        rule: str,
        case: str,
        sheet: str,
        column: str,
        row: int | None = None,
        found: Any = None,
        origin: Any = None,
        **places: Any,
    ) -> Issue:
        """An issue at a cell; on the upright sheet the column alone says where. A text in `found` is a known code.

        `origin` (an Origin) is the place in an earlier month that it comes from, where that is not the same cell.
        """
        cell = self.workbook.cell(sheet, column, row)
        number = row or (int(cell[1:]) if cell else None)
        shown = "" if found is None else self._found(sheet, column, found)
        return self.messages.issue(rule, case, sheet, cell, number, column, shown, **places)

    def _found(self, sheet: str, column: str, found: Any) -> Any:
        if isinstance(found, Saying):
            return found
        about = self.messages.column(sheet, column)
        if about and about.type == "month" and isinstance(found, int):
            return self.messages.month(found)
        if isinstance(found, str):
            # The cell shows the label of a code.
            return self.messages.code(about.list, found) if about and about.list else found
        return self.messages.found(found)

    def shown(self, sheet: str, column: str, value: Any) -> Any:
        """A stored value as it is told: a code with its label, a month, of another text its length."""
        about = self.messages.column(sheet, column)
        kind = about.type if about else ""
        if kind == "month" and isinstance(value, int):
            return month_code(value)
        is_code = kind in ("code", "code_set") or (about is not None and bool(about.pattern))
        if isinstance(value, str) and is_code:
            return self.messages.code(about.list, value) if about and about.list else value
        return Saying(N_("empty")) if value is None else self.messages.found(value)

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


def blank_cells(row: Row, columns: Iterable[str]) -> list[str]:
    """The columns whose cells are blank; not those that can't be read or are missing, which is told already."""
    return [column for column in columns if column in row.values and row.get(column) is None]
