"""A number beside women, as a person says it: in figures, in words of seven languages, as "one of them", "all but"."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache
from pathlib import Path

import yaml

from etl.attacker.channels.tokens import Token, read_tokens

BESIDE = "a number beside women in a text"
_FILE = Path(__file__).parents[1] / "words.yaml"
# A sentence ends at a sign before a blank: "1.5" and "P06." in the middle of a line are none.
_END = re.compile(r"(?<=[.!?;…·])\s+|\n+")
# A word may stand between an article and a woman: "a young woman".
_BETWEEN = r"(?:\W+\w+){0,1}\W+"


def sentences(text: str) -> list[str]:
    """The sentences of a text, without blanks around them."""
    return [part.strip() for part in _END.split(text) if part.strip()]


@lru_cache(maxsize=16384)
def holds_women(text: str) -> bool:
    """Does a text name women, in any of the languages?"""
    return any(one["women"].search(_fold(text)) for one in _languages())


@lru_cache(maxsize=16384)
def counts_women(text: str) -> bool:
    """Does a sentence hold a number of any kind beside a word for women, or a part of "them"?"""
    folded = _fold(text)
    if any(one["of_them"].search(folded) for one in _languages()):
        return True
    return holds_women(text) and (says_number(text) or any(True for _ in figures_of(text)))


def says_number(text: str) -> bool:
    """Does a sentence about women hold a number in words, "a woman", or "every woman but"? Language by language."""
    folded = _fold(text)
    # Women's language counts: "to" is two in Norwegian alone, "sei" are six in Italian alone.
    return any(
        one["numbers"].search(folded)
        or one["one_woman"].search(folded)
        or (one["everybody"].search(folded) and one["but"].search(folded))
        for one in _languages()
        if one["women"].search(folded)
    )


def figures_of(text: str) -> Iterator[Token]:
    """Numbers in figures; codes and days are none."""
    yield from (token for token in read_tokens(text) if token.kind == "number")


def without_bounds(text: str, thresholds: Iterable[int]) -> str:
    """A sentence without its published thresholds ("at least 10"): they say what is never shown, not what is."""
    listed = "|".join(sorted({str(one) for one in thresholds}, key=len, reverse=True))
    # In small letters a code would look like a word with a number.
    for token in read_tokens(text):
        if token.kind != "number":
            text = text.replace(token.text, " ")
    folded = _fold(text)
    for one in _languages() if listed else ():
        folded = re.sub(rf"{one['bounds'].pattern}\s+(?:{listed})(?!\d|[.,]\d)", " ", folded)
    return folded


def _fold(text: str) -> str:
    """Small letters without accents, so that words are found however they are written."""
    plain = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).casefold().replace("’", "'"))
    # A soft hyphen or a sign of no width may part a word for the eye of a program alone.
    return "".join(sign for sign in plain if unicodedata.category(sign) not in ("Mn", "Cf"))


@cache
def _languages() -> tuple[dict[str, re.Pattern[str]], ...]:
    read: dict[str, dict[str, str]] = yaml.safe_load(_FILE.read_text("utf-8"))
    return tuple(_patterns(lists) for lists in read.values())


def _patterns(lists: dict[str, str]) -> dict[str, re.Pattern[str]]:
    listed = {name: _listed(words) for name, words in lists.items()}
    listed["one_woman"] = listed["articles"] + _BETWEEN + listed["women"]
    return {name: re.compile(pattern) for name, pattern in listed.items()}


def _listed(words: str) -> str:
    return rf"(?<!\w)(?:{'|'.join(map(_one, sorted(words.split(), key=len, reverse=True)))})(?!\w)"


def _one(word: str) -> str:
    plain = r"\s+".join(re.escape(_fold(part)) for part in word.removesuffix("*").split("_"))
    return plain + (r"\w*" if word.endswith("*") else "")
