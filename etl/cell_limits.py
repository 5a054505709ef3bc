"""What a value that was read must keep to: range, decimals and length of its column, the form of its code."""

import re
from dataclasses import dataclass, field
from typing import Any

from indicators.model.workbook import Column

# No monthly count comes near; a larger number is a slip, or somebody's telephone.
LIMIT = 100_000_000


@dataclass(frozen=True)
class CellFault:
    """Why a cell can't be read: the rule and its case, with what fills the message."""

    rule: str
    case: str
    places: dict[str, Any] = field(default_factory=dict)


def check_k02(column: Column, value: Any) -> CellFault | None:
    """A number lies in its range, with no more decimals than agreed; a text is not too long."""
    if isinstance(value, str) and column.max_length is not None and len(value) > column.max_length:
        return CellFault("K02", "length", {"max_length": column.max_length})
    if not isinstance(value, int | float) or column.type == "month":
        return None
    least = -LIMIT if column.min is None else column.min
    most = LIMIT if column.max is None else column.max
    if not least <= value <= most:
        is_open = column.max is None and column.min is not None and value < least
        return CellFault("K02", "least" if is_open else "range", {"min": float(least), "max": float(most)})
    if column.digits is not None and abs(round(value, column.digits) - value) > 1e-9:
        return CellFault("K02", "digits", {"digits": column.digits})
    return None


def check_k05(column: Column, value: Any) -> CellFault | None:
    """A code has the form of its kind."""
    is_coded = isinstance(value, str) and column.type == "string" and column.pattern
    if is_coded and not re.fullmatch(column.pattern or "", value):
        return CellFault("K05", "pattern", {"example": example_of(column.pattern or "")})
    return None


def example_of(pattern: str) -> str:
    """A code of the form that a simple pattern demands; the pattern itself when it is not simple."""
    part = re.compile(r"\[([^\]]+)\](?:\{(\d+)[^}]*\}|([*+]))?|\\(.)|([^\\\[\]{}^$])")
    example, turn = "", 0
    for characters, times, repeat, escaped, plain in part.findall(pattern):
        example += escaped or plain
        spread = re.sub(r"(.)-(.)", lambda span: "".join(map(chr, range(ord(span[1]), ord(span[2]) + 1))), characters)
        for _ in range((int(times or 1) if not repeat else 3) if spread else 0):
            turn += 1
            example += spread[turn % len(spread)]
    return example if re.fullmatch(pattern, example) else pattern
