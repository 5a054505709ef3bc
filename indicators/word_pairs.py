"""Two words that change where they meet, which is known only when a text is filled in.

Greek months follow the case of their article ("Ιούνιος 2017" alone is "τον Ιούνιο 2017" in a sentence); Italian and
French words shrink before a vowel ("il 8 ago" is said "l'8 ago", "de août" is said "d'août"). The pairs are data, so
that a reader without our locale data can be given them.
"""

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from itertools import product

from babel import Locale

_NUMBERS_OF_MONTHS = range(1, 13)
_FRENCH = ("de", "que"), ("avr.", "avril", "août", "oct.", "octobre")
# The days of a month whose names begin with a vowel: otto and undici.
_ITALIAN = {"il": "l'", "dal": "dall'", "del": "dell'", "al": "all'", "nel": "nell'", "sul": "sull'"}, ("8", "11")


def join_words(text: str, language: str) -> str:
    """A text that was filled in, with its words as the language says them; most languages have nothing to change."""
    pairs = word_pairs(language)
    return _pattern(language).sub(lambda found: pairs[found[0]], text) if pairs else text


@lru_cache(maxsize=64)
def word_pairs(language: str) -> Mapping[str, str]:
    """What a text without grammar has, and what the language says in its place: both begin small, or both large."""
    found = dict(_PAIRS[language]()) if language in _PAIRS else {}
    return found | {_capital(before): _capital(after) for before, after in found.items()}


@lru_cache(maxsize=64)
def _pattern(language: str) -> re.Pattern[str]:
    # Whole words alone: "aprile 8" holds "il 8" as little as "de avril" stands in "de avrils".
    return re.compile(rf"\b(?:{'|'.join(map(re.escape, word_pairs(language)))})(?!\w)")


def _greek() -> Iterator[tuple[str, str]]:
    """Alone a month is in the nominative; its form within a date is the genitive."""
    months = Locale.parse("el").months
    for number in _NUMBERS_OF_MONTHS:
        alone = months["stand-alone"]["wide"][number]
        yield f"του {alone}", f"του {months['format']['wide'][number]}"
        yield from ((f"{article} {alone}", f"{article} {alone.removesuffix('ς')}") for article in ("τον", "στον"))


def _french() -> Iterator[tuple[str, str]]:
    return ((f"{word} {month}", f"{word[:-1]}'{month}") for word, month in product(*_FRENCH))


def _italian() -> Iterator[tuple[str, str]]:
    articles, days = _ITALIAN
    return ((f"{article} {day}", f"{said}{day}") for (article, said), day in product(articles.items(), days))


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


_PAIRS = {"el": _greek, "fr": _french, "it": _italian}
