"""Reads what a report says: the text of its pages, and its structure."""

import io
from html.parser import HTMLParser
from typing import Any

from pypdf import PdfReader

from released.blocks import Wire

_EMPTY = ("meta", "br", "img")


def pages_of(data: bytes) -> list[str]:
    """The text of each page of a PDF."""
    return [page.extract_text() for page in PdfReader(io.BytesIO(data)).pages]


def texts_in(value: Any) -> list[str]:
    """All texts of blocks, footnotes included, in order."""
    if isinstance(value, dict):
        return [text for key, inner in value.items() if key not in ("svg", "narrow") for text in texts_in(inner)]
    if isinstance(value, list):
        return [text for inner in value for text in texts_in(inner)]
    return [value] if isinstance(value, str) else []


def said_by(blocks: list[Wire]) -> str:
    """The same as one text."""
    return "\n".join(texts_in(blocks))


class Page(HTMLParser):
    """The elements of a page in order, with their attributes, and its text."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.text = ""
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))
        if tag not in _EMPTY:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag, tag

    def handle_data(self, data: str) -> None:
        if "style" not in self.open:
            self.text += data

    def of(self, tag: str) -> list[dict[str, str | None]]:
        """Attributes of all elements of a kind."""
        return [attributes for name, attributes in self.elements if name == tag]
