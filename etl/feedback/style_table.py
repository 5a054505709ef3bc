"""The styles of a workbook: finds the fill of a cell, adds the styles of marked cells beside the others."""

import re
from dataclasses import dataclass, field

from etl.feedback.fault import MarkingFault
from etl.feedback.package import HEAD, MAIN
from etl.feedback.splice import Edit, Element, append_inside, find_elements, set_attribute, splice

_LISTS = ("fonts", "fills", "borders", "cellXfs")
# Looks of conditional formats; a workbook may have none.
_FORMATS = "dxfs"
_COLOUR = rb"""<(?:\w+:)?%b\b[^<>]*?\brgb\s*=\s*["'](?:[0-9A-Fa-f]{2})?([0-9A-Fa-f]{6})["']"""
_FILL_COLOUR, _FONT_COLOUR = re.compile(_COLOUR % b"fgColor"), re.compile(_COLOUR % b"color")
# Colours 0 and 2 of every theme are the light ones that stand on dark ground.
_LIGHT_THEME = re.compile(rb"""<(?:\w+:)?color\b[^<>]*?\btheme\s*=\s*["'][02]["']""")
_SOLID = re.compile(rb"""\bpatternType\s*=\s*["']solid["']""")
_NO_FILL = 0
# Ten times what a workbook has that was copied together for years; 20,000 styles take half a second.
_MOST_BYTES = 1_500_000
_LIGHT = 0.6
PLAIN_STYLES = (
    f'{HEAD}<styleSheet xmlns="{MAIN}"><fonts count="1"><font><sz val="11"/><name val="Calibri"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '</fills><borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>'
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
).encode()


@dataclass
class _List:
    element: Element
    items: list[bytes] = field(default_factory=list)
    added: dict[bytes, int] = field(default_factory=dict)

    def add(self, item: bytes) -> int:
        """Number of an item in the list, added once."""
        if item in self.items:
            return self.items.index(item)
        return self.added.setdefault(item, len(self.items) + len(self.added))


class StyleTable:
    """Fonts, fills, borders and cell styles by number, with additions; raises MarkingFault when there are none."""

    def __init__(self, xml: bytes) -> None:
        if len(xml) > _MOST_BYTES:
            raise MarkingFault("too many styles")
        self.xml = xml
        # Styles are added, never changed, and thousands of cells share a few of them.
        self._colours: dict[int, str | None] = {}
        self._filled: dict[tuple[int, str], int] = {}
        self._lists: dict[str, _List] = {}
        for element in find_elements(xml, _belongs):
            if element.key == "":
                self._lists.setdefault(element.name, _List(element))
            elif element.key in self._lists:
                self._lists[element.key].items.append(element.whole(xml))
        if any(name not in self._lists for name in _LISTS):
            raise MarkingFault("no styles")

    def fill_colour(self, style: int) -> str | None:
        """Colour (RRGGBB) of a cell's fill; None without a plain one."""
        if style not in self._colours:
            self._colours[style] = self._read_colour(style)
        return self._colours[style]

    def _read_colour(self, style: int) -> str | None:
        fill = self._item("fills", self._number(style, "fillId"))
        colour = _FILL_COLOUR.search(fill) if _SOLID.search(fill) else None
        return colour[1].decode().upper() if colour else None

    def has_light_font(self, style: int) -> bool:
        """Is the text of a cell so light that it needs a dark fill?"""
        font = self._item("fonts", self._number(style, "fontId"))
        colour = _FONT_COLOUR.search(font)
        if colour is None:
            return bool(_LIGHT_THEME.search(font))
        red, green, blue = (int(colour[1][place : place + 2], 16) / 255 for place in (0, 2, 4))
        return 0.3 * red + 0.59 * green + 0.11 * blue > _LIGHT

    def filled(self, style: int, colour: str) -> int:
        """Number of a style like another one, with a plain fill (RRGGBB), or with none for an empty colour."""
        if (style, colour) not in self._filled:
            self._filled[style, colour] = self._add_filled(style, colour)
        return self._filled[style, colour]

    def _add_filled(self, style: int, colour: str) -> int:
        fill = self.add_fill(colour) if colour else _NO_FILL
        original = self._item("cellXfs", style)
        tag_end = original.index(b">") + 1
        tag = set_attribute(set_attribute(original[:tag_end], "fillId", str(fill)), "applyFill", "1")
        return self._lists["cellXfs"].add(tag + original[tag_end:])

    def add_fill(self, colour: str) -> int:
        """Number of a plain fill."""
        pattern = f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor indexed="64"/></patternFill>'
        return self.add("fills", "fill", pattern)

    @property
    def has_formats(self) -> bool:
        """Can a look of conditional formats be added?"""
        return _FORMATS in self._lists and not self._lists[_FORMATS].element.is_empty

    def add_format(self, colour: str) -> int:
        """Number of a conditional format with a plain fill."""
        # Here, unlike in a cell, the second colour is the one of a plain fill.
        pattern = (
            f'<patternFill patternType="solid"><fgColor rgb="FF{colour}"/><bgColor rgb="FF{colour}"/></patternFill>'
        )
        return self.add(_FORMATS, "dxf", f"<fill>{pattern}</fill>")

    def add(self, list_name: str, name: str, inside: str, attributes: str = "") -> int:
        """Number of a font, fill, border or cell style, added when it is not there."""
        # It says its own namespace where the file's own elements have a prefix.
        namespace = f' xmlns="{MAIN}"' if self._lists[list_name].element.prefix else ""
        return self._lists[list_name].add(f"<{name}{namespace}{attributes}>{inside}</{name}>".encode())

    def content(self) -> bytes:
        """The XML with all that was added."""
        edits: list[Edit] = []
        for one in self._lists.values():
            if one.added:
                count = str(len(one.items) + len(one.added))
                element, tag = one.element, set_attribute(one.element.tag(self.xml), "count", count)
                if element.is_empty:
                    raise MarkingFault("an empty list of styles")
                edits.append((element.start, element.inside, tag))
                edits += append_inside(self.xml, element, b"".join(one.added))
        return splice(self.xml, edits)

    def _number(self, style: int, name: str) -> int:
        found = re.search(rb"""\s%b\s*=\s*["'](\d{1,6})["']""" % name.encode(), self._item("cellXfs", style))
        return int(found[1]) if found else 0

    def _item(self, list_name: str, number: int) -> bytes:
        one = self._lists[list_name]
        if number < len(one.items):
            return one.items[number]
        added = list(one.added)
        if number - len(one.items) >= len(added):
            raise MarkingFault("a style that is not in the list")
        return added[number - len(one.items)]


def _belongs(name: str, parent: str, depth: int, told: dict[str, str]) -> str | None:
    """The list to which an element belongs; empty for a list itself."""
    if depth == 1 and (name in _LISTS or name == _FORMATS):
        return ""
    return parent if depth == 2 and (parent in _LISTS or parent == _FORMATS) else None
