"""How the sheet of issues looks, as styles added to those of the partner's workbook."""

from typing import Literal

from etl.feedback.colours import LIGHT
from etl.feedback.style_table import StyleTable
from etl.template.look import mix_with_white

Role = Literal["title", "plain", "heading", "text", "number", "link", "error", "warning", "query"]
_INK, _LINE, _LINK = "262626", "BFBFBF", "1F4E9E"
# Text is text: also when somebody edits the cell, nothing in it is run as a formula.
_TEXT_FORMAT = 49


class SheetStyles:
    """The style numbers of the sheet of issues; `accent` is the project's colour (RRGGBB)."""

    def __init__(self, table: StyleTable, accent: str) -> None:
        self.table, self.accent = table, accent
        self._made: dict[str, int] = {}
        sides = "".join(
            f'<{side} style="thin"><color rgb="FF{_LINE}"/></{side}>' for side in ("left", "right", "top", "bottom")
        )
        self._lines = table.add("borders", "border", f"{sides}<diagonal/>")
        self._no_lines = table.add("borders", "border", "<left/><right/><top/><bottom/><diagonal/>")

    def number(self, role: str) -> int:
        """Number of the style of a role; `band_…` is the heading of a severity's issues."""
        if role not in self._made:
            self._made[role] = self._make(role)
        return self._made[role]

    def _make(self, role: str) -> int:
        fill = self.table.add_fill(colour) if (colour := self._ground(role)) else 0
        is_framed = role not in ("title", "plain") and not role.startswith("band_")
        alignment = "center" if role in ("number", "heading") or role in LIGHT else "left"
        side = "center" if role in ("heading", "title", "plain") or role.startswith("band_") else "top"
        indent = ' indent="1"' if alignment == "left" and is_framed else ""
        inside = f'<alignment horizontal="{alignment}" vertical="{side}" wrapText="1"{indent}/>'
        told = (
            f' numFmtId="{_TEXT_FORMAT}" fontId="{self._font(role)}" fillId="{fill}" '
            f'borderId="{self._lines if is_framed else self._no_lines}" xfId="0" quotePrefix="1" applyNumberFormat="1" '
            'applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1"'
        )
        return self.table.add("cellXfs", "xf", inside, told)

    def _ground(self, role: str) -> str:
        if role == "heading":
            return self.accent
        if role.startswith("band_"):
            return LIGHT[role.removeprefix("band_")]  # type: ignore[index]
        return mix_with_white(LIGHT[role], 0.55) if role in LIGHT else ""

    def _font(self, role: str) -> int:
        is_bold = role in ("title", "heading", "link") or role in LIGHT or role.startswith("band_")
        size = {"title": 16}.get(role, 11)
        colour = {"title": self.accent, "heading": "FFFFFF", "link": _LINK}.get(role, _INK)
        marks = ("<b/>" if is_bold else "") + ("<u/>" if role == "link" else "")
        return self.table.add(
            "fonts", "font", f'{marks}<sz val="{size}"/><color rgb="FF{colour}"/><name val="Calibri"/><family val="2"/>'
        )
