"""Names for ranges of other sheets: a conditional format may not point to another sheet, but it may use a name."""

import re

from openpyxl import Workbook
from openpyxl.utils import quote_sheetname
from openpyxl.workbook.defined_name import DefinedName

from etl.template.columns import filled_in_columns, find_letters, spans_of
from indicators.model.workbook import Sheet


def name_rows(book: Workbook, name: str, sheet: Sheet, first: int, last: int) -> list[str]:
    """Name what the partner fills in of a sheet; one name for each run of columns."""
    spans = spans_of(find_letters(sheet), filled_in_columns(sheet))
    return [
        _define(book, f"{name}_{number}", name, f"${start}${first}:${end}${last}")
        for number, (start, end) in enumerate(spans, start=1)
    ]


def name_column(book: Workbook, name: str, sheet: Sheet, column: str, first: int, last: int) -> str:
    """Name the cells of one column."""
    letter = find_letters(sheet)[column]
    return _define(book, f"{name}_{column}", name, f"${letter}${first}:${letter}${last}")


def _define(book: Workbook, called: str, sheet: str, cells: str) -> str:
    name = "CELLS_" + re.sub(r"\W", "_", called, flags=re.ASCII)
    book.defined_names[name] = DefinedName(name, attr_text=f"{quote_sheetname(sheet)}!{cells}")
    return name
