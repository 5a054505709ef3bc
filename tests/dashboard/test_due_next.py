"""The head of the submit page: what is due next, and a reminder's link that opens the right month."""

import re

import pytest
from streamlit.testing.v1 import AppTest

from etl.home import Home
from tests.actors import make_officer
from tests.dashboard.conftest import ENTRY, make_home, markup, plain
from tests.intake.workbooks import Book


@pytest.fixture
def home(tmp_path, releases) -> Home:
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def follow_link(monkeypatch, home):
    """Open the page as a reminder's link does."""

    def follow(**asked) -> AppTest:
        monkeypatch.setenv("WEGO_HOME", str(home.path))
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        for name, value in {"role": "partner", "partner": "P01", **asked}.items():
            app.query_params[name] = value
        app.run().switch_page("views/submit.py").run()
        assert not app.exception
        return app

    return follow


def chosen(app):
    return next(one for one in app.selectbox if one.label == "Reporting month").value


def send(home, *months):
    from etl.reception import receive_workbooks

    files = [(f"{month}.xlsx", Book(month=month).content()) for month in months]
    receive_workbooks(make_officer(home, "P01"), files, "P01", "en")


def test_the_oldest_open_month_is_told_with_its_delay_and_leads_to_the_others(follow_link, home):
    send(home, *range(1, 18))
    app = follow_link()
    assert "▼ M18 · June 2017 is late: it was due by 15 Jul 2017, 32 days ago." in plain(app)
    assert "Open as well: M19 · July 2017 (due by 15 Aug 2017)" in plain(app)
    assert re.search(r'href="submit\?[^"]*partner=P01&amp;month=M19"', markup(app))
    assert chosen(app) == 18


def test_that_a_month_is_late_is_said_once_and_what_to_do_with_it(follow_link, home):
    send(home, *range(1, 19))
    app = follow_link()
    picked = next(one for one in app.selectbox if one.label == "Reporting month")
    said = " ".join([plain(app), *picked.options])
    assert chosen(app) == 19
    assert len(re.findall(r"\blate\b", said, re.I)) == 1 and said.count("Send it all the same") == 1
    assert "M19 · July 2017 · due by 15 Aug 2017" in picked.options


def test_what_is_said_of_personal_rows_says_what_to_do(follow_link):
    assert "pseudonymous personal data: send the workbook here, never by e-mail" in plain(follow_link())


def test_where_nothing_is_late_the_days_left_are_told(follow_link, home):
    send(home, *range(1, 20))
    assert "Next is M20 · August 2017, due by 15 Sept 2017: 30 days left." in plain(follow_link())


def test_the_month_of_the_address_is_chosen(follow_link):
    assert chosen(follow_link(month="M19")) == 19


@pytest.mark.parametrize("forged", ["M99", "M24", "M00", "19", "<img src=x>", ""])
def test_a_month_that_can_not_be_sent_is_not_chosen(follow_link, forged):
    app = follow_link(month=forged)
    assert chosen(app) == 1
    assert "<img src=x>" not in markup(app)


def test_after_a_month_was_sent_the_next_open_one_comes_by_itself(follow_link, home):
    app = follow_link(month="M02")
    assert chosen(app) == 2
    send(home, 1)
    assert chosen(follow_link()) == 2
