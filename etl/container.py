"""Looks at the bytes of a workbook before anything parses them: what kind of file it is and what it carries.

An .xlsx file is a zip of XML parts. They are searched with regular expressions, not parsed: that is fast and nothing
in a hostile file is run, expanded or followed.
"""

import html
import io
import posixpath
import re
import zipfile
from dataclasses import dataclass, field
from typing import Literal

from etl.sheet_part import SheetPart, read_sheet_part

ContainerFault = Literal["type", "damaged", "encrypted", "size"]

MAX_FILE_BYTES = 5_000_000
# A zip bomb of 654 KB took 577 MB of memory: the sum of the unpacked parts is known before any is unpacked.
MAX_UNPACKED_BYTES = 60_000_000
MAX_PARTS = 2_000
# Deflate can't do more than 1,032; XML of a real workbook stays under 50. Small parts may be anything.
MAX_RATIO = 200
_SMALL_BYTES = 1_000_000
MAX_SIZE_TEXT = "5 MB"

_OLE = b"\xd0\xcf\x11\xe0"
_UTF16 = (b"\xff\xfe", b"\xfe\xff")
_TAG = rb"<(?:\w+:)?%b\s[^<>]*>"
_RELATION = re.compile(_TAG % b"Relationship")
_SHEET = re.compile(_TAG % b"sheet")
_ATTRIBUTE = re.compile(rb"""([\w:]+)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_COMMENT_PLACE = re.compile(rb"""<(?:\w+:)?(?:comment|threadedComment)\s[^<>]*?\bref=["']([A-Z]{1,3}\d{1,7})["']""")

# Kind of relation (the last part of its type) -> case of rule F01.
_BURDENS = {
    "macro": {"vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "dialogsheet"},
    "external": {"externalLink", "externalLinkPath", "connections", "queryTable"},
    "image": {"image", "oleObject", "package", "chart", "chartsheet", "control", "ctrlProp", "drawing"},
    "comment": {"comments", "threadedComment"},
}


@dataclass(frozen=True)
class Burden:
    """Something that a workbook may not carry: the case of F01, its sheet and cell where known."""

    case: str
    sheet: str = ""
    cell: str = ""


@dataclass(frozen=True)
class Container:
    """What the bytes tell: a fault that stops reading, or what the workbook carries, its sheets by name, its parts."""

    fault: ContainerFault | None = None
    burdens: tuple[Burden, ...] = ()
    sheets: dict[str, SheetPart] = field(default_factory=dict)
    # Name of each part of the zip -> its bytes, for the personal-data gate; never logged, never kept.
    parts: dict[str, bytes] = field(default_factory=dict, repr=False)


def read_container(data: bytes) -> Container:
    """Look at a file's bytes; never raises, a file that is no sound workbook has a `fault`."""
    if data.startswith(_OLE):
        return Container("encrypted")
    if not data.startswith(b"PK"):
        return Container("type" if data else "damaged")
    if len(data) > MAX_FILE_BYTES:
        return Container("size")
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            fault = _check_entries(archive.infolist())
            return Container(fault) if fault else _look_at(_read_parts(archive))
    # Damaged bytes reach every corner of the zip reader: it raises half a dozen kinds of errors.
    except Exception:
        return Container("damaged")


def _check_entries(entries: list[zipfile.ZipInfo]) -> ContainerFault | None:
    if len(entries) > MAX_PARTS or sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        return "size"
    if any(entry.file_size > max(_SMALL_BYTES, entry.compress_size * MAX_RATIO) for entry in entries):
        return "size"
    if any(entry.flag_bits & 1 for entry in entries):
        return "encrypted"
    # Two parts of one name: we would look at the one and the reader might take the other.
    return "damaged" if len({entry.filename.lower() for entry in entries}) < len(entries) else None


def _read_parts(archive: zipfile.ZipFile) -> dict[str, bytes]:
    # Reading each part checks its checksum, so a part that is larger than the index says is found out here.
    parts = {name.lstrip("/"): archive.read(name) for name in archive.namelist()}
    if any(part.startswith(_UTF16) for name, part in parts.items() if name.endswith((".xml", ".rels"))):
        raise ValueError("XML that the expressions below would not see")
    return parts


def _look_at(parts: dict[str, bytes]) -> Container:
    main = next((target for kind, target in _relations(parts, "") if kind == "officeDocument"), "")
    workbook = parts.get(main, b"")
    if b"sheets" not in workbook or main.endswith(".bin"):
        return Container("damaged" if "xl/workbook.xml" in parts and not workbook else "type")
    targets = _targets_by_id(parts, main)
    sheets: dict[str, SheetPart] = {}
    burdens: list[Burden] = []
    for tag in _SHEET.findall(workbook):
        attributes = _attributes(tag)
        name = attributes.get("name", "")
        relation = next((value for key, value in attributes.items() if key.endswith(":id")), "")
        path = targets.get(relation, "")
        part = read_sheet_part(parts.get(path, b""), is_hidden=attributes.get("state", "visible") != "visible")
        if part is None:
            return Container("size")
        if name in sheets:
            return Container("damaged")
        sheets[name] = part
        burdens += _burdens_of_sheet(parts, path, name)
    return Container(None, tuple(_burdens_of_file(parts, main) + burdens), sheets, parts)


def _burdens_of_file(parts: dict[str, bytes], main: str) -> list[Burden]:
    kinds = {kind for kind, _ in _relations(parts, main)}
    is_macro = b"macroEnabled" in parts.get("[Content_Types].xml", b"")
    if is_macro or any(name.lower().endswith("vbaproject.bin") for name in parts):
        kinds.add("vbaProject")
    return [Burden(case) for case in ("macro", "external") if kinds & _BURDENS[case]]


def _burdens_of_sheet(parts: dict[str, bytes], path: str, name: str) -> list[Burden]:
    found: dict[str, Burden] = {}
    for kind, target in _relations(parts, path):
        if kind == "drawing" and b"Anchor" not in parts.get(target, b""):
            continue  # an empty drawing is what some programs leave behind
        case = next((case for case, kinds in _BURDENS.items() if kind in kinds), None)
        if case:
            place = _COMMENT_PLACE.search(parts.get(target, b"")) if case == "comment" else None
            found.setdefault(case, Burden(case, name, place[1].decode() if place else ""))
    return list(found.values())


def _attributes(tag: bytes) -> dict[str, str]:
    pairs = ((key.decode(), (one or two).decode("utf-8")) for key, one, two in _ATTRIBUTE.findall(tag))
    return {key: html.unescape(value) for key, value in pairs}


def _relation_tags(parts: dict[str, bytes], source: str) -> list[dict[str, str]]:
    folder, name = posixpath.split(source)
    text = parts.get(posixpath.join(folder, "_rels", f"{name}.rels"), b"")
    return [_attributes(tag) for tag in _RELATION.findall(text)]


def _resolve(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def _relations(parts: dict[str, bytes], source: str) -> list[tuple[str, str]]:
    tags = _relation_tags(parts, source)
    return [(tag.get("Type", "").rsplit("/", 1)[-1], _resolve(source, tag.get("Target", ""))) for tag in tags]


def _targets_by_id(parts: dict[str, bytes], source: str) -> dict[str, str]:
    return {tag.get("Id", ""): _resolve(source, tag.get("Target", "")) for tag in _relation_tags(parts, source)}
