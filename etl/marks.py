"""Recognises the product's own marks in a workbook that comes back: comments that nobody has changed.

The last line of a mark is a check code, ‹project-digest-fill›: a digest of all the rest, and the colour that the cell
had before it was marked. It is spelt in consonants, so that it is neither a number nor a word.
"""

import hashlib
import re

_LETTERS = str.maketrans("0123456789abcdef", "bcdfghjklmnpqrst")
_DIGITS = str.maketrans("bcdfghjklmnpqrst", "0123456789abcdef")
_CODE = re.compile(r"‹(\w+)-([b-t]{12})(?:-([b-t]{6}))?›\s*\Z")
_DIGEST_LENGTH = 12
# Nobody's mark has more lines; a longer comment is not taken apart.
_MOST_LINES = 200
INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None)


def sign_mark(text: str, project: str, fill: str = "") -> str:
    """The text of a mark with its check code; `fill` is the cell's own colour (RRGGBB), empty for none."""
    name = "".join(filter(str.isalnum, project)) or "MARK"
    colour = f"-{fill.lower().translate(_LETTERS)}" if fill else ""
    return f"{text}\n‹{name}-{_digest(text, name, colour[1:])}{colour}›"


def is_own_mark(text: str) -> bool:
    """Is this comment, word for word, one that a feedback workbook of ours carried? Spaces don't count."""
    return _read_code(text) is not None


def remembered_fill(text: str) -> str:
    """The colour (RRGGBB) that a cell had before this mark; empty for none, or when it is no mark of ours."""
    code = _read_code(text)
    return code[3].translate(_DIGITS).upper() if code and code[3] else ""


def strip_own_mark(text: str) -> str:
    """A comment without the mark of ours that stands at its end; what somebody else wrote stays."""
    lines = text.splitlines()
    for number in range(min(len(lines), _MOST_LINES)):
        if is_own_mark("\n".join(lines[number:])):
            return "\n".join(lines[:number]).rstrip()
    return text


def _read_code(text: str) -> re.Match[str] | None:
    found = _CODE.search(text.translate(INVISIBLE))
    if found is None:
        return None
    rest = text.translate(INVISIBLE)[: found.start()]
    return found if _digest(rest, found[1], found[3] or "") == found[2] else None


def _digest(text: str, name: str, colour: str) -> str:
    # Without any spaces: programs wrap and join the lines of a comment as they like.
    plain = "".join(text.translate(INVISIBLE).split())
    digest = hashlib.sha256(f"{name}|{colour}|{plain}".encode("utf-8", "replace")).hexdigest()
    return digest[:_DIGEST_LENGTH].translate(_LETTERS)
