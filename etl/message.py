"""Tells issues in the reader's language, from the cases of the definitions' rules."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from etl.issue import SEVERITIES, Issue
from indicators.load import Definitions
from indicators.model.workbook import Column
from indicators.periods import month_code
from indicators.texts import Texts

# A number of more digits could be a telephone or identity number.
_MOST_DIGITS = 7
_PLACE = re.compile(r"\{(\w+)\}")


@dataclass(frozen=True)
class Messages:
    """Makes issues of one workbook, in one language."""

    definitions: Definitions
    texts: Texts

    def issue(
        self,
        rule_id: str,
        case: str,
        sheet: str = "",
        cell: str = "",
        /,
        row: int | None = None,
        column: str = "",
        found: str = "",
        **places: Any,
    ) -> Issue:
        """An issue by rule and case; `places` fill the message, the column's label is filled in by itself."""
        rule = self.definitions.rule(rule_id)
        message = rule.cases[case]
        places.setdefault("label", self.label(sheet, column))
        return Issue(
            code=rule_id,
            severity=SEVERITIES[message.severity or rule.severity],
            message=self._fill(message.message, places),
            repair=self._fill(message.repair, places),
            expected=self._fill(message.expected, places),
            found=found,
            sheet=sheet,
            cell=cell,
            row=row,
            column=column,
            is_holding=not rule.accepted_because,
        )

    def _fill(self, text: str, places: dict[str, Any]) -> str:
        try:
            return self.texts.fill(self.texts(text), text, places)
        except KeyError:
            # A place that nobody fills stays empty: the slip must not hide the fault itself.
            return self.texts.fill(self.texts(text), text, dict.fromkeys(_PLACE.findall(text), "…") | places)

    def column(self, sheet: str, column: str) -> Column | None:
        """The definition of a column, if there is one."""
        found = self.definitions.workbook.sheets.get(sheet)
        return found.columns.get(column) if found else None

    def label(self, sheet: str, column: str) -> str:
        """Label of a column, else its code."""
        found = self.column(sheet, column)
        return self.texts(found.label) if found else column

    def code(self, list_name: str, code: str) -> str:
        """A code with its label, which may begin with it; a text that is no code of the list stays as it is."""
        label = self.texts(self.definitions.codes(list_name).get(code, ""))
        return label if label.startswith(code) else f"{code} ({label})" if label else code

    def month(self, number: int) -> str:
        """A reporting month with its name, for instance M05 (May 2016)."""
        return f"{month_code(number)} ({self.texts.month_name(*self.definitions.periods.calendar_month(number))})"

    def example_month(self) -> str:
        """A month of the project as people write it, for instance 2016-05."""
        periods = self.definitions.periods
        return "{}-{:02d}".format(*periods.calendar_month(min(5, periods.count)))

    def found(self, value: Any) -> str:
        """What stands in a cell, as far as it can't be personal: numbers and dates; of a text only its length."""
        texts = self.texts
        match value:
            case bool():
                return texts("TRUE or FALSE")
            case datetime():
                return texts.day(value.date())
            case date():
                return texts.day(value)
            case int() | float() if abs(value) < 10**_MOST_DIGITS:
                return texts.amount(value)
            case int() | float():
                return texts("a number of more than {n} digits", n=_MOST_DIGITS)
            case str() if is_harmless_number(value):
                return value.strip()
            case str():
                return texts.plural("text of {n} character", "text of {n} characters", len(value))
        return texts("a value that can't be read")


def is_harmless_number(text: str) -> bool:
    """Is the text a short number, too short to be anybody's telephone or identity number?"""
    stripped = text.strip()
    digits = sum(character in "0123456789" for character in stripped)
    return 0 < digits < _MOST_DIGITS and all(character in "0123456789.,+-" for character in stripped)
