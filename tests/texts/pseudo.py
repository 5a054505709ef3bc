"""A language that nobody speaks: every text of the catalogues in brackets and accents, so that an English word is seen.

The locale is a real one that the project doesn't use, so that numbers, dates and plurals go their real way.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from babel import Locale
from babel.lists import format_list
from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from etl.catalogue import collect_texts
from indicators.load import DEFAULT_FOLDER, Definitions, read_definitions

LANGUAGE = "eo"
OPEN, CLOSE = "⟦", "⟧"
_PLAIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
_ACCENTED = "åƀçđéƒĝĥíĵķłɱñöƥɋřšŧüṽŵẋýžÅƁÇĐÉƑĜĤÍĴĶŁṀÑÖƤɊŘŠŦÜṼŴẊÝŽ"
_ACCENTS = str.maketrans(_PLAIN, _ACCENTED)
# A place, with its format, stays as it is.
_PLACE = re.compile(r"(\{[^{}]*\})")


def pseudo(text: str) -> str:
    """A text in the pseudo-language: places, numbers and signs stay."""
    parts = _PLACE.split(text)
    return OPEN + "".join(part if part.startswith("{") else part.translate(_ACCENTS) for part in parts) + CLOSE


def pseudo_catalogue(definitions: Definitions) -> Catalog:
    """Every text that the project's catalogues collect, translated; plural forms as many as the locale has."""
    catalogue = Catalog(locale=LANGUAGE, project=definitions.project.short_name, fuzzy=False)
    for message in collect_texts(definitions):
        if isinstance(message.id, tuple):
            forms = [pseudo(message.id[min(form, 1)]) for form in range(catalogue.num_plurals)]
            catalogue.add(message.id, tuple(forms))
        elif message.id:
            catalogue.add(message.id, pseudo(message.id))
    return catalogue


def add_pseudo_language(folder: Path) -> Definitions:
    """Copy the definitions into a folder and add the language to them: one catalogue and two entries of data."""
    shutil.copytree(DEFAULT_FOLDER, folder)
    _add_to_languages(folder / "project.yaml")
    name = Locale.parse(LANGUAGE).get_display_name("en")
    codes = re.compile(r"(?ms)^(language:.*?^  codes:\n)")
    path = folder / "code_lists.yaml"
    path.write_text(codes.sub(rf"\g<1>    {LANGUAGE}: {name}\n", path.read_text("utf-8"), count=1), "utf-8")
    with (folder / "texts" / f"{LANGUAGE}.po").open("wb") as file:
        write_po(file, pseudo_catalogue(read_definitions(folder)), width=120)
    return read_definitions(folder)


def _add_to_languages(path: Path) -> None:
    text, found = re.subn(r"(?m)^(languages: \[.*)\]$", rf"\1, {LANGUAGE}]", path.read_text("utf-8"))
    assert found == 1, f"{path.name} no longer lists its languages in one line"
    path.write_text(text, "utf-8")


_WORD = re.compile(r"[A-Za-z](?:[\w/&*-]|[.](?=\w))*")
_RECEIPT = re.compile(r"\b[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\b")
# What no catalogue translates, and why.
_DATA = (
    r"[A-Z]{1,3}[0-9]+(\.[0-9]+)?",  # a cell, a month (M05), a partner (P01), a rule (PW01), a deliverable (D2.3)
    r"[A-Z]{1,2}",  # a column's letter, a country
    r"[A-Z]{1,2}[0-9-]*-[\w-]+",  # a key: PW-4K7QXD, TR-P01-03, C-4K7QX
    r"\S+\.(xlsx|csv|parquet|duckdb|zip|docx|pdf)",  # a file name
    r"M[0-9]{2}-[0-9]{8}-[\w-]+",  # a release
    r"WEGO-[a-z]{12}",  # our mark in a comment
    r"\w+(/[\w.-]+)+",  # a path of this machine
    r"[a-f][0-9a-f]*[0-9][0-9a-f]*",  # the digest in a version of the definitions
    r"demo",  # a kind of home
    r"MB|KB|xlsx|zip|duckdb|DuckDB|Excel|CSV|Parquet|HTML|PDF|Word|XML|ZIP",  # signs of units, names of formats
    r"wego-monitor|Python|streamlit|duckdb|pandas|SQLAlchemy|cryptography|openpyxl",  # what a version is of
)


def english_words(text: str, known: frozenset[str]) -> list[str]:
    """The words of a shown text that were neither translated nor are data."""
    data = re.compile("|".join(f"(?:{pattern})" for pattern in _DATA))
    words = _WORD.findall(_RECEIPT.sub(" ", text))
    return [word for word in words if not (data.fullmatch(word) or _is_known(word, known))]


def _is_known(word: str, known: frozenset[str]) -> bool:
    # A date of the locale holds a month's name: 2017-Jul-16.
    return word in known or all(part in known or part.isdigit() for part in word.split("-"))


def known_words(definitions: Definitions) -> frozenset[str]:
    """Words that are data because the definitions name things by them, or because they stand in the locale."""
    return frozenset(_codes(definitions)) | frozenset(_words_of_locale(definitions))


def _codes(definitions: Definitions) -> Iterator[str]:
    # "WE GO!" is a name; codes are what stands in cells and files.
    yield from _WORD.findall(definitions.project.short_name)
    for name, sheet in definitions.workbook.sheets.items():
        yield from (name, *sheet.columns)
    for about in definitions.code_lists.values():
        yield from about.codes
    for things in (definitions.indicators, definitions.objectives, definitions.deliverables, definitions.partners):
        yield from (thing.code for thing in things)


def _words_of_locale(definitions: Definitions) -> Iterator[str]:
    # Months as dates say them, the "and" of a list, and each language's name as its speakers read it.
    locale = Locale.parse(LANGUAGE)
    yield from _WORD.findall(format_list(["", ""], locale=locale))
    for context in ("format", "stand-alone"):
        for width in ("wide", "abbreviated"):
            yield from locale.months[context][width].values()
    for code in definitions.project.languages:
        for reader in (code, LANGUAGE):
            name = Locale.parse(code).get_display_name(reader) or ""
            # Pages write the first word alone with a capital, lists of languages every one.
            yield from _WORD.findall(f"{name} {name.title()}")
