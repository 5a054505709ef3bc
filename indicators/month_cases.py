"""Months in the case that their article asks for: "Ιούνιος 2017" alone is "τον Ιούνιο 2017" in a Greek sentence."""

import re

from babel import Locale

_GREEK = "el"
_MONTHS = Locale.parse(_GREEK).months
# Alone a month is in the nominative, within a date in the genitive.
_GENITIVES = {_MONTHS["stand-alone"]["wide"][number]: _MONTHS["format"]["wide"][number] for number in range(1, 13)}
_BEHIND_ARTICLE = re.compile(rf"\b(σ?τον|του) ({'|'.join(_GENITIVES)})(?= \d)", re.IGNORECASE)


def decline_months(text: str, language: str) -> str:
    """A text that was filled in, with its months as the language says them; most languages have nothing to change."""
    return _BEHIND_ARTICLE.sub(_say, text) if language == _GREEK else text


def _say(found: re.Match[str]) -> str:
    article, month = found.groups()
    return f"{article} {_GENITIVES[month] if article.lower() == 'του' else month.removesuffix('ς')}"
