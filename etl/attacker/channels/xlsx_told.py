"""A sheet for people: every row is a sentence before the release; under a month stand only that month's numbers."""

import re
from collections.abc import Collection, Iterator, Sequence
from typing import Any

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.said import attack_said
from etl.attacker.channels.text_channel import attack_columns
from etl.attacker.channels.wording import attack_wording
from etl.attacker.channels.words import counts_women

# Headings stand in the first rows of a table.
_HEADINGS = 2
_CODE = re.compile(r"[A-Z]+\d+")


def attack_title(place: str, title: str, known: Known) -> Iterator[Found]:
    """Findings in a sheet's name."""
    yield from attack_wording(f"{place}, its name", title, known)
    yield from attack_said(f"{place}, its name", title, known)


def attack_told(
    place: str, rows: Sequence[Sequence[Any]], known: Known, labels: Collection[str] | None
) -> Iterator[Found]:
    """Findings in the rows of a sheet; a row that begins with an indicator's code is about that one.

    `labels` are the texts of the sheet of labels, where each is put before its source; None for prose.
    """
    months = _months(rows[:_HEADINGS], known)
    for number, cells in enumerate(rows, start=1):
        texts = [_text(cell) for cell in cells]
        about = {texts[0]} if texts and texts[0] in known.released.rules.types else set()
        told = f"{place}, row {number}"
        yield from attack_wording(told, " | ".join(filter(None, texts)), known, about)
        for column, text in enumerate(texts):
            if labels is not None and counts_women(text):
                yield from attack_said(told, _without(text, labels), known)
            yield from attack_columns(told, text, known)
            if about and column in months and isinstance(cells[column], int | float):
                own = known.of_month(texts[0], months[column])
                yield from attack_wording(f"{told}, {months[column]}", text, known, about, only=[own])


def _without(text: str, labels: Collection[str]) -> str:
    """A text without the labels in it that count women themselves: those were put before their source."""
    for label in sorted((one for one in labels if one in text and counts_women(one)), key=len, reverse=True):
        text = text.replace(label, " ")
    return text


def _months(headings: Sequence[Sequence[Any]], known: Known) -> dict[int, str]:
    """Columns whose heading names a single month."""
    codes = frozenset(known.months.values())
    found: dict[int, str] = {}
    for cells in headings:
        for column, cell in enumerate(cells):
            named = [code for code in _CODE.findall(str(cell)) if code in codes]
            if len(named) == 1:
                found[column] = named[0]
    return found


def _text(cell: Any) -> str:
    """A cell as a reader sees it in full; days as 2017-07-31."""
    return str(int(cell)) if isinstance(cell, float) and cell.is_integer() else str(cell)
