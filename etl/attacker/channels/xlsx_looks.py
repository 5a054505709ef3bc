"""How cells look: what looks different must be different for everybody. A style can't tell why a cell is empty."""

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from typing import Any

from etl.attacker.channels.exported import Found

_ROW = re.compile(r"<row\b([^>]*)>(.*?)</row>|<row\b([^>]*)/>", re.DOTALL)
_CELL = re.compile(r'<c r="([A-Z]{1,3})\d+"(?: s="(\d+)")?')
# Rows of tables look alike; those for people are as high as their texts need.
_PLAIN = re.compile(r'\s*r="\d+"\s*')
_HIGH = re.compile(r'\s*r="\d+"(?:\s+ht="\d+(?:\.\d)?"\s+customHeight="1")?\s*')
# Columns of the KPI table on which the look of its other cells may hang.
_OF_FIGURE = ("indicator_code", "state")
_NUMBER = object()


def attack_looks(name: str, data: bytes, sheets: Sequence[Sequence[Sequence[Any]]], told: int) -> Iterator[Found]:
    """Findings in styles; `sheets` are the cells' values in the order of the sheets, the first `told` for people."""
    with zipfile.ZipFile(io.BytesIO(data)) as book:
        for number, rows in enumerate(sheets, start=1):
            part = f"xl/worksheets/sheet{number}.xml"
            if part in book.namelist():
                content = book.read(part).decode("utf-8", "replace")
                yield from _attack_sheet(f"{name}, sheet {number}", content, rows, _HIGH if number <= told else _PLAIN)


def _attack_sheet(place: str, part: str, rows: Sequence[Sequence[Any]], known: re.Pattern[str]) -> Iterator[Found]:
    header = [str(cell) for cell in rows[0]] if rows else []
    keys = [header.index(column) for column in _OF_FIGURE if column in header]
    is_figures = len(keys) == len(_OF_FIGURE)
    seen: dict[Any, str] = {}
    for number, (about, cells, empty) in enumerate(_ROW.findall(part)):
        if not known.fullmatch(about or empty):
            yield f"{place}, row {number + 1}", "a row that looks like no other"
        found = _CELL.findall(cells)
        values = rows[number] if number < len(rows) else ()
        own = tuple(values[key] for key in keys) if is_figures and values else ()
        for position, (letter, style) in enumerate(found):
            kind = _kind(values, position, found)
            # On a sheet for people the look of a number says its decimals.
            is_free = kind == _NUMBER and not is_figures
            key = (letter, *own, kind) if number else (letter, number)
            if not is_free and seen.setdefault(key, style) != style:
                yield f"{place}, row {number + 1}, column {letter}", "a look that its content doesn't explain"


def _kind(values: Sequence[Any], position: int, found: Sequence[tuple[str, str]]) -> Any:
    """What a cell's look may hang on: its word, that it is a number, or the line that it is empty in."""
    value = values[position] if position < len(values) else ""
    if value == "":
        return ("empty", found[0][1])
    return value if isinstance(value, str) else _NUMBER
