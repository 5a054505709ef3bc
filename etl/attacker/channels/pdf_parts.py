"""The objects of a PDF: texts that no page shows (of pictures, parts, metadata), and what lies in the file unused."""

import io
import re
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as Xml

from pypdf import PdfReader
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.numbers import explain_any
from etl.attacker.channels.tokens import read_tokens
from etl.attacker.channels.wording import attack_wording

# Properties that say how it was made, and links: they are looked at where they stand.
_ELSEWHERE = frozenset({"/Creator", "/Producer", "/CreationDate", "/ModDate", "/URI"})
# How programs call the parts of a page among themselves, and what they say of fonts and colours.
_CALLED = {"/ID": r"U\d+x\d+y\d+|Note \d+|node\d+", "/Registry": "Adobe", "/Ordering": "Identity"}
_CALLED |= {"/Names": _CALLED["/ID"], "/Headers": _CALLED["/ID"], "/Lang": r"[a-zA-Z-]{2,10}", "/RegistryName": ""}
_CALLED |= {"/OutputCondition": "sRGB", "/OutputConditionIdentifier": "Custom", "/Info": r"sRGB v\d\.\d"}
_CALLED |= {"/FontFamily": r"[A-Z][A-Za-z ]+\d?[A-Za-z ]*", "/M": r"D:\d{14}[Z+-].{0,6}", "/Dest": r"[A-Za-z_-]*"}
_DAY = r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"
# The same of metadata, by element.
_MADE = {"CreatorTool": r"[A-Za-z/ ]+[\d.]*", "softwareAgent": r"[A-Za-z/ ]+[\d.]*", "Producer": r"[A-Za-z/ ]+[\d.]*"}
_MADE |= {"CreateDate": _DAY, "ModifyDate": _DAY, "MetadataDate": _DAY, "when": _DAY, "part": r"\d", "NPages": r"\d+"}
_MADE |= {"rev": r"\d{4}", "PDFVersion": r"\d\.\d", "InstanceID": r"[\w+/=]{20,40}", "DocumentID": r"[\w+/=]{20,40}"}
_MADE |= {"instanceID": r"[\w+/=]{20,40}", "description": r"Part Number of ISO 14289 \(PDF/UA\)"}
# A language may set a space before a colon, and Greek has a dot where others have a semicolon.
_AT_MONTH = re.compile(r"\b([A-Z]+\d{2,})[\u00a0\u202f]?: ")
_PIECES = re.compile(r"[;·]|\.(?!\d)")
_OBJECT = re.compile(rb"\s*\d+ \d+ obj\b.*endobj\s*", re.DOTALL)
Objects = dict[tuple[int, int], Any]


def attack_objects(name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in the objects of a file, whether a page shows them or not."""
    # A reader of its own: reading the text of pages puts objects into each other.
    reader = PdfReader(io.BytesIO(data))
    objects = _read_all(reader)
    for one in objects.values():
        yield from _attack_value(name, "", one, known)
    # A browser paints the shadows of a page that it prints; a report is drawn with lines alone.
    is_print = reader.metadata is not None and str(reader.metadata.producer).startswith("Skia/PDF ")
    if not is_print and any(_is_picture(one) for one in objects.values()):
        yield name, "a picture that can't be read"
    if len(objects) > len(_reach(reader) & set(objects)):
        yield name, "an object that nothing in the file uses"
    yield from _attack_bytes(name, data, reader)


def _read_all(reader: PdfReader) -> Objects:
    placed = {(number, generation) for generation, found in reader.xref.items() for number in found if number}
    packed = {(number, 0) for number in reader.xref_objStm}
    keys = sorted(placed | packed)
    return {(number, state): reader.get_object(IndirectObject(number, state, reader)) for number, state in keys}


def _reach(reader: PdfReader) -> set[tuple[int, int]]:
    """Objects to which a way leads from the trailer."""
    reached = set[tuple[int, int]]()
    waiting: list[Any] = [reader.trailer]
    while waiting:
        one = waiting.pop()
        if isinstance(one, IndirectObject):
            key = (one.idnum, one.generation)
            if key not in reached:
                reached.add(key)
                waiting.append(one.get_object())
        elif isinstance(one, DictionaryObject):
            waiting += [one.raw_get(key) for key in one]
        elif isinstance(one, ArrayObject):
            waiting += list(list.__iter__(one))
    return reached


def _is_picture(one: Any) -> bool:
    return isinstance(one, StreamObject) and one.get("/Subtype") == "/Image"


def _attack_value(name: str, key: str, value: Any, known: Known) -> Iterator[Found]:
    if isinstance(value, StreamObject):
        yield from _attack_stream(name, value, known)
    if isinstance(value, DictionaryObject):
        for inner in value:
            yield from _attack_value(name, str(inner), value.raw_get(inner), known)
    elif isinstance(value, ArrayObject):
        for one in list.__iter__(value):
            yield from _attack_value(name, key, one, known)
    elif isinstance(value, bytes):
        # What can't be read as text is a mark of fonts and colours.
        yield from () if key in _CALLED else [(f"{name}, {key}", "a text that can't be read")]
    elif isinstance(value, str) and not value.startswith("/") and key not in _ELSEWHERE:
        yield from _attack_text(f"{name}, a text {key}", key, str(value), known)


def _attack_text(place: str, key: str, text: str, known: Known) -> Iterator[Found]:
    if key in _CALLED:
        if not re.fullmatch(_CALLED[key], text):
            yield place, "a name that no report has"
    elif len(_AT_MONTH.findall(text)) > 1 and not known.subjects(text):
        # What a chart tells to those who hear it: its numbers are those of one indicator, whichever it is.
        if not any(_is_of(text, code, known) for code in known.released.rules.types):
            yield place, "numbers of no single indicator"
    else:
        yield from attack_wording(place, text, known)


def _is_of(text: str, code: str, known: Known) -> bool:
    """Does each piece of the text ("M12: 50") tell what the indicator says at its month?"""
    for piece in _PIECES.split(text):
        month = _AT_MONTH.search(piece)
        own = known.of_month(code, month.group(1)) if month else known.of_indicator(code)
        numbers = [token for token in read_tokens(piece) if token.kind == "number"]
        if not all(explain_any(token.readings, [own]) for token in numbers):
            return False
    return True


def _attack_stream(name: str, stream: StreamObject, known: Known) -> Iterator[Found]:
    if stream.get("/Type") == "/Metadata":
        root = Xml.fromstring(stream.get_data())
        for element in root.iter():
            for told in (element.text, element.tail, *_attributes(element)):
                yield from _attack_metadata(f"{name}, metadata", element.tag.rpartition("}")[2], told or "", known)


def _attributes(element: Xml.Element) -> Iterator[str]:
    """Attributes but those by which programs find their way."""
    return (value for key, value in element.attrib.items() if key.rpartition("}")[2] not in ("about", "xmptk", "lang"))


def _attack_metadata(place: str, element: str, text: str, known: Known) -> Iterator[Found]:
    if not text.strip() or (element in _MADE and re.fullmatch(_MADE[element], text.strip())):
        return
    # Links to descriptions of a format hold digits; nothing else that begins so is written.
    if element != "namespaceURI" or not text.startswith(("http://www.aiim.org/pdf", "http://ns.adobe.com/")):
        yield from attack_wording(place, text, known)


def _attack_bytes(name: str, data: bytes, reader: PdfReader) -> Iterator[Found]:
    """Objects lie one after the other, between the heading and the one table of places, which ends the file."""
    if data.count(b"startxref") != 1 or not data.rstrip(b"\r\n").endswith(b"%%EOF"):
        yield name, "an older state of the file, or something behind its end"
        return
    places = sorted(place for found in reader.xref.values() for number, place in found.items() if number)
    end = int(re.findall(rb"startxref\s+(\d+)", data)[0])
    starts = [place for place in places if place < end]
    for start, stop in zip(starts, [*starts[1:], end], strict=True):
        if not _OBJECT.fullmatch(data, start, stop):
            yield name, "bytes between the objects that belong to none"
            return
    if len(data[: starts[0]].split()) > 2:
        yield name, "bytes between the objects that belong to none"
