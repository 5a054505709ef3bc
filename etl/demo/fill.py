"""Fills a real template as an officer does: labels or codes, and now and then the troubles of real life."""

import random
from dataclasses import dataclass
from datetime import date
from typing import Any

from openpyxl import Workbook
from openpyxl.worksheet.worksheet import Worksheet

from etl.demo.rows import Row
from etl.template.table import CODE_ROW, FIRST_ROW
from etl.template.values import show_value
from indicators.load import Definitions
from indicators.model.workbook import Column, Sheet
from indicators.texts import Texts

_NO_BREAK = "\u00a0"


@dataclass(frozen=True)
class Habits:
    """How a partner's officer writes: the share of cells written in a way that a program has to understand."""

    commas: float = 0.0
    text_dates: float = 0.0
    spaced_numbers: float = 0.0
    codes: float = 0.0
    iso_months: float = 0.0


# Only partners whose language has the habit; the others write as the template wants it.
HABITS = {
    "P01": Habits(spaced_numbers=1.0),
    "P02": Habits(commas=0.7, codes=0.1),
    "P03": Habits(text_dates=0.8),
    "P05": Habits(commas=0.4, iso_months=0.3),
    "P07": Habits(spaced_numbers=1.0, text_dates=0.3),
    "P08": Habits(codes=0.5, iso_months=0.5),
    "P10": Habits(commas=0.6, text_dates=0.3),
    "P12": Habits(text_dates=0.5, spaced_numbers=0.5),
    "P13": Habits(commas=0.3),
    "P15": Habits(spaced_numbers=0.8, codes=0.3),
}


@dataclass(frozen=True)
class Officer:
    """Somebody who fills in the template of a partner, in the partner's language."""

    definitions: Definitions
    texts: Texts
    habits: Habits
    rng: random.Random

    def fill(self, book: Workbook, cover: Row, rows: dict[str, list[Row]]) -> None:
        """Write the values into the template; prefilled rows are found by their key, others go to the next free row."""
        workbook = self.definitions.workbook
        self._fill_cover(book[workbook.roles.sheet], cover)
        for name, sheet in workbook.row_sheets.items():
            if rows.get(name):
                self._fill_rows(book[name], sheet, rows[name])

    def _fill_cover(self, sheet: Worksheet, cover: Row) -> None:
        columns = self.definitions.workbook.cover.columns
        for row in range(1, sheet.max_row + 1):
            code = sheet.cell(row, 1).value
            if code in cover:
                sheet.cell(row, 3).value = self._write(columns[str(code)], cover[str(code)])

    def _fill_rows(self, sheet: Worksheet, about: Sheet, rows: list[Row]) -> None:
        places = {str(cell.value): cell.column for cell in sheet[CODE_ROW]}
        prefilled = self._prefilled(sheet, about, places)
        free = FIRST_ROW + len(prefilled)
        for row in rows:
            number = prefilled.get(self._key(about, row))
            if number is None:
                number, free = free, free + 1
            for column, value in row.items():
                if value is not None:
                    sheet.cell(number, places[column]).value = self._write(about.columns[column], value)
                elif sheet.cell(number, places[column]).value is not None:
                    sheet.cell(number, places[column]).value = None

    def _prefilled(self, sheet: Worksheet, about: Sheet, places: dict[str, int]) -> dict[tuple[Any, ...], int]:
        found = {}
        for number in range(FIRST_ROW, sheet.max_row + 1):
            key = tuple(sheet.cell(number, places[column]).value for column in about.row_key)
            if key and None not in key:
                found[key] = number
        return found

    def _key(self, about: Sheet, row: Row) -> tuple[Any, ...]:
        return tuple(show_value(self.definitions, self.texts, about.columns[one], row[one]) for one in about.row_key)

    def _happens(self, share: float) -> bool:
        return share > 0 and self.rng.random() < share

    def _write(self, column: Column, value: Any) -> Any:
        shown = show_value(self.definitions, self.texts, column, value)
        match column.type:
            case "code" if self._happens(self.habits.codes):
                return value
            case "decimal" if self._happens(self.habits.commas):
                return f"{value:.15g}".replace(".", ",")
            case "integer" if value >= 1000 and self._happens(self.habits.spaced_numbers):
                return f"{value:,}".replace(",", _NO_BREAK)
            case "date" if isinstance(value, date) and self._happens(self.habits.text_dates):
                return f"{value:%d.%m.%Y}" + (" г." if self.texts.language == "bg" else "")
            case "month" if self._happens(self.habits.iso_months):
                return "{}-{:02d}".format(*self.definitions.periods.calendar_month(value))
        return shown
