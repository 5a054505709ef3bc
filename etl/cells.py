"""Parses the value of one cell by the type of its column: text to type, or the fault that prevents it."""

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from etl.codebook import Codebook
from etl.lookalikes import fold_code
from etl.read import UNRESOLVED, Broken, clean_text
from indicators.load import Definitions
from indicators.model.workbook import Column
from indicators.periods import Periods
from indicators.texts import Texts

# No monthly count comes near; a larger number is a slip, or somebody's telephone.
LIMIT = 100_000_000
_MOST_CODES = 15
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
# Spaces are the one separator of thousands that can't be read in two ways.
_SPACED = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# Dots have one reading in all languages; Bulgarian writes "г." after the year.
_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?")
# A workbook can hold them, written as _x0000_, but neither a template nor an export could write them again.
_CONTROL = dict.fromkeys({*range(32)} - {ord("\t"), ord("\n")}, None)


@dataclass(frozen=True)
class CellFault:
    """Why a cell can't be read: the rule and its case, with what fills the message."""

    rule: str
    case: str
    places: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class CellReader:
    """What parsing looks things up in: codes, months, and the way numbers are written in the workbook's language."""

    definitions: Definitions
    codebook: Codebook
    periods: Periods
    texts: Texts
    example_month: str

    @property
    def is_comma_decimal(self) -> bool:
        """Does the workbook's language write 1,5?"""
        return self.texts.locale.number_symbols["latn"]["decimal"] == ","


def parse_cell(column: Column, value: Any, reader: CellReader) -> Any:
    """The typed value of a cell that is not blank, or a CellFault."""
    if isinstance(value, Broken):
        return CellFault("K01", "unresolved" if value is UNRESOLVED else "error")
    parsed = _PARSERS[column.type](column, value, reader)
    return parsed if isinstance(parsed, CellFault) else check_k02(column, parsed) or check_k05(column, parsed) or parsed


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


def _parse_integer(column: Column, value: Any, reader: CellReader) -> int | CellFault:
    number = _parse_number(value, "integer", reader)
    if isinstance(number, CellFault):
        return number
    return int(number) if float(number).is_integer() else CellFault("K01", "integer")


def _parse_decimal(column: Column, value: Any, reader: CellReader) -> float | CellFault:
    return _parse_number(value, "decimal", reader)


def _parse_number(value: Any, case: str, reader: CellReader) -> float | CellFault:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        return CellFault("K01", case)
    if not isinstance(value, str):
        return value + 0.0
    text = clean_text(value).replace("−", "-")
    if _SPACED.fullmatch(text):
        text = text.replace(" ", "")
    if _THOUSANDS.fullmatch(text) and not _is_clear_decimal(text, case, reader):
        plain = text.replace(".", "").replace(",", "")
        return CellFault("K01", "separator", {"plain": plain, "decimal": f"{plain[:-3]},{plain[-3:]}"})
    return float(text.replace(",", ".")) + 0.0 if _NUMBER.fullmatch(text) else CellFault("K01", case)


def _is_clear_decimal(text: str, case: str, reader: CellReader) -> bool:
    # Where a comma is the decimal sign, 1,234 has one reading, and it is the one that the repair of 1.234 asks for.
    return case == "decimal" and text.count(",") == 1 and "." not in text and reader.is_comma_decimal


def _parse_date(column: Column, value: Any, reader: CellReader) -> date | CellFault:
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    text = clean_text(value) if isinstance(value, str) else ""
    iso, dotted = _ISO_DAY.fullmatch(text), _DOTTED_DAY.fullmatch(text)
    parts = iso.groups() if iso else dotted.groups()[::-1] if dotted else ()
    try:
        return date(*map(int, parts))
    except (ValueError, TypeError):
        return CellFault("K01", "date")


def _parse_month(column: Column, value: Any, reader: CellReader) -> int | CellFault:
    # Never an Excel date: which day was meant, and whose month, can't be told from it.
    month = reader.periods.parse(fold_code(clean_text(value))) if isinstance(value, str) else None
    return month or CellFault("K01", "month", {"example": reader.example_month})


def _parse_code(column: Column, value: Any, reader: CellReader) -> str | CellFault:
    text = _as_text(value)
    code = reader.codebook.find(column.list or "", text) if text is not None else None
    return code or _unknown_code(column, reader)


def _parse_code_set(column: Column, value: Any, reader: CellReader) -> tuple[str, ...] | CellFault:
    list_name = column.list or ""
    find = reader.codebook.find
    found: list[str | None] = []
    for part in re.split(r"[;\n]", _as_text(value) or ""):
        # A label may hold a comma, so a part is looked up whole before it is cut.
        whole = find(list_name, part)
        found += [whole] if whole else [find(list_name, one) for one in part.split(",") if one.strip()]
    if not found or None in found:
        return _unknown_code(column, reader)
    # In the order of the list, so that the same set is the same content.
    return tuple(code for code in reader.definitions.codes(list_name) if code in found)


def _unknown_code(column: Column, reader: CellReader) -> CellFault:
    labels = reader.definitions.codes(column.list or "")
    shown = [f"{code} ({reader.texts(label)})" for code, label in list(labels.items())[:_MOST_CODES]]
    return CellFault("K04", "unknown", {"codes": "; ".join([*shown, "…"] if len(labels) > _MOST_CODES else shown)})


def _parse_string(column: Column, value: Any, reader: CellReader) -> str | CellFault:
    text = _as_text(value)
    if text is None:
        return CellFault("K01", "text")
    if column.pattern and not re.fullmatch(column.pattern, text):
        folded = fold_code(clean_text(text))
        return folded if re.fullmatch(column.pattern, folded) else text
    return text


def _as_text(value: Any) -> str | None:
    if isinstance(value, str):
        return value.translate(_CONTROL).strip()
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    # A version such as 1.0 that a program took for a number.
    return f"{value:.15g}"


_PARSERS: dict[str, Callable[[Column, Any, CellReader], Any]] = {
    "integer": _parse_integer,
    "decimal": _parse_decimal,
    "date": _parse_date,
    "month": _parse_month,
    "code": _parse_code,
    "code_set": _parse_code_set,
    "string": _parse_string,
}
