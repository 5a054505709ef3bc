"""How the pages are served: warm before the port is open, and nothing of a page is held back."""

import socket

import pytest
from streamlit.web.server.starlette import starlette_server

import dashboard.warm_up as warm
from dashboard.no_delay import send_at_once
from etl.home import open_home
from tests.dashboard.conftest import NEWEST


def test_every_connection_sends_short_messages_at_once(monkeypatch):
    monkeypatch.setattr(starlette_server, "_bind_socket", starlette_server._bind_socket)
    send_at_once()
    with starlette_server._bind_socket("127.0.0.1", 0, 1) as listening:
        listening.setblocking(True)
        with socket.create_connection(listening.getsockname()), listening.accept()[0] as accepted:
            assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)


@pytest.fixture
def freezing(monkeypatch):
    """The test's own objects stay collectable."""
    monkeypatch.setattr(warm.gc, "freeze", lambda: None)


def test_the_newest_release_in_force_is_read_before_the_first_reader_comes(demo_home, freezing, monkeypatch):
    read = []
    monkeypatch.setenv("WEGO_HOME", str(demo_home.path))
    monkeypatch.setattr("dashboard.session.read_figure_rows", lambda release_id, *_stamp: read.append(release_id))
    warm.warm_up()
    assert read == [NEWEST]


@pytest.mark.parametrize("spoil", ["home.json", "definitions"])
def test_what_cannot_be_read_is_left_to_the_pages_to_tell(tmp_path, monkeypatch, spoil):
    read, warmed = [], []
    monkeypatch.setattr("dashboard.session.read_figure_rows", lambda release_id, *_stamp: read.append(release_id))
    monkeypatch.setattr(warm.gc, "freeze", lambda: warmed.append(True))
    monkeypatch.setenv("WEGO_HOME", str(tmp_path / "home"))
    home = open_home(tmp_path / "home", "test")
    if spoil == "definitions":
        monkeypatch.setenv("WEGO_DEFINITIONS", str(tmp_path))
    else:
        (home.path / spoil).write_text("{", encoding="utf-8")
    warm.warm_up()
    assert (read, warmed) == ([], [True])
