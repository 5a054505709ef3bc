"""Finds in a sheet's XML what a mark touches: the marked cells, their rows and columns, and cells marked earlier."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from etl.cell_area import column_number
from etl.feedback.splice import Element, find_elements

# Row and column, counted from 1.
Place = tuple[int, int]
# What the format wants to stand behind the reference to drawn comments.
_AFTER_NOTES = {
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
}

# Each is held against each mark; a monthly sheet has none.
_MOST_MERGED = 500


@dataclass
class SheetLook:
    """Elements of a sheet, in the order of the file."""

    root: Element
    data: Element | None = None
    rows: list[tuple[int, Element]] = field(default_factory=list)
    # All cells of marked rows, and those that carry a mark from earlier.
    cells: list[tuple[Place, Element]] = field(default_factory=list)
    columns: list[Element] = field(default_factory=list)
    views: list[Element] = field(default_factory=list)
    conditional: list[Element] = field(default_factory=list)
    rules: list[Element] = field(default_factory=list)
    after: list[Element] = field(default_factory=list)

    @property
    def notes(self) -> Element | None:
        """The reference to drawn comments."""
        return next((one for one in self.after if one.name == "legacyDrawing"), None)


def place_of(cell: str) -> Place | None:
    """Row and column of an address such as K7; None when it is none."""
    letters = cell.rstrip("0123456789")
    digits = cell[len(letters) :]
    is_address = letters.isascii() and letters.isalpha() and len(letters) <= 3 and 0 < len(digits) <= 7
    return (int(digits), column_number(letters)) if is_address and int(digits) else None


def find_merged(xml: bytes, places: Collection[Place]) -> dict[Place, Place]:
    """Places that lie under a merged cell -> the place of its first cell, which is the one that is seen."""
    if b"mergeCell" not in xml:
        return {}
    found: dict[Place, Place] = {}
    merged = find_elements(xml, lambda name, parent, depth, told: "" if name == "mergeCell" else None)
    for element in merged[:_MOST_MERGED]:
        first, _, last = element.attributes.get("ref", "").partition(":")
        top, bottom = place_of(first), place_of(last)
        if top and bottom:
            under = (one for one in places if top[0] <= one[0] <= bottom[0] and top[1] <= one[1] <= bottom[1])
            found |= dict.fromkeys(under, top)
    return found


def look_at_sheet(xml: bytes, marked_rows: Collection[int], is_ours: Callable[[int], bool]) -> SheetLook:
    """Find what a mark may touch; `is_ours` tells whether a style is that of an earlier mark."""
    found = find_elements(xml, _Counter(marked_rows, is_ours).key)
    look = SheetLook(found[0])
    for element in found[1:]:
        match element.name:
            case "sheetData":
                look.data = element
            case "row":
                look.rows.append((element.key, element))
            case "c":
                look.cells.append((element.key, element))
            case "col":
                look.columns.append(element)
            case "sheetView":
                look.views.append(element)
            case "conditionalFormatting":
                look.conditional.append(element)
            case "cfRule":
                look.rules.append(element)
            case _:
                look.after.append(element)
    return look


class _Counter:
    """Counts rows and cells as it goes: a program may leave out their addresses."""

    def __init__(self, marked_rows: Collection[int], is_ours: Callable[[int], bool]) -> None:
        self.marked_rows, self.is_ours = marked_rows, is_ours
        self.row = self.column = 0
        self.known: dict[str, bool] = {}

    def key(self, name: str, parent: str, depth: int, told: dict[str, str]) -> object:
        if name == "c" and parent == "row":
            return self._cell(told)
        if name == "row" and parent == "sheetData":
            number = told.get("r", "")
            self.row, self.column = int(number) if number.isdecimal() else self.row + 1, 0
            return self.row
        is_known = name in ("col", "sheetView") or parent == "conditionalFormatting" and name == "cfRule"
        is_top = depth == 1 and (name in _AFTER_NOTES or name in ("sheetData", "conditionalFormatting"))
        return "" if depth == 0 or is_known or is_top else None

    def _cell(self, told: dict[str, str]) -> Place | None:
        place = place_of(told.get("r", ""))
        self.column = place[1] if place else self.column + 1
        style = told.get("s", "0")
        if style not in self.known:
            self.known[style] = style.isdecimal() and self.is_ours(int(style))
        return (self.row, self.column) if self.row in self.marked_rows or self.known[style] else None
