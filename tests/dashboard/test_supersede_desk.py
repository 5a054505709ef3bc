"""Replacing a mistaken release: with a reason that every reader sees, looked at before it is given."""

import pytest

from etl.access import read_trail
from etl.publish import publish_release
from etl.release_file import list_releases
from tests.dashboard.conftest import plain
from tests.publish.unpublished import copy_unpublished, live_mini
from tests.whole_way.mini import FOLDER, definitions

pytestmark = pytest.mark.slow
REASON = "A workbook was read in a wrong version."


@pytest.fixture(scope="module")
def published(tmp_path_factory):
    """The mini project with a release of M06; copy it."""
    folder = tmp_path_factory.mktemp("mini")
    store = copy_unpublished(live_mini(folder / "lived"), definitions(), folder / "home", _day())
    publish_release(store, 6)
    return store.home


def _day():
    return definitions().periods.due_day(6)


@pytest.fixture
def home(published, tmp_path, monkeypatch):
    import shutil

    from etl.home import open_home

    monkeypatch.setenv("WEGO_DEFINITIONS", str(FOLDER))
    return open_home(shutil.copytree(published.path, tmp_path / "home"))


@pytest.fixture
def desk(open_page, home):
    app = open_page(home, "publish", role="coordinator")
    assert not app.exception
    return app


def button(app, label):
    return next(one for one in app.button if one.label.startswith(label))


def picker(app):
    return next(one for one in app.selectbox if one.label == "Release")


def told(app):
    return " ".join(one.value for one in (*app.success, *app.warning, *app.error))


def look(app, home, reason=REASON):
    which = next(one for one in app.selectbox if one.label == "Release to replace")
    which.set_value(list_releases(home)[0])
    next(one for one in app.text_area if one.label == "Reason").set_value(reason)
    return button(app, "Look at it first").click().run()


def test_a_release_is_replaced_with_its_reason_and_the_page_leads_to_the_new_one(desk, home):
    (old,) = list_releases(home)
    app = look(desk, home)
    assert not app.exception
    text = plain(app)
    assert f"What would take the place of {old.release_id}" in text
    assert f"This release was replaced by …. {REASON}" in text
    assert len(list_releases(home)) == 1, "nothing is published before the second click"
    app = button(app, f"Replace {old.release_id}").click().run()
    assert not app.exception
    before, after = sorted(list_releases(home), key=lambda one: bool(one.supersedes))
    assert (after.supersedes, after.reason, before.is_superseded) == (old.release_id, REASON, True)
    assert f"Published: {after.release_id}" in told(app)
    assert picker(app).value == after.release_id and f"Release {after.release_id}" in plain(app)
    assert f"replaced by {after.release_id}" in plain(app)
    assert "What would take the place" not in plain(app)
    newest = read_trail(home, action="publish")[0]
    assert (newest["who"], newest["detail"]) == ("coordinator@demo.invalid", f"replaces {old.release_id}")


@pytest.mark.parametrize(
    ("reason", "expected"),
    [
        ("", "A reason is needed"),
        ("Ask maria@example.org", "personal data"),
        ("2 women left.", "beside a word for women"),
    ],
)
def test_a_reason_passes_the_gate_before_anything_is_shown(desk, home, reason, expected):
    app = look(desk, home, reason)
    assert not app.exception and expected in told(app)
    assert not [one for one in app.button if one.label.startswith("Replace M06")]


def test_without_a_release_chosen_nothing_is_looked_at(desk):
    app = button(desk, "Look at it first").click().run()
    assert "Choose the release to replace." in told(app)


def test_it_can_be_left(desk, home):
    app = button(look(desk, home), "Leave it").click().run()
    assert not app.exception and "What would take the place" not in plain(app)
    assert len(list_releases(home)) == 1


def test_what_changed_since_the_look_stops_it(desk, home):
    from etl.store import Store
    from tests.publish.unpublished import give_back

    app = look(desk, home)
    give_back(Store(home, definitions()), "P03", 6)
    app = button(app, "Replace M06").click().run()
    assert not app.exception and "since you looked" in told(app)
    assert len(list_releases(home)) == 1


def test_while_it_runs_every_button_of_the_page_is_locked(desk, home, monkeypatch):
    """A second click would stop what the first began."""
    import streamlit as st

    from etl.errors import UserError

    app, locked = look(desk, home), {}

    def record(name):
        real = getattr(st, name)

        def draw(label, *more, **about):
            locked[label] = about.get("disabled", False)
            return real(label, *more, **about)

        monkeypatch.setattr(f"streamlit.{name}", draw)

    def refuse(*_arguments):
        seen.update(locked)
        raise UserError("Refused for this test.")

    seen: dict[str, bool] = {}
    for name in ("button", "form_submit_button"):
        record(name)
    monkeypatch.setattr("dashboard.supersede_desk.publish_superseding", refuse)
    app = button(app, "Replace M06").click().run()
    assert "Refused for this test." in told(app)
    assert {"Publish a draft", "Try the attack", "Look at it first", "Leave it"} <= set(seen)
    assert all(seen.values()), seen
    # And free again afterwards.
    assert not button(app, "Publish a draft").disabled
