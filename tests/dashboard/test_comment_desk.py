"""The coordinator's desk before a release: what would not be on track, and the form to say why."""

from datetime import date

import pytest

from etl.comment import append_comment, read_comments
from etl.home import open_home
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
from tests.dashboard.conftest import make_home, markup, plain
from tests.intake.workbooks import Book

WHO = "officer@example.org"


@pytest.fixture
def home(tmp_path, releases):
    """Mid-August 2017; one partner has reported M18, and nothing has happened in it."""
    home = make_home(tmp_path / "home", "demo", releases)
    [receipt] = submit_files(Store(home, load_definitions()), [("m18.xlsx", Book(month=18).content())], WHO)
    assert receipt.state == "accepted"
    return home


@pytest.fixture
def desk(open_page, home):
    """The desk, open at M18."""
    app = open_page(home, "attention", role="coordinator")
    assert not app.exception
    return app.selectbox(key="comment_month").set_value(18).run()


def said(home, month=18):
    return {row["indicator_code"]: row for row in read_comments(Store(open_home(home.path), load_definitions()), month)}


def form(app, code):
    """The inputs of an indicator's form: cause, action, owner, day."""
    keep = next(one for one in app.button if one.label == f"Keep for {code}")
    return [one for one in (*app.text_area, *app.selectbox, *app.date_input) if one.form_id == keep.form_id], keep


def fill(app, code, **about):
    """Write a comment and, where it may be kept, confirm it."""
    app = write(app, code, **about)
    sure = [one for one in app.button if one.label == f"Yes, keep it for {code}"]
    return sure[0].click().run() if sure else app


def write(app, code, cause="Rooms were lacking.", action="Rent one.", owner="P04", due="2017-10-31"):
    (first, second, who, day), keep = form(app, code)
    first.set_value(cause)
    second.set_value(action)
    who.set_value(owner)
    day.set_value(date.fromisoformat(due) if due else None)
    return keep.click().run()


def test_the_newest_month_that_is_over_is_offered_first(open_page, home):
    app = open_page(home, "attention", role="coordinator")
    assert app.selectbox(key="comment_month").value == 19


def test_binding_targets_that_are_delayed_come_first_and_say_that_a_release_waits(desk):
    text = plain(desk)
    assert "Not on track" in text
    assert "A release of M18 waits for comments on" in text
    assert "Target: binding. No release leaves without a comment on it." in text
    assert "of 10 expected by M18 (0 %); delayed is under 70 %." in text.replace("\u00a0", " ")
    kept = [one.label for one in desk.button if one.label.startswith("Keep for")]
    assert kept[0].removeprefix("Keep for ") in ("OP-01", "OP-07", "OP-11", "OP-14", "OP-16")


def test_what_is_written_is_kept_and_shown_and_can_be_taken_back(desk, home):
    app = fill(desk, "OP-01")
    assert not app.exception
    kept = said(home)["OP-01"]
    assert (kept["month"], kept["cause"], kept["action"], kept["owner"]) == (
        18,
        "Rooms were lacking.",
        "Rent one.",
        "P04",
    )
    assert kept["who"] == "coordinator@demo.invalid"
    text = plain(app)
    assert "Kept: OP-01" in text or "Kept: OP-01" in [one.value for one in app.success]
    assert "Rooms were lacking." in text and "Written for M18." in text
    next(one for one in app.button if one.label == "Take it back").click().run()
    assert said(home) == {}


def test_nothing_is_kept_before_the_second_click_and_the_text_is_shown_as_it_will_stand(desk, home):
    app = write(desk, "OP-01", cause="The officer Petrova was absent.")
    assert not app.exception and said(home) == {}
    assert "As it will stand in the release" in plain(app) and "The officer Petrova was absent." in plain(app)
    [warning] = [one.value for one in app.warning]
    assert "This text becomes part of every copy of the release and can't be taken back." in warning
    assert "Is “Petrova” a name?" in warning
    app = next(one for one in app.button if one.label == "Change it").click().run()
    assert said(home) == {}
    (first, *_rest), _keep = form(app, "OP-01")
    assert first.value == "The officer Petrova was absent.", "what was written is not lost"


def test_a_correction_starts_from_what_was_written(desk, home):
    app = fill(desk, "OP-01")
    (first, *_rest), _keep = form(app, "OP-01")
    assert first.value == "Rooms were lacking."
    fill(app, "OP-01", cause="Tutors were lacking.")
    assert said(home)["OP-01"]["cause"] == "Tutors were lacking."


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"cause": "Ask maria@example.org"}, "personal data"),
        ({"cause": "2 women left"}, "a number, or a word for one, beside a word for women"),
        ({"cause": "Mrs. Petrova was ill."}, "a title with a name"),
        ({"cause": ""}, "The cause needs 1 to 300 characters"),
        ({"owner": None}, "Name who does it, and until when."),
        ({"due": None}, "Name who does it, and until when."),
        ({"due": "2017-08-01"}, "is over"),
    ],
)
def test_what_cannot_be_kept_is_said_in_place(desk, home, about, told):
    app = fill(desk, "OP-01", **about)
    assert not app.exception
    assert any(told in one.value for one in app.warning)
    assert said(home) == {}


def test_a_comment_is_text_and_never_markup(desk, home):
    app = fill(desk, "OP-01", cause="<img src=x onerror=alert(1)>")
    assert "&lt;img src=x" in markup(app)
    assert "<img src=x" not in markup(app)


def test_a_comment_whose_day_is_over_is_shown_as_such(open_page, home):
    earlier = Store(home.at(date(2017, 5, 20)), load_definitions())
    append_comment(earlier, "OP-01", 16, "Rooms were lacking.", "Rent one.", "P04", date(2017, 7, 1), WHO)
    app = open_page(home, "attention", role="coordinator").selectbox(key="comment_month").set_value(18).run()
    assert "Written for M16. Its day is over: say what is done now." in plain(app)


def test_nobody_but_the_coordinator_sees_what_is_not_released(open_page, home):
    for role in ("partner", "evaluator", "reader"):
        app = open_page(home, "attention", role=role)
        assert "Not on track" not in plain(app) and not app.text_area
