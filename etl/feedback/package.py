"""The parts of a workbook's zip and how they refer to each other, kept in step with what is added."""

import io
import posixpath
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.sax.saxutils import quoteattr

from etl.feedback.fault import MarkingFault

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPES_PART = "[Content_Types].xml"
HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
# The same content gives the same bytes, and a file tells no time that nobody asked for.
_MOMENT = (1980, 1, 1, 0, 0, 0)


@dataclass(frozen=True)
class Relation:
    """A reference from one part to another; `kind` is the last part of its type."""

    id: str
    type: str
    target: str
    is_external: bool = False

    @property
    def kind(self) -> str:
        """For instance worksheet or comments."""
        return self.type.rsplit("/", 1)[-1]


class Package:
    """All parts by name; what is added is told to the list of content types and to the part that refers to it."""

    def __init__(self, parts: dict[str, bytes]) -> None:
        self.parts = dict(parts)
        self._names = {name.lower() for name in parts}

    def relations(self, source: str) -> list[Relation]:
        """What a part refers to."""
        path = _relations_part(source)
        if path not in self.parts:
            return []
        found = []
        for one in _parse(self.parts[path]):
            is_external = one.get("TargetMode") == "External"
            target = one.get("Target", "")
            target = target if is_external else _resolve(source, target)
            found.append(Relation(one.get("Id", ""), one.get("Type", ""), target, is_external))
        return found

    def relate(self, source: str, kind: str, target: str) -> str:
        """Let a part refer to another one; returns the id of the relation."""
        relations = self.relations(source)
        taken = {relation.id for relation in relations}
        new_id = next(name for number in range(1, len(taken) + 2) if (name := f"rIdMark{number}") not in taken)
        self._write_relations(source, [*relations, Relation(new_id, f"{OFFICE}/{kind}", target)])
        return new_id

    def drop_relations(self, source: str, targets: set[str]) -> None:
        """Let a part refer to these ones no more."""
        relations = self.relations(source)
        kept = [one for one in relations if one.is_external or one.target not in targets]
        if len(kept) < len(relations):
            self._write_relations(source, kept)

    def add(self, stem: str, ending: str, data: bytes, content_type: str) -> str:
        """Add a part under a free name and return the name; an `ending` with a content type of its own keeps to it."""
        name, number = f"{stem}.{ending}", 1
        while name.lower() in self._names:
            name, number = f"{stem}{number}.{ending}", number + 1
        self.parts[name] = data
        self._names.add(name.lower())
        self._tell_type(name, ending, content_type)
        return name

    def drop(self, name: str) -> None:
        """Take a part out, with its own references."""
        self.parts.pop(name, None)
        self.parts.pop(_relations_part(name), None)
        types = [one for one in _parse(self.parts[_TYPES_PART]) if one.get("PartName", "").lstrip("/") != name]
        self._write_types([dict(one.attrib) for one in types])

    def content(self) -> bytes:
        """The workbook as the content of a file."""
        target = io.BytesIO()
        first = sorted(self.parts, key=lambda name: name != _TYPES_PART)
        with zipfile.ZipFile(target, "w") as archive:
            for name in first:
                entry = zipfile.ZipInfo(name, _MOMENT)
                entry.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(entry, self.parts[name])
        return target.getvalue()

    def _tell_type(self, name: str, ending: str, content_type: str) -> None:
        types = [dict(one.attrib) for one in _parse(self.parts[_TYPES_PART])]
        known = {one.get("Extension", "").lower(): one.get("ContentType") for one in types}
        if ending == "xml" or known.get(ending, content_type) != content_type:
            types.append({"PartName": f"/{name}", "ContentType": content_type})
        elif ending not in known:
            types.insert(0, {"Extension": ending, "ContentType": content_type})
        self._write_types(types)

    def _write_types(self, types: list[dict[str, str]]) -> None:
        rows = (("Default" if "Extension" in one else "Override", one) for one in types)
        self.parts[_TYPES_PART] = _write("Types", f"{_PACKAGE}/content-types", rows)

    def _write_relations(self, source: str, relations: list[Relation]) -> None:
        rows = []
        for one in relations:
            told = {"Id": one.id, "Type": one.type, "Target": one.target if one.is_external else f"/{one.target}"}
            rows.append(("Relationship", told | ({"TargetMode": "External"} if one.is_external else {})))
        self.parts[_relations_part(source)] = _write("Relationships", f"{_PACKAGE}/relationships", rows)


def _relations_part(source: str) -> str:
    folder, name = posixpath.split(source)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _resolve(source: str, target: str) -> str:
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(source), target)).lstrip("/")


def _parse(xml: bytes) -> ElementTree.Element:
    # No part of an honest workbook has a document type: without one there are no entities to expand.
    if b"<!DOCTYPE" in xml:
        raise MarkingFault("XML with a document type")
    try:
        return ElementTree.fromstring(xml)
    except (ElementTree.ParseError, ValueError, LookupError) as error:
        raise MarkingFault("XML that is not well formed") from error


def _write(root: str, namespace: str, rows: Iterable[tuple[str, Mapping[str, str]]]) -> bytes:
    lines = (f"<{name} {' '.join(f'{key}={quoteattr(value)}' for key, value in told.items())}/>" for name, told in rows)
    return f'{HEAD}<{root} xmlns="{namespace}">{"".join(lines)}</{root}>'.encode()
