"""The desk's page: questions by partner, what to ask, explained or asked, and merging with a choice of organiser."""

from datetime import date

import pytest

from etl.merge import list_merges
from etl.quality.decision import list_queries
from etl.store import Store
from indicators.load import load_definitions
from tests.dashboard.conftest import make_home, open_page, plain, releases
from tests.quality.conftest import ONE, OTHER, conference, send

__all__ = ["open_page", "releases"]


@pytest.fixture
def home(tmp_path, releases):
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def desk_store(home):
    """Two events of near days, and one with as many informed as present."""
    store = Store(home.at(date(2016, 8, 1)), load_definitions())
    send(store, "P01", conference(ONE, participants_n=40, reach_n=40, reach_method="COUNTED"))
    send(store, "P02", conference(OTHER, 21, participants_n=42))
    return store


def button(app, label):
    return next(one for one in app.button if one.label == label)


def test_each_question_stands_with_its_place_and_a_sentence_to_copy(open_page, home, desk_store):
    app = open_page(home, "desk", role="coordinator")
    assert not app.exception
    text = plain(app)
    assert "Numbers worth a second look" in text
    assert "EV-P01-001 has 40 people present and as many informed" in text and "Q-C03" in text and "row 3" in text
    asked = {query.query.code: query.query for query in list_queries(desk_store)}
    assert set(asked) == {"Q-C03", "Q-J01"}
    assert len(app.code) >= 2
    assert any("EV-P02-001" in one.value for one in app.code)


def test_an_explained_question_is_gone_and_an_empty_explanation_is_not_taken(open_page, home, desk_store):
    app = open_page(home, "desk", role="coordinator")
    button(app, "Explained").click().run()
    assert len(list_queries(desk_store)) == 2
    note = next(one for one in app.text_input if one.label == "What explains it")
    note.set_value("The live stream had as many.")
    button(app, "Explained").click().run()
    assert not app.exception
    assert [asked.query.code for asked in list_queries(desk_store)] == ["Q-J01"]
    assert "Q-C03" not in plain(app)


def test_two_events_are_made_one_and_two_again(open_page, home, desk_store):
    app = open_page(home, "desk", role="coordinator")
    next(one for one in app.selectbox if one.label == "Organiser").set_value("P02")
    button(app, "Make one event of the two").click().run()
    assert not app.exception
    assert [merge.organiser for merge in list_merges(desk_store)] == ["P02"]
    assert "EV-P01-001 and EV-P02-001 are one event, organised by P02." in plain(app)
    button(app, "Make two again").click().run()
    assert list_merges(desk_store) == ()


def test_nobody_but_the_coordinator_sees_a_question(open_page, home, desk_store):
    for role in ("reader", "evaluator", "partner"):
        app = open_page(home, "desk", role=role)
        assert "Numbers worth a second look" not in plain(app)
        assert "Q-C03" not in plain(app)


def test_a_quiet_store_says_so(open_page, home):
    app = open_page(home, "desk", role="coordinator")
    assert "Nothing stands out in what was accepted." in plain(app)
