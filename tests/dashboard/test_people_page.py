"""Access and audit trail: given, taken and read by the coordinator."""

import pytest

from etl.access import find_role, grant_access, list_access, read_trail, record_actions
from etl.store import Store, append_rows
from indicators.load import load_definitions
from tests.dashboard.conftest import make_home, markup, plain

ME = "coordinator@demo.invalid"


@pytest.fixture
def home(tmp_path, releases):
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def page(open_page, home):
    app = open_page(home, "people", role="coordinator")
    assert not app.exception
    return app


def button(app, label):
    return next(one for one in app.button if one.label == label)


def give(app, email, role=None, partner=None):
    next(one for one in app.text_input if one.label == "E-mail").set_value(email)
    if role:
        next(one for one in app.selectbox if one.label == "Role").set_value(role)
    if partner:
        next(one for one in app.selectbox if one.label.startswith("Partner, for")).set_value(partner)
    return button(app, "Give access").click().run()


def told(app):
    return " ".join(one.value for one in (*app.success, *app.warning, *app.error))


def test_a_home_without_anybody_says_so(page):
    assert "Nobody has access yet. Begin with a coordinator." in plain(page)


def test_access_is_given_shown_and_taken_away(page, home):
    app = give(page, "Officer@Example.org", "partner", "P03")
    assert not app.exception and "officer@example.org is now: Partner's officer" in told(app)
    assert find_role(home, "officer@example.org").partner == "P03"
    assert "officer@example.org" in plain(app) and "P03 ·" in plain(app)
    next(one for one in app.selectbox if one.label == "Person").set_value("officer@example.org")
    app = button(app, "Take access away").click().run()
    assert "officer@example.org has no access any more." in told(app)
    assert list_access(home) == []
    assert [row["who"] for row in read_trail(home, newest=2)] == [ME, ME]


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        (("new@example.org",), "Choose a role."),
        (("new@example.org", "partner"), "Choose the partner"),
        (("new@example.org", "reader", "P03"), "Leave the partner empty"),
        (("nobody", "reader"), "is not an e-mail address"),
    ],
)
def test_what_is_missing_is_said_in_place(page, home, answers, expected):
    app = give(page, *answers)
    assert not app.exception and expected in told(app)
    assert list_access(home) == []


def test_the_last_coordinator_stays(open_page, home):
    grant_access(home, "head@example.org", "coordinator")
    app = open_page(home, "people", role="coordinator")
    assert "the only one" in plain(app)
    app = give(app, "head@example.org", "reader")
    assert "head@example.org is the last coordinator" in told(app)
    assert find_role(home, "head@example.org").name == "coordinator"


def test_ones_own_role_is_asked_for_twice(open_page, home):
    grant_access(home, ME, "coordinator")
    grant_access(home, "second@example.org", "coordinator")
    app = give(open_page(home, "people", role="coordinator"), ME, "reader")
    assert "This is your own role." in told(app) and find_role(home, ME).name == "coordinator"
    left = button(app, "Leave it").click().run()
    assert "This is your own role." not in told(left) and find_role(home, ME).name == "coordinator"
    app = give(left, ME, "reader")
    button(app, "Yes, change my own role").click().run()
    assert find_role(home, ME).name == "reader"


def test_an_e_mail_is_text_and_never_markup(page):
    app = give(page, "<img/src=x>@example.org", "reader")
    assert "<img/src=x>" not in markup(app) and "&lt;img/src=x&gt;@example.org" in markup(app)


def test_the_trail_is_read_in_words_by_action_and_page(open_page, home):
    record_actions(home, "head@example.org", "lock", [(f"M{n:02d}", "all partners") for n in range(1, 61)])
    app = open_page(home, "people", role="coordinator")
    assert "Month locked" in plain(app) and "60 entries · page 1 of 2" in plain(app)
    assert "M60" in plain(app) and "M05" not in plain(app)
    app = button(app, "Older →").click().run()
    assert "M05" in plain(app) and "M60" not in plain(app)
    assert app.query_params["page"] == "2"
    app = next(one for one in app.selectbox if one.label == "What was done").set_value("lock").run()
    assert app.query_params["action"] == "lock" and "page" not in app.query_params


def test_a_submission_stands_in_the_trail_by_partner_and_month_and_its_number_below(open_page, home):
    number, erased = "0153e64b-2e00-7ab8-9182-132e471687db", "0153e64b-2e00-7ab8-9182-132e47168700"
    with Store(home, load_definitions()).open() as connection:
        append_rows(
            connection, "submission", [{"submission_id": number, "partner_code": "P03", "month": 7, "revision": 2}]
        )
    record_actions(home, "head@example.org", "review.accept", [(number, ""), (erased, "")])
    text = plain(open_page(home, "people", role="coordinator"))
    partner = load_definitions().partner("P03").name
    assert f"P03 · {partner}, M07 · July 2016 revision 2 · {number}" in text
    assert erased in text


@pytest.mark.parametrize(
    "address", [{"page": "99"}, {"page": "-1"}, {"page": "x"}, {"day": "2017-13-01"}, {"action": "<b>"}]
)
def test_an_address_by_hand_is_no_fault(open_page, home, address):
    record_actions(home, "head@example.org", "lock", [("M01", "")])
    app = open_page(home, "people", role="coordinator")
    app.query_params.update(address)
    assert not app.run().exception


def test_the_file_is_made_on_demand_and_noted(page, home):
    app = button(page, "Make the file").click().run()
    assert not app.exception
    assert read_trail(home, newest=1)[0]["action"] == "trail.export"


@pytest.mark.parametrize("role", ["reader", "evaluator", "partner", "safeguarding"])
def test_nobody_else_sees_who_has_access(open_page, home, role):
    grant_access(home, "head@example.org", "coordinator")
    app = open_page(home, "people", role=role)
    assert not app.exception
    assert "head@example.org" not in plain(app) and not [one for one in app.button if one.label == "Give access"]
