"""Typed values as a template shows them: in a cell, and in the sentence of an input message."""

from datetime import date, datetime
from typing import Any

from indicators.load import Definitions
from indicators.model.workbook import Column
from indicators.periods import month_code
from indicators.texts import Texts

# What a cell holds that is neither blank nor 0.
DOES_NOT_APPLY = "NA"


def show_label(definitions: Definitions, texts: Texts, list_name: str, code: str) -> str:
    """Label of a code in the language; a code that the list no longer has stays as it is."""
    label = definitions.codes(list_name).get(code)
    return texts(label) if label else code


def show_value(definitions: Definitions, texts: Texts, column: Column, value: Any) -> Any:
    """What a prefilled cell holds: labels for codes, M05 for months, otherwise the value itself."""
    if value is None:
        return None
    if column.type == "code":
        return show_label(definitions, texts, column.list or "", value)
    if column.type == "month" and isinstance(value, int):
        return month_code(value)
    if isinstance(value, tuple | list):
        return ";".join(value)
    return value.date() if isinstance(value, datetime) else value


def tell_value(definitions: Definitions, texts: Texts, column: Column, value: Any) -> str:
    """The value as a sentence says it, with the language's own numbers and dates."""
    shown = show_value(definitions, texts, column, value)
    if isinstance(shown, date):
        return texts.day(shown)
    if isinstance(shown, int | float) and not isinstance(shown, bool):
        decimals = column.digits or (0 if float(shown).is_integer() else 2)
        return texts.number(shown, 0 if column.type == "integer" else decimals)
    return str(shown)
