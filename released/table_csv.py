"""A table as CSV for any spreadsheet: UTF-8, comma, dot decimals, and no text that would be run as a formula."""

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from released.fault import ReleaseFault

# A text of these at its start is run as a formula by a spreadsheet; an apostrophe before it prevents that.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")
# The mark that Excel needs to read UTF-8; every reader of CSV skips it.
_MARK = b"\xef\xbb\xbf"


def build_csv(columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> str:
    """The text of a CSV file; an empty cell is None."""
    target = io.StringIO(newline="")
    writer = csv.writer(target, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([_as_csv(cell) for cell in row] for row in rows)
    return target.getvalue()


def write_csv(path: Path, text: str) -> None:
    """Write it; raises ReleaseFault where that is not possible."""
    # Beside, then swapped in: a disk that fills leaves no half file, and what stood there stays.
    beside = path.with_name(f".{path.name}.part")
    try:
        try:
            beside.write_bytes(_MARK + text.encode("utf-8"))
            beside.replace(path)
        finally:
            beside.unlink(missing_ok=True)
    except OSError as error:
        raise ReleaseFault(f"{path} can't be written ({error.strerror or error}): name another file.") from None


def _as_csv(cell: Any) -> Any:
    if isinstance(cell, bool):
        return str(cell).lower()
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA_STARTS) else cell
