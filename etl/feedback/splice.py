"""Changes XML at a few places and leaves every other byte as it is, for nothing of a partner's workbook may get lost.

A library that reads a workbook and writes it again drops what it doesn't know, and the results of formulas.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any
from xml.parsers import expat

from etl.feedback.fault import MarkingFault

# Name without its prefix, name of the parent, depth from 0, attributes as they are written -> a key, None for "no".
Wanted = Callable[[str, str, int, dict[str, str]], Any]
Edit = tuple[int, int, bytes]

_TAG = re.compile(rb"""<[^\s<>/="']+(?:"[^"<]*"|'[^'<]*'|[^"'<>])*>""")
_ENCODINGS = {None, "", "utf-8", "utf8", "us-ascii", "ascii"}


@dataclass
class Element:
    """An element and where it stands in the bytes: start tag `start` to `inside`, end tag `close` to `end`."""

    key: Any
    name: str
    prefix: str
    attributes: dict[str, str]
    start: int
    inside: int
    is_empty: bool
    close: int = 0
    end: int = 0

    def tag(self, xml: bytes) -> bytes:
        """The start tag."""
        return xml[self.start : self.inside]

    def whole(self, xml: bytes) -> bytes:
        """The element with all that it holds."""
        return xml[self.start : self.end]


def find_elements(xml: bytes, wanted: Wanted) -> list[Element]:
    """The wanted elements in the order of their start tags; raises MarkingFault for XML that we don't touch."""
    finder = _Finder(xml, wanted)
    try:
        finder.parser.Parse(xml, True)
    except expat.ExpatError as error:
        raise MarkingFault("XML that is not well formed") from error
    return finder.found


class _Finder:
    def __init__(self, xml: bytes, wanted: Wanted) -> None:
        self.xml, self.wanted = xml, wanted
        self.found: list[Element] = []
        self.path: list[str] = [""]
        self.open: list[Element | None] = []
        # Without a separator of namespaces names and declarations arrive as they are written.
        self.parser = expat.ParserCreate()
        self.parser.StartElementHandler = self.start
        self.parser.EndElementHandler = self.end
        self.parser.XmlDeclHandler = self.declaration
        self.parser.StartDoctypeDeclHandler = self.doctype

    def declaration(self, version: str, encoding: str | None, standalone: int) -> None:
        if (encoding or "").lower() not in _ENCODINGS:
            raise MarkingFault("XML in another encoding")

    def doctype(self, *told: object) -> None:
        raise MarkingFault("XML with a document type")

    def start(self, raw: str, attributes: dict[str, str]) -> None:
        prefix, _, name = raw.rpartition(":")
        element = None
        key = self.wanted(name, self.path[-1], len(self.path) - 1, attributes)
        if key is not None:
            element = self._locate(key, name, prefix, attributes)
            self.found.append(element)
        self.open.append(element)
        self.path.append(name)

    def _locate(self, key: Any, name: str, prefix: str, attributes: dict[str, str]) -> Element:
        start = self.parser.CurrentByteIndex
        tag = _TAG.match(self.xml, start)
        if tag is None:
            raise MarkingFault("a tag that can't be located")
        return Element(key, name, prefix, attributes, start, tag.end(), tag[0].endswith(b"/>"))

    def end(self, raw: str) -> None:
        self.path.pop()
        element = self.open.pop()
        if element is None:
            return
        if element.is_empty:
            element.close = element.end = element.inside
        else:
            element.close = self.parser.CurrentByteIndex
            element.end = self.xml.index(b">", element.close) + 1


def splice(xml: bytes, edits: Iterable[Edit]) -> bytes:
    """The bytes with some spans replaced; insertions at one place stay in the order in which they are given."""
    pieces, done = [], 0
    for start, end, new in sorted(edits, key=lambda edit: edit[:2]):
        if start < done:
            raise MarkingFault("two changes of one place")
        pieces += [xml[done:start], new]
        done = end
    return b"".join([*pieces, xml[done:]])


def append_inside(xml: bytes, element: Element, new: bytes) -> list[Edit]:
    """Edits that add to what an element holds, at its end."""
    if not element.is_empty:
        return [(element.close, element.close, new)]
    name = f"{element.prefix}:{element.name}" if element.prefix else element.name
    opened = element.tag(xml)[:-2].rstrip() + b">"
    return [(element.start, element.inside, opened + new + f"</{name}>".encode())]


def set_attribute(tag: bytes, name: str, value: str) -> bytes:
    """A start tag with an attribute set; `value` needs no escaping."""
    found = re.search(rb"""(?<=[\s])%b\s*=\s*(?:"[^"]*"|'[^']*')""" % re.escape(name.encode()), tag)
    text = f'{name}="{value}"'.encode()
    if found:
        return tag[: found.start()] + text + tag[found.end() :]
    cut = len(tag) - (2 if tag.endswith(b"/>") else 1)
    return tag[:cut].rstrip() + b" " + text + tag[cut:]


def drop_attribute(tag: bytes, name: str) -> bytes:
    """A start tag without an attribute."""
    return re.sub(rb"""\s%b\s*=\s*(?:"[^"]*"|'[^']*')""" % re.escape(name.encode()), b"", tag)
