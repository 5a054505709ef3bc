"""What somebody without an account can learn or cause by what the server answers besides pages."""

import json
import tomllib
from urllib.request import urlopen

import pytest
from streamlit import net_util
from streamlit.testing.v1 import AppTest
from streamlit.web.server.server_util import is_url_from_allowed_origins

from etl.home import open_home
from tests.dashboard.conftest import ENTRY
from tests.sign_in.conftest import ROOT


@pytest.fixture
def home(tmp_path, monkeypatch):
    home = open_home(tmp_path / "home", "test")
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    return home


def errors():
    return [one.value for one in AppTest.from_file(str(ENTRY), default_timeout=60).run().error]


@pytest.mark.parametrize("is_local", [True, False])
def test_where_things_lie_on_the_server_is_told_on_the_machine_itself_alone(monkeypatch, home, is_local):
    (home.path / "home.json").write_text("{", encoding="utf-8")
    monkeypatch.setattr("dashboard.fault.is_local", lambda: is_local)
    (told,) = errors()
    assert (str(home.path) in told) is is_local
    assert is_local or "wego doctor" in told


def test_a_page_of_another_origin_makes_no_request_leave_the_machine(monkeypatch, home):
    monkeypatch.setattr(net_util, "get_external_ip", lambda: pytest.fail("asked a server on the internet"))
    errors()
    assert not is_url_from_allowed_origins("https://evil.example")


def test_no_page_that_frames_ours_may_steer_it():
    settings = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert settings["client"]["allowedOrigins"] == []


@pytest.mark.browser
def test_the_server_tells_browsers_of_no_origin_that_may_steer_a_page(served):
    with urlopen(f"{served.address}/_stcore/host-config") as answer:
        assert json.load(answer)["allowedOrigins"] == []
