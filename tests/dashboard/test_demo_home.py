"""The demo's own releases, made from workbooks, on the pages."""

import shutil

import pytest

from etl.home import open_home
from tests.dashboard.conftest import plain

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("language", ["en", "bg"])
def test_every_page_draws_what_was_really_published(open_page, published_home, language):
    for page in ("overview", "objectives", "practices", "partners", "releases", "downloads", "words"):
        app = open_page(published_home, page, language)
        assert not app.exception, page


def test_every_release_and_every_indicator_can_be_looked_at(open_page, published_home):
    app = open_page(published_home, "objectives")
    for release in list(app.selectbox(key="release_en").options):
        app.selectbox(key="release_en").set_value(release).run()
        assert not app.exception, release
    for indicator in list(app.selectbox(key="indicator_en").options):
        app.selectbox(key="indicator_en").set_value(indicator).run()
        assert not app.exception, indicator


def test_a_partner_sees_its_submissions_and_the_next_open_month(open_page, published_home, tmp_path):
    # A copy: opening the store writes to its folder.
    home = open_home(shutil.copytree(published_home.path, tmp_path / "home"))
    app = open_page(home, "submit", role="partner")
    assert not app.exception
    assert "accepted" in plain(app)
    assert app.get("download_button")[0].label.startswith("Download the template for M")
    assert not open_page(home, "desk", role="coordinator").exception
