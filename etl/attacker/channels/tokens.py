"""What in a text can carry a count: numbers as any language writes them, codes with digits, days."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

# Signs that part thousands: blank of three widths, apostrophes, and point or comma where the language does so.
_BLANKS = "\u00a0\u202f\u2009"
_UUID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"
_TIME = r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?)?"
_YEAR = r"(?:19|20)\d\d"
_MONTH = r"(?:de )?[^\W\d_]{3,12}\.?(?: de)?"
_TOKEN = re.compile(
    rf"""
    (?P<id>\b{_UUID}\b)
    | (?P<day>\b{_TIME}(?![\w-]))
    | (?P<numeric>\b\d{{1,2}}[./]\d{{1,2}}[./]{_YEAR}\b)
    | (?P<written>\b\d{{1,2}}\.?[ {_BLANKS}]{_MONTH}[ {_BLANKS}]{_YEAR}\b)
    | (?P<version>\b\d+\.\d+\+[0-9a-z]+\b)
    | (?P<period>\b{_YEAR}-\d\d\b(?![\w-]))
    | (?P<month>\b[^\W\d_]{{3,12}}\.?,?(?:[ ]de)?[ {_BLANKS}]{_YEAR}\b(?![.,]\d))
    | (?P<size>\b\d+(?:[.,{_BLANKS}]\d+|[ ]\d{{3}})*[ {_BLANKS}]?(?:[kKMG]B|[KМ]?Б)\b)
    | (?P<code>\w+(?:[-+.]\w+)*)
    """,
    re.VERBOSE,
)
_NUMBER = re.compile(rf"\d{{1,3}}(?:[ {_BLANKS}'’]\d{{3}})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)*(?:[eE][-+]?\d+)?|\d+")
_HAS_BOTH = re.compile(r"(?=.*\d)(?=.*[^\W\d_])")
_PLAIN_WORDS = re.compile(r"[^\W\d_]{2,}")
# A number and its power of ten, as programs write very small ones.
_POWER = re.compile(r"\d+(?:\.\d+)?[eE][-+]?\d+")
Number = tuple[float, int]
# Of thousands, millions: more is no number of a release.
_MOST_GROUPS = 3


@dataclass(frozen=True)
class Token:
    """One thing that can carry a count; of a number every way to read it, each as one or several numbers."""

    kind: str
    text: str
    readings: tuple[tuple[Number, ...], ...] = ()


@lru_cache(maxsize=16384)
def read_tokens(text: str) -> tuple[Token, ...]:
    """All numbers, codes and days of a text, in order; the files of a release say the same again and again."""
    return tuple(_tokens(text))


def _tokens(text: str) -> Iterator[Token]:
    position = 0
    while match := _next(text, position):
        kind, found = match
        position = found.end()
        yield from _read(kind, found.group())


def _next(text: str, position: int) -> tuple[str, re.Match[str]] | None:
    while found := _TOKEN.search(text, position):
        kind = str(found.lastgroup)
        if kind != "code":
            return kind, found
        if _HAS_BOTH.match(found.group()) and not _POWER.fullmatch(found.group()):
            return kind, found
        if any(sign.isdigit() for sign in found.group()):
            number = _NUMBER.match(text, found.start() + _first_digit(found.group()))
            assert number is not None
            return "number", number
        position = found.end()
    return None


def _first_digit(text: str) -> int:
    return next(position for position, sign in enumerate(text) if sign.isdigit())


def _read(kind: str, text: str) -> Iterator[Token]:
    if kind == "code" and "_" not in text:
        parts = re.split(r"[-+.]", text)
        # "5-point", "12-месечен": words of a language around a number, no code.
        if all(part.isdecimal() or (_PLAIN_WORDS.fullmatch(part) and part.islower()) for part in parts):
            yield from (Token("number", part, ((_as_number(part),),)) for part in parts if part.isdecimal())
            return
    if kind == "number":
        yield Token(kind, text, tuple(_readings(text)))
    else:
        yield Token({"id": "code", "version": "code", "period": "month"}.get(kind, kind), text)


def _as_number(text: str) -> Number:
    return float(text), 0


def _readings(text: str) -> Iterator[tuple[Number, ...]]:
    """Every way to read a number: "1.234" is one thousand and more, or one and a bit."""
    if re.search(r"[eE]", text):
        yield ((float(text), 12),)
        return
    parts = re.split(rf"[ {_BLANKS}'’.,]", text)
    signs = re.findall(rf"[ {_BLANKS}'’.,]", text)
    grouped = all(len(part) == 3 for part in parts[1:]) and len(parts[0]) <= 3
    if not signs:
        yield (_as_number(text),)
        return
    if grouped and len(set(signs)) == 1:
        yield (_as_number("".join(parts)),)
    if signs[-1] in ".," and signs[-1] not in signs[:-1] and all(len(part) == 3 for part in parts[1:-1]):
        yield ((float("".join(parts[:-1]) + "." + parts[-1]), len(parts[-1])),)
    if " " in signs:
        # A blank may part two numbers as well. A comma may not: "75,7" is no list of what two figures say.
        yield from _cuts(parts) if set(signs) == {" "} else ()


def _cuts(groups: list[str]) -> Iterator[tuple[Number, ...]]:
    """All ways to cut groups of digits into numbers with thousands: "1 900 152" is also 1900 and 152."""
    if not groups:
        yield ()
    for length in range(1, min(len(groups), _MOST_GROUPS) + 1):
        for rest in _cuts(groups[length:]):
            yield (_as_number("".join(groups[:length])), *rest)
