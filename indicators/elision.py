"""Words that shrink before a vowel: whether a date begins with one is known only when a text is filled in."""

import re

# Italian: "il 8 ago 2017" is said "l'8 ago 2017", and 11 likewise; French: "de août 2017" is said "d'août 2017".
_ITALIAN_DAY = r"(?=(?:8|11) [a-z]{3})"
_ELISIONS = {
    "it": (
        (re.compile(rf"\bil {_ITALIAN_DAY}"), "l'"),
        (re.compile(rf"\bIl {_ITALIAN_DAY}"), "L'"),
        (re.compile(rf"\b([Dd]a|[Dd]e|[Aa]|[Nn]e|[Ss]u)l {_ITALIAN_DAY}"), r"\1ll'"),
    ),
    "fr": ((re.compile(r"\b([Dd]|[Qq]u)e (?=(?:avr\.|avril|août|oct\.|octobre) \d)"), r"\1'"),),
}


def elide(text: str, language: str) -> str:
    """The text as the language says it; most languages have nothing to change."""
    for pattern, said in _ELISIONS.get(language, ()):
        text = pattern.sub(said, text)
    return text
