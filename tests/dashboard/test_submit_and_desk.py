"""A partner's officer sends workbooks, the coordinator decides: the two pages that open the store."""

import pytest

from etl.services import read_own_submissions
from tests.actors import make_officer
from tests.dashboard.conftest import make_home, markup, plain
from tests.intake.workbooks import Book, event, full_book

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def home(tmp_path, releases):
    return make_home(tmp_path / "home", "demo", releases)


def send(app, *books):
    files = [(name, content, _XLSX) for name, content in books]
    app.get("file_uploader")[0].set_value(files)
    next(one for one in app.button if one.label == "Check and send").click()
    return app.run()


def own(home, partner="P01"):
    return [(row["month"], row["state"]) for row in read_own_submissions(make_officer(home, partner), partner)]


def test_a_valid_workbook_gets_a_receipt_and_the_next_template(open_page, home):
    app = send(open_page(home, "submit", role="partner"), ("may.xlsx", full_book().content()))
    assert not app.exception
    assert own(home) == [(5, "accepted")]
    text = plain(app)
    assert "Accepted" in text and "Receipt number" in text
    assert [one.label for one in app.get("download_button")][-1] == "Download the template for M06"


def test_a_rejected_workbook_tells_each_cell_and_stores_nothing(open_page, home):
    faulty = full_book(sheets={"EVENTS": [event(participants_n="1.234", country="XX")]})
    app = send(open_page(home, "submit", role="partner"), ("may.xlsx", faulty.content()))
    assert not app.exception
    assert own(home) == []
    text = plain(app)
    assert "Not stored: please repair and send again" in text
    assert "K01" in text and "K04" in text
    assert f"EVENTS {faulty.place('EVENTS', 'participants_n')}" in text
    assert "1.234" in text


def test_several_files_are_taken_together_or_not_at_all(open_page, home):
    good, bad = Book(month=1).content(), Book(month=2, sheets={"EVENTS": [event(country="XX")]}).content()
    app = send(open_page(home, "submit", role="partner"), ("one.xlsx", good), ("two.xlsx", bad))
    assert own(home) == []
    assert "Without fault, but not stored yet" in plain(app)


def test_another_partners_workbook_is_refused(open_page, home):
    app = send(open_page(home, "submit", role="partner"), ("other.xlsx", Book(partner="P02").content()))
    assert own(home, "P02") == []
    assert "F02" in plain(app)


def test_a_file_name_is_text_and_never_markup(open_page, home):
    app = send(open_page(home, "submit", role="partner"), ("<img src=x onerror=alert(1)>.xlsx", b"nothing"))
    assert not app.exception
    assert "&lt;img src=x" in markup(app)
    assert "<img src=x" not in markup(app)


def test_what_one_partner_sent_is_gone_when_the_demo_shows_another(open_page, home):
    app = send(open_page(home, "submit", role="partner"), ("may.xlsx", full_book().content()))
    app.selectbox(key="partner_en").set_value("P02").run()
    assert "Receipt number" not in plain(app)
    assert "Nothing has been sent yet." in plain(app)


@pytest.fixture
def waiting(open_page, home):
    """The desk with one submission that waits, because two partners reported one event."""
    other = Book(partner="P02", sheets={"EVENTS": [event(event_code="EV-P02-001")]})
    app = open_page(home, "submit", role="partner")
    app.selectbox(key="partner_en").set_value("P02").run()
    send(app, ("other.xlsx", other.content()))
    app.selectbox(key="partner_en").set_value("P01").run()
    send(app, ("may.xlsx", full_book().content()))
    assert "Received; the coordinator looks at the queries" in plain(app)
    return open_page(home, "desk", role="coordinator")


def test_the_coordinator_accepts_what_waits(waiting, home):
    assert "V04" in plain(waiting)
    next(one for one in waiting.button if one.label == "Accept").click().run()
    assert not waiting.exception
    assert own(home) == [(5, "accepted")]
    assert "Nothing waits." in plain(waiting)


def test_a_return_needs_a_reason(waiting, home):
    next(one for one in waiting.button if one.label == "Return with this reason").click().run()
    assert own(home) == [(5, "received")]
    waiting.text_input[0].set_value("Which of you organised it?")
    next(one for one in waiting.button if one.label == "Return with this reason").click().run()
    assert own(home) == [(5, "returned")]


def test_the_partner_reads_why_its_workbook_was_returned(waiting, home, open_page):
    waiting.text_input[0].set_value("Which of you organised it?")
    next(one for one in waiting.button if one.label == "Return with this reason").click().run()
    app = open_page(home, "submit", role="partner")
    assert "Which of you organised it?" in plain(app)
    assert "returned for correction" in plain(app)
