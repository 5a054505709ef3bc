"""Texts in every language: nothing is missing, no place is lost."""

import ast
from gettext import c2py
from pathlib import Path
from string import Formatter

import pytest
from babel.messages.pofile import read_po

from etl.catalogue import KEYWORDS, ROOMS, ROOT, collect_texts
from indicators.load import load_definitions
from indicators.texts import SOURCE_LANGUAGE, load_texts

DEFINITIONS = load_definitions()
FURTHER = [language for language in DEFINITIONS.project.languages if language != SOURCE_LANGUAGE]


def catalogue(language: str):
    with (DEFINITIONS.folder / "texts" / f"{language}.po").open("rb") as file:
        return read_po(file, locale=language)


def places(text: str) -> list[str]:
    """The places of a text with their formats, sorted: a place may stand twice, and elsewhere in the sentence."""
    return sorted(
        name + (f"!{conversion}" if conversion else "") + (f":{form}" if form else "")
        for _before, name, form, conversion in Formatter().parse(text)
        if name is not None
    )


def translated_in(path: Path):
    """The texts that a module hands to a translating call, those inside f-strings as well."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and node.args and isinstance(node.args[0], ast.Constant):
            name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if name in KEYWORDS and isinstance(node.args[0].value, str):
                yield node.args[0].value, f"{path.relative_to(ROOT)}:{node.lineno}"


def test_every_text_that_the_code_translates_is_collected():
    collected = set()
    for message in collect_texts(DEFINITIONS):
        collected |= {message.id} if isinstance(message.id, str) else set(message.id)
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    found = {text: place for path in paths for text, place in translated_in(path)}
    missing = {text: place for text, place in found.items() if text not in collected}
    assert missing == {}, "a call inside an f-string is not collected: give the text a name before it"


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
        if isinstance(message.id, str) and message.id and message.string:
            assert set(places(message.string)) == set(places(message.id)), message.id


@pytest.mark.parametrize("language", FURTHER)
def test_each_plural_form_has_every_place_and_there_are_as_many_as_the_language_needs(language):
    read = catalogue(language)
    choose = c2py(read.plural_expr)
    for message in read:
        if isinstance(message.id, tuple) and all(message.string):
            assert len(message.string) == read.num_plurals, message.id
            expected = set(places(message.id[1]))
            for number, form in enumerate(message.string):
                # A form that means one number alone may leave it out ("one sheet").
                spared = {"n"} if sum(choose(n) == number for n in range(200)) == 1 else set()
                assert expected - spared <= set(places(form)) <= expected, message.id


def test_no_english_plural_loses_a_place():
    for message in collect_texts(DEFINITIONS):
        if isinstance(message.id, tuple):
            one, many = map(set, map(places, message.id))
            assert many - {"n"} <= one <= many and "n" in many, message.id


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
        names = {name: "" for name in places(many) if name != "n"}
        assert bulgarian.plural(one, many, 1, **names) != one.format(n=1, **names)
