"""What lies over the data cells of a sheet, told once for each block: merged cells (F01) and formulas (K08)."""

from collections.abc import Iterable, Iterator

from etl.cell_area import Area, Cell, column_letters
from etl.issue import Issue
from etl.message import Messages
from etl.read import Grid
from etl.sheet_part import SheetPart


class Merges:
    """The merged cells of a sheet that span several of its data cells."""

    def __init__(self, part: SheetPart, grid: Grid, columns: Iterable[int], rows: Iterable[int]) -> None:
        self._areas: dict[Area, bool] = {}
        self._covered: dict[Cell, Area] = {}
        wanted_columns, wanted_rows = set(columns), sorted(rows) if part.merged else []
        for area in part.merged:
            cells = _cells_of(area, wanted_columns, wanted_rows)
            if len(cells) > 1 and any(not grid.is_empty(row) for row, _ in cells):
                self._areas[area] = False
                first = (area.first_row, area.first_column)
                self._covered |= {cell: area for cell in cells if cell != first}

    def explains_blank(self, row: int, column: int) -> bool:
        """Is this required cell empty because it lies under a merge? Then the merge is told instead."""
        area = self._covered.get((row, column))
        if area is not None:
            self._areas[area] = True
        return area is not None

    def issues(self, sheet: str, messages: Messages) -> Iterator[Issue]:
        """One issue for each block of merged cells: a warning, or an error when it leaves a required cell empty."""
        for area, is_split in self._areas.items():
            cell = f"{column_letters(area.first_column)}{area.first_row}"
            cells = f"{cell}:{column_letters(area.last_column)}{area.last_row}"
            yield messages.issue("F01", "split" if is_split else "merged", sheet, cell, area.first_row, cells=cells)


def _cells_of(area: Area, columns: set[int], rows: list[int]) -> list[Cell]:
    across = sorted(column for column in columns if area.first_column <= column <= area.last_column)
    return [(row, column) for row in rows if area.first_row <= row <= area.last_row for column in across]


def formula_issues(sheet: str, columns: dict[int, str], cells: Iterable[Cell], messages: Messages) -> Iterator[Issue]:
    """One issue for each block of formulas that stand under one another in a column."""
    blocks: list[list[Cell]] = []
    for row, column in sorted(cells, key=lambda cell: (cell[1], cell[0])):
        if blocks and blocks[-1][-1] == (row - 1, column):
            blocks[-1].append((row, column))
        else:
            blocks.append([(row, column)])
    for block in blocks:
        (first, column), last = block[0], block[-1][0]
        letters = column_letters(column)
        cells_text = f"{letters}{first}" if first == last else f"{letters}{first}:{letters}{last}"
        code = columns.get(column, "")
        yield messages.issue("K08", "formula", sheet, f"{letters}{first}", first, code, cells=cells_text)
