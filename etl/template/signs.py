"""The signs that conditional formats add to a cell while somebody types: ✓, ✗, !, and the tint of an open cell.

The sign is part of the number format, so it needs no column and no formula of its own. Programs that leave the number
format of a conditional format out (Google Sheets) still show the colour.
"""

from dataclasses import dataclass, field
from typing import Literal

from openpyxl import Workbook
from openpyxl.formatting.rule import Rule
from openpyxl.styles import Font, PatternFill
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.styles.numbers import NumberFormat
from openpyxl.worksheet.worksheet import Worksheet

Sign = Literal["right", "wrong", "doubtful", "open", "unfold"]
# Mark, letter colour and tint; the tints are those that spreadsheets themselves use for good, bad and neutral.
_SIGNS: dict[Sign, tuple[str, str, str]] = {
    "right": (" ✓", "006100", "E2F0D9"),
    "wrong": (" ✗", "9C0006", "FFC7CE"),
    "doubtful": (" !", "7F6000", "FFEB9C"),
    "open": ("", "262626", "FFF9DB"),
    "unfold": (" → [+]", "7F6000", "FFEB9C"),
}
# Own numbers, apart from those that the writer gives to the formats of cells.
_FIRST_FORMAT = 500


@dataclass
class Signs:
    """The signs of one new workbook; equal ones share their style."""

    book: Workbook
    # Sign and number format -> number of the style in the workbook.
    made: dict[tuple[Sign, str], int] = field(default_factory=dict)

    def add(self, sheet: Worksheet, cells: str, formula: str, sign: Sign, number_format: str = "") -> None:
        """Show a sign in cells where the formula, written for the first of them, is true; earlier ones go before."""
        key = (sign, number_format)
        if key not in self.made:
            # By number: left to the writer, each of a hundred rules would be compared with every style, part by part.
            self.made[key] = self.book._differential_styles.add(self._make(sign, number_format))
        sheet.conditional_formatting.add(cells, Rule(type="expression", dxfId=self.made[key], formula=[formula]))

    def _make(self, sign: Sign, number_format: str) -> DifferentialStyle:
        mark, colour, tint = _SIGNS[sign]
        shown = None
        if mark and number_format:
            shown = NumberFormat(numFmtId=_FIRST_FORMAT + len(self.made), formatCode=f'{number_format}"{mark}"')
        fill = PatternFill(fill_type="solid", fgColor=tint, bgColor=tint)
        return DifferentialStyle(font=Font(color=colour), fill=fill, numFmt=shown)
