"""How cells of the workbook look, by the part that they play. No colour speaks alone: a word or a pattern stands by."""

from dataclasses import dataclass, field
from typing import Any, Literal

from openpyxl.cell import WriteOnlyCell
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

from etl.export.workbook.formats import DAY
from etl.template.look import mix_with_white

Role = Literal[
    "title", "subtitle", "mark", "heading", "label", "text", "sign", "head", "head_above", "objective", "result",
    "data", "withheld", "not_reported", "not_due", "not_applicable", "too_few", "none",
    "delayed", "at_risk", "on_track", "ahead", "unavailable",
]  # fmt: skip
# Each state without a value has a pattern of its own, which a grey print shows as well.
_PATTERNS = {
    "withheld": "lightUp",
    "not_reported": "lightGrid",
    "not_due": "gray0625",
    "not_applicable": "lightHorizontal",
    "too_few": "lightTrellis",
}
_STATUS_TINTS = {"delayed": "FADBDB", "at_risk": "FBE6D3", "on_track": "D8F1E6", "ahead": "DEE7F3"}
_MARK = "FFF2CC"
_GREY, _INK, _LINE, _HATCH = "595959", "262626", "D0CCD6", "D9D9D9"
_FONT = "Calibri"
SIZES = {"text": 10, "title": 20, "subtitle": 12, "heading": 12, "objective": 11, "mark": 12}
BOLD = ("title", "heading", "label", "head", "head_above", "objective", "mark", *_STATUS_TINTS)
# Their texts run on over the empty cells beside them.
ONE_LINE = ("title", "subtitle", "mark", "heading", "head_above", "objective", "result")
_UNLINED = ("title", "subtitle", "mark", "heading", "label", "text", "data")


@dataclass
class Styles:
    """The styles of one workbook, each made once and known by its number."""

    sheet: Any
    accent: str
    made: dict[tuple[Role, str], int] = field(default_factory=dict)

    def number(self, role: Role, number_format: str = "General") -> int:
        """The number of a style, by which a cell names it."""
        key = (role, number_format)
        if key not in self.made:
            self.made[key] = self._make(role, number_format)
        return self.made[key]

    def _make(self, role: Role, number_format: str) -> int:
        cell = WriteOnlyCell(self.sheet)
        cell.number_format = number_format
        cell.font, cell.fill, cell.border = self._font(role), self._fill(role), _border(role)
        cell.alignment = _alignment(role, number_format)
        return int(cell.style_id)

    def _font(self, role: Role) -> Font:
        colour = "FFFFFF" if role in ("head", "head_above") else self.accent if role in ("title", "heading") else _INK
        is_quiet = role in (*_PATTERNS, "none", "unavailable")
        return Font(
            name=_FONT,
            size=SIZES.get(role, SIZES["text"]),
            bold=role in BOLD,
            italic=role in _PATTERNS,
            color=_GREY if is_quiet else colour,
        )

    def _fill(self, role: Role) -> PatternFill:
        if role in _PATTERNS:
            return PatternFill(_PATTERNS[role], fgColor=_HATCH, bgColor="FFFFFF")
        plain = {
            "head": self.accent,
            "head_above": self.accent,
            "objective": mix_with_white(self.accent, 0.75),
            "result": mix_with_white(self.accent, 0.92),
            "mark": _MARK,
        }
        colour = plain.get(role) or _STATUS_TINTS.get(role)
        return PatternFill("solid", fgColor=colour) if colour else PatternFill()


def _border(role: Role) -> Border:
    if role in _UNLINED:
        return Border()
    line = Side(style="thin", color=_LINE)
    return Border(top=line, bottom=line) if role in ONE_LINE else Border(left=line, right=line, top=line, bottom=line)


def _alignment(role: Role, number_format: str) -> Alignment:
    if role == "data":
        return Alignment(vertical="top")
    is_number = number_format not in ("General", DAY) and role == "sign"
    side = "right" if is_number else "center" if role in _PATTERNS or role == "none" else "left"
    if role in ("text", "label") or role in ONE_LINE:
        side = "left"
    # What stands beside a framed word or number needs a little room.
    is_apart = is_number or role == "text"
    is_wrapped = role not in ONE_LINE and not is_number
    return Alignment(wrap_text=is_wrapped, vertical="top", horizontal=side, indent=int(is_apart))
