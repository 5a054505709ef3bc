"""Parses the value of one cell by the type of its column: text to type, or the fault that prevents it."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from etl.cell_limits import CellFault, check_k02, check_k05
from etl.codebook import Codebook
from etl.lookalikes import fold_code
from etl.read import UNRESOLVED, Broken, clean_text
from indicators.load import Definitions
from indicators.model.workbook import Column
from indicators.periods import Periods
from indicators.saying import join, say_coded
from indicators.texts import Texts

_MOST_CODES = 15
_NUMBER = re.compile(r"[+-]?[0-9]+(?:[.,][0-9]+)?")
# Spaces are the one separator of thousands that can't be read in two ways.
_SPACED = re.compile(r"[+-]?[0-9]{1,3}(?: [0-9]{3})+(?:[.,][0-9]+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9][0-9]{0,2}(?:[.,][0-9]{3})+")
_CALENDAR_MONTH = re.compile(r"\d{4}-(?:0?[1-9]|1[0-2])")
_ISO_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})")
# Dots have one reading in all languages; Bulgarian writes "г." after the year.
_DOTTED_DAY = re.compile(r"(\d{1,2})\.(\d{1,2})\.(\d{4})(?: ?г\.?)?")
# A workbook can hold them, written as _x0000_, but neither a template nor an export could write them again.
_CONTROL = dict.fromkeys({*range(32)} - {ord("\t"), ord("\n")}, None)


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
    text = clean_text(value) if isinstance(value, str) else ""
    month = reader.periods.parse(fold_code(text))
    if month is None and column.outside_rule and _CALENDAR_MONTH.fullmatch(text):
        codes = reader.periods.codes
        return CellFault(column.outside_rule, "outside", {"first": codes[0], "last": codes[-1]})
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
    shown = [say_coded(code, label) for code, label in list(labels.items())[:_MOST_CODES]]
    return CellFault("K04", "unknown", {"codes": join("; ", [*shown, "…"] if len(labels) > _MOST_CODES else shown)})


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
