"""Where each issue is marked: the cell where the officer sees it and can repair it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from etl.cell_area import column_letters
from etl.feedback.colours import ORDER
from etl.feedback.sheet_look import Place, place_of
from etl.issue import Issue
from etl.layout import CODE_COLUMN, CODE_ROW, LABEL_ROW
from etl.parsed import ParsedWorkbook
from indicators.load import Definitions

# Comments beyond this number slow a program down and help nobody: whoever has so many has moved a column.
MOST_MARKS = 1_000


@dataclass(frozen=True)
class Placed:
    """An issue with the file's own name of its sheet, and the marked cell; both may be missing."""

    issue: Issue
    sheet: str = ""
    place: Place | None = None

    @property
    def cell(self) -> str:
        """Address of the marked cell; else what the issue says."""
        return f"{column_letters(self.place[1])}{self.place[0]}" if self.place else self.issue.cell


def place_issues(
    issues: Iterable[Issue], sheets: Mapping[str, str], definitions: Definitions, parsed: ParsedWorkbook | None
) -> list[Placed]:
    """The issues in the order in which they are told: errors, warnings, queries, each as the check sorted them."""
    placed = [_place(issue, sheets, definitions, parsed) for issue in issues]
    return sorted(placed, key=lambda one: ORDER[one.issue.severity])


def marks_by_sheet(placed: Iterable[Placed]) -> dict[str, dict[Place, list[Issue]]]:
    """The file's own name of a sheet -> marked cell -> its issues, errors first; at most MOST_MARKS cells."""
    marks: dict[str, dict[Place, list[Issue]]] = {}
    marked_n = 0
    for one in placed:
        if not (one.sheet and one.place):
            continue
        cells = marks.setdefault(one.sheet, {})
        if one.place not in cells:
            marked_n += 1
            if marked_n > MOST_MARKS:
                continue
        cells.setdefault(one.place, []).append(one.issue)
    return marks


def _place(issue: Issue, sheets: Mapping[str, str], definitions: Definitions, parsed: ParsedWorkbook | None) -> Placed:
    own_name = sheets.get(issue.sheet, "")
    if not own_name:
        return Placed(issue)
    cell = issue.cell
    if not cell and issue.row:
        # A row that is missing: where it would be filled in.
        cell = (parsed.cell(issue.sheet, issue.column, issue.row) if parsed else "") or f"A{issue.row}"
    place = place_of(cell)
    return Placed(issue, own_name, _seen(place, definitions.workbook.sheets[issue.sheet].is_upright) if place else None)


def _seen(place: Place, is_upright: bool) -> Place:
    # The codes are hidden: their labels stand beside them.
    row, column = place
    if is_upright:
        return row, column + 1 if column == CODE_COLUMN else column
    return LABEL_ROW if row == CODE_ROW else row, column
