"""Cells as XML: texts stay within their cells, never run as a formula, and hold nothing that a file can't."""

import re
from datetime import date
from html import escape
from typing import Any

from etl.export.formulas import as_text

# Characters that XML can't hold.
_UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# A spreadsheet reads this within a text as one character.
_CODED = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_DAY_ZERO = date(1899, 12, 30)
_SPACED = re.compile(r"^\s|\s$|\s\s|[\n\t\r]")


def cell_xml(letter: str, row: int, value: Any, style: int) -> str:
    """One cell; a text that a spreadsheet could run gets an apostrophe before it."""
    return f'<c r="{letter}{row}"{inside(as_text(value) if isinstance(value, str) else value, style)}'


def inside(value: Any, style: int) -> str:
    """A cell without its place: style, kind and value. A text is written as it is given."""
    start = f' s="{style}"'
    if value is None or value == "":
        return f"{start}/>"
    if isinstance(value, bool):
        return f'{start} t="b"><v>{int(value)}</v></c>'
    if isinstance(value, int | float):
        return f"{start}><v>{value!r}</v></c>"
    if isinstance(value, date):
        return f"{start}><v>{(date(value.year, value.month, value.day) - _DAY_ZERO).days}</v></c>"
    return f'{start} t="inlineStr"><is>{_text(str(value))}</is></c>'


def _text(text: str) -> str:
    text = _CODED.sub("_x005F_", _UNPRINTABLE.sub("", text))
    kept = ' xml:space="preserve"' if _SPACED.search(text) else ""
    # A carriage return written plainly would be read as a line's end.
    return f"<t{kept}>{escape(text, quote=False)}</t>".replace("\r", "&#13;")
