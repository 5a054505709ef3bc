"""The head of the review queue, and decisions that somebody else has taken meanwhile."""

import re

import pytest

from etl.home import Home
from etl.review import accept_submission
from etl.store import Store
from indicators.load import load_definitions
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
