"""Goes through XML that nobody trusts: nothing is built, expanded, fetched or nested without end.

What no spreadsheet program writes is refused: document types and their entities, other encodings, deep nesting, and
marked sections or remarks within the data, which one reader sees and another does not.
"""

import re
from collections.abc import Callable, Container
from typing import Any
from xml.parsers import expat

from etl.unpack import Refused

# Charts and styles of real workbooks stay under 25.
MAX_DEPTH = 64
MAX_ATTRIBUTES = 64
# A tag of many thousand attributes is refused before it is taken apart; only a large part can hold one.
_LARGE_PART, _LONG_TAG = 500_000, re.compile(rb"<[^<>]{100000}")
_ENCODINGS = {"UTF-8", "UTF8", "US-ASCII", "ASCII"}

Start = Callable[[str, dict[str, str]], None]
End = Callable[[str], None]
Element = tuple[str, dict[str, str]]


def read_elements(xml: bytes, names: Container[str] = ()) -> list[Element]:
    """Elements of these local names in their order, with their attributes; raises Refused."""
    found: list[Element] = []
    depth = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal depth
        depth += 1
        if depth > MAX_DEPTH or len(attributes) > MAX_ATTRIBUTES:
            raise Refused("unsafe")
        local = local_name(name)
        if local in names:
            found.append((local, attributes))

    def end(name: str) -> None:
        nonlocal depth
        depth -= 1

    scan_xml(xml, start, end)
    return found


def read_comments(xml: bytes) -> list[tuple[str, str]]:
    """Cell and text of each comment of a part with comments; raises Refused."""
    found: list[tuple[str, str]] = []
    texts: list[str] = []
    within = ""

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal within
        local = local_name(name)
        if local == "comment":
            texts.clear()
            found.append((attributes.get("ref", ""), ""))
        within = local

    def end(name: str) -> None:
        nonlocal within
        within = ""
        if local_name(name) == "comment" and found:
            found[-1] = (found[-1][0], "".join(texts))

    def characters(text: str) -> None:
        if within == "t":
            texts.append(text)

    scan_xml(xml, start, end, characters)
    return found


def scan_xml(xml: bytes, start: Start, end: End, characters: Callable[[str], None] | None = None) -> Any:
    """Call back for each element; raises Refused."""
    parser = open_parser(start, end)
    if characters:
        parser.CharacterDataHandler = characters
    run_parser(parser, xml)


def open_parser(start: Start, end: End) -> expat.XMLParserType:
    """A parser that refuses what is unsafe; `start` has to watch the depth."""
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = start, end
    parser.XmlDeclHandler = _check_declaration
    parser.StartDoctypeDeclHandler = _refuse
    parser.EntityDeclHandler = _refuse
    parser.StartCdataSectionHandler = _refuse
    return parser


def refuse_remarks(parser: expat.XMLParserType) -> None:
    """Refuse remarks and instructions, too: no program writes them among values, and readers differ over them."""
    parser.CommentHandler = parser.ProcessingInstructionHandler = _refuse


def run_parser(parser: expat.XMLParserType, xml: bytes) -> None:
    """Parse all of it; raises Refused."""
    if len(xml) > _LARGE_PART and _LONG_TAG.search(xml):
        raise Refused("unsafe")
    try:
        parser.Parse(xml, True)
    except expat.ExpatError:
        raise Refused("damaged") from None


def local_name(name: str) -> str:
    """The name without its prefix."""
    return name.rpartition(":")[2]


def _check_declaration(_version: str, encoding: str | None, _alone: int) -> None:
    if encoding and encoding.upper() not in _ENCODINGS:
        raise Refused("damaged")


def _refuse(*_: Any) -> None:
    raise Refused("unsafe")
