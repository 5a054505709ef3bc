"""Looks at what a workbook carries beside its cells: comments, names, links, input messages, properties, and the rest.

The parts of the file are searched as text, not parsed: nothing in a hostile file is run, expanded or followed.
"""

import html
import re
from collections.abc import Container, Iterator
from urllib.parse import unquote

from etl.gate.finding import Finding, Place
from etl.gate.text import Scope, find_kinds, normalise, pick_suspects
from etl.gate.words import find_heading
from etl.looks import Learnt, is_look
from etl.marks import strip_own_mark

# Attributes that hold what people typed; the others are numbers and settings of the program.
_TYPED_NAMES = (
    "name|descr|title|prompt|promptTitle|error|errorTitle|author|displayName|userId|userName|url|Target|location|display"
    "|tooltip|codeName|caption|description|comment|help|statusBar|customMenu|alt|altText|altTextSummary|text|string"
    "|header|footer|href|formatCode"
)
_TYPED = re.compile(rf' (?:\w+:)?(?:{_TYPED_NAMES})="([^"]*)"')
# Three times as fast; in the large parts, the sheets, these names stand without a prefix.
_TYPED_IN_SHEET = re.compile(rf' (?:{_TYPED_NAMES}|val)="([^"]*)"')
# Texts of pivots, of filters and of what programs add stand as values.
_VALUED_PARTS = re.compile(r"pivot|tables/|webext|slicer|xmlMaps", re.IGNORECASE)
_VALUED = re.compile(rf' (?:\w+:)?(?:{_TYPED_NAMES}|v|val|value)="([^"]*)"')
_TYPED_SINGLE = re.compile(rf"\s(?:\w+:)?(?:{_TYPED_NAMES})='([^']*)'")
_ANY = re.compile(r"""[\s:][\w-]+=(?:"([^"]*)"|'([^']*)')""")
_NODE = re.compile(r">([^<>]*[^<>\s][^<>]*)")
_FORMULA = re.compile(rb"<(?:\w+:)?f\b[^<>]*>([^<]+)")
_TAG = re.compile(r"<[^<>]*>")
# Texts of these may be cut into runs of letters of one look; they are read as a whole.
_WHOLE = re.compile(r"</(?:\w+:)?(?:si|authors|author|comment|threadedComment|p)>")
_CUT_PARTS = re.compile(r"sharedStrings|omments?|drawings/|charts/|diagrams/")
_NAME = re.compile(r'name="([^"]*)"')
_SINGLE = re.compile(r"='(?<=[a-z]=')")
_RUN = re.compile(r"<(?:\w+:)?(?:r|rPh)[ >]")
_PLACE_OF_COMMENT = re.compile(r"""\bref=["']([A-Z]{1,3}\d{1,7})["']""")
_TIME = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d)?")
_DEFINED = re.compile(r"""<(?:\w+:)?definedName\b[^<>]*?\bname=["']([^"']*)["']""")
_AT = re.compile(r"[@＠﹫&](?<=[\w.].)(?:#(?:64|x40);)?\w")
_WIDE_SIGNS = ("＠", "﹫")
_BINARY_EMAIL = re.compile(rb"[\w.+-]{3,64}@[\w-]{2,63}(?:\.[\w-]{2,63})*\.[A-Za-z]{2,12}(?![\w-])")
_WIDE = (b"\xff\xfe", b"\xfe\xff")
_AROUND = 100
_INNOCENT = Learnt()
# Codes of a header or footer (left, bold, font, size) that touch the text after them.
_FORMAT_CODE = re.compile(r'&(?:[A-Z]|"[^"&]*"|\d{1,3}(?=\s))')
_PLACES: tuple[tuple[str, Place], ...] = (
    ("docProps/", "properties"),
    ("xl/comments", "comment"),
    ("xl/threadedComments", "comment"),
    ("xl/persons", "comment"),
)


def find_in_parts(
    parts: dict[str, bytes],
    own: frozenset[str],
    in_cells: Container[object],
    scope: Scope,
    unread: Container[str] = (),
) -> Iterator[Finding]:
    """Everything personal beside the cells; our own texts need no look, and those of the cells had theirs.

    `unread` are parts whose cells nobody looked at, for no sheet of the workbook shows them.
    """
    texts = {name: (name, "") for name in parts}
    for name, data in parts.items():
        if is_look(name) and _INNOCENT.ask(data, _is_innocent, name, data):
            continue
        for cell, found in _texts_of(name, data, name in unread):
            for text in found:
                texts.setdefault(text, (name, cell))
    for text in pick_suspects(text for text in texts if text not in own and text not in in_cells):
        name, cell = texts[text]
        plain = _TIME.sub("", unquote(text) if "%" in text else text)
        place = _place(name)
        plain = html.unescape(plain) if "&" in plain else plain
        plain = strip_own_mark(plain) if place == "comment" else _FORMAT_CODE.sub(" ", plain)
        for kind in sorted(find_kinds(plain, scope, is_padding_tried=False)):
            yield Finding(kind, name, cell, place)


def _is_innocent(name: str, data: bytes) -> bool:
    """Does nothing in a part need a closer look, whoever's it is?"""
    return not any(pick_suspects(text for _, found in _texts_of(name, data) for text in found))


def _place(name: str) -> Place:
    return next((place for start, place in _PLACES if name.startswith(start)), "elsewhere")


def _texts_of(name: str, data: bytes, has_unread_cells: bool = False) -> Iterator[tuple[str, list[str]]]:
    """The texts of a part, with the cell of a comment."""
    if data.startswith(_WIDE):
        data = data.decode("utf-16", "replace").encode()
    if not _is_xml(data):
        plain = _plain_text(data)
        yield "", [*([plain] if plain else []), *(found.decode("ascii", "ignore") for found in _find_in_binary(data))]
        return
    if b"</f>" in data or b":f>" in data:
        yield "", [formula.decode("utf-8", "replace") for formula in set(_FORMULA.findall(data))]
    text = (data if has_unread_cells else _beside_the_cells(data)).decode("utf-8", "replace")
    if "<!" in text:
        text = text.replace("<!", "<x>")  # comments, declarations and quoted text become text
    is_cut = _CUT_PARTS.search(name) and ("omment" in name or _RUN.search(text))
    for chunk in _WHOLE.split(text) if is_cut else [text]:
        found = _PLACE_OF_COMMENT.search(chunk) if "omment" in name else None
        texts = list(_attributes(chunk, name))
        # Of a comment only the whole: a piece of a mark of ours is no mark.
        texts += [] if is_cut and "omment" in name else _NODE.findall(chunk)
        yield found[1] if found else "", [*texts, _TAG.sub("", chunk)] if is_cut else texts


def _attributes(xml: str, name: str) -> Iterator[str]:
    if "ustom" in name:
        yield from (one or two for one, two in _ANY.findall(xml))
        return
    # A theme is indented with thousands of spaces, and nothing in it but a name could be typed.
    if "themeElements" in xml:
        typed = _NAME
    elif "<worksheet" in xml:
        typed = _TYPED_IN_SHEET
    else:
        typed = _VALUED if _VALUED_PARTS.search(name) else _TYPED
    if " " in xml or "\n" in xml or "\t" in xml or "\r" in xml:
        yield from typed.findall(xml.replace("\n", " ").replace("\t", " ").replace("\r", " "))
    if _SINGLE.search(xml):
        yield from _TYPED_SINGLE.findall(xml)
    has_sign = "@" in xml or "&#" in xml or (not xml.isascii() and any(sign in xml for sign in _WIDE_SIGNS))
    if has_sign and _AT.search(xml):
        yield from (value for one, two in _ANY.findall(xml) if _AT.search(value := one or two))


def _is_xml(data: bytes) -> bool:
    return data[:64].lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"<")


def _beside_the_cells(data: bytes) -> bytes:
    first, last = data.find(b"<sheetData"), data.rfind(b"</sheetData>")
    return data[:first] + data[last:] if 0 <= first < last else data


def _plain_text(data: bytes) -> str:
    """A part that is plain text; empty when it holds anything else."""
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return ""
    return text if all(line.isprintable() for line in text.replace("\t", " ").splitlines()) else ""


def _find_in_binary(data: bytes) -> Iterator[bytes]:
    # Windows writes two bytes for a letter.
    for letters in (data, data[::2], data[1::2]) if b"@" in data else ():
        place = letters.find(b"@")
        while place >= 0:
            around = letters[max(0, place - _AROUND) : place + _AROUND]
            yield from _BINARY_EMAIL.findall(around)
            place = letters.find(b"@", place + 1)


def find_in_names(parts: dict[str, bytes], own: frozenset[str]) -> Iterator[Finding]:
    """Defined names that ask for personal data."""
    for name, data in parts.items():
        if name.endswith("workbook.xml") and b"definedName" in data:
            for found in _DEFINED.findall(data.decode("utf-8", "replace")):
                kind = None if found in own else find_heading(normalise(found).replace("_", " "))
                if kind:
                    yield Finding(kind, name, "", "elsewhere")
