"""How high a row must be to show its texts in full: not every program finds that out by itself."""

import math
import re
from functools import lru_cache
from textwrap import wrap
from typing import Any

from etl.export.workbook.styles import ONE_LINE, SIZES, Role

_LINE, _MARGIN = 13.2, 3.0
# Widths are counted in digits; letters take less room, but not in every script, and the cell has a margin.
_LETTER, _WIDE_LETTER, _EDGE = 0.9, 1.0, 0.7
_IS_WIDE = re.compile("[\u0370-\u1fff]")
_OF_SIZE = 1.45


def line_height(value: Any, role: Role, width: float) -> float:
    """Height in points that a cell needs in a column of a width."""
    if role in ONE_LINE:
        return SIZES.get(role, SIZES["text"]) * _OF_SIZE
    lines = _count_lines(value, width) if isinstance(value, str) else 1
    return lines * _LINE + _MARGIN


@lru_cache(maxsize=4096)
def _count_lines(text: str, width: float) -> int:
    letter = _WIDE_LETTER if _IS_WIDE.search(text) else _LETTER
    room = max(math.floor((width - _EDGE) / letter), 1)
    # A word that finds no room begins a line of its own, and only there is it broken.
    lines = [part for line in text.split("\n") for part in wrap(line, room, break_long_words=False) or [""]]
    return sum(max(math.ceil(len(line) / room), 1) for line in lines)
