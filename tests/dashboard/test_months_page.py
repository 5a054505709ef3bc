"""Months and reminders: who is missing, what was noted, reminders to copy, locks; for the coordinator alone."""

import pytest
from streamlit.testing.v1 import AppTest

from etl.access import read_trail
from etl.contact_note import list_notes
from etl.home import Home
from etl.month_lock import is_locked, read_locks
from etl.store import Store
from indicators.load import load_definitions
from tests.dashboard.conftest import make_home, markup, plain

PAGE = "Months and reminders"


@pytest.fixture
def home(tmp_path, releases) -> Home:
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def page(open_page, home) -> AppTest:
    app = open_page(home, "months", role="coordinator")
    assert not app.exception
    return app


def field(app, label, form):
    return next(one for one in (*app.text_input, *app.selectbox) if one.label == label and form in str(one.form_id))


def press(app, key):
    next(one for one in app.button if str(one.key).startswith(key)).click()
    return app.run()


def choose_month(app, code):
    next(one for one in app.selectbox if one.label == "Reporting month").set_value(code)
    return app.run()


def note(app, partner, text):
    field(app, "Contact note", f"note_{partner}_").set_value(text)
    return press(app, f"note_keep_{partner}_")


def lock(app, reason, key="lock_close", partner=None):
    field(app, "Reason", "lock_").set_value(reason)
    if partner:
        field(app, "For", "lock_").set_value(partner)
    return press(app, key)


def test_every_missing_month_stands_with_its_due_day_and_how_late_it_is(page):
    choose_month(page, "M19")
    text = plain(page)
    assert "15 workbooks are missing." in text
    assert "M19 · July 2017 ✕ missing and late 15 Aug 2017 1 –" in text


def test_a_month_in_the_address_is_chosen_and_a_forged_one_ignored(open_page, home, monkeypatch):
    from tests.dashboard.conftest import ENTRY

    for asked, chosen in (("M18", "M18"), ("M99", ""), ("<img src=x>", ""), ("M20", "")):
        monkeypatch.setenv("WEGO_HOME", str(home.path))
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        app.query_params["role"], app.query_params["month"] = "coordinator", asked
        app.run().switch_page("views/months.py").run()
        assert not app.exception
        assert next(one for one in app.selectbox if one.label == "Reporting month").value == chosen
        assert "<img src=x>" not in markup(app)


def test_a_note_stands_with_its_day_and_can_be_taken_back(page, home):
    choose_month(page, "M19")
    note(page, "P03", "comes Thursday")
    assert "Noted for P03." in [one.value for one in page.success]
    assert "“comes Thursday” 16 Aug 2017" in plain(page)
    assert [(one.partner, one.month, one.text) for one in list_notes(home)] == [("P03", 19, "comes Thursday")]
    press(page, "withdraw_P03_19")
    assert "comes Thursday" not in plain(page) and list_notes(home) == []


def test_a_note_that_may_be_personal_is_refused_in_a_sentence_and_left_to_be_corrected(page, home):
    choose_month(page, "M19")
    note(page, "P03", "ask maria.petrova@example.org")
    assert any("may hold personal data" in one.value for one in page.warning)
    assert list_notes(home) == []
    note(page, "P03", "")
    assert [one.value for one in page.warning] == ["Write the note first."]


def test_a_note_is_text_and_never_markup(page):
    choose_month(page, "M19")
    note(page, "P03", "<img src=x onerror=alert(1)>")
    assert "<img src=x" not in markup(page)


def test_a_partner_that_misses_nothing_can_be_noted_as_well(page, home, monkeypatch):
    from etl import follow_up

    monkeypatch.setattr(follow_up, "_OPEN", ())
    page.run()
    assert "Nobody is missing" in plain(page)
    next(one for one in page.selectbox if one.key == "note_partner_en").set_value("P07").run()
    note(page, "P07", "new officer from September")
    assert [(one.partner, one.text) for one in list_notes(home)] == [("P07", "new officer from September")]


def test_a_reminder_is_in_the_partners_language_and_links_to_its_month(page):
    choose_month(page, "M19")
    codes = [one.value for one in page.code]
    assert "/submit?month=M19&language=bg" in codes[1] and "(юли 2017)" in codes[1]
    languages = [one for one in page.selectbox if one.label == "Language of the reminder"]
    assert len(languages) == 15
    languages[0].set_value("en").run()
    assert "language=en" in page.code[1].value and "(July 2017)" in page.code[1].value


def test_the_address_of_the_links_is_the_one_that_was_set(page, monkeypatch):
    monkeypatch.setenv("WEGO_ADDRESS", "https://monitor.example.org/wego/")
    choose_month(page, "M19")
    assert "https://monitor.example.org/wego/submit?month=M19" in page.code[1].value
    monkeypatch.setenv("WEGO_ADDRESS", "javascript:alert(1)")
    assert "javascript" not in choose_month(page, "M18").code[1].value


def test_a_month_is_locked_and_unlocked_with_a_reason(page, home):
    store = Store(home, load_definitions())
    lock(page, "")
    assert any("reason is needed" in one.value for one in page.warning)
    lock(page, "The report is out.")
    assert is_locked(read_locks(store), 19, "P05")
    assert "The report is out." in plain(page)
    lock(page, "One correction.", "lock_open", "P05")
    assert not is_locked(read_locks(store), 19, "P05") and is_locked(read_locks(store), 19, "P06")
    assert "P05" in plain(page).split("Locks in force")[1]


def test_nobody_is_reminded_of_a_month_that_takes_no_workbook(page):
    lock(page, "The report is out.")
    choose_month(page, "M19")
    assert not page.code
    assert "All its missing months are locked" in plain(page)
    assert "✕ missing and late locked" in plain(page)


def test_a_second_lock_of_the_same_month_writes_nothing(page, home):
    lock(page, "The report is out.")
    lock(page, "The report is out.")
    assert [one.value for one in page.warning] == ["M19 is locked already."]
    assert len(read_locks(Store(home, load_definitions()))) == 1


@pytest.mark.parametrize("role", ["reader", "evaluator", "partner", "safeguarding"])
def test_no_other_role_sees_the_page(open_page, home, role):
    app = open_page(home, "months", role=role)
    assert "Workbooks missing" not in plain(app) and not app.code
    assert not [entry for entry in read_trail(home) if entry["action"].startswith(("contact", "lock"))]
