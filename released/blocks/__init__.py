"""The blocks that reports are made of: headings, paragraphs, tables, drawings, key figures, cases, footnotes.

`show(...)` puts them below a notebook's cell; who runs the notebook collects them and sets the whole.
"""

from released.blocks.display import bundle, show
from released.blocks.inline import Inline, Piece, mark, quiet, strong
from released.blocks.model import (
    MIME,
    Block,
    Bullets,
    Case,
    Cover,
    Facts,
    Figure,
    Heading,
    KeyFigures,
    Paragraph,
    TableBlock,
    Wire,
    Words,
)

__all__ = [
    "MIME",
    "Block",
    "Bullets",
    "Case",
    "Cover",
    "Facts",
    "Figure",
    "Heading",
    "Inline",
    "KeyFigures",
    "Paragraph",
    "Piece",
    "TableBlock",
    "Wire",
    "Words",
    "bundle",
    "mark",
    "quiet",
    "show",
    "strong",
]
