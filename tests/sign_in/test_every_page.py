"""Every role and every page, by the one table: a page opens for its roles and answers the others with a closed page."""

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.page_table import BY_NAME, MOVED, PAGES
from etl.access import grant_access, read_trail
from etl.sign_in.sessions import real_now
from etl.sign_in.settings import read_auth, settings_path
from tests.dashboard.conftest import ENTRY, make_home, plain, write_releases
from tests.sign_in.test_settings import GOOD

_NO_RIGHT = "Your account has no right to this page"
ROLES = {"reader": None, "evaluator": None, "partner": "P01", "coordinator": None, "safeguarding": None}


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    from indicators.load import load_definitions

    folder = tmp_path_factory.mktemp("every_page")
    releases = folder / "releases"
    releases.mkdir()
    home = make_home(folder / "home", "test", write_releases(releases, load_definitions()))
    for role, partner in ROLES.items():
        grant_access(home, f"{role}@example.org", role, partner)
    path = settings_path(home)
    path.parent.mkdir()
    path.write_text(GOOD, encoding="utf-8")
    path.chmod(0o600)
    return home


@pytest.fixture
def start(monkeypatch, home):
    """Run the pages as a signed-in person."""

    def run(email, secrets=None, **more):
        monkeypatch.setenv("WEGO_HOME", str(home.path))
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        app.secrets = {"auth": read_auth(settings_path(home))} if secrets is None else secrets
        now = int(real_now().timestamp())
        told = {"iss": "https://accounts.google.com", "sub": email, "email": email, "email_verified": True}
        app.user = {"is_logged_in": True, "nonce": "n", "iat": now, "exp": now + 3600} | told | more
        app.query_params["language"] = "en"
        return app.run()

    return run


@pytest.mark.slow
@pytest.mark.parametrize("role", ROLES)
def test_a_page_opens_for_its_roles_and_is_closed_to_all_others(start, home, role):
    app = start(f"{role}@example.org")
    for page in PAGES:
        app.switch_page(f"views/{page.name}.py").run()
        assert not app.exception, (page.name, app.exception[0].message)
        text = plain(app)
        assert page.title in text or role in page.roles
        assert (_NO_RIGHT in text) is (role not in page.roles), page.name
        if role not in page.roles:
            assert not app.main.button and not app.get("file_uploader") and not app.get("download_button")
    assert read_trail(home, action="refused") == [], "a page asked for what its own role may not see"


def test_an_old_address_is_closed_by_the_page_that_took_it_over(start):
    app = start("safeguarding@example.org")
    for old, new in MOVED.items():
        app.switch_page(f"views/{old}.py").run()
        assert not app.exception
        assert _NO_RIGHT in plain(app) and BY_NAME[new].title in plain(app)


def test_settings_that_streamlit_did_not_read_close_the_pages(start):
    app = start("coordinator@example.org", secrets={})
    assert "The sign-in is not set up right" in plain(app) and "wego doctor" in plain(app)


def test_a_header_that_a_proxy_could_set_closes_the_pages(start, monkeypatch):
    import streamlit as st

    real = st.get_option
    trusted = {"X-Forwarded-Email": "email"}
    monkeypatch.setattr(st, "get_option", lambda name: trusted if name == "server.trustedUserHeaders" else real(name))
    assert "The sign-in is not set up right" in plain(start("coordinator@example.org"))


@pytest.mark.parametrize("is_logged_in", [False, None, "true", 1])
def test_claims_without_a_sign_in_are_nobodys(start, is_logged_in):
    app = start("coordinator@example.org", is_logged_in=is_logged_in)
    assert "These pages are for people whom the project has given access." in plain(app)
    assert [one.label for one in app.main.button] == ["Sign in with Google", "Sign in with House account"]


def test_the_own_account_is_shown_with_role_partner_and_sessions(start):
    app = start("partner@example.org", nonce="another")
    text = plain(app.switch_page("views/account.py").run())
    assert "partner@example.org" in text and "P01" in text and "this one" in text
