"""The page of the home's state: each thing with its repair, looked at once and again on demand."""

import pytest

from etl.access import record_action
from tests.dashboard.conftest import make_home, markup, plain


@pytest.fixture
def home(tmp_path, releases):
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def page(open_page, home):
    app = open_page(home, "health", role="coordinator")
    assert not app.exception
    return app


def again(app):
    return next(one for one in app.button if one.label == "Look again").click().run()


def test_what_is_sound_says_so_with_sizes_and_versions(page):
    text = plain(page)
    assert "● Everything is sound." in text
    for name in ("Packages", "Definitions", "Store", "Chain of releases", "Free on the disk", "wego-monitor"):
        assert name in text, name
    assert "never, as far as this home knows" in text


def test_what_breaks_is_seen_at_the_next_look_with_its_repair_and_without_the_key(page, monkeypatch):
    monkeypatch.setenv("WEGO_STORE_KEY", "tooshort")
    assert "✗ wrong" not in plain(page.run()), "looking takes time, so it is done on demand"
    text = plain(again(page))
    assert "▼ 1 thing is wrong: the repair stands beside it." in text and "✗ wrong" in text
    assert "Do as it says; more in docs/operating.md." in text
    assert "tooshort" not in text and "WEGO_STORE_KEY" not in text


def test_a_backup_is_known_after_it_was_made(page, home):
    record_action(home, "command line", "backup", "home", "4 files")
    assert "Backup made · command line" in plain(again(page))


@pytest.mark.parametrize("role", ["reader", "evaluator", "partner", "safeguarding"])
def test_nobody_else_sees_the_state_of_the_home(open_page, home, role):
    app = open_page(home, "health", role=role)
    assert not app.exception
    assert "Everything is sound" not in plain(app) and str(home.path) not in markup(app)
