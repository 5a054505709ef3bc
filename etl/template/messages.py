"""Drop-downs, limits and input messages of a template's cells, kept within what Excel takes."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.lists import MONTHS
from etl.template.occasion import Known
from etl.template.values import DOES_NOT_APPLY, tell_value
from indicators.individual import PSEUDONYMOUS, find_individual
from indicators.load import Definitions
from indicators.model.workbook import Column
from indicators.periods import month_code
from indicators.texts import Texts

_TITLE = 32
_TEXT = 255
_ERROR = 225
# Of the 255 characters, so that the question itself keeps some.
_TOLD = 170


@dataclass(frozen=True)
class Guide:
    """Writes what a cell allows and what it asks for."""

    definitions: Definitions
    texts: Texts
    month: int
    lists: dict[str, str]

    def message(self, column: Column, known: Known | None = None, told: str = "") -> str:
        """What, unit, whether required, the last accepted value with its month, and `told`; at most 255 characters."""
        _ = self.texts
        parts = [self._last(column, known)] if known else []
        parts += [shorten(told, _TOLD)] if told else []
        if column.is_required:
            parts.insert(0, _("Must be filled in."))
        if self._tells_of_one_woman(column):
            parts.append(_(PSEUDONYMOUS))
        if column.unit:
            parts.insert(0, _("Unit: {unit}.", unit=_(column.unit)))
        rest = " ".join(parts)
        what = _(column.help) or _(column.label) + "."
        return f"{shorten(what, _TEXT - len(rest) - 1)} {rest}".strip()

    def _tells_of_one_woman(self, column: Column) -> bool:
        found = find_individual(self.definitions)
        return found is not None and self.definitions.workbook.sheets[found.sheet].columns[found.column] is column

    def tell_row(self, columns: dict[str, Column], row: dict[str, Any]) -> str:
        """A row of another sheet as one line: "Last day: 20 Feb 2016; persons who attended: 18."."""
        values = ((columns[name], value) for name, value in row.items() if value is not None)
        told = [
            f"{self.texts(column.label)}: {tell_value(self.definitions, self.texts, column, value)}"
            for column, value in values
        ]
        return self.texts.list_apart(told) + "." if told else ""

    def _last(self, column: Column, known: Known) -> str:
        value = shorten(tell_value(self.definitions, self.texts, column, known.value), 60)
        if known.is_accepted:
            return self.texts("Last accepted: {value} ({month}).", value=value, month=month_code(known.month))
        return self.texts("Last sent, not accepted yet: {value} ({month}).", value=value, month=month_code(known.month))

    def build(self, column: Column, message: str, cells: str) -> DataValidation:
        """The validation of a column's cells with this message; `cells` are the first of its ranges."""
        _ = self.texts
        check = DataValidation(**self._limits(column, cells), allow_blank=True)
        check.promptTitle, check.prompt = shorten(_(column.label), _TITLE), message
        check.showInputMessage = True
        check.errorTitle = shorten(_(column.label), _TITLE)
        check.error = shorten(self._error(column), _ERROR)
        # Several codes and 2016-05 for M05 are right, too, so these lists only offer.
        check.showErrorMessage = check.type is not None and column.type not in ("code_set", "month")
        if column.type == "code" and not column.is_required:
            # A list can't take the word for "does not apply" beside its own labels: ask, don't refuse.
            check.errorStyle = "warning"
        return check

    def _limits(self, column: Column, cells: str) -> dict[str, Any]:
        kind = column.type
        if kind in ("integer", "decimal", "date") and not column.is_required:
            return self._limits_or_nothing(column, cells.partition(":")[0])
        if kind in ("code", "code_set", "month"):
            return {"type": "list", "formula1": self.lists[MONTHS if kind == "month" else column.list or ""]}
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

    def _limits_or_nothing(self, column: Column, cell: str) -> dict[str, Any]:
        """Limits on numbers alone would refuse the word for "does not apply" and the dash for nothing."""
        least, most = column.min, column.max
        limits = [f"{cell}=INT({cell})"] if column.type == "integer" else []
        limits += [] if least is None else [f"{cell}>={least:g}"]
        limits += [] if most is None else [f"{cell}<={most:g}"]
        if column.type == "date":
            limits = [f"{cell}{sign}DATE({day:%Y,%m,%d})" for sign, day in zip((">=", "<="), self._days, strict=True)]
        if not limits:
            return {}
        said = ",".join(f'TRIM(UPPER({cell}))="{text}"' for text in (DOES_NOT_APPLY, "N/A", "-"))
        return {"type": "custom", "formula1": f"IF(ISNUMBER({cell}),AND({','.join(limits)}),OR({said}))"}

    @property
    def _days(self) -> tuple[date, date]:
        # Nothing that a workbook tells lies before the project or after its own month.
        return self.definitions.project.calendar.start, self.definitions.periods.last_day(self.month)

    def _error(self, column: Column) -> str:
        told = self._error_of_limits(column)
        if column.is_required or column.type not in ("integer", "decimal", "date", "code"):
            return told
        otherwise = self.texts("Leave it empty, or write NA if it does not apply.")
        return f"{told} {otherwise}"

    def _error_of_limits(self, column: Column) -> str:
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
        if column.type in ("integer", "decimal"):
            return _("Please write a number.")
        return _("Please write at most {n} characters.", n=column.max_length or 0)


@dataclass
class Attached:
    """The validations of one sheet: cells with the same limits and the same message share one."""

    guide: Guide
    made: dict[tuple[str, str], DataValidation] = field(default_factory=dict)

    def add(self, name: str, column: Column, cells: str, known: Known | None = None, told: str = "") -> None:
        """Give cells (an address or a range) of a column their limits and their message; the uppermost come first."""
        message = self.guide.message(column, known, told)
        if (name, message) not in self.made:
            self.made[name, message] = self.guide.build(column, message, cells)
        self.made[name, message].add(cells)

    def add_note(self, title: str, note: str, cells: str) -> None:
        """Give headings a message; where the sheet itself can't be locked, nothing can be typed over them."""
        check = DataValidation(promptTitle=shorten(title, _TITLE), prompt=shorten(note, _TEXT), showInputMessage=True)
        check.type, check.formula1, check.showErrorMessage = "custom", "FALSE", True
        check.error = shorten(self.guide.texts("Please leave the headings as they are."), _ERROR)
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
