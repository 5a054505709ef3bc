"""What the XML of a sheet tells that its values don't: hidden rows and columns, formulas without a result, its size."""

import re
from dataclasses import dataclass

# A cell far out makes a reader build the whole rectangle up to it; a monthly sheet has a few thousand cells.
MAX_AREA = 2_000_000

_ROW = re.compile(rb"<(?:\w+:)?row\b([^<>]*)>")
_COLUMNS = re.compile(rb"<(?:\w+:)?col\b([^<>]*)>")
# `[^<>]` and no lazy run over the whole text: a hostile file must not make the search quadratic.
# LibreOffice writes hidden="false" everywhere: only these two mean yes.
_IS_HIDDEN = re.compile(rb"""\bhidden\s*=\s*["'](?:1|true)["']""")
_NUMBER = re.compile(rb"""\br\s*=\s*["'](\d{1,7})["']""")
_SPAN = re.compile(rb"""\b(min|max)\s*=\s*["'](\d{1,5})["']""")
_FILTER = re.compile(rb"""<(?:\w+:)?autoFilter\b[^<>]*?\bref=["'][A-Z]+(\d{1,7}):[A-Z]+(\d{1,7})["'][^<>]*(?<!/)>""")
_CELL = re.compile(rb"""<(?:\w+:)?c\s[^<>]*?\br=["']([A-Za-z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>""")
_ERROR = re.compile(rb"""<(?:\w+:)?c\s(?=[^<>]*\bt=["']e["'])[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*(?<!/)>""")
# A formula whose result was never calculated reads as a blank; `t="str"` is one whose result is an empty text.
_NO_RESULT = re.compile(
    rb"""<(?:\w+:)?c\s(?![^<>]*\bt=["']str["'])[^<>]*?\br=["']([A-Z]{1,3})(\d{1,7})["'][^<>]*>\s*"""
    rb"""<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"""
    rb"""(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>|</(?:\w+:)?c>)"""
)


@dataclass(frozen=True)
class SheetPart:
    """Rows and columns are counted from 1."""

    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[range, ...] = ()
    # Cells with an error value or a formula without a result, as (row, column): a reader gives them as blank.
    broken: frozenset[tuple[int, int]] = frozenset()


def read_sheet_part(xml: bytes, is_hidden: bool) -> SheetPart | None:
    """Look at the XML of a sheet; None when its cells span an area too large for a monthly sheet."""
    rows = columns = 0
    for match in _CELL.finditer(xml):
        rows, columns = max(rows, int(match[2])), max(columns, column_number(match[1].decode()))
    if rows * columns > MAX_AREA:
        return None
    return SheetPart(is_hidden, _hidden_rows(xml), _hidden_columns(xml), _broken_cells(xml))


def column_number(letters: str) -> int:
    """Number of a column: `AB` is 28."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def column_letters(number: int) -> str:
    """Letters of a column: 28 is `AB`."""
    letters = ""
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _hidden_rows(xml: bytes) -> frozenset[int]:
    if not _IS_HIDDEN.search(xml):
        return frozenset()
    number, found = 0, set()
    for match in _ROW.finditer(xml):
        told = _NUMBER.search(match[1])
        number = int(told[1]) if told else number + 1
        if _IS_HIDDEN.search(match[1]):
            found.add(number)
    # Rows that a filter hides are read as they are: the partner sees them by clearing the filter.
    filtered = _FILTER.search(xml)
    if filtered and b"filterColumn" in xml[filtered.end() : xml.find(b"autoFilter>", filtered.end())]:
        found -= set(range(int(filtered[1]) + 1, min(int(filtered[2]), number) + 1))
    return frozenset(found)


def _hidden_columns(xml: bytes) -> tuple[range, ...]:
    spans = [dict(_SPAN.findall(match)) for match in _COLUMNS.findall(xml) if _IS_HIDDEN.search(match)]
    return tuple(range(int(span[b"min"]), int(span[b"max"]) + 1) for span in spans if len(span) == 2)


def _broken_cells(xml: bytes) -> frozenset[tuple[int, int]]:
    found = _ERROR.findall(xml) if b"=" in xml else []
    if b"<f" in xml or b":f" in xml:
        found += _NO_RESULT.findall(xml)
    return frozenset((int(row), column_number(letters.decode())) for letters, row in found)
