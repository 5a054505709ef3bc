"""Texts in every language: nothing is missing, no place is lost."""

import re

import pytest
from babel.messages.pofile import read_po

from etl.catalogue import collect_texts
from indicators.load import load_definitions
from indicators.texts import SOURCE_LANGUAGE, load_texts

DEFINITIONS = load_definitions()
FURTHER = [language for language in DEFINITIONS.project.languages if language != SOURCE_LANGUAGE]


def catalogue(language: str):
    with (DEFINITIONS.folder / "texts" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def places(text: str) -> set[str]:
    return set(re.findall(r"\{(\w*)", text))


@pytest.mark.parametrize("language", FURTHER)
def test_every_text_of_code_and_definitions_is_translated(language):
    known = {message.id: message.string for message in catalogue(language) if message.id}
    missing = []
    for message in collect_texts(DEFINITIONS):
        if message.id:
            string = known.get(message.id)
            if not string or (isinstance(string, tuple) and not all(string)):
                missing.append(message.id)
    assert missing == [], "run python -m etl.catalogue and translate"


@pytest.mark.parametrize("language", FURTHER)
def test_no_translation_loses_or_invents_a_place(language):
    for message in catalogue(language):
        if message.id:
            ids = message.id if isinstance(message.id, tuple) else (message.id,)
            strings = message.string if isinstance(message.string, tuple) else (message.string,)
            expected = set().union(*map(places, ids))
            for string in strings:
                assert places(string) <= expected, message.id
                # A plural form may leave the number out ("one sheet").
                assert places(string) == expected or isinstance(message.id, tuple), message.id


def test_numbers_and_dates_follow_the_language():
    from datetime import date

    english, bulgarian = load_texts(DEFINITIONS, "en"), load_texts(DEFINITIONS, "bg")
    assert english.number(12345.5, 1) == "12,345.5"
    assert bulgarian.number(12345.5, 1).replace("\u00a0", " ") == "12 345,5"
    assert english.day(date(2017, 8, 16)) == "16 Aug 2017"
    assert "2017" in bulgarian.day(date(2017, 8, 16))
    assert bulgarian.month_name(2017, 5).startswith("май")


def test_plural_forms_follow_the_language():
    bulgarian = load_texts(DEFINITIONS, "bg")
    plurals = [message for message in catalogue("bg") if isinstance(message.id, tuple)]
    for message in plurals:
        one, many = message.id
        names = {name: "" for name in places(one) | places(many) if name != "n"}
        assert bulgarian.plural(one, many, 1, **names) != one.format(n=1, **names)
