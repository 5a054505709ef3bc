"""Targets on the desk: all with their history, a decision looked at first and then written, or its lines to copy."""

import shutil
from datetime import date

import pytest
from streamlit.testing.v1 import AppTest

from etl.access import read_trail
from indicators.load import DEFAULT_FOLDER, load_definitions
from tests.dashboard.conftest import ENTRY, make_home, plain


@pytest.fixture
def home(tmp_path, releases):
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    copied = shutil.copytree(DEFAULT_FOLDER, tmp_path / "definitions")
    monkeypatch.setenv("WEGO_DEFINITIONS", str(copied))
    return copied


@pytest.fixture
def open_targets(monkeypatch, home):
    """The part of the page with the targets, as an address opens it."""

    def run(code=None, role="coordinator"):
        monkeypatch.setenv("WEGO_HOME", str(home.path))
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        app.query_params.update(
            {"language": "en", "role": role, "part": "targets"} | ({"target": code} if code else {})
        )
        app = app.run().switch_page("views/attention.py").run()
        assert not app.exception
        return app

    return run


def field(app, label, kind):
    return next(one for one in getattr(app, kind) if one.label == label)


def look(app, value=60.0, decision="Minute of the fifth meeting.", day=date(2017, 7, 14)):
    field(app, "New value", "number_input").set_value(value)
    field(app, "Decision", "text_area").set_value(decision)
    field(app, "Day of the decision", "date_input").set_value(day)
    return next(one for one in app.button if one.label == "Look at it first").click().run()


def told(app):
    return " ".join(one.value for one in (*app.success, *app.warning, *app.error))


def test_all_targets_are_listed_with_state_source_and_day(open_targets):
    text = plain(open_targets())
    assert "binding 5, confirmed 9, proposed 25" in text
    assert "Practitioners trained (persons) OP-08 50 confirmed 11 Jan 2016" in text
    assert "no target, on purpose" in text


def test_a_state_is_chosen_in_the_address(open_targets):
    app = open_targets()
    field(app, "State", "selectbox").set_value("binding").run()
    assert app.query_params["target_state"] == "binding"
    assert "OP-07" in plain(app) and "OP-08" not in plain(app)


def test_a_decision_is_looked_at_and_then_written(open_targets, home, folder):
    app = look(open_targets("OP-08"))
    assert not app.exception
    text = plain(app)
    assert "What the decision changes" in text and "As released" in text and "After the decision" in text
    assert load_definitions().target("OP-08").value == 50, "nothing is written before the second click"
    assert "becomes part of every copy of the release" in told(app)
    app = next(one for one in app.button if one.label == "Record it for OP-08").click().run()
    assert not app.exception and "Recorded for OP-08." in told(app)
    # The page that runs on shows the new one at once.
    assert "14 Jul 2017 60 confirmed in force" in plain(app)
    assert load_definitions().target("OP-08").value == 60
    assert read_trail(home, newest=1)[0]["object"] == "OP-08"


def test_definitions_that_came_with_the_product_are_left_alone_and_the_lines_shown(open_targets):
    app = look(open_targets("OP-08"))
    assert "can't be written from here" in plain(app)
    assert "- decided_on: 2017-07-14" in app.code[0].value
    assert not [one for one in app.button if one.label.startswith("Record it")]


def test_a_file_that_changed_meanwhile_is_not_written_over(open_targets, folder):
    app = look(open_targets("OP-08"))
    path = folder / "targets.yaml"
    path.write_text(path.read_text() + "# somebody else\n")
    app = next(one for one in app.button if one.label == "Record it for OP-08").click().run()
    assert not app.exception and "since you looked" in told(app)
    assert "2017-07-14" not in path.read_text()


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ({"day": None}, "Give the new value and the day of the decision."),
        ({"value": 20.0}, "Planned path: M18: 36 → M24: 20 goes down."),
        ({"decision": ""}, "a confirmed target names which decision confirmed it"),
        ({"decision": "Ask maria@example.org"}, "personal data"),
    ],
)
def test_what_stands_against_a_decision_is_said_in_place(open_targets, folder, answers, expected):
    app = look(open_targets("OP-08"), **answers)
    assert not app.exception and expected in told(app)
    assert not [one for one in app.button if one.label.startswith("Record it")]


def test_a_binding_target_has_no_form_and_says_why(open_targets, folder):
    app = open_targets("OP-07")
    assert "The target of OP-07 is binding: it rests on the grant." in plain(app)
    assert not [one for one in app.button if one.label == "Look at it first"]


@pytest.mark.parametrize("role", ["reader", "evaluator", "partner", "safeguarding"])
def test_nobody_else_records_a_decision(open_targets, role):
    app = open_targets("OP-08", role)
    assert not app.number_input and "Record a decision" not in plain(app)
