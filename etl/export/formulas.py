"""Texts that a spreadsheet could run as a formula get an apostrophe before them; numbers are left as they are."""

import re

import pyarrow as pa
import pyarrow.compute as pc

# At the start of a text these make a spreadsheet run it as a formula.
_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
_FORMULA = rf"\A([{re.escape(''.join(_STARTS))}])"


def neutralise(table: pa.Table) -> pa.Table:
    """The table with an apostrophe before each text that a spreadsheet could run as a formula; numbers are left."""
    for position, field in enumerate(table.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            texts = table.column(position).cast(pa.string())
            # Few texts stand in many rows, and hardly ever is one a formula: most columns stay as they are.
            if not pc.any(pc.match_substring_regex(pc.unique(texts), _FORMULA)).as_py():
                continue
            # In Arrow's own terms: building an array from Python's objects would load pandas for nothing.
            marked = pc.replace_substring_regex(texts, _FORMULA, r"'\1")
            table = table.set_column(position, field, marked.cast(field.type))
    return table


def as_text(text: str | None) -> str | None:
    """A text with an apostrophe before it, if a spreadsheet could run it as a formula."""
    return "'" + text if text and text.startswith(_STARTS) else text
