"""The words of the pages in the order and with the letters of the reader's language, and the search in them. Pure."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

# Letters that a language counts at the end of its alphabet, though they look like others with a mark.
_LAST_LETTERS = {"nb": "æøå", "sv": "åäö", "da": "æøå"}


@dataclass(frozen=True)
class Explained:
    """One word in the reader's language; `key` is its anchor."""

    key: str
    term: str
    meaning: str

    def first_letter(self, language: str) -> str:
        """The letter that it stands under."""
        letter = self.term.strip()[:1].upper()
        return letter if letter.lower() in _LAST_LETTERS.get(language, "") else plain(letter).upper()


def in_order(words: Iterable[Explained], language: str) -> list[Explained]:
    """By the alphabet of the language: accents don't count, but its own last letters do."""
    return sorted(words, key=lambda word: (_place(word.term, language), word.key))


def matching(words: Iterable[Explained], asked: str) -> list[Explained]:
    """Words whose term or meaning holds all that was asked for; case and accents don't count."""
    parts = plain(asked).split()
    return [word for word in words if all(part in plain(f"{word.term} {word.meaning}") for part in parts)]


def plain(text: str) -> str:
    """Small letters without accents."""
    apart = unicodedata.normalize("NFD", text.casefold())
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def _place(term: str, language: str) -> list[tuple[int, str]]:
    last = _LAST_LETTERS.get(language, "")
    letters = unicodedata.normalize("NFC", term.lower())
    return [(last.index(letter) + 1, "") if letter in last else (0, plain(letter)) for letter in letters]
