"""Tables of the release as they are, row by row and column by column, for programs and for pivot tables.

Their first row holds the codes of the columns, the same in every language. A cell without a value has the pattern of
its state.
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any, cast

import pyarrow as pa
from openpyxl.utils import get_column_letter

from etl.export.formulas import neutralise
from etl.export.labels import LABEL_TABLE
from etl.export.names import exported_tables, file_stem
from etl.export.workbook.cells import inside
from etl.export.workbook.formats import DAY, number_format
from etl.export.workbook.page import Page
from etl.export.workbook.source import Source
from etl.export.workbook.styles import Role, Styles

_WIDEST, _NARROWEST = 60, 6
# Columns of `figure` that are empty unless there is a value, and those that an indicator's decimals are about.
_OF_VALUE = frozenset({"value", "numerator", "denominator", "progress_pct"})
_WITH_DECIMALS = frozenset({"value", "baseline", "target", "expected"})
_COMMENTS = "comment"


def build_copies(source: Source) -> Iterator[Page]:
    """The KPI table, what was said on it, the facts, the data dictionary and the labels of all codes."""
    figures, dictionary, *facts = exported_tables(source.release)
    beside = [_COMMENTS] if _COMMENTS in source.release.tables() else []
    for table in (figures, *beside, *facts, dictionary):
        rows = source.figures if table == figures else source.release.arrow(table)
        yield _copy(source, table, neutralise(rows))
    yield _copy(source, LABEL_TABLE, neutralise(source.label_table))


def _copy(source: Source, table: str, rows: pa.Table) -> Page:
    columns = {name: rows.column(name).to_pylist() for name in rows.column_names}
    decimals = {row["indicator_code"]: row["decimals"] for row in source.rows("indicator")} if table == "figure" else {}
    return Page(
        name=file_stem(table),
        title=source.label("table", table),
        widths=tuple(_width(name, cells) for name, cells in columns.items()),
        rows_n=rows.num_rows + 1,
        write=lambda styles: _write(columns, decimals, styles),
        head_rows=1,
        frozen_columns=2 if table == "figure" else 1,
        is_filtered=True,
    )


def _width(name: str, cells: Sequence[Any]) -> float:
    longest = max((len(str(cell)) for cell in set(cells) if cell is not None), default=0)
    return float(min(_WIDEST, max(len(name) + 4, longest + 2, _NARROWEST)))


def _write(columns: dict[str, list[Any]], decimals: dict[str, int], styles: Styles) -> Iterator[tuple[str, float]]:
    head = styles.number("head")
    titles = (f'<c r="{get_column_letter(place)}1"{inside(name, head)}' for place, name in enumerate(columns, start=1))
    yield "".join(titles), 0.0
    written = [
        _column(get_column_letter(place), cells, _keys(name, columns, decimals), styles)
        for place, (name, cells) in enumerate(columns.items(), start=1)
    ]
    yield from (("".join(row), 0.0) for row in zip(*written, strict=True))


def _keys(name: str, columns: dict[str, list[Any]], decimals: dict[str, int]) -> Sequence[Any] | None:
    """What the look of a column's cells hangs on beside their value: decimals and unit, or the state."""
    if not decimals or name not in _OF_VALUE | _WITH_DECIMALS:
        return None
    codes = columns["indicator_code"]
    shown = {code: number_format(decimals.get(code)) if name in _WITH_DECIMALS else "General" for code in set(codes)}
    states = columns["state"] if name in _OF_VALUE else ["value"] * len(codes)
    return list(zip(map(shown.__getitem__, codes), states, strict=True))


def _column(letter: str, cells: list[Any], keys: Sequence[Any] | None, styles: Styles) -> list[str]:
    """A column's cells as XML; what looks alike is written once, for most cells say what others say."""
    look = _look(cells, styles) if keys is None else _look_by_state(styles)
    made: dict[Any, str] = {}
    start, found = f'<c r="{letter}', []
    # 1, 1.0 and True are one key to Python; a column is of one type, so they never meet.
    for number, key in enumerate(cells if keys is None else zip(cells, keys, strict=True), start=2):
        rest = made.get(key)
        if rest is None:
            rest = made[key] = look(key)
        found.append(f'{start}{number}"{rest}')
    return found


def _look(cells: list[Any], styles: Styles) -> Callable[[Any], str]:
    first = next((cell for cell in cells if cell is not None), None)
    style = styles.number("data", DAY if hasattr(first, "toordinal") else "General")
    return lambda cell: inside(cell, style)


def _look_by_state(styles: Styles) -> Callable[[Any], str]:
    def write(key: tuple[Any, tuple[str, str]]) -> str:
        cell, (shown, state) = key
        is_hidden = cell is None and state != "value"
        style = styles.number(cast(Role, state), "General") if is_hidden else styles.number("data", shown)
        return inside(cell, style)

    return write
