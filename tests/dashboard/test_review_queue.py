"""The head of the review queue, and decisions that somebody else has taken meanwhile."""

import re

import pytest

from etl.home import Home
from etl.review import accept_submission
from etl.store import Store
from indicators.load import load_definitions
from indicators.texts import load_texts
from tests.actors import make_officer
from tests.dashboard.conftest import make_home, markup, plain
from tests.intake.workbooks import Book, event, full_book


@pytest.fixture
def home(tmp_path, releases) -> Home:
    """A home in which one workbook waits, because two partners reported one event."""
    from etl.reception import receive_workbooks

    home = make_home(tmp_path / "home", "demo", releases)
    other = Book(partner="P02", sheets={"EVENTS": [event(event_code="EV-P02-001")]})
    for partner, book in (("P02", other), ("P01", full_book())):
        receive_workbooks(make_officer(home, partner), [("may.xlsx", book.content())], partner, "en")
    return home


@pytest.fixture
def desk(open_page, home):
    app = open_page(home, "desk", role="coordinator")
    assert not app.exception
    return app


def test_the_head_counts_what_waits_where_and_leads_there(desk):
    assert "Workbooks to decide on 1 ↓ See them" in plain(desk)
    # 15 partners, 19 months that are over, two workbooks received.
    assert re.search(r"Workbooks missing 283 283 late, the oldest of M01", plain(desk))
    for page in ("months", "attention", "publish"):
        assert f'href="{page}?' in markup(desk)
    for anchor in re.findall(r'href="#([^"]+)"', markup(desk)):
        assert f'id="{anchor}"' in markup(desk)


@pytest.fixture
def greek_home(tmp_path, releases) -> Home:
    """A home in which a Greek workbook waits, with a query of the day on which another partner's event was held."""
    from etl.reception import receive_workbooks

    home = make_home(tmp_path / "greek", "demo", releases)
    other = Book(partner="P10", sheets={"EVENTS": [event(event_code="EV-P10-001", country="GR")]})
    rows = [event(event_code="EV-P11-001", country="GR")]
    own = Book(partner="P11", sheets={"EVENTS": rows}, cover={"language": "el"})
    for partner, book in (("P10", other), ("P11", own)):
        receive_workbooks(make_officer(home, partner), [("may.xlsx", book.content())], partner, "el")
    return home


@pytest.mark.parametrize(("language", "day"), [("en", "20 May 2016"), ("bg", "20.05.2016 г."), ("el", "20 Μαΐ 2016")])
def test_each_coordinator_reads_a_greek_workbooks_queries_in_her_own_language(open_page, greek_home, language, day):
    app, texts = open_page(greek_home, "desk", language, "coordinator"), load_texts(load_definitions(), language)
    assert not app.exception
    table = re.search(r'<table class="plain cards issues.*?</table>', markup(app), flags=re.S)
    assert table and " ".join(table[0].split()).count(day) == 1
    told = "{partner} has reported an event of the same day, country and type."
    assert texts(told, partner="P10") in table[0]
    # The same at the marked cell.
    assert markup(app).count(texts(told, partner="P10")) == 2


def test_what_was_decided_meanwhile_is_not_decided_twice(desk, home):
    store = Store(home, load_definitions())
    with store.open() as connection:
        query = "SELECT submission_id FROM submission_now WHERE state = 'received'"
        [[one]] = connection.execute(query).fetchall()
    accept_submission(store, one, "the other coordinator")
    # Both buttons of a page that was drawn before.
    next(button for button in desk.button if button.label == "Accept").click().run()
    assert not desk.exception
    with store.open() as connection:
        query = "SELECT count(*) FROM submission_state WHERE submission_id = ? AND state = 'accepted'"
        assert connection.execute(query, [one]).fetchone() == (1,)


def test_a_reason_that_may_be_personal_is_refused_and_the_rest_of_the_page_stays(desk, home):
    next(one for one in desk.text_input if one.label.startswith("Reason")).set_value("ask maria@example.org")
    next(button for button in desk.button if button.label == "Return with this reason").click().run()
    assert any("personal data" in one.value for one in desk.warning)
    assert "Numbers worth a second look" in plain(desk)
    assert Store(home, load_definitions()).version()


def test_the_rows_of_a_waiting_workbook_are_there_to_decide_on_with_the_asked_cell_marked(desk):
    assert "What was understood" in plain(desk)
    rows = re.search(r'<details open="open"><summary><b>Communication.*?</table>', markup(desk), flags=re.S)
    assert rows and "EV-P01-001" in rows[0] and "faulty query" in rows[0]
