"""The role switch exists in a demo home on loopback and nowhere else."""

import pytest
import streamlit as st

from dashboard.roles import Viewer, is_loopback, is_switch_allowed
from tests.dashboard.conftest import make_home, plain


def test_the_demo_on_loopback_has_the_switch(open_page, demo_home):
    app = open_page(demo_home)
    assert len(app.radio(key="role_en").options) == 4


@pytest.mark.parametrize("kind", ["test", "production"])
def test_another_home_has_no_switch_and_its_closed_pages_say_why(open_page, tmp_path, releases, kind):
    home = make_home(tmp_path / "home", kind, releases)
    assert not open_page(home).radio
    for page in ("submit", "desk"):
        app = open_page(home, page)
        assert not app.exception
        assert "sign-in comes with a later version" in plain(app)
        assert not app.get("file_uploader") and not app.button


def test_a_role_from_the_address_or_the_session_opens_nothing(open_page, tmp_path, releases):
    home = make_home(tmp_path / "home", "test", releases)
    app = open_page(home, "desk")
    app.session_state["role"] = "coordinator"
    app.query_params["role"] = "coordinator"
    app.run()
    assert "sign-in comes with a later version" in plain(app)


@pytest.mark.parametrize("page", ["submit", "desk"])
def test_in_the_demo_a_closed_page_names_the_role_that_opens_it(open_page, demo_home, page):
    assert "In the demo this page opens with the role" in plain(open_page(demo_home, page))


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
    ],
)
def test_a_proxy_before_the_server_takes_the_switch_away(monkeypatch, headers, is_allowed):
    monkeypatch.setattr(st, "context", _Request(**headers))
    monkeypatch.setattr(st, "get_option", lambda name: "127.0.0.1")
    assert is_switch_allowed("demo") is is_allowed
    assert not is_switch_allowed("production")


@pytest.mark.parametrize("address", ["0.0.0.0", None, "10.0.0.4"])
def test_a_server_that_listens_wider_has_no_switch(monkeypatch, address):
    monkeypatch.setattr(st, "context", _Request(Host="127.0.0.1:8501"))
    monkeypatch.setattr(st, "get_option", lambda name: address)
    assert not is_switch_allowed("demo")


def test_an_officer_without_a_partner_may_not_submit():
    assert not Viewer("partner").may_submit
    assert not Viewer("coordinator", "P01").may_submit
    assert not Viewer("partner", "P01").may_review
