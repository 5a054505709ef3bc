"""How a template looks: colours, borders, number formats, widths and heights."""

import math
import textwrap
from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass, field
from typing import Any, Literal

from openpyxl.cell.cell import Cell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Protection, Side
from openpyxl.worksheet.worksheet import Worksheet

from indicators.model.workbook import Column

Role = Literal["code", "required", "optional", "data", "known", "closed", "label", "help", "legend"]
_GREY = "6B6B6B"
_CLOSED = "E7E6E6"
_LINE_HEIGHT = 15.0
DATA_HEIGHT = 18.0
_DATE = "yyyy-mm-dd"
# Rows below the drawn ones can be filled in as well; limits, messages and signs reach so far.
DATA_ROWS = 3, 300
_TEXT = "@"
_WIDTHS = {"integer": 17, "decimal": 17, "date": 16, "month": 16, "code_set": 24, "string": 20}
_WIDEST_LIST = 32
_MOST_LINES = 4
# A bold letter takes more room than the digit in which widths are counted; so does the cell's own margin.
_LETTER = 1.15
_MARGIN = 4


@dataclass
class Look:
    """The styles of one workbook; each is made once and shared by its cells, which keeps building fast."""

    sheet: Worksheet
    accent: str
    made: dict[tuple[Role, str], Any] = field(default_factory=dict)

    def dress(self, cell: Cell, role: Role, number_format: str = "General") -> None:
        """Give a cell the style of its role."""
        key = (role, number_format)
        if key not in self.made:
            self.made[key] = self._make(role, number_format)
        # Setting font, fill and border one by one costs more than all the rest of a template.
        cell._style = copy(self.made[key])

    def _make(self, role: Role, number_format: str) -> Any:
        cell = Cell(self.sheet, row=1, column=1)
        cell.number_format = number_format
        cell.font, cell.fill = self._font(role), self._fill(role)
        is_text = number_format in ("General", _TEXT) or role == "closed"
        side = "left" if is_text else "right"
        cell.alignment = Alignment(wrap_text=role != "legend", vertical="center", horizontal=side, indent=1)
        cell.protection = Protection(locked=role not in ("data", "known"))
        if role not in ("code", "help", "legend"):
            line = Side(style="thin", color="BFBFBF")
            cell.border = Border(left=line, right=line, top=line, bottom=line)
        return cell._style

    def _font(self, role: Role) -> Font:
        colours = {"required": "FFFFFF", "help": _GREY, "legend": _GREY, "code": _GREY, "closed": _GREY}
        is_bold = role in ("required", "optional", "label")
        return Font(name="Calibri", size=11, bold=is_bold, color=colours.get(role, "262626"))

    def _fill(self, role: Role) -> PatternFill:
        colours = {
            "required": self.accent,
            "optional": mix_with_white(self.accent, 0.82),
            "label": mix_with_white(self.accent, 0.82),
            "known": mix_with_white(self.accent, 0.93),
            "closed": _CLOSED,
        }
        colour = colours.get(role)
        return PatternFill("solid", fgColor=colour) if colour else PatternFill()


def mix_with_white(colour: str, share: float) -> str:
    """A tint of a colour (hexadecimal, without #): share 0 is the colour itself, 1 is white."""
    parts = (int(colour[i : i + 2], 16) for i in (0, 2, 4))
    return "".join(f"{round(part + (255 - part) * share):02X}" for part in parts)


def number_format(column: Column) -> str:
    """Format of a column's cells; months and codes are text, so that a program doesn't make dates of them."""
    if column.type == "integer":
        return "0"
    if column.type == "decimal":
        return "0." + "0" * (column.digits or 2)
    return _DATE if column.type == "date" else _TEXT


def column_width(column: Column, labels: Sequence[str], heading: str) -> float:
    """Width of a column in characters: wide enough for its values and for a heading of few lines."""
    width = _WIDTHS.get(column.type) or min(max((len(label) for label in labels), default=12), _WIDEST_LIST) + _MARGIN
    longest = max((len(word) for word in heading.split()), default=0)
    shortest = math.ceil(len(heading) * _LETTER / _MOST_LINES)
    return float(max(width, longest * _LETTER + _MARGIN, shortest + _MARGIN))


def row_height(texts_and_widths: Sequence[tuple[str, float]]) -> float:
    """Height in points that shows the wrapped texts in full."""
    return max((count_lines(text, width) for text, width in texts_and_widths), default=1) * _LINE_HEIGHT + 6


def count_lines(text: str, width: float) -> int:
    """Lines that a text takes in a column of a width, rather one too many than one too few."""
    room = max(int((width - _MARGIN) / _LETTER), 1)
    return sum(max(len(textwrap.wrap(line, room)), 1) for line in text.split("\n"))
