"""The hidden sheet with the lists that the drop-downs of a template choose from."""

from collections.abc import Iterator

from openpyxl import Workbook
from openpyxl.utils import get_column_letter

from indicators.load import Definitions
from indicators.texts import Texts

# Named in no definition: it is a part of the file format, as the hidden code row is.
LISTS_SHEET = "LISTS"
MONTHS = "month"


def write_lists(book: Workbook, definitions: Definitions, texts: Texts) -> dict[str, str]:
    """Write every list that a column uses; returns the range of each list for a drop-down's formula."""
    sheet = book.create_sheet(LISTS_SHEET)
    ranges = {}
    for number, name in enumerate(_used_lists(definitions), start=1):
        labels = _labels(definitions, texts, name)
        for row, text in enumerate([name, *labels], start=1):
            sheet.cell(row, number, text)
        letter = get_column_letter(number)
        ranges[name] = f"{LISTS_SHEET}!${letter}$2:${letter}${len(labels) + 1}"
    sheet.sheet_state = "hidden"
    sheet.protection.sheet = True
    return ranges


def _used_lists(definitions: Definitions) -> Iterator[str]:
    columns = [column for sheet in definitions.workbook.sheets.values() for column in sheet.columns.values()]
    yield from dict.fromkeys(column.list for column in columns if column.list)
    yield MONTHS


def _labels(definitions: Definitions, texts: Texts, name: str) -> list[str]:
    if name == MONTHS:
        return list(definitions.periods.codes)
    return [texts(label) for label in definitions.codes(name).values()]
