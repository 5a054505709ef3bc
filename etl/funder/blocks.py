"""What a form is made of, whichever file it becomes: headings, paragraphs, fields to fill in, and tables."""

import re
from dataclasses import dataclass

# What XML can't hold, and what a line in a cell must not have.
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]+")
TO_FILL_IN = "To fill in"


def clean(text: object) -> str:
    """A text on one line without control characters; nothing for None."""
    return "" if text is None else " ".join(_CONTROL.sub(" ", str(text)).split(" ")).strip()


@dataclass(frozen=True)
class Cell:
    """A cell as it is read; `number` where it is one, rounded as it is shown; `is_open` where a person must write."""

    text: str
    number: float | None = None
    is_open: bool = False


@dataclass(frozen=True)
class Column:
    """A column of a table: its heading, its width in centimetres, and whether numbers stand in it."""

    name: str
    width: float
    is_number: bool = False


@dataclass(frozen=True)
class Heading:
    """A heading of level 1 to 3."""

    text: str
    level: int = 1


@dataclass(frozen=True)
class Paragraph:
    """A paragraph; a warning is what must not be overlooked."""

    text: str
    is_warning: bool = False


@dataclass(frozen=True)
class Bullets:
    """A list of sentences."""

    items: tuple[str, ...]


@dataclass(frozen=True)
class ToFillIn:
    """A field that only a person can write: what is wanted there."""

    wanted: str


@dataclass(frozen=True)
class Pairs:
    """Lines of a name and what stands for it; the name heads its line."""

    rows: tuple[tuple[str, Cell], ...]
    caption: str


@dataclass(frozen=True)
class Grid:
    """A table; in a workbook those of one sheet stand below each other, each row with the group that it is of."""

    sheet: str
    caption: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    group: str = ""


Block = Heading | Paragraph | Bullets | ToFillIn | Pairs | Grid


@dataclass(frozen=True)
class Form:
    """A whole form: `marks` say above every page what must not be mistaken; `as_of` is the day of its figures.

    `lines` say which release it is of, as every export does.
    """

    title: str
    short_name: str
    project: str
    release_id: str
    as_of: str
    marks: tuple[str, ...]
    lines: tuple[str, ...]
    blocks: tuple[Block, ...]
    is_wide: bool = False


def cell(text: object) -> Cell:
    """A cell with a text."""
    return Cell(clean(text))


def open_cell(wanted: str) -> Cell:
    """A cell that a person must fill in."""
    return Cell(f"[{TO_FILL_IN}: {wanted}]", is_open=True)


def row(*texts: object) -> tuple[Cell, ...]:
    """A row of texts."""
    return tuple(one if isinstance(one, Cell) else cell(one) for one in texts)
