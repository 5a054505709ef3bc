"""A table as HTML for a notebook: escaped, with caption and headings, and a word wherever there is no number."""

from collections.abc import Mapping, Sequence
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from released.table import Table

MOST_ROWS = 60
_STATES = ("not_reported", "not_due", "not_applicable", "withheld", "too_few")
_STATE = "state"
_EMPTY = "–"
_LONGEST_CODE = 12


def build_html(table: "Table", most: int = MOST_ROWS) -> str:
    """The first rows as an HTML table; numbers in the reader's language, states as words."""
    shown = table[:most]
    sides = {name: _side(shown.column(name)) for name in table.columns}
    head = "".join(f'<th scope="col"{sides[name]}>{escape(str(name))}</th>' for name in table.columns)
    body = "".join(_line(shown, row, sides) for row in shown)
    return (
        f"<table><caption>{escape(_caption(table, most))}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _caption(table: "Table", most: int) -> str:
    texts, n = table.texts, len(table)
    if n > most:
        return texts("{table}: the first {shown} of {n} rows", table=table.name, shown=most, n=texts.number(n))
    return texts.plural("{table}: {n} row", "{table}: {n} rows", n, table=table.name)


def _side(cells: Sequence[Any]) -> str:
    """A column of numbers stands to the right, with its heading and its gaps; codes to the left, in one piece."""
    filled = [cell for cell in cells if cell is not None and cell not in _STATES]
    if filled and all(map(_is_number, filled)):
        return ' style="text-align:right"'
    is_code = bool(filled) and all(map(_is_code, filled))
    return f' style="text-align:left{";white-space:nowrap" if is_code else ""}"'


def _is_code(cell: Any) -> bool:
    """Would a line's end part it at its hyphen? A release's id is too long to keep whole."""
    return isinstance(cell, str) and len(cell) <= _LONGEST_CODE and not any(map(str.isspace, cell))


def _is_number(cell: Any) -> bool:
    return isinstance(cell, (int, float)) and not isinstance(cell, bool)


def _line(table: "Table", row: dict[str, Any], sides: Mapping[str, str]) -> str:
    from released.table import shown_cell

    # A state's own column keeps the code: that is what where() and figures() take.
    cells = ((name, shown_cell(row, name), name.endswith(_STATE)) for name in table.columns)
    said = (f"<td{sides[name]}>{escape(_said(table, cell, is_code))}</td>" for name, cell, is_code in cells)
    return f"<tr>{''.join(said)}</tr>"


def _said(table: "Table", cell: Any, is_code: bool) -> str:
    if _is_number(cell):
        return _number(table, cell)
    return str(cell) if is_code and cell else _word(table, cell)


def _number(table: "Table", cell: float) -> str:
    whole = float(cell).is_integer()
    return table.texts.number(cell, 0 if whole else 2)


def _word(table: "Table", cell: Any) -> str:
    if cell is None or cell == "":
        return _EMPTY
    if isinstance(cell, bool):
        return table.texts("yes") if cell else table.texts("no")
    return table.texts.label("state", cell) if cell in _STATES else table.texts.show(cell)
