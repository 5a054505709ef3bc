"""The role switch exists in a demo home on loopback without a sign-in, and nowhere else."""

import pytest
import streamlit as st

from dashboard.entrance import Door, choose_door
from dashboard.page_table import PAGES
from dashboard.roles import DEMO_ROLES, Viewer, is_local
from etl.access import ROLES
from etl.services import is_loopback
from tests.dashboard.conftest import make_home, markup, plain


def test_the_demo_on_loopback_has_the_switch_with_every_role_of_the_access_list(open_page, demo_home):
    app = open_page(demo_home)
    assert len(app.radio(key="role_en").options) == 5
    assert set(DEMO_ROLES) == set(ROLES)


def test_a_test_home_without_a_sign_in_shows_the_readers_pages_and_no_switch(open_page, tmp_path, releases):
    home = make_home(tmp_path / "home", "test", releases)
    assert not open_page(home).radio
    for page in ("submit", "desk", "safety"):
        app = open_page(home, page)
        assert not app.exception
        assert "Your account has no right to this page" in plain(app)
        assert not app.get("file_uploader") and not app.main.button


@pytest.mark.parametrize("page", ["overview", "downloads", "submit", "desk"])
def test_a_production_home_without_a_sign_in_is_closed(open_page, tmp_path, releases, page):
    app = open_page(make_home(tmp_path / "home", "production", releases), page)
    assert not app.exception
    assert "No sign-in is set up, so nobody is let in." in plain(app)
    assert "M18" not in markup(app) and not app.radio and not app.main.button


def test_a_role_from_the_address_or_the_session_opens_nothing(open_page, tmp_path, releases):
    home = make_home(tmp_path / "home", "test", releases)
    app = open_page(home, "desk")
    for key in ("role", "role_en", "chosen_role"):
        app.session_state[key] = "coordinator"
    app.query_params["role"] = "coordinator"
    app.run()
    assert "Your account has no right to this page" in plain(app)


@pytest.mark.parametrize("page", [page for page in PAGES if "reader" not in page.roles], ids=lambda page: page.name)
def test_in_the_demo_a_closed_page_names_the_role_that_opens_it(open_page, demo_home, page):
    assert "In the demo this page opens with the role" in plain(open_page(demo_home, page.name))


@pytest.mark.parametrize("kind", ["demo", "test", "production"])
@pytest.mark.parametrize("is_on_this_machine", [True, False])
@pytest.mark.parametrize("is_set_up", [True, False])
def test_a_sign_in_wins_and_without_one_made_up_data_are_for_this_machine_alone(kind, is_on_this_machine, is_set_up):
    without = {"demo": Door.SWITCH, "test": Door.READER, "production": Door.CLOSED}
    expected = Door.SIGN_IN if is_set_up else without[kind] if is_on_this_machine else Door.CLOSED
    assert choose_door(kind, is_on_this_machine, is_set_up) is expected


def test_a_demo_that_is_reached_from_elsewhere_shows_nothing(open_page, demo_home, monkeypatch):
    real = st.get_option
    monkeypatch.setattr(st, "get_option", lambda name: "0.0.0.0" if name == "server.address" else real(name))
    app = open_page(demo_home)
    assert "No sign-in is set up" in plain(app) and not app.radio


def test_the_environment_turns_no_switch_on(open_page, tmp_path, releases, monkeypatch):
    home = make_home(tmp_path / "home", "test", releases)
    monkeypatch.setenv("WEGO_HOME_KIND", "demo")
    app = open_page(home)
    assert not app.radio and app.error


@pytest.mark.parametrize(
    ("host", "is_local"),
    [
        ("127.0.0.1", True),
        ("127.0.0.53", True),
        ("::1", True),
        ("[::1]", True),
        ("localhost", True),
        ("0.0.0.0", False),
        ("", False),
        ("monitor.example.org", False),
        ("localhost.example.org", False),
        ("192.168.1.5", False),
    ],
)
def test_only_this_machine_is_loopback(host, is_local):
    assert is_loopback(host) is is_local


class _Request:
    def __init__(self, **headers):
        self.headers = {name.replace("_", "-"): value for name, value in headers.items()}


@pytest.mark.parametrize(
    ("headers", "is_allowed"),
    [
        ({"Host": "127.0.0.1:8501"}, True),
        ({"Host": "localhost:8501"}, True),
        ({"Host": "[::1]:8501"}, True),
        ({"Host": "monitor.example.org"}, False),
        ({"Host": "127.0.0.1:8501", "X_Forwarded_For": "203.0.113.7"}, False),
        ({"Host": "monitor.example.org@127.0.0.1:8501"}, False),
        ({"Host": "127.0.0.1:8501", "Origin": "http://127.0.0.1:8501"}, True),
        ({"Host": "127.0.0.1:8501", "Origin": "https://monitor.example.org"}, False),
        ({"Host": "127.0.0.1:8501", "Origin": "null"}, False),
    ],
)
def test_a_proxy_before_the_server_takes_the_switch_away(monkeypatch, headers, is_allowed):
    monkeypatch.setattr(st, "context", _Request(**headers))
    monkeypatch.setattr(st, "get_option", lambda name: "127.0.0.1")
    assert (choose_door("demo", is_local(), False) is Door.SWITCH) is is_allowed
    assert choose_door("production", is_local(), False) is Door.CLOSED


@pytest.mark.parametrize("address", ["0.0.0.0", None, "10.0.0.4"])
def test_a_server_that_listens_wider_has_no_switch(monkeypatch, address):
    monkeypatch.setattr(st, "context", _Request(Host="127.0.0.1:8501"))
    monkeypatch.setattr(st, "get_option", lambda name: address)
    assert choose_door("demo", is_local(), False) is Door.CLOSED


def test_a_partners_officer_may_not_open_the_desk():
    assert not Viewer("partner", "P01").may_review
