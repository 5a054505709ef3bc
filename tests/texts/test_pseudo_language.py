"""A generated language goes the whole way of a workbook: no text is hard-coded, no place is lost."""

import json
import re
import sys

import pytest

from etl.catalogue import collect_texts
from etl.feedback import feedback_bytes
from etl.history import History
from etl.stored_issue import pack_issue, restore_issue
from etl.template import template_bytes
from etl.unchanged import build_unchanged
from indicators.texts import load_texts
from tests.intake import breaches
from tests.intake.workbooks import check, event, full_book, remember, training
from tests.texts.pseudo import LANGUAGE, english_words, pseudo
from tests.texts.shown import shown_in_workbook

breaches.load_breaches()


@pytest.fixture
def only_pseudo(definitions, monkeypatch):
    """Whatever language is asked for, intake tells everything in the pseudo-language."""
    monkeypatch.setenv("WEGO_DEFINITIONS", str(definitions.folder))
    texts = load_texts(definitions, LANGUAGE)
    for name, room in list(sys.modules.items()):
        if name.startswith("etl.") and getattr(room, "load_texts", None) is load_texts:
            monkeypatch.setattr(room, "load_texts", lambda *_asked: texts)


def test_a_text_keeps_its_places_and_its_signs():
    assert pseudo("Text {place!r}, 40.9 % & {n}") == "⟦Ŧéẋŧ {place!r}, 40.9 % & {n}⟧"
    assert english_words("⟦Ŧéẋŧ⟧ M05 C7 2017-Jul-16 word", frozenset({"Jul"})) == ["word"]


def test_every_text_of_code_and_definitions_goes_through_the_catalogue_unharmed(definitions):
    texts = load_texts(definitions, LANGUAGE)
    for message in collect_texts(definitions):
        if isinstance(message.id, tuple):
            one, many = message.id
            places = {name: name.upper() for name in re.findall(r"\{(\w+)", many) if name != "n"}
            assert texts.plural(one, many, 5, **places) == pseudo(many).format(n=5, **places)
        elif message.id:
            assert texts(message.id) == pseudo(message.id)


@pytest.mark.parametrize(("partner", "month"), [("P01", 6), ("P03", 1), ("P07", 12)])
def test_a_template_has_no_word_of_english(definitions, find_english, partner, month):
    content = template_bytes(definitions, definitions.partner(partner), month, LANGUAGE, History(partner))
    assert find_english(shown_in_workbook(content)) == {}


@pytest.mark.parametrize("breach", breaches.BREACHES, ids=" ".join)
def test_an_issue_has_no_word_of_english(only_pseudo, find_english, breach):
    told = breaches.BREACHES[breach]()
    assert told.issues
    shown = [
        (name, getattr(issue, name)) for issue in told.issues for name in ("message", "expected", "repair", "found")
    ]
    # What the coordinator wrote stays as it was written.
    assert find_english((name, text.replace("May looks like April.", "")) for name, text in shown) == {}
    assert all(text.startswith("⟦") and text.endswith("⟧") for name, text in shown if name in ("message", "repair"))


@pytest.mark.parametrize("breach", breaches.BREACHES, ids=" ".join)
def test_an_issue_of_an_english_workbook_has_no_word_of_english_once_it_was_stored(definitions, find_english, breach):
    texts = load_texts(definitions, LANGUAGE)
    kept = [json.loads(json.dumps(pack_issue(issue))) for issue in breaches.BREACHES[breach]().issues]
    told = [restore_issue(one, texts) for one in kept]
    shown = [(name, getattr(issue, name)) for issue in told for name in ("message", "expected", "repair", "found")]
    assert find_english((name, text.replace("May looks like April.", "")) for name, text in shown) == {}
    assert all(text.startswith("⟦") and text.endswith("⟧") for name, text in shown if name in ("message", "repair"))


@pytest.mark.parametrize("state", ["accepted", "received"])
def test_a_template_that_knows_earlier_months_has_no_word_of_english(definitions, find_english, state):
    history = remember(full_book(month=5, definitions=definitions), state=state)
    content = template_bytes(definitions, definitions.partner("P01"), 6, LANGUAGE, history)
    assert find_english(shown_in_workbook(content)) == {}


def test_the_workbook_of_a_month_without_news_has_no_word_of_english(definitions, find_english):
    history = remember(full_book(month=6, definitions=definitions))
    content = build_unchanged(definitions, definitions.partner("P01"), 7, LANGUAGE, history)
    assert find_english(shown_in_workbook(content)) == {}


FAULTY = {
    "errors": {"EVENTS": [event(participants_n="1.234", country="XX"), event()]},
    "warnings": {"TRAININGS": [training(attended_n=70, registered_n=70, completed_n=70)]},
    "many": {"TRAININGS": [training(session_code=f"TR-P01-{n:02d}", hours="many") for n in range(1, 60)]},
}


@pytest.mark.parametrize("about", FAULTY)
def test_a_feedback_workbook_has_no_word_of_english(only_pseudo, find_english, definitions, about):
    cover = {"revision_no": 3} if about == "errors" else {}
    faulty = full_book(sheets=FAULTY[about], cover=cover | {"language": LANGUAGE}, definitions=definitions)
    content = faulty.content()
    marked = feedback_bytes(content, check(content), definitions)
    own = set(shown_in_workbook(content))
    assert marked
    assert find_english(shown for shown in shown_in_workbook(marked) if shown not in own) == {}
