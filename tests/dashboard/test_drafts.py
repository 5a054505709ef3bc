"""Drafts: for the coordinator alone, marked on every page, and closed to everybody else whatever the address says."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page_table import PAGES
from dashboard.release_choice import list_offered
from dashboard.roles import COORDINATOR, EVALUATOR, PARTNER, READER, SAFEGUARDING, Viewer
from etl.release_file import list_releases
from tests.dashboard.conftest import DRAFT, ENTRY, NEWEST, OLDER, markup, plain

MARK = "Draft: closes nothing, for the coordinator alone."


@pytest.fixture
def open_release(monkeypatch, demo_home):
    """The page of a role with a release in its address."""

    def run(role, release=DRAFT, page=None):
        monkeypatch.setenv("WEGO_HOME", str(demo_home.path))
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        app.query_params.update({"language": "en", "role": role, "release": release})
        app.run()
        return app.switch_page(f"views/{page}.py").run() if page else app

    return run


def picker(app):
    return next(one for one in app.selectbox if one.label == "Release")


def test_the_coordinator_opens_a_draft_and_sees_that_it_is_one(open_release):
    app = open_release(COORDINATOR)
    assert not app.exception
    assert MARK in plain(app)
    assert 'class="draft-mark"' in markup(app) and 'data-word="Draft"' in markup(app)
    assert f"Release {DRAFT}" in plain(app)
    assert picker(app).value == DRAFT
    assert any("draft" in label for label in picker(app).options)


@pytest.mark.slow
@pytest.mark.parametrize("page", [one.name for one in PAGES if COORDINATOR in one.roles])
def test_the_mark_stands_on_every_page(open_release, page):
    app = open_release(COORDINATOR, page=None if page == "overview" else page)
    assert not app.exception
    assert MARK in plain(app)


def test_a_release_has_no_mark(open_release):
    assert MARK not in plain(open_release(COORDINATOR, NEWEST))


@pytest.mark.parametrize("role", [READER, EVALUATOR, PARTNER])
def test_an_address_that_names_a_draft_opens_the_newest_release_for_everybody_else(open_release, role):
    app = open_release(role)
    assert not app.exception
    assert MARK not in plain(app) and DRAFT not in plain(app)
    assert f"Release {NEWEST}" in plain(app)
    assert picker(app).value == NEWEST and not any("draft" in label for label in picker(app).options)


def test_a_draft_that_was_open_closes_with_the_role(open_release):
    app = open_release(COORDINATOR)
    app.radio(key="role_en").set_value(READER).run()
    assert not app.exception
    assert MARK not in plain(app) and DRAFT not in plain(app)
    assert picker(app).value == NEWEST


def test_what_is_offered_to_whom(demo_home):
    known = list_releases(demo_home)
    assert list(list_offered(known, Viewer(COORDINATOR))) == [DRAFT, NEWEST, OLDER]
    for role in (READER, EVALUATOR, PARTNER):
        assert list(list_offered(known, Viewer(role))) == [NEWEST, OLDER]
    assert list_offered(known, Viewer(SAFEGUARDING)) == {}


def test_a_draft_is_never_the_first_that_is_shown(open_release):
    assert picker(open_release(COORDINATOR, "unknown")).value == NEWEST


def test_the_shelf_lists_drafts_with_a_way_to_them(open_release):
    app = open_release(COORDINATOR, NEWEST, "publish")
    assert not app.exception
    text = plain(app)
    assert "All releases and drafts" in text and f"{DRAFT} M19" in text and "◌ draft" in text
    assert f"release={DRAFT}" in markup(app)
