"""The lists of words by which texts of a release are judged, as patterns; the words are data (`released.yaml`)."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml
from babel import Locale

from etl.gate.words import fold

_FILE = Path(__file__).with_name("released.yaml")
LANGUAGES = ("bg", "el", "en", "es", "fr", "it", "nb", "sv")
# Shorter names of months are words as well: "mar" is the sea, "mai" a negation somewhere.
_LEAST_LETTERS = 4
_SHORT = ("may", "mai", "май", "maj")


@dataclass(frozen=True)
class Counting:
    """How one language counts women and other participants."""

    women: re.Pattern[str]
    participants: re.Pattern[str]
    pronouns: re.Pattern[str]
    articles: re.Pattern[str]
    numbers: re.Pattern[str]


@dataclass(frozen=True)
class Words:
    """Patterns that each match a whole word of a folded text."""

    titles: re.Pattern[str]
    titles_before_capital: re.Pattern[str]
    years: re.Pattern[str]
    ages: re.Pattern[str]
    before_age: re.Pattern[str]
    languages: tuple["Counting", ...]
    months: frozenset[str]
    words_between: int


@cache
def read_words() -> Words:
    """The lists, read once."""
    data = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    between, languages = data.pop("words_between"), data.pop("languages")
    counting = tuple(Counting(**_patterns(words)) for words in languages.values())
    return Words(**_patterns(data), languages=counting, months=_months(), words_between=between)


def _patterns(lists: dict[str, str]) -> dict[str, re.Pattern[str]]:
    return {name: _pattern(words) for name, words in lists.items()}


def _pattern(words: str) -> re.Pattern[str]:
    listed = sorted((fold(word) for word in words.split()), key=len, reverse=True)
    return re.compile("|".join(_one(word) for word in listed))


def _one(word: str) -> str:
    # A hyphen stands for a hyphen, an apostrophe or a space: "year-old", "d'elles", "of them".
    plain = re.escape(word.removesuffix("*")).replace(r"\-", r"[\s\-’']")
    return plain + (r"\w*" if word.endswith("*") else "")


def _months() -> frozenset[str]:
    names: set[str] = set()
    for language in LANGUAGES:
        for form in ("format", "stand-alone"):
            names |= {fold(name) for name in Locale.parse(language).months[form]["wide"].values()}
    return frozenset(name for name in names if len(name) >= _LEAST_LETTERS) | {fold(name) for name in _SHORT}
