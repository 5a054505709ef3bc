"""The desk's last step: both outcomes side by side, the attack, a reason, one release."""

import re

import pytest

from dashboard.publish_stages import STAGES
from etl.access import read_trail
from etl.rehearsal import rehearse_release
from etl.release_preview import preview_release
from etl.store import Store
from indicators.load import load_definitions
from tests.dashboard.conftest import markup, plain
from tests.publish.unpublished import copy_unpublished, give_back, live_mini
from tests.whole_way.mini import FOLDER, definitions

pytestmark = pytest.mark.slow
BECAUSE = "All houses that could report have reported."


@pytest.fixture(scope="module")
def mini_home(tmp_path_factory):
    """The mini project at its first closing, M06; copy it."""
    return live_mini(tmp_path_factory.mktemp("mini") / "home")


@pytest.fixture
def store(mini_home, tmp_path, monkeypatch):
    """A copy in which one workbook of M06 was returned."""
    monkeypatch.setenv("WEGO_DEFINITIONS", str(FOLDER))
    store = copy_unpublished(mini_home, definitions(), tmp_path / "before", mini_home.today())
    give_back(store, "P02", 6)
    return store


@pytest.fixture
def desk(open_page, store):
    """The desk of the coordinator."""
    app = open_page(store.home, "publish", role="coordinator")
    assert not app.exception
    return app


def releases(store):
    return sorted(path.name for path in store.home.releases.glob("*.duckdb"))


def button(app, label):
    return next(one for one in app.button if one.label == label)


def fill(app, because=BECAUSE, has_seen=True):
    """Answer the form."""
    publish = next(one for one in app.button if one.label.startswith("Publish M"))
    next(one for one in app.text_input if one.form_id == publish.form_id).set_value(because)
    for box in (one for one in app.checkbox if one.form_id == publish.form_id):
        box.set_value(has_seen)
    return app


def unexplained(text, store):
    """Digits of the section that are no month, partner, indicator, date, number of lines or count of partners."""
    known_here, preview = store.definitions, preview_release(store, 6)
    names = [name for one in known_here.indicators for name in (one.name, one.code)]
    names += [partner.name for partner in known_here.partners]
    for known in sorted(names, key=len, reverse=True):
        text = text.replace(known, "")
    text = re.sub(r"\bM\d\d\b|\bP\d\d\b|\(\w+ 20\d\d\)", "", text)
    shown, closed = len(preview.totals("new")), len(preview.totals("stays_closed"))
    text = text.replace(f"{shown} of {shown + closed} get a figure", "", 1)
    text = text.replace(f"{len(preview.absent)} partner", "", 1)
    return re.findall(r"\d+", text)


def section(app):
    """What a person reads from the heading on, to the footer."""
    return plain(app).split("what a release as of now would do")[1].split("Synthetic data: everything")[0]


def test_both_outcomes_stand_side_by_side_with_absent_partners_by_name(desk, store):
    text = section(desk)
    assert "publish now or wait?" in text
    assert "Publish now" in text and "Wait" in text
    assert "P02" in text and "returned for correction: M06" in text
    assert "● figure of M06" in text and "○ no new figure" in text
    assert unexplained(text, store) == []


@pytest.mark.parametrize(("language", "never"), [("en", "– never released"), ("bg", "–")])
def test_the_section_is_drawn_for_the_whole_project_in_each_language(
    open_page, published_home, tmp_path, language, never
):
    loaded = load_definitions()
    store = copy_unpublished(published_home, loaded, tmp_path / "before", loaded.periods.due_day(7))
    app = open_page(store.home, "publish", language=language, role="coordinator")
    assert not app.exception
    assert never in plain(app)
    assert 'class="way now"' in markup(app) and 'class="way wait"' in markup(app)
    assert app.selectbox(key="publish_month").value == 7


def test_the_attack_is_tried_on_demand_and_its_verdict_stays_until_the_data_change(desk, store):
    assert "Nothing was learnt" not in plain(desk)
    app = button(desk, "Try the attack").click().run()
    assert not app.exception
    assert "Nothing was learnt." in plain(app) and "was built as it would leave" in plain(app)
    assert "Nothing was learnt." in plain(app.run())
    assert releases(store) == []
    give_back(store, "P03", 6)
    assert "Nothing was learnt." not in plain(app.run())


def test_a_release_needs_a_reason_that_names_nobody_and_a_look_at_who_is_absent(desk, store):
    for because, has_seen, told in (
        ("", True, "Say in one sentence why"),
        (BECAUSE, False, "Tick that you have seen"),
        ("Ask maria@example.org", True, "personal data"),
    ):
        app = button(fill(desk, because, has_seen), "Publish M06").click().run()
        assert not app.exception
        assert any(told in one.value for one in (*app.warning, *app.error)), told
    assert releases(store) == []


def test_a_confirmed_release_leaves_once_and_its_reason_stays_in_the_store(desk, store, open_page):
    other = fill(open_page(store.home, "publish", role="coordinator"))
    app = button(fill(desk), "Publish M06").click().run()
    assert not app.exception
    (name,) = releases(store)
    assert any(name.removesuffix(".duckdb") in one.value for one in app.success)
    assert f"release={name.removesuffix('.duckdb')}" in markup(app)
    # The page leads to it: what stands at the side and at the head is the new one.
    assert next(one for one in app.selectbox if one.label == "Release").value == name.removesuffix(".duckdb")
    assert f"Release {name.removesuffix('.duckdb')}" in plain(app)
    with store.open() as connection:
        assert connection.execute("SELECT confirmed_because FROM release").fetchall() == [(BECAUSE,)]
    newest = read_trail(store.home, action="publish")[0]
    assert (newest["who"], newest["object"]) == ("coordinator@demo.invalid", name.removesuffix(".duckdb"))

    # The same in a second window, opened before: it saw other data.
    app = button(other, "Publish M06").click().run()
    assert not app.exception
    assert any("since you looked" in one.value for one in app.error)
    assert releases(store) == [name]
    # And the page drawn again publishes nothing by itself.
    assert releases(store) == [name] and not desk.run().exception


def test_what_came_in_after_the_look_stops_a_release(desk, store):
    fill(desk)
    give_back(store, "P03", 6)
    app = button(desk, "Publish M06").click().run()
    assert any("since you looked" in one.value for one in app.error)
    assert releases(store) == []


def test_every_stage_of_a_release_is_known_to_the_page_that_translates_it(store):
    told = []
    rehearse_release(store, 6, tell=told.append)
    assert [text for text in told if not text.startswith(STAGES)] == []


def test_a_draft_needs_no_reason_and_closes_nothing(desk, store):
    app = button(desk, "Publish a draft").click().run()
    assert not app.exception
    (name,) = releases(store)
    assert any("It closed nothing." in one.value for one in app.success)
    with store.open() as connection:
        assert connection.execute("SELECT count(*) FROM closing_done").fetchone() == (0,)
        assert connection.execute("SELECT is_draft FROM release").fetchall() == [(True,)]


def test_a_month_that_is_not_over_can_only_become_a_draft(desk, store):
    app = desk.selectbox(key="publish_month").set_value(7).run()
    assert not app.exception
    assert "M07 is not over" in plain(app)
    assert button(app, "Publish M07").disabled
    assert not button(app, "Publish a draft").disabled


def test_nobody_but_the_coordinator_sees_the_preview(open_page, store):
    for role in ("partner", "evaluator", "reader"):
        app = open_page(store.home, "publish", role=role)
        assert "Before publishing" not in plain(app)
        assert not [one for one in app.button if one.label.startswith("Publish")]


def test_a_store_that_was_never_asked_before_is_previewed_as_well(open_page, tmp_path):
    from etl.home import open_home

    home = open_home(tmp_path / "empty", "demo").remember_day(load_definitions().periods.due_day(6))
    app = open_page(home, "publish", role="coordinator")
    assert not app.exception
    text = section(app)
    assert "Readers have nothing yet: no release is out." in text
    assert Store(home, load_definitions()).version()
