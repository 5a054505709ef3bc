"""Building of a feedback workbook: values untouched, or it isn't given as the partner's own."""

import hashlib
from collections.abc import Mapping, Sequence
from typing import Any

from etl.check import Checked
from etl.container import Container, read_container
from etl.feedback.alone import build_alone
from etl.feedback.book_part import is_issues_sheet
from etl.feedback.fault import MarkingFault
from etl.feedback.marking import mark_workbook
from etl.feedback.placing import Placed, place_issues
from etl.layout import ISSUES_SHEET, find_sheets
from etl.parsed import ParsedWorkbook
from etl.read import Grid, is_blank, read_grids
from indicators.load import Definitions
from indicators.texts import SOURCE_LANGUAGE, Texts, load_texts

# What a monthly workbook's XML never reaches; marking a larger one would keep the officer waiting.
_MOST_BYTES = 12_000_000


def feedback_bytes(
    data: bytes, checked: Checked, definitions: Definitions, language: str = SOURCE_LANGUAGE
) -> bytes | None:
    """The partner's workbook with its faults marked; never raises, whatever the file is like.

    None without issues, for a file that can't be read, and where something may be personal: of that nothing goes out.
    `language` is that of a file that doesn't tell its own. A file that can't be marked without changing what it
    says gives a workbook with the list of issues alone.
    """
    if not checked.issues or checked.is_personal:
        return None
    if checked.parsed and hashlib.sha256(data).hexdigest() != checked.parsed.sha256:
        # Another content than the one that was checked has passed no gate.
        return None
    container = read_container(data)
    grids = None if container.fault else read_grids(container)
    if grids is None:
        return None
    texts = load_texts(definitions, checked.parsed.language if checked.parsed else language)
    placed = place_issues(checked.issues, find_sheets(definitions, grids), definitions, checked.parsed)
    marked = _mark(container, grids, placed, definitions, texts, checked.parsed)
    return marked if marked is not None else build_alone(placed, definitions, texts, checked.parsed)


def _mark(
    container: Container,
    grids: Mapping[str, Grid],
    placed: Sequence[Placed],
    definitions: Definitions,
    texts: Texts,
    parsed: ParsedWorkbook | None,
) -> bytes | None:
    """The marked workbook; None where it can't be marked, or where the marks would change what it says."""
    try:
        if sum(map(len, container.parts.values())) > _MOST_BYTES:
            raise MarkingFault("a workbook that is too large")
        marked = mark_workbook(container.parts, placed, definitions, texts, parsed)
        return marked if is_same(grids, marked) else None
    # A hostile file can be odd in ways that nobody thought of; the officer gets the list all the same.
    except Exception:
        return None


def is_same(grids: Mapping[str, Grid], marked: bytes) -> bool:
    """Does a marked workbook hold every value of the original, in the same cell, and none besides?"""
    container: Container = read_container(marked)
    after = None if container.fault else read_grids(container)
    if after is None:
        return False
    names = [name for name in grids if not is_issues_sheet(name)]
    if set(names) != set(after) - {ISSUES_SHEET}:
        return False
    return all(_values(grids[name]) == _values(after[name]) for name in names)


def _values(grid: Grid) -> dict[tuple[int, int], Any]:
    return {
        (row, column): value
        for row, line in enumerate(grid.rows)
        for column, value in enumerate(line)
        if value != "" and value is not None or not is_blank(value)
    }
