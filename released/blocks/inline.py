"""Text within a block: pieces with a look, a status as mark and word, and footnotes behind them."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

PLAIN, STRONG, QUIET, BIG = "plain", "strong", "quiet", "big"


@dataclass(frozen=True)
class Piece:
    """A piece of text. `note` stands at the page's foot; `status` draws its mark before the text, hollow if open."""

    text: str
    look: str = PLAIN
    note: str = ""
    status: str = ""
    is_hollow: bool = False

    def wire(self) -> dict[str, Any]:
        """The piece as JSON, without what is not said."""
        said: dict[str, Any] = {"text": self.text}
        given = {"look": self.look if self.look != PLAIN else "", "note": self.note, "status": self.status}
        said |= {name: value for name, value in given.items() if value}
        return said | ({"hollow": True} if self.is_hollow else {})


Inline = str | Piece | Iterable["str | Piece"]


def pieces(text: Inline) -> tuple[Piece, ...]:
    """A text of any form as pieces, empty ones left out."""
    given = (text,) if isinstance(text, (str, Piece)) else text
    found = (Piece(one) if isinstance(one, str) else one for one in given)
    return tuple(one for one in found if one.text or one.note)


def wire(text: Inline) -> list[dict[str, Any]]:
    """A text as JSON."""
    return [piece.wire() for piece in pieces(text)]


def strong(text: str, note: str = "") -> Piece:
    """A piece in bold."""
    return Piece(text, STRONG, note)


def quiet(text: str, note: str = "") -> Piece:
    """A piece that steps back."""
    return Piece(text, QUIET, note)


def mark(status: str, text: str, is_hollow: bool = False) -> Piece:
    """A status: its mark and its word; hollow against a proposed target."""
    return Piece(text, status=status, is_hollow=is_hollow)
