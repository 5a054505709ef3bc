"""Cells and rectangles of cells, as references such as AB12 and A3:B5 name them."""

import re
from dataclasses import dataclass

# Row and column, counted from 1.
Cell = tuple[int, int]
_AREA = re.compile(r"\$?([A-Z]{1,3})\$?([0-9]{1,7})(?::\$?([A-Z]{1,3})\$?([0-9]{1,7}))?\Z")


@dataclass(frozen=True)
class Area:
    """A rectangle of cells, ends included."""

    first_row: int
    first_column: int
    last_row: int
    last_column: int


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


def read_area(text: str) -> Area | None:
    """The cells that a reference such as A3:B5 names; None when it names none."""
    found = _AREA.match(text)
    if not found:
        return None
    row, column = int(found[2]), column_number(found[1])
    return Area(row, column, int(found[4] or row), column_number(found[3]) if found[3] else column)
