"""Blocks of a report as a notebook puts them out: the JSON beside a page may say nothing that the page doesn't.

The page is attacked as HTML. What of the JSON it doesn't show is attacked on its own; numbers may only be such that lay
out a page: levels, places and shares of columns.
"""

from collections.abc import Iterator, Mapping
from html import escape
from typing import Any

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.wording import attack_wording

BLOCKS = "application/vnd.released.block+json"
# Key -> the largest number that can stand there in earnest.
_LAYOUT = {"level": 6, "numeric": 20, "widths": 10, "before": 500}


def attack_blocks(place: str, document: Any, page: str, known: Known) -> Iterator[Found]:
    """Findings in the blocks of one cell; `page` is its HTML."""
    yield from _walk(place, "", document, page, known)


def _walk(place: str, key: str, value: Any, page: str, known: Known) -> Iterator[Found]:
    if isinstance(value, Mapping):
        for name, inner in value.items():
            yield from attack_wording(f"{place}, a key", str(name), known)
            yield from _walk(place, str(name), inner, page, known)
    elif isinstance(value, list):
        for inner in value:
            yield from _walk(place, key, inner, page, known)
    elif isinstance(value, str):
        if not _is_shown(value, page):
            yield from attack_wording(f"{place}, a text that the page doesn't show", value, known)
    elif isinstance(value, int | float) and not isinstance(value, bool) and not 0 <= value <= _LAYOUT.get(key, -1):
        yield f"{place}, {key}", "a number that lays out nothing"


def _is_shown(text: str, page: str) -> bool:
    """Does the page hold the text as one of its own, not as a piece of another?"""
    if text.startswith("<svg"):
        return f">{text}<" in page
    shown = escape(text)
    return f">{shown}<" in page or (shown in page and not any(sign.isdigit() for sign in text))
