"""Columns wide enough for their words: no heading and no status is broken within one, whatever the language."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from etl.export.workbook.styles import BOLD, ONE_LINE

if TYPE_CHECKING:
    from etl.export.workbook.page import Row

# Of bold letters, which take more room than digits, and of the cell's margin.
_LETTER, _EDGE = 1.05, 0.7
_LEAST = 16.0
# Where a line may end: a space, and behind a hyphen.
_BREAK = re.compile(r"\s+|(?<=-)")


def fit_words(widths: tuple[float, ...], rows: Iterable["Row"], giving: int = 0) -> tuple[float, ...]:
    """Widths in which every bold word stands whole; what columns gain, the last `giving` ones give, down to a least."""
    wider = list(widths)
    for place, needed in _needed(rows):
        wider[place] = max(wider[place], needed)
    gained = sum(wider) - sum(widths)
    for place in range(len(wider) - giving, len(wider)):
        wider[place] = max(wider[place] - gained / giving, min(_LEAST, wider[place]))
    return tuple(wider)


def _needed(rows: Iterable["Row"]) -> Iterator[tuple[int, float]]:
    """Room that the longest word of each bold cell takes, by column."""
    for row in rows:
        for place, cell in enumerate(row):
            if cell and cell.role in BOLD and cell.role not in ONE_LINE and isinstance(cell.value, str):
                yield place, max(map(len, _BREAK.split(cell.value))) * _LETTER + _EDGE
