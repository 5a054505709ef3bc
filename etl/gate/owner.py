"""Finds the sheet to which a part of the file belongs, so that a finding in it can be told with its sheet."""

import html
import posixpath
import re

from etl.container import Container

_ELEMENT = re.compile(r"<(?:\w+:)?(?:Relationship|sheet)\s[^<>]*>")
_ATTRIBUTE = re.compile(r"""([\w:]+)\s*=\s*["']([^"']*)["']""")
_MAIN = "xl/workbook.xml"


def sheets_of_parts(container: Container) -> dict[str, str]:
    """Name of a part -> name of its sheet, for sheets and for what hangs on one: comments, drawings, links."""
    links = _targets(container.parts, _MAIN)
    owners: dict[str, str] = {}
    for tag in _elements(container.parts.get(_MAIN, b"")):
        relation = next((value for name, value in tag.items() if name.endswith(":id")), "")
        part, sheet = links.get(relation, ""), tag.get("name", "")
        if part and sheet in container.sheets:
            owners[part] = owners[_relations(part)] = sheet
            owners |= dict.fromkeys(_targets(container.parts, part).values(), sheet)
    return owners


def unread_sheets(container: Container) -> frozenset[str]:
    """Parts with cells that belong to no sheet of the workbook: a program left them behind, and nobody reads them."""
    with_cells = [name for name, data in container.parts.items() if b"<sheetData" in data]
    if len(with_cells) <= sum(bool(part.xml) for part in container.sheets.values()):
        return frozenset()
    return frozenset(with_cells) - frozenset(sheets_of_parts(container))


def _relations(part: str) -> str:
    folder, name = posixpath.split(part)
    return posixpath.join(folder, "_rels", f"{name}.rels")


def _targets(parts: dict[str, bytes], source: str) -> dict[str, str]:
    folder = posixpath.dirname(source)
    tags = _elements(parts.get(_relations(source), b""))
    joined = {tag.get("Id", ""): posixpath.join("/", folder, tag.get("Target", "")) for tag in tags}
    return {name: posixpath.normpath(target).lstrip("/") for name, target in joined.items()}


def _elements(data: bytes) -> list[dict[str, str]]:
    text = data.decode("utf-8", "replace")
    return [{name: html.unescape(value) for name, value in _ATTRIBUTE.findall(tag)} for tag in _ELEMENT.findall(text)]
