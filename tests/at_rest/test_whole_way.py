"""Another project goes the whole way with a key: workbooks, store, release, audit, pages; nothing of it lies open."""

import pytest

from etl.audit import audit_releases
from etl.cli.app import app as command
from etl.home import open_home
from etl.store import Store
from etl.store_file import is_encrypted
from tests.at_rest.conftest import TEXT, places_of
from tests.dashboard.conftest import plain
from tests.whole_way.mini import FOLDER, definitions, live, publish

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """A demo home of the mini project up to its first closing, with a key."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGO_DEFINITIONS", str(FOLDER))
        patch.setenv("WEGO_STORE_KEY", TEXT)
        home = open_home(tmp_path_factory.mktemp("mini") / "home", "demo")
        *_, (store, month) = live(home, 6)
        publish(store, month)
        return store.home.remember_day(store.home.today())


@pytest.fixture
def keyed(lived, monkeypatch):
    monkeypatch.setenv("WEGO_DEFINITIONS", str(FOLDER))
    monkeypatch.setenv("WEGO_STORE_KEY", TEXT)
    return lived


def test_the_release_is_open_and_the_store_is_not(keyed):
    (release,) = keyed.releases.glob("*.duckdb")
    assert is_encrypted(keyed.store_path) is True and is_encrypted(release) is False
    # Long words alone: three letters stand in any noise of this size by chance.
    for word in ("CO-101", "officer@example.org", "sheet_circles", "ledger_entry", "session_code"):
        assert places_of(word, keyed.store_path.parent) in ([], [str(keyed.access_path)])
    assert places_of(TEXT, keyed.path) == []


def test_the_auditor_clears_it(keyed):
    assert audit_releases(Store(keyed, definitions())).findings == ()


def test_the_desk_and_a_partner_s_month_are_drawn_from_the_encrypted_store(keyed, open_page):
    desk, own = open_page(keyed, "desk", role="coordinator"), open_page(keyed, "submit", role="partner")
    assert not desk.exception and not desk.error and "Nothing waits" in plain(desk)
    assert not own.exception and not own.error and "accepted" in plain(own)


def test_the_command_reads_it(keyed, monkeypatch):
    from typer.testing import CliRunner

    monkeypatch.setenv("WEGO_HOME", str(keyed.path))
    for words in (["status", "--month", "M06"], ["review", "list"], ["review", "queries"], ["doctor"], ["audit"]):
        done = CliRunner().invoke(command, words)
        assert done.exit_code == 0, (words, done.stdout, done.stderr)
        assert TEXT not in done.stdout + done.stderr
