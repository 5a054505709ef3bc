"""The open data package: `datapackage.json` (Frictionless v1) and CSV files become tables with their types."""

import csv
import hashlib
import io
import json
from collections.abc import Callable, Iterator
from datetime import date, datetime
from functools import cached_property
from pathlib import Path
from typing import Any

from released.fault import ReleaseFault
from released.files import Files, damaged
from released.table import Table
from released.table_csv import FORMULA_STARTS

DESCRIPTION = "datapackage.json"
# The tables without which a data package is of something else.
NEEDED = ("release", "figure", "indicator")
_DEFINITIONS = "definitions"
_LABELS = "label"
_SHA256 = "sha256:"
# Definition files are long texts in one cell. The most that a C long holds on every system.
_LONGEST_CELL = 2**31 - 1


class PackageSource:
    """A data package; `folder` is where its description lies within the files, "" or with a / at its end."""

    def __init__(self, files: Files, folder: str = "") -> None:
        """Reads the description; raises ReleaseFault for what is no release."""
        self.path = files.path
        self._files, self._folder = files, folder
        self._description = _parse_json(self.path, DESCRIPTION, files.read(folder + DESCRIPTION))
        lacking = [name for name in NEEDED if name not in self._resources]
        if lacking:
            raise ReleaseFault(
                f"{self.path.name} is a data package, but not of a release: it has no table {' and no '.join(lacking)}."
            )

    @cached_property
    def _resources(self) -> dict[str, dict[str, Any]]:
        listed = self._description.get("resources")
        resources = [one for one in listed if isinstance(one, dict)] if isinstance(listed, list) else []
        return {str(one["name"]): one for one in resources if "name" in one and isinstance(one.get("path"), str)}

    def tables(self) -> tuple[str, ...]:
        """Names of the tables, that of the names in several languages included."""
        return tuple(name for name, resource in self._resources.items() if resource.get("schema"))

    def languages(self) -> tuple[str, ...]:
        """The languages that the package speaks; the first is the one that it was made for."""
        listed = self._description.get("languages")
        return tuple(str(one) for one in listed) if isinstance(listed, list) else ()

    def read(self, name: str) -> Table:
        """A table with the types of its schema; an empty cell is None."""
        resource = self._resources[name]
        text = self._decoded(resource)
        fields = resource["schema"].get("fields") or []
        try:
            return _read_table(name, text, [(str(one["name"]), str(one.get("type", "string"))) for one in fields])
        except (csv.Error, ValueError, KeyError, TypeError, AttributeError):
            raise self._altered(resource) from None

    def definitions(self) -> dict[str, Any] | None:
        """The definition files in force, by name."""
        content = self._definition_file()
        return content and content.get("files")

    def earlier_definitions(self) -> list[dict[str, Any]]:
        """Earlier versions: each with `definition_version` and `files`, oldest first."""
        return list((self._definition_file() or {}).get("earlier") or [])

    def labels(self, language: str) -> dict[tuple[str, str], str]:
        """Names by kind and code in one language."""
        if _LABELS not in self.tables():
            return {}
        rows = self.read(_LABELS).where(language=language)
        return {(row["kind"], row["code"] or ""): row["text"] or "" for row in rows}

    def _definition_file(self) -> dict[str, Any] | None:
        resource = self._resources.get(_DEFINITIONS)
        return _parse_json(self.path, resource["path"], self._bytes(resource)) if resource else None

    def _decoded(self, resource: dict[str, Any]) -> str:
        try:
            return self._bytes(resource).decode("utf-8-sig")
        except UnicodeDecodeError:
            raise self._altered(resource) from None

    def _bytes(self, resource: dict[str, Any]) -> bytes:
        data = self._files.read(self._folder + resource["path"])
        wanted = str(resource.get("hash") or "")
        # Some programs write the line ends of Windows when they copy a text file: nothing else may have changed.
        if wanted.startswith(_SHA256) and wanted.lower() not in (_digest(data), _digest(data.replace(b"\r\n", b"\n"))):
            raise self._altered(resource)
        return data

    def _altered(self, resource: dict[str, Any]) -> ReleaseFault:
        return ReleaseFault(
            f"{resource['path']} of {self.path.name} is not as it was released (changed or damaged): "
            "download the package again, and work on a copy."
        )


def _digest(data: bytes) -> str:
    return _SHA256 + hashlib.sha256(data).hexdigest()


def _parse_json(path: Path, name: str, data: bytes) -> dict[str, Any]:
    try:
        content = json.loads(data.decode("utf-8-sig"))
    except ValueError:
        raise damaged(path) from None
    if not isinstance(content, dict):
        raise ReleaseFault(f"{name} of {path.name} is not the description of a data package.")
    return content


def _read_table(name: str, text: str, fields: list[tuple[str, str]]) -> Table:
    readers = [_READERS.get(kind, _read_text) for _, kind in fields]
    lines = _lines(text)
    if next(lines, None) != [column for column, _ in fields]:
        raise ValueError(name)
    values = []
    for line in lines:
        values.append(tuple(read(cell) if cell else None for read, cell in zip(readers, line, strict=True)))
    return Table(name, (column for column, _ in fields), values)


def _lines(text: str) -> Iterator[list[str]]:
    longest = csv.field_size_limit(_LONGEST_CELL)
    try:
        yield from csv.reader(io.StringIO(text, newline=""), strict=True)
    finally:
        csv.field_size_limit(longest)


def _read_text(cell: str) -> str:
    # An exporter puts an apostrophe before what a spreadsheet would run; the text itself has none.
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(FORMULA_STARTS) else cell


def _read_boolean(cell: str) -> bool:
    if cell.lower() not in ("true", "false"):
        raise ValueError(cell)
    return cell.lower() == "true"


_READERS: dict[str, Callable[[str], Any]] = {
    "integer": int,
    "number": float,
    "boolean": _read_boolean,
    "date": date.fromisoformat,
    "datetime": datetime.fromisoformat,
}
