"""Makes issues from the cases of the definitions' rules: told in one language, and ready for any other."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from etl.issue import SEVERITIES, Issue, Wording
from indicators.load import Definitions
from indicators.model.workbook import Column
from indicators.periods import month_code
from indicators.saying import MonthName, Saying, say_coded, say_with
from indicators.texts import N_, Texts

# A number of more digits could be a telephone or identity number.
_MOST_DIGITS = 7


@dataclass(frozen=True)
class Messages:
    """Makes issues of one workbook, in its language.

    What fills a message is made here as well: places that another reader's language tells in its own way.
    """

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
        found: Any = "",
        **places: Any,
    ) -> Issue:
        """An issue by rule and case; `places` fill the message, the column's label is filled in by itself."""
        rule = self.definitions.rule(rule_id)
        message = rule.cases[case]
        places.setdefault("label", self.label(sheet, column))
        said = [say_with(text, places) if text else "" for text in (message.message, message.repair, message.expected)]
        wording = Wording(said[0], said[1], said[2], found)
        return Issue(
            code=rule_id,
            severity=SEVERITIES[message.severity or rule.severity],
            **wording.tell(self.texts),
            sheet=sheet,
            cell=cell,
            row=row,
            column=column,
            is_holding=not rule.accepted_because,
            wording=wording,
        )

    def column(self, sheet: str, column: str) -> Column | None:
        """The definition of a column, if there is one."""
        found = self.definitions.workbook.sheets.get(sheet)
        return found.columns.get(column) if found else None

    def label(self, sheet: str, column: str) -> Saying | str:
        """Label of a column, else its code."""
        found = self.column(sheet, column)
        return Saying(found.label) if found else column

    def code(self, list_name: str, code: str) -> Saying | str:
        """A code with its label, which may begin with it; a text that is no code of the list stays as it is."""
        label = self.definitions.codes(list_name).get(code, "")
        if not label:
            return code
        return Saying(label) if label.startswith(code) else say_coded(code, label)

    def month(self, number: int) -> Saying:
        """A reporting month with its name, for instance M05 (May 2016)."""
        name = MonthName(*self.definitions.periods.calendar_month(number))
        return Saying("{code} ({name})", {"code": month_code(number), "name": name})

    def example_month(self) -> str:
        """A month of the project as people write it, for instance 2016-05."""
        periods = self.definitions.periods
        return "{}-{:02d}".format(*periods.calendar_month(min(5, periods.count)))

    def found(self, value: Any) -> Any:
        """What stands in a cell, as far as it can't be personal: numbers and dates; of a text only its length."""
        match value:
            case bool():
                return Saying(N_("TRUE or FALSE"))
            case datetime():
                return value.date()
            case date():
                return value
            case int() | float() if abs(value) < 10**_MOST_DIGITS:
                return value
            case int() | float():
                return Saying(N_("a number of more than {n} digits"), {"n": _MOST_DIGITS})
            case str() if is_harmless_number(value):
                return value.strip()
            case str():
                return Saying.plural("text of {n} character", "text of {n} characters", len(value))
        return Saying(N_("a value that can't be read"))


def is_harmless_number(text: str) -> bool:
    """Is the text a short number, too short to be anybody's telephone or identity number?"""
    stripped = text.strip()
    digits = sum(character in "0123456789" for character in stripped)
    return 0 < digits < _MOST_DIGITS and all(character in "0123456789.,+-" for character in stripped)
