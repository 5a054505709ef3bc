"""Which tables an export may hold, and how the cells of a release must look in it."""

import math
from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from etl.attacker.released import Released

# What an export calls the two main tables; a table of facts keeps its own name.
FILE_NAMES = {"figures": "figure", "dictionary": "dictionary"}
# At the start of a text these make a spreadsheet run it as a formula, so an apostrophe stands before it.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
Found = tuple[str, str]
# The one table of which a part may be exported, and the columns that say which.
_SELECTED, _SELECTED_BY = "figure", ("indicator_code", "breakdown", "month")


def table_of(released: Released, stem: str) -> str | None:
    """The table of the release that a file or sheet of this name is a copy of; None when there is none."""
    name = FILE_NAMES.get(stem, stem)
    return name if name in released.tables else None


def cells_of(released: Released, table: str, is_neutralised: bool) -> dict[str, list[Any]]:
    """Columns of a table in order; days as text, and texts that look like formulas with an apostrophe before."""
    rows = released.tables[table]
    return {name: [plain(row[name], is_neutralised) for row in rows] for name in released.columns[table]}


def selected_rows(
    released: Released, table: str, found: Mapping[str, Sequence[Any]], is_neutralised: bool
) -> dict[str, list[Any]]:
    """Columns of a table as a copy must hold them: all rows, or of the KPI table those of a selection.

    A selection is every row of its indicators, breakdowns and months: what it leaves out can't depend on a figure.
    """
    said = cells_of(released, table, is_neutralised)
    keys = [found.get(name, ()) for name in _SELECTED_BY]
    if table != _SELECTED or len(keys[0]) >= len(said[_SELECTED_BY[0]]):
        return said
    wanted = [frozenset(key) for key in keys]
    kept = [
        all(cell in own for cell, own in zip(cells, wanted, strict=True))
        for cells in zip(*(said[name] for name in _SELECTED_BY), strict=True)
    ]
    return {name: [cell for cell, is_kept in zip(cells, kept, strict=True) if is_kept] for name, cells in said.items()}


def plain(value: Any, is_neutralised: bool) -> Any:
    """A cell as comparable value: text, number, truth or None."""
    if isinstance(value, str):
        return "'" + value if is_neutralised and value.startswith(FORMULA_STARTS) else value
    if isinstance(value, date | datetime):
        return value.isoformat()
    return float(value) if isinstance(value, Decimal) else value


def compare_columns(
    place: str, found: Mapping[str, Sequence[Any]], said: dict[str, list[Any]], precision: float = 0.0
) -> Iterator[Found]:
    """Findings where columns are no faithful copy: other columns, other rows, another order, other cells."""
    if list(found) != list(said):
        yield place, "columns that are not those of the release, in its order"
        return
    for name, own in said.items():
        cells = found[name]
        if len(cells) != len(own):
            yield place, "more or fewer rows than the release has"
            return
        if list(cells) == own:
            continue
        for position, (cell, value) in enumerate(zip(cells, own, strict=True), start=1):
            if not _is_alike(cell, value, precision):
                yield f"{place}, row {position}, column {name}", "a cell that differs from the release"
                break


def _is_alike(cell: Any, value: Any, precision: float) -> bool:
    if isinstance(cell, float) and isinstance(value, float):
        return cell == value or math.isclose(cell, value, rel_tol=precision, abs_tol=0.0)
    # In Python 1 is True; in a table they are two things.
    return bool(cell == value) and isinstance(cell, bool) == isinstance(value, bool)
