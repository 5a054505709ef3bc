"""How wide a text will be, and where it wraps: a drawing has no browser to ask."""

import re
import unicodedata

FONT = "'Noto Sans', 'Segoe UI', Arial, 'Liberation Sans', sans-serif"
LINE = 1.3
# Widths in parts of the size, taken from the wider of the common fonts, so that what fits here fits there.
_NARROW = frozenset("iljtfrI.,:;'|!()[]/ ·ïίιΙІі\u00a0")
_WIDE = frozenset("mwMW@%ШЩЖЮФЫМшщжюфымωΩ…–—")
_WIDTHS = {"narrow": 0.36, "wide": 0.92, "capital": 0.72, "other": 0.58}
_BOLD = 1.06


def measure(text: str, size: float, is_bold: bool = False) -> float:
    """Width of a line of text in the drawing's units, rather too wide than too narrow."""
    width = sum(_WIDTHS[_kind(sign)] for sign in text) * size
    return width * _BOLD if is_bold else width


def wrap(text: str, width: float, size: float, is_bold: bool = False) -> list[str]:
    """The text in lines of at most that width; a word that is longer than a line is parted."""
    lines: list[str] = []
    line = ""
    # Ordinary blanks alone part words: a number keeps to its sign.
    for word in re.split(r"[ \t\r\n]+", text.strip()):
        for piece in _pieces(word, width, size, is_bold):
            longer = f"{line} {piece}" if line else piece
            if line and measure(longer, size, is_bold) > width:
                lines.append(line)
                line = piece
            else:
                line = longer
    return [*lines, line] if line else lines


def _pieces(word: str, width: float, size: float, is_bold: bool) -> list[str]:
    pieces, piece = [], ""
    for sign in word:
        if piece and measure(piece + sign, size, is_bold) > width:
            pieces.append(piece)
            piece = ""
        piece += sign
    return [*pieces, piece]


def _kind(sign: str) -> str:
    if sign in _NARROW:
        return "narrow"
    if sign in _WIDE:
        return "wide"
    return "capital" if unicodedata.category(sign) == "Lu" else "other"
