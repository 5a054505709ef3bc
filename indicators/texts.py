"""Texts, numbers and dates in the reader's language.

English is the source: it stands in the definitions and in the code. Each further language is a gettext catalogue
`texts/<language>.po` beside the definitions, so a new language is data only.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from gettext import c2py
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

from babel import Locale
from babel.dates import format_date, format_datetime
from babel.messages.pofile import read_po
from babel.numbers import NumberPattern, format_decimal, parse_pattern

from indicators.word_pairs import join_words

if TYPE_CHECKING:
    from indicators.load import Definitions

SOURCE_LANGUAGE = "en"
# British English writes the day before the month, as every other language of the project does.
_LOCALES = {"en": "en_GB"}
# Spanish has a word between month and year: junio de 2017.
_MONTH_FORMS = {("es", "LLLL y"): "LLLL 'de' y"}
# What Excel shows of a number at most.
_MOST_DECIMALS = 15


def N_(text: str) -> str:
    """Mark a text for the catalogues; it is translated where it is shown."""
    return text


# Each language has its own marks, and in Greek a semicolon is a question mark.
_QUOTED, _APART, _COLON = N_("“{words}”"), N_("; "), N_(": ")


@dataclass(frozen=True)
class Catalogue:
    """The translations of one language, looked up once for each text: a check tells thousands."""

    strings: Mapping[str, str]
    forms: Mapping[str, tuple[str, ...]]
    choose_form: Callable[[int], int]


@runtime_checkable
class Tellable(Protocol):
    """What a place may hold beside a value: something that is itself told in the reader's language."""

    def tell(self, texts: "Texts") -> str:
        """It, in a language."""


@dataclass(frozen=True)
class Texts:
    """Everything that a person reads, in one language; a text without a translation stays English."""

    language: str
    catalogue: Catalogue = field(default=Catalogue({}, {}, lambda n: n != 1), repr=False, compare=False)

    def __call__(self, text: str, /, **places: Any) -> str:
        """Translate a text and fill in its {places}: numbers and dates as the language writes them."""
        translated = self.catalogue.strings.get(text, text)
        return self.fill(translated, text, places) if places else translated

    def plural(self, one: str, many: str, n: int, **places: Any) -> str:
        """Translate a text that depends on a number {n}, by the language's own plural rule."""
        source = one if n == 1 else many
        forms = self.catalogue.forms.get(one)
        translated = forms[self.catalogue.choose_form(n)] if forms else source
        return self.fill(translated, source, {"n": self.number(n)} | places)

    def quote(self, words: str) -> str:
        """A label, or what somebody wrote, between the language's own quotation marks."""
        return self(_QUOTED, words=words)

    def list_apart(self, parts: Iterable[str]) -> str:
        """Things in a row that may have commas of their own, held apart by the language's stronger mark."""
        return self(_APART).join(parts)

    @property
    def colon(self) -> str:
        """What stands between a name and its value; French sets a space before it, too."""
        return self(_COLON)

    def fill(self, translated: str, source: str, places: Mapping[str, Any]) -> str:
        """Fill in the {places}; a translation whose places don't fit gives way to its source."""
        shown = {name: self.show(value) for name, value in places.items()}
        try:
            filled = _one_stop(translated, shown).format_map(shown)
            return join_words(filled, self.language)
        except (KeyError, ValueError, IndexError, AttributeError):
            return _one_stop(source, shown).format_map(shown)

    def show(self, value: Any) -> str:
        """A value within a sentence: a date in words, a number as in its cell but with the language's decimal sign."""
        match value:
            case str():
                return value
            case datetime():
                return self.moment(value)
            case date():
                return self.day(value)
            case float() | Decimal():
                return self.amount(float(value))
            case Tellable():
                return value.tell(self)
        return str(value)

    def amount(self, value: float) -> str:
        """A number with all its decimals, ungrouped: 1234.5 is 1234,5 where a comma is the decimal sign."""
        text = f"{value:.{_MOST_DECIMALS}g}"
        return text if "e" in text else text.replace(".", _decimal_sign(self.language))

    @property
    def locale(self) -> Locale:
        """The locale of numbers and dates."""
        return _locale(self.language)

    def number(self, value: float, decimals: int = 0) -> str:
        """A number with the language's separators and a fixed number of decimals."""
        return format_decimal(value, format=_pattern(decimals), locale=self.locale)

    def day(self, value: date, form: str = "medium") -> str:
        """A date, for instance 16 Aug 2017."""
        return format_date(value, format=form, locale=self.locale)

    def moment(self, value: datetime) -> str:
        """A date with its time."""
        return format_datetime(value, format="medium", locale=self.locale)

    def month_name(self, year: int, month: int, form: str = "LLLL y") -> str:
        """A calendar month, for instance May 2017."""
        said = _MONTH_FORMS.get((self.language, form), form)
        return format_date(date(year, month, 1), format=said, locale=self.locale)


def _one_stop(text: str, shown: Mapping[str, str]) -> str:
    # A date may end in an abbreviation ("19 юли 2017 г."): its stop ends the sentence as well.
    for name, value in shown.items():
        if value.endswith("."):
            text = re.sub(rf"(\{{{name}\}})\.(?=\s|$)", r"\1", text)
    return text


@lru_cache(maxsize=64)
def _locale(language: str) -> Locale:
    return Locale.parse(_LOCALES.get(language, language))


@lru_cache(maxsize=64)
def _decimal_sign(language: str) -> str:
    return str(_locale(language).number_symbols["latn"]["decimal"])


@lru_cache(maxsize=16)
def _pattern(decimals: int) -> NumberPattern:
    return parse_pattern("#,##0" + ("." + "0" * decimals if decimals else ""))


@lru_cache(maxsize=16)
def _read(path: Path, stamp: int) -> Catalogue:
    with path.open("rb") as file:
        read = read_po(file, locale=path.stem)
    translated = [(message.id, message.string) for message in read if message.id and message.string]
    strings = {text: string for text, string in translated if isinstance(text, str) and isinstance(string, str)}
    forms = {text[0]: tuple(each) for text, each in translated if isinstance(text, tuple) and all(each)}
    # The expression comes from our own catalogue, in C syntax; babel has no evaluator of it.
    return Catalogue(strings, forms, c2py(read.plural_expr))


def load_texts(definitions: "Definitions", language: str) -> Texts:
    """The texts of a language; English (the source) needs no catalogue."""
    path = definitions.folder / "texts" / f"{language}.po"
    if language == SOURCE_LANGUAGE or not path.exists():
        return Texts(language)
    return Texts(language, _read(path, path.stat().st_mtime_ns))
