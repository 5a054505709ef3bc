"""Drop-downs, limits and input messages of a template's cells, kept within what Excel takes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.lists import MONTHS
from etl.template.prefill import Known
from etl.template.values import tell_value
from indicators.load import Definitions
from indicators.model.workbook import Column
from indicators.periods import month_code
from indicators.texts import Texts

_TITLE = 32
_TEXT = 255
_ERROR = 225


@dataclass(frozen=True)
class Guide:
    """Writes what a cell allows and what it asks for."""

    definitions: Definitions
    texts: Texts
    month: int
    lists: dict[str, str]

    def message(self, column: Column, known: Known | None = None) -> str:
        """What, unit, whether required and the last accepted value with its month; at most 255 characters."""
        _ = self.texts
        parts = [self._last(column, known)] if known else []
        if column.is_required:
            parts.insert(0, _("Must be filled in."))
        if column.unit:
            parts.insert(0, _("Unit: {unit}.", unit=_(column.unit)))
        told = " ".join(parts)
        what = _(column.help) or _(column.label) + "."
        return f"{shorten(what, _TEXT - len(told) - 1)} {told}".strip()

    def _last(self, column: Column, known: Known) -> str:
        value = shorten(tell_value(self.definitions, self.texts, column, known.value), 60)
        if known.is_accepted:
            return self.texts("Last accepted: {value} ({month}).", value=value, month=month_code(known.month))
        return self.texts("Last sent, not accepted yet: {value} ({month}).", value=value, month=month_code(known.month))

    def build(self, column: Column, message: str) -> DataValidation:
        """The validation of a column's cells with this message; its ranges are added by the caller."""
        _ = self.texts
        check = DataValidation(**self._limits(column), allow_blank=True)
        check.promptTitle, check.prompt = shorten(_(column.label), _TITLE), message
        check.showInputMessage = True
        check.errorTitle = shorten(_(column.label), _TITLE)
        check.error = shorten(self._error(column), _ERROR)
        # Several codes and 2016-05 for M05 are right, too, so these lists only offer.
        check.showErrorMessage = check.type is not None and column.type not in ("code_set", "month")
        return check

    def _limits(self, column: Column) -> dict[str, Any]:
        kind = column.type
        if kind in ("code", "code_set", "month"):
            return {"type": "list", "formula1": f"={self.lists[MONTHS if kind == 'month' else column.list or '']}"}
        if kind == "date":
            first, last = self._days
            return _between("date", f"DATE({first:%Y,%m,%d})", f"DATE({last:%Y,%m,%d})")
        if kind in ("integer", "decimal") and column.min is not None:
            least = f"{column.min:g}"
            name = "whole" if kind == "integer" else "decimal"
            if column.max is None:
                return {"type": name, "operator": "greaterThanOrEqual", "formula1": least}
            return _between(name, least, f"{column.max:g}")
        if column.max_length:
            return {"type": "textLength", "operator": "lessThanOrEqual", "formula1": str(column.max_length)}
        return {}

    @property
    def _days(self) -> tuple[date, date]:
        # Nothing that a workbook tells lies before the project or after its own month.
        return self.definitions.project.calendar.start, self.definitions.periods.last_day(self.month)

    def _error(self, column: Column) -> str:
        _ = self.texts
        if column.type == "code":
            return _("Please choose a value from the list.")
        if column.type == "date":
            first, last = self._days
            return _("Please write a date from {first} to {last}.", first=first.isoformat(), last=last.isoformat())
        if column.type in ("integer", "decimal") and column.min is not None:
            least = _.number(column.min, 0 if column.min.is_integer() else 1)
            if column.max is None:
                whole = _("Please write a whole number, {min} or more.", min=least)
                return whole if column.type == "integer" else _("Please write a number, {min} or more.", min=least)
            most = _.number(column.max)
            if column.type == "integer":
                return _("Please write a whole number from {min} to {max}.", min=least, max=most)
            return _("Please write a number from {min} to {max}.", min=least, max=most)
        return _("Please write at most {n} characters.", n=column.max_length or 0)


@dataclass
class Attached:
    """The validations of one sheet: cells with the same limits and the same message share one."""

    guide: Guide
    made: dict[tuple[str, str], DataValidation] = field(default_factory=dict)

    def add(self, name: str, column: Column, cells: str, known: Known | None = None) -> None:
        """Give cells (an address or a range) of a column their limits and their message."""
        message = self.guide.message(column, known)
        if (name, message) not in self.made:
            self.made[name, message] = self.guide.build(column, message)
        self.made[name, message].add(cells)

    def add_note(self, title: str, note: str, cells: str) -> None:
        """Give locked cells a message without limits."""
        check = DataValidation(promptTitle=shorten(title, _TITLE), prompt=shorten(note, _TEXT), showInputMessage=True)
        check.add(cells)
        self.made[cells, note] = check

    def write(self, sheet: Worksheet) -> None:
        """Hand all validations over to the sheet."""
        for check in self._all():
            sheet.add_data_validation(check)

    def _all(self) -> Iterable[DataValidation]:
        return self.made.values()


def _between(kind: str, least: str, most: str) -> dict[str, Any]:
    return {"type": kind, "operator": "between", "formula1": least, "formula2": most}


def shorten(text: str, room: int) -> str:
    """The text, cut at a word with an ellipsis when it has more characters than there is room for."""
    if len(text) <= room:
        return text
    cut = text[: room - 1]
    return (cut.rsplit(" ", 1)[0] if " " in cut else cut).rstrip(" ,;:–") + "…"
