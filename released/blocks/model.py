"""What a report is made of: frozen blocks, each of which says itself as JSON for the programs that set the pages.

The JSON is plain data: texts are never markup, so no renderer can mistake a word for a command.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from released.blocks.inline import Inline, wire

MIME = "application/vnd.released.block+json"
Wire = dict[str, Any]


class Block(Protocol):
    """Anything that can stand in a report."""

    def wire(self) -> Wire:
        """The block as JSON, with its `kind`."""
        ...


@dataclass(frozen=True)
class Heading:
    """A heading; the cover has the first level, sections the second."""

    text: str
    level: int = 2
    beside: str = ""

    def wire(self) -> Wire:
        """As JSON."""
        return {"kind": "heading", "level": self.level, "text": self.text, "beside": self.beside}


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; looks: plain, lead (read first), quiet (steps back), warning (must not be overlooked)."""

    text: Inline
    look: str = "plain"

    def wire(self) -> Wire:
        """As JSON."""
        return {"kind": "paragraph", "look": self.look, "text": wire(self.text)}


@dataclass(frozen=True)
class Bullets:
    """A list of lines."""

    items: Sequence[Inline]

    def wire(self) -> Wire:
        """As JSON."""
        return {"kind": "bullets", "items": [wire(item) for item in self.items]}


@dataclass(frozen=True)
class Facts:
    """Names with what is said of each."""

    lines: Sequence[tuple[str, Inline]]

    def wire(self) -> Wire:
        """As JSON."""
        return {"kind": "facts", "lines": [{"name": name, "text": wire(text)} for name, text in self.lines]}


@dataclass(frozen=True)
class TableBlock:
    """A table with caption and head; the first column names each row. `widths`: shares of the width, one a column.

    `groups`: a line across the table before the row of that number.
    """

    caption: str
    head: Sequence[Inline]
    rows: Sequence[Sequence[Inline]]
    numeric: Iterable[int] = ()
    widths: Sequence[float] = ()
    groups: Sequence[tuple[int, str]] = ()

    def wire(self) -> Wire:
        """As JSON."""
        return {
            "kind": "table",
            "caption": self.caption,
            "head": [wire(cell) for cell in self.head],
            "rows": [[wire(cell) for cell in row] for row in self.rows],
            "numeric": sorted(self.numeric),
            "widths": list(self.widths) or [1] * len(self.head),
            "groups": [{"before": before, "text": text} for before, text in self.groups],
        }


@dataclass(frozen=True)
class Figure:
    """A drawing: its finding as a sentence, what is drawn in words for those who can't see it, its numbers behind it.

    `narrow` is the same drawn for a phone; `summary` names the table behind the drawing where it folds.
    """

    svg: str
    caption: str
    alt: str
    narrow: str = ""
    table: TableBlock | None = None
    summary: str = ""

    def wire(self) -> Wire:
        """As JSON."""
        return {
            "kind": "figure",
            "svg": str(self.svg),
            "caption": self.caption,
            "alt": self.alt,
            "narrow": str(self.narrow),
            "table": self.table.wire() if self.table else None,
            "summary": self.summary,
        }


@dataclass(frozen=True)
class KeyFigures:
    """A few figures beside each other: for each what it is, the figure, and lines below it."""

    title: str
    items: Sequence[tuple[Inline, Inline, Sequence[Inline]]]

    def wire(self) -> Wire:
        """As JSON."""
        items = [
            {"name": wire(name), "figure": wire(figure), "lines": [wire(line) for line in lines]}
            for name, figure, lines in self.items
        ]
        return {"kind": "key_figures", "title": self.title, "items": items}


@dataclass(frozen=True)
class Case:
    """What is not on track: the indicator with its mark, figures, cause and action as named lines, and the reason."""

    status: str
    title: Inline
    figures: Inline
    lines: Sequence[tuple[str, Inline]]
    reason: Inline = ""
    drawing: Figure | None = None

    def wire(self) -> Wire:
        """As JSON."""
        return {
            "kind": "case",
            "status": self.status,
            "title": wire(self.title),
            "figures": wire(self.figures),
            "lines": [{"name": name, "text": wire(text)} for name, text in self.lines],
            "reason": wire(self.reason),
            "drawing": self.drawing.wire() if self.drawing else None,
        }


@dataclass(frozen=True)
class Cover:
    """The top of a report: who, what, of when; marks that must not be overlooked; facts; statements at its foot."""

    project: str
    name: str
    title: str
    subtitle: str
    marks: Sequence[str] = ()
    facts: Sequence[tuple[str, Inline]] = ()
    statements: Sequence[str] = ()

    def wire(self) -> Wire:
        """As JSON."""
        return {
            "kind": "cover",
            "project": self.project,
            "name": self.name,
            "title": self.title,
            "subtitle": self.subtitle,
            "marks": list(self.marks),
            "facts": [{"name": name, "text": wire(text)} for name, text in self.facts],
            "statements": list(self.statements),
        }


@dataclass(frozen=True)
class Words:
    """Words that a page needs around its blocks, in the reader's language."""

    title: str
    language: str
    running: str
    notes: str
    contents: str
    to_content: str
    draft: str = ""

    def wire(self) -> Wire:
        """As JSON."""
        return {
            "kind": "words",
            "title": self.title,
            "language": self.language,
            "running": self.running,
            "notes": self.notes,
            "contents": self.contents,
            "to_content": self.to_content,
            "draft": self.draft,
        }
