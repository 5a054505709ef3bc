"""What the XML of a sheet tells that its values don't: what is hidden, merged, calculated, or far out."""

import re
from collections.abc import Container
from dataclasses import dataclass, field

from etl.cell_area import Area, Cell
from etl.sheet_scan import Seen, scan_sheet

_EMPTY_CELL = re.compile(rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: [st]="[a-zA-Z0-9]*")* ?/>')
_UNPLACED_CELL, _PREFIXED_CELL = re.compile(rb'<c(?! r=")[\s/>]'), re.compile(rb":c[\s/>]")


@dataclass(frozen=True)
class SheetPart:
    """Rows and columns are counted from 1; a cell is (row, column)."""

    is_hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    # Rows that a filter hides: the partner sees them by clearing the filter.
    filtered_rows: frozenset[int] = frozenset()
    hidden_columns: tuple[range, ...] = ()
    # Hidden by folding a group: a click on the plus sign shows them.
    folded_columns: tuple[range, ...] = ()
    # Cells with an error value, and formulas without a result: a reader gives both as blank.
    errors: frozenset[Cell] = frozenset()
    unresolved: frozenset[Cell] = frozenset()
    formulas: frozenset[Cell] = frozenset()
    # Cells that show 0.85 as 85 %.
    percents: frozenset[Cell] = frozenset()
    merged: tuple[Area, ...] = ()
    # Number of cells that hold something.
    filled: int = 0
    # Cells with a value so far out that they were cut off before reading.
    far: tuple[Cell, ...] = ()
    # The XML without the cells that are far out.
    xml: bytes = field(default=b"", repr=False)


def read_sheet_part(
    xml: bytes, is_hidden: bool = False, percent_styles: Container[str] = (), tables: tuple[bytes, ...] = ()
) -> SheetPart:
    """Look at the XML of a sheet and of the tables on it; raises Refused for what no program writes."""
    xml = _strip_empty_cells(xml)
    seen = scan_sheet(xml, percent_styles)
    filtered = _filtered_rows(seen, tables)
    return SheetPart(
        is_hidden=is_hidden,
        hidden_rows=frozenset(seen.hidden_rows - filtered),
        filtered_rows=frozenset(filtered),
        hidden_columns=tuple(seen.hidden_columns),
        folded_columns=tuple(seen.folded_columns),
        errors=frozenset(seen.errors),
        unresolved=frozenset(seen.unresolved),
        formulas=frozenset(seen.formulas),
        percents=frozenset(seen.percents),
        merged=tuple(seen.merged),
        filled=len(seen.filled),
        far=tuple(seen.far),
        xml=_cut(xml, seen.cuts) if seen.has_data else b"",
    )


def _filtered_rows(seen: Seen, tables: tuple[bytes, ...]) -> set[int]:
    """Hidden rows that lie below a filter of the sheet or of one of its tables."""
    filters = [*seen.filters, *(one for table in tables for one in scan_sheet(table).filters)]
    return {row for row in seen.hidden_rows if any(one.first_row < row <= one.last_row for one in filters)}


def _strip_empty_cells(xml: bytes) -> bytes:
    # Most cells of a template are coloured and empty. A cell that doesn't say where it is needs those before it.
    is_irregular = _UNPLACED_CELL.search(xml) or _PREFIXED_CELL.search(xml)
    return xml if is_irregular else _EMPTY_CELL.sub(b"", xml)


def _cut(xml: bytes, cuts: list[tuple[int, int]]) -> bytes:
    kept, place = [], 0
    for start, end in cuts:
        kept.append(xml[place:start])
        # The end is where the closing tag begins.
        place = xml.index(b">", end) + 1
    return b"".join([*kept, xml[place:]]) if kept else xml
