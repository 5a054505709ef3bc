"""Changes one sheet's XML: fills marked cells, makes cells where a value is missing, clears earlier marks."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from etl.cell_area import column_letters
from etl.feedback.colours import is_ours, marked
from etl.feedback.overlays import overlay_marks
from etl.feedback.package import OFFICE
from etl.feedback.sheet_look import Place, SheetLook, look_at_sheet
from etl.feedback.splice import Edit, append_inside, drop_attribute, set_attribute, splice
from etl.feedback.style_table import StyleTable
from etl.issue import Severity

_YES = ("1", "true")


@dataclass
class MarkedSheet:
    """The sheet with its marks, and the colour (RRGGBB) that each marked cell had before; empty for none."""

    xml: bytes
    fills: dict[Place, str] = field(default_factory=dict)


def mark_sheet(
    xml: bytes,
    marks: Mapping[Place, Severity],
    remembered: Mapping[Place, str],
    styles: StyleTable,
    notes_id: str | None,
) -> MarkedSheet:
    """Fill the marked cells and clear earlier marks; `remembered` are the colours that the earlier marks tell.

    `notes_id` is the relation to drawn comments when the sheet gets its first ones.
    """
    painter = _Painter(marks, remembered, styles)
    look = look_at_sheet(xml, {row for row, _ in marks}, lambda style: is_ours(styles, style))
    edits = painter.repaint(xml, look) + painter.add_cells(xml, look)
    colours = {place: styles.fill_colour(style) or "" for place, style in painter.styled.items()}
    edits += overlay_marks(xml, look, colours, styles)
    edits += _unfold(xml, look, {column for _, column in marks})
    # The list of issues is the sheet to be seen; two selected sheets would be edited together.
    edits += [(view.start, view.inside, drop_attribute(view.tag(xml), "tabSelected")) for view in look.views]
    if notes_id:
        at = look.after[0].start if look.after else look.root.close
        prefix = f"{look.root.prefix}:" if look.root.prefix else ""
        tag = f'<{prefix}legacyDrawing xmlns:r="{OFFICE}" r:id="{notes_id}"/>'
        edits.append((at, at, tag.encode()))
    return MarkedSheet(splice(xml, edits), painter.fills)


@dataclass
class _Painter:
    marks: Mapping[Place, Severity]
    remembered: Mapping[Place, str]
    styles: StyleTable
    fills: dict[Place, str] = field(default_factory=dict)
    styled: dict[Place, int] = field(default_factory=dict)

    def repaint(self, xml: bytes, look: SheetLook) -> list[Edit]:
        """New styles of cells that are there."""
        edits = []
        for place, cell in look.cells:
            style = int(cell.attributes.get("s", "0"))
            new = self._clean(style, place)
            if place in self.marks:
                new = self._mark(place, new)
            if new != style:
                edits.append((cell.start, cell.inside, set_attribute(cell.tag(xml), "s", str(new))))
        return edits

    def _clean(self, style: int, place: Place) -> int:
        """The style that a cell had before it was marked."""
        if not is_ours(self.styles, style):
            return style
        return self.styles.filled(style, self.remembered.get(place, ""))

    def _mark(self, place: Place, style: int) -> int:
        self.fills[place] = self.styles.fill_colour(style) or ""
        self.styled[place] = marked(self.styles, style, self.marks[place])
        return self.styled[place]

    def add_cells(self, xml: bytes, look: SheetLook) -> list[Edit]:
        """Cells for marks at places where the file has none; they look like their row or column."""
        known = {place for place, _ in look.cells}
        rows = {number: row for number, row in look.rows}
        edits: list[Edit] = []
        new_rows: dict[int, bytes] = {}
        for number in sorted({row for row, _ in self.marks}):
            missing = sorted(place for place in self.marks if place[0] == number and place not in known)
            if number in rows:
                edits += self._into_row(xml, look, number, missing)
            elif missing:
                cells = b"".join(self._cell(look, place, 0) for place in missing)
                tag = f"{look.root.prefix}:row" if look.root.prefix else "row"
                new_rows[number] = f'<{tag} r="{number}">'.encode() + cells + f"</{tag}>".encode()
        return edits + _new_rows(xml, look, new_rows)

    def _into_row(self, xml: bytes, look: SheetLook, number: int, missing: list[Place]) -> list[Edit]:
        row = next(element for one, element in look.rows if one == number)
        own = int(row.attributes.get("s", "0")) if row.attributes.get("customFormat") in _YES else 0
        cells = [(place, cell) for place, cell in look.cells if place[0] == number]
        edits, at_end = [], b""
        for place in missing:
            new = self._cell(look, place, own)
            after = next((cell for known, cell in cells if known[1] > place[1]), None)
            if after:
                edits.append((after.start, after.start, new))
            else:
                at_end += new
        return edits + (append_inside(xml, row, at_end) if at_end else [])

    def _cell(self, look: SheetLook, place: Place, row_style: int) -> bytes:
        style = row_style or _column_style(look, place[1])
        tag = f"{look.root.prefix}:c" if look.root.prefix else "c"
        address = f"{column_letters(place[1])}{place[0]}"
        return f'<{tag} r="{address}" s="{self._mark(place, style)}"/>'.encode()


def _new_rows(xml: bytes, look: SheetLook, rows: dict[int, bytes]) -> list[Edit]:
    edits, at_end = [], b""
    for number, new in sorted(rows.items()):
        after = next((row for known, row in look.rows if known > number), None)
        if after:
            edits.append((after.start, after.start, new))
        else:
            at_end += new
    return edits + (append_inside(xml, look.data, at_end) if at_end and look.data else [])


def _column_style(look: SheetLook, column: int) -> int:
    for one in look.columns:
        told = one.attributes
        if int(told.get("min", "0")) <= column <= int(told.get("max", "0")):
            return int(told.get("style", "0"))
    return 0


def _unfold(xml: bytes, look: SheetLook, columns: set[int]) -> list[Edit]:
    """Show folded columns that hold a mark: a link would jump to where nothing is seen."""
    edits = []
    for one in look.columns:
        told = one.attributes
        is_folded = told.get("hidden") in _YES and told.get("outlineLevel", "0") != "0"
        if is_folded and any(int(told.get("min", "0")) <= column <= int(told.get("max", "0")) for column in columns):
            edits.append((one.start, one.inside, drop_attribute(one.tag(xml), "hidden")))
    return edits
