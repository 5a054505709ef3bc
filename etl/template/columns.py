"""Where the columns of a sheet stand in a template, and which of them are folded away."""

from collections.abc import Iterable, Iterator

from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from etl.template.occasion import PlannedRow
from indicators.model.workbook import Column, Sheet


def place_columns(sheet: Sheet) -> dict[str, Column]:
    """The columns in the template's order: those that wait for a row's end stand together, after all others."""
    return dict(sorted(sheet.columns.items(), key=lambda item: item[1].when_ended is not None))


def find_letters(sheet: Sheet) -> dict[str, str]:
    """Letter of each column."""
    return {name: get_column_letter(number) for number, name in enumerate(place_columns(sheet), start=1)}


def foldable_columns(sheet: Sheet) -> list[str]:
    """The columns that can be folded away, in order."""
    return [name for name, column in place_columns(sheet).items() if column.when_ended]


def spans_of(letters: dict[str, str], names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """First and last letter of each run of neighbouring columns; `letters` are those of the whole sheet."""
    chosen = set(names)
    run: list[str] = []
    for name, letter in [*letters.items(), ("", "")]:
        if name in chosen:
            run.append(letter)
        elif run:
            yield run[0], run[-1]
            run = []


def filled_in_columns(sheet: Sheet) -> list[str]:
    """The columns that only the partner fills in: a row has begun when one of them holds something."""
    return [name for name in sheet.columns if name not in sheet.given_columns]


def fold_columns(sheet: Worksheet, about: Sheet, rows: Iterable[PlannedRow]) -> None:
    """Group what waits for a row's end, and fold it unless something is known of it already."""
    names = foldable_columns(about)
    if not names:
        return
    letters = find_letters(about)
    is_folded = not any(_is_known(row, names) for row in rows)
    for name in names:
        dimension = sheet.column_dimensions[letters[name]]
        dimension.outlineLevel, dimension.hidden = 1, is_folded
    # The button stands at the left, over the column that says what it opens: at the right nobody would come by.
    sheet.sheet_properties.outlinePr.summaryRight = False
    before = [letter for name, letter in letters.items() if name not in names][-1]
    sheet.column_dimensions[before].collapsed = is_folded
    # The writer asks for it before it has looked at the columns; without it Excel draws no button.
    sheet.column_dimensions.max_outline = 1


def _is_known(row: PlannedRow, names: Iterable[str]) -> bool:
    # A zero of last month is no reason to show ten columns.
    return any(row.values.get(name) or (row.last[name].value if name in row.last else None) for name in names)
