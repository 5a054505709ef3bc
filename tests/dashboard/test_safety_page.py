"""Safety concerns: a role of its own sees them and nothing else of the store."""

import pytest

from etl.access import read_trail
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
from tests.dashboard.conftest import make_home, plain
from tests.intake.workbooks import Book

NOTE = "We met in the new rooms."


@pytest.fixture
def home(tmp_path, releases):
    home = make_home(tmp_path / "home", "demo", releases)
    for partner, month, concerns in (("P01", 17, 2), ("P02", 18, 1)):
        cover = {"safety_concerns_month": concerns, "note": NOTE}
        book = Book(partner, month, cover=cover)
        submit_files(Store(home, load_definitions()), [("one.xlsx", book.content())], "officer@example.org")
    return home


@pytest.mark.parametrize("role", ["safeguarding", "coordinator"])
def test_concerns_are_counted_by_month_and_partner_and_nothing_else_is_shown(open_page, home, role):
    app = open_page(home, "safety", role=role)
    assert not app.exception
    text = plain(app)
    assert text.index("M18 · June 2017") < text.index("M17 · May 2017")
    assert "3 concerns" in text and "Numbers only: what happened stays in the centre." in text
    assert "not due yet" in text and "missing and late" in text
    assert NOTE not in text and "officer@example.org" not in text


def test_safeguarding_has_this_page_and_its_account_and_no_release(open_page, home):
    app = open_page(home, "safety", role="safeguarding")
    assert not [one for one in app.selectbox if one.label == "Release"]
    for page in ("overview", "objectives", "partners", "desk", "people", "publish", "downloads"):
        other = open_page(home, page, role="safeguarding")
        assert not other.exception
        assert "Release M18" not in plain(other) and not other.get("download_button"), page


def test_what_came_in_since_the_last_look_is_new(open_page, home):
    first = open_page(home, "safety", role="safeguarding")
    assert "since you looked last" not in plain(first)
    assert "Nothing new since you looked last" in plain(open_page(home, "safety", role="safeguarding"))
    assert [row["action"] for row in read_trail(home, newest=2)] == ["safety.look", "safety.look"]


def test_a_page_that_is_drawn_again_looks_once(open_page, home):
    app = open_page(home, "safety", role="safeguarding")
    app.run()
    assert len(read_trail(home, action="safety.look")) == 1


def test_a_home_in_which_nothing_was_reported_says_so(open_page, tmp_path, releases):
    home = make_home(tmp_path / "empty", "demo", releases)
    text = plain(open_page(home, "safety", role="safeguarding"))
    assert "No partner has reported a concern so far." in text


@pytest.mark.parametrize("role", ["reader", "evaluator", "partner"])
def test_nobody_else_sees_a_concern(open_page, home, role):
    app = open_page(home, "safety", role=role)
    assert not app.exception
    assert "concerns" not in plain(app).replace("Safety concerns", "")
    assert read_trail(home, action="safety.look") == []
