"""The sheet for recounting on the spot: drawn by seed, written for people to fill in, read back."""

import csv
import io
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from released.evaluation.cell import REPORTS, Cell
from released.evaluation.frame import build_frame, build_month_frame
from released.fault import ReleaseFault
from released.release import Release
from released.statistics.sampling import draw_stratified
from released.table import Table

_LINE, _RECOUNTED = "line", "recounted"
_COLUMNS = (
    _LINE,
    "partner",
    "month",
    "table",
    "thing",
    "what",
    "serves",
    "proof",
    "reported",
    _RECOUNTED,
    "because",
    "submission_id",
    "row_number",
)


@dataclass(frozen=True)
class Drawn:
    """A drawn sample: its cells in the order of the sheet, and all that could have been drawn."""

    cells: tuple[Cell, ...]
    frame: tuple[Cell, ...]
    seed: str

    def table(self, release: Release) -> Table:
        """The sheet to fill in: `recounted` and `because` are empty."""
        rows = [_sheet_row(number, cell) for number, cell in enumerate(self.cells, start=1)]
        return Table.of(rows, "verification sheet", _COLUMNS, release.texts)


def _sheet_row(number: int, cell: Cell) -> dict[str, object]:
    told = {"partner": cell.partner, "month": cell.month, "table": cell.table, "thing": cell.thing, "what": cell.what}
    place = {"submission_id": cell.submission_id or None, "row_number": cell.row_number}
    reported = int(cell.reported) if cell.reported.is_integer() else cell.reported
    return {_LINE: number, **told, "serves": ";".join(cell.serves), "proof": cell.proof, "reported": reported, **place}


def draw_sheet(release: Release, seed: str, months_n: int = 2, rows_n: int = 2) -> Drawn:
    """For each partner `months_n` of its reported months, and `rows_n` rows of every table in which it has some.

    Who has fewer is recounted whole. The same seed and release give the same sheet, wherever it is drawn.
    """
    frame = (*build_month_frame(release), *build_frame(release))
    drawn: set[str] = set()
    for stratum, units in by_stratum(frame).items():
        n = months_n if stratum.startswith(f"{REPORTS}/") else rows_n
        drawn |= set(draw_stratified({stratum: units}, n, seed)[stratum])
    cells = sorted((cell for cell in frame if cell.unit in drawn), key=lambda one: (one.partner, one.table == REPORTS))
    return Drawn(tuple(cells), frame, seed)


def by_stratum(cells: Iterable[Cell]) -> dict[str, set[str]]:
    """Units of the cells, by stratum."""
    found: dict[str, set[str]] = defaultdict(set)
    for cell in cells:
        found[cell.stratum].add(cell.unit)
    return found


def read_sheet(path: str | Path, drawn: Drawn) -> dict[int, float]:
    """What was recounted, by line; raises ReleaseFault with every line that can't be taken. Empty is not recounted.

    Takes what spreadsheets make of a CSV file: commas or semicolons, a decimal comma, a byte order mark.
    """
    rows, faults = _read_rows(Path(path)), []
    found: dict[int, float] = {}
    for place, row in enumerate(rows, start=2):
        said = (row.get(_RECOUNTED) or "").strip().replace(",", ".")
        if not said:
            continue
        try:
            number, value = int(row[_LINE]), float(said)
        except ValueError:
            faults.append(f"row {place}: {said!r} is no number")
            continue
        if not 1 <= number <= len(drawn.cells) or not _is_same(drawn.cells[number - 1], row):
            faults.append(f"row {place}: it is not of this release and seed")
        elif not 0 <= value < float("inf"):
            faults.append(f"row {place}: {said} can't have been counted")
        else:
            found[number] = value
    if faults:
        raise ReleaseFault(f"{Path(path).name} can't be taken: {'; '.join(faults)}. Correct these and read it again.")
    return found


def _is_same(cell: Cell, row: dict[str, str]) -> bool:
    return (cell.partner, cell.table, cell.thing) == tuple(row.get(name) for name in ("partner", "table", "thing"))


def _read_rows(path: Path) -> list[dict[str, str]]:
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise ReleaseFault(f"{path} can't be read: save the sheet as CSV (UTF-8) under this name. ({error})") from None
    head = text.partition("\n")[0]
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=";" if head.count(";") > head.count(",") else ",")
    if not {_LINE, _RECOUNTED} <= set(reader.fieldnames or ()):
        raise ReleaseFault(f"{path.name} is no verification sheet: it has no column {_LINE} or {_RECOUNTED}.")
    return list(reader)
