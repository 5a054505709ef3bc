"""The comments of a sheet: ours are written anew, what somebody else wrote stays, and all of them are drawn."""

import html
from collections.abc import Mapping
from dataclasses import dataclass
from xml.sax.saxutils import escape, quoteattr

from etl.cell_area import column_letters
from etl.feedback.package import HEAD, MAIN
from etl.feedback.sheet_look import Place, place_of
from etl.feedback.splice import Edit, Element, append_inside, find_elements, splice
from etl.feedback.text import xml_text
from etl.marks import is_own_mark, remembered_fill, strip_own_mark

NO_NOTES = f'{HEAD}<comments xmlns="{MAIN}"><authors/><commentList/></comments>'.encode()
_WIDTH, _LINE, _LETTERS_OF_LINE = 360, 16, 52
_MOST_LINES = 30


@dataclass(frozen=True)
class Note:
    """A comment that is there already."""

    place: Place
    text: str
    element: Element

    @property
    def is_own(self) -> bool:
        """Is it a mark of ours that nobody has changed?"""
        return is_own_mark(self.text)


class Notes:
    """The part that holds the comments of one sheet."""

    def __init__(self, xml: bytes) -> None:
        self.xml = xml
        self.lists: dict[str, Element] = {}
        self.authors_n = 0
        found: list[tuple[Element, list[str]]] = []
        for element in find_elements(xml, _belongs):
            match element.name:
                case "comment":
                    found.append((element, []))
                case "t" if found:
                    found[-1][1].append(html.unescape(xml[element.inside : element.close].decode()))
                case "author":
                    self.authors_n += 1
                case _:
                    self.lists[element.name] = element
        self.notes = [Note(element.key, "".join(texts), element) for element, texts in found]

    def remembered(self) -> dict[Place, str]:
        """The colours that marked cells had before, as our marks tell them."""
        return {note.place: remembered_fill(note.text) for note in self.notes if note.is_own}

    def replaced(self, marks: Mapping[Place, str], author: str) -> "Notes":
        """The comments with these marks instead of the earlier ones; somebody else's comment stays above ours."""
        edits: list[Edit] = []
        written = dict(marks)
        for note in self.notes:
            if note.is_own or note.place in marks:
                edits.append((note.element.start, note.element.end, b""))
            others = strip_own_mark(note.text)
            if others and note.place in marks:
                written[note.place] = f"{others}\n\n{marks[note.place]}"
        prefix = self.lists["commentList"].prefix
        comments = "".join(_comment(place, text, self.authors_n, prefix) for place, text in sorted(written.items()))
        if comments:
            tag = _tag(prefix, "author")
            told = f"<{tag}>{escape(xml_text(author))}</{tag}>".encode()
            edits += append_inside(self.xml, self.lists["authors"], told)
            edits += append_inside(self.xml, self.lists["commentList"], comments.encode())
        return Notes(splice(self.xml, edits))

    def drawing(self) -> bytes:
        """The drawn boxes of all comments, hidden until somebody points at the cell."""
        shapes = "".join(_shape(number, note) for number, note in enumerate(self.notes, start=1))
        return f"{_DRAWING_HEAD}{shapes}</xml>".encode()


def _belongs(name: str, parent: str, depth: int, told: dict[str, str]) -> object:
    if name == "comment" and parent == "commentList":
        return place_of(told.get("ref", "")) or (1, 1)
    # Phonetic guides (rPh) are no part of a text.
    is_text = name == "t" and parent in ("text", "r")
    return "" if is_text or name in ("authors", "author", "commentList") else None


def _tag(prefix: str, name: str) -> str:
    return f"{prefix}:{name}" if prefix else name


def _comment(place: Place, text: str, author: int, prefix: str) -> str:
    cell = f"{column_letters(place[1])}{place[0]}"
    comment, around, run, plain = (_tag(prefix, name) for name in ("comment", "text", "r", "t"))
    properties, size = _tag(prefix, "rPr"), _tag(prefix, "sz")
    return (
        f'<{comment} ref={quoteattr(cell)} authorId="{author}"><{around}><{run}>'
        f'<{properties}><{size} val="9"/></{properties}>'
        f'<{plain} xml:space="preserve">{escape(xml_text(text))}</{plain}></{run}></{around}></{comment}>'
    )


_DRAWING_HEAD = (
    '<xml xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" '
    'xmlns:x="urn:schemas-microsoft-com:office:excel"><o:shapelayout v:ext="edit"><o:idmap v:ext="edit" data="1"/>'
    '</o:shapelayout><v:shapetype id="_x0000_t202" coordsize="21600,21600" o:spt="202" '
    'path="m,l,21600r21600,l21600,xe"><v:stroke joinstyle="miter"/><v:path gradientshapeok="t" '
    'o:connecttype="rect"/></v:shapetype>'
)


def _shape(number: int, note: Note) -> str:
    row, column = note.place
    lines = sum(len(line) // _LETTERS_OF_LINE + 1 for line in note.text.split("\n"))
    height = min(lines, _MOST_LINES) * _LINE + _LINE
    return (
        f'<v:shape id="_x0000_s{1024 + number}" type="#_x0000_t202" style="position:absolute;margin-left:60pt;'
        f'margin-top:2pt;width:{_WIDTH}px;height:{height}px;z-index:{number};visibility:hidden" fillcolor="#ffffe1" '
        'o:insetmode="auto"><v:fill color2="#ffffe1"/><v:shadow color="black" obscured="t"/>'
        '<v:path o:connecttype="none"/><v:textbox style="mso-direction-alt:auto"><div style="text-align:left"/>'
        '</v:textbox><x:ClientData ObjectType="Note"><x:MoveWithCells/><x:SizeWithCells/><x:AutoFill>False</x:AutoFill>'
        f"<x:Row>{row - 1}</x:Row><x:Column>{column - 1}</x:Column></x:ClientData></v:shape>"
    )
