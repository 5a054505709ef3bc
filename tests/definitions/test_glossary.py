"""The glossary: every word explains itself, in every language, and changes no figure."""

from collections import Counter

from indicators.definition_texts import definition_texts
from indicators.load import load_definitions, read_definitions
from indicators.reasons import STATE_NAMES
from tests.definitions.folder import edit, faults

WORDS = load_definitions().glossary


def write_words(folder, text: str) -> None:
    (folder / "glossary.yaml").write_text(text, encoding="utf-8")


def test_a_project_without_a_glossary_loads(folder):
    assert read_definitions(folder).glossary == {}


def test_terms_and_meanings_are_translated_like_every_other_text(folder):
    write_words(folder, "circle: {term: circle, meaning: Women who sew together.}")
    told = {text: place for text, place in definition_texts(read_definitions(folder)) if place == "glossary.circle"}
    assert set(told) == {"circle", "Women who sew together."}


def test_a_word_without_a_meaning_is_a_fault_like_others(folder):
    write_words(folder, "circle: {term: circle}\nhouse: {term: house, meaning: A place., colour: red}")
    assert faults(folder) == [("glossary.yaml", "circle.meaning"), ("glossary.yaml", "house.colour")]


def test_a_word_makes_no_new_version_for_no_figure_follows_from_it(folder):
    before = read_definitions(folder).version
    write_words(folder, "circle: {term: circle, meaning: Women who sew together.}")
    assert read_definitions(folder).version == before


def test_no_term_of_the_project_stands_twice():
    assert {term: n for term, n in Counter(word.term for word in WORDS.values()).items() if n > 1} == {}


def test_every_state_without_a_value_is_explained():
    assert set(STATE_NAMES) - {"value"} <= set(WORDS)


def test_every_meaning_is_a_sentence_and_none_repeats_its_term_alone():
    for word in WORDS.values():
        assert word.meaning.endswith(".") and word.meaning[0].isupper(), word.term
        assert len(word.meaning.split()) >= 5, word.term


def test_a_reviewed_language_must_be_offered(folder):
    edit(folder, "project", lambda data: data.update(reviewed_languages=["pt"]))
    assert faults(folder) == [("project.yaml", "")]
