"""The submit page beyond the plain receipt: previews, warnings, refusals, what waits, months and their locks."""

import pytest

from dashboard.receipts import build_groups
from etl.month_lock import lock_month, unlock_month
from etl.release_file import list_releases
from etl.services import ask_for_unlock, read_own_submissions, read_unlock_requests
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
from indicators.texts import load_texts
from tests.actors import make_coordinator, make_officer
from tests.dashboard.conftest import make_home, markup, plain
from tests.dashboard.test_submit_and_desk import send
from tests.intake.workbooks import Book, check, event, full_book, pathway
from tests.reception.conftest import crowd

_CONFIRM = "I have looked at the warnings: send as it is"


@pytest.fixture
def home(tmp_path, releases):
    return make_home(tmp_path / "home", "demo", releases)


@pytest.fixture
def store(home):
    return Store(home, load_definitions())


@pytest.fixture
def page(open_page, home):
    return open_page(home, "submit", role="partner")


def press(app, label):
    next(one for one in app.button if one.label == label).click()
    return app.run()


def labels(app):
    return [one.label for one in (*app.button, *app.get("download_button"))]


def own(home):
    return [
        (row["month"], row["revision"], row["state"]) for row in read_own_submissions(make_officer(home, "P01"), "P01")
    ]


def choose_month(app, month):
    next(one for one in app.selectbox if one.label == "Reporting month").set_value(month)
    return app.run()


# Preview


def test_the_preview_marks_the_faulty_cell_and_tells_its_issue_without_a_mouse(page):
    send(page, ("may.xlsx", full_book(sheets={"EVENTS": [event(country="XX", participants_n=40)]}).content()))
    text = markup(page)
    assert 'class="faulty error"' in text
    assert (
        '<details class="note-of-cell"><summary><span aria-hidden="true">✗</span><span class="unseen">Error</span> K04'
        in text
    )
    assert "could not be read" in text


def test_blank_zero_and_does_not_apply_are_three_things(page):
    rows = [pathway(), pathway(pathway_code="PW-BBBBBB", satisfied_asked_n=0, satisfied_n=0, ese_paired_n="NA")]
    send(page, ("may.xlsx", full_book(sheets={"PATHWAYS": rows}).content()))
    text = markup(page)
    assert "<i>does not apply</i>" in text
    assert '<td class="number">0</td>' in text
    assert '<td class="number"><span class="unseen">blank</span></td>' in text


def test_codes_are_shown_by_their_labels_in_the_readers_language(open_page, home):
    app = open_page(home, "submit", language="bg", role="partner")
    files = [("may.xlsx", full_book().content(), "application/octet-stream")]
    app.get("file_uploader")[0].set_value(files)
    app.button[-1].click() if len(app.button) == 1 else next(b for b in app.button if "Провер" in b.label).click()
    app.run()
    assert "Ментор" in plain(app) and "GROUP" not in markup(app)


def test_a_free_text_is_told_by_its_length_alone(page):
    send(page, ("may.xlsx", full_book(sheets={"EVENTS": [event(evidence_ref="minutes of 4 May")]}).content()))
    assert "minutes of" not in markup(page)
    assert "text of 16 characters" in plain(page)


def test_the_month_is_told_in_one_line_to_proof_read(page):
    send(page, ("may.xlsx", full_book().content()))
    assert "Please proof-read: May 2016: Mentoring pathways 1 (Women enrolled since the start 8" in plain(page)


def test_errors_stand_apart_from_warnings(page):
    book = crowd()
    book.sheets["EVENTS"] = [event(country="XX")]
    send(page, ("may.xlsx", book.content()))
    text = plain(page)
    assert text.index("To repair (1)") < text.index("To look at, and to repair or confirm (1)")


# Feedback, confirmation, what waits


def test_a_rejected_workbook_is_given_back_marked_until_the_next_one_comes(page):
    label = "Download your workbook with the faults marked"
    send(page, ("may.xlsx", full_book(sheets={"EVENTS": [event(country="XX")]}).content()))
    assert label in labels(page)
    send(page, ("may.xlsx", full_book().content()))
    assert label not in labels(page)
    assert "Not stored" not in plain(page)


def test_warnings_are_confirmed_once_for_the_set(page, home):
    send(page, ("may.xlsx", crowd().content()), ("june.xlsx", Book(month=6).content()))
    assert own(home) == []
    assert labels(page).count(_CONFIRM) == 1
    press(page, _CONFIRM)
    assert not page.exception
    assert own(home) == [(6, 1, "accepted"), (5, 1, "accepted")]
    assert plain(page).count("Receipt number") == 2


def test_a_new_session_shows_the_file_that_waits_and_can_confirm_it(page, open_page, home):
    send(page, ("may.xlsx", crowd().content()))
    again = open_page(home, "submit", role="partner")
    assert "Waiting for your confirmation" in plain(again)
    assert "P01_M05_r1.xlsx" in plain(again) and "T08" in plain(again)
    press(again, _CONFIRM)
    assert own(home) == [(5, 1, "accepted")]
    assert "Waiting for your confirmation" not in plain(page.run())


def test_a_discarded_file_is_gone(page, home):
    send(page, ("may.xlsx", crowd().content()))
    press(page, "Discard, I will send a better one")
    assert "Waiting for your confirmation" not in plain(page)
    assert [path for path in home.inbox.rglob("*") if path.is_file()] == []


def test_what_waits_of_one_partner_is_not_shown_to_another(page):
    send(page, ("may.xlsx", crowd().content()))
    page.selectbox(key="partner_en").set_value("P02").run()
    assert "may.xlsx" not in plain(page)


def test_a_new_session_tells_what_was_received_and_what_was_refused(page, open_page, home):
    send(page, ("may.xlsx", full_book().content()))
    send(page, ("june.xlsx", Book(month=6, sheets={"EVENTS": [event(country="XX")]}).content()))
    again = plain(open_page(home, "submit", role="partner"))
    number = read_own_submissions(make_officer(home, "P01"), "P01")[0]["submission_id"]
    assert number in again
    assert "M06 · June 2016 – 16 Aug 2017, 12:00 checked, not stored" in again


def test_the_same_month_chosen_twice_takes_the_newer_file_and_says_so(page, home):
    faulty = Book(month=5, sheets={"EVENTS": [event(country="XX")]}).content()
    send(page, ("faulty.xlsx", faulty), ("repaired.xlsx", full_book().content()))
    assert own(home) == [(5, 1, "accepted")]
    assert "Left out: faulty.xlsx" in plain(page)


def test_sending_without_a_file_takes_the_old_verdict_away(page):
    send(page, ("may.xlsx", full_book().content()))
    press(page, "Check and send")
    assert "Receipt number" not in plain(page)
    assert "Choose a file first." in page.info[0].value


# Personal data


def test_of_a_personal_file_nothing_is_shown_or_kept(page, home):
    book = full_book(cover={"note": "Ask maria.petrova@example.org"})
    send(page, ("may.xlsx", book.content()))
    text = plain(page)
    assert "Refused and not kept" in text and "F06" in text
    assert "maria" not in markup(page) and "What was understood" not in text
    assert "Download your workbook with the faults marked" not in labels(page)
    assert "maria" not in str(page.session_state.to_dict())
    assert [path for path in home.inbox.rglob("*") if path.is_file()] == []


def test_a_file_name_that_may_be_personal_is_not_repeated(page):
    send(page, ("maria.petrova@example.org.xlsx", full_book().content()))
    assert "Refused and not kept" in plain(page)
    assert "maria" not in markup(page)
    assert "File 1" in plain(page)


# Months


def test_a_late_month_says_so_before_and_after_sending(page):
    choose_month(page, 5)
    assert "Late. M05 was due by 15 Jun 2016. Send it all the same" in plain(page), "the head tells of another month"
    send(page, ("may.xlsx", full_book().content()))
    assert "It counts as late, and all its figures count in full." in plain(page)


def test_a_published_month_says_where_a_correction_appears(page, home):
    assert list_releases(home)
    choose_month(page, 5)
    text = plain(page)
    assert "Published. Figures up to M05 were published on" in text and "without your workbook" in text
    assert "never change: a correction only enters later numbers" in text
    choose_month(page, 19)
    assert "Published." not in plain(page)


def test_a_waiting_month_says_that_a_new_workbook_takes_its_place(open_page, home, store):
    other = Book(partner="P02", sheets={"EVENTS": [event(event_code="EV-P02-001")]})
    submit_files(store, [("other.xlsx", other.content())], "officer")
    app = send(open_page(home, "submit", role="partner"), ("may.xlsx", full_book().content()))
    assert "Waiting. Revision 1 of M05 waits for the coordinator" in plain(app)


def test_a_locked_month_is_told_with_its_reason_and_has_no_template_of_nothing_changed(page, store):
    lock_month(store, 5, None, "coordinator", "closed for the report")
    choose_month(page.run(), 5)
    assert "Locked. The coordinator closed M05 on 16 Aug 2017, with the reason: “closed for the report”." in plain(page)
    assert "Nothing changed in M05" not in labels(page)


def test_a_refused_workbook_of_a_locked_month_leads_to_the_request(page, store, home):
    lock_month(store, 5, None, "coordinator", "closed for the report")
    send(page, ("may.xlsx", full_book().content()))
    assert "F03" in plain(page) and "Locked." in plain(page)
    page.text_area[-1].set_value("Two sessions were forgotten.")
    press(page, "Ask for an unlock")
    assert [one.state for one in read_unlock_requests(make_coordinator(home))] == ["open"]
    assert "The coordinator has not answered yet." in plain(page)


def test_a_personal_reason_is_refused_and_not_kept(page, store, home):
    lock_month(store, 5, None, "coordinator", "closed")
    choose_month(page.run(), 5)
    page.text_area[0].set_value("Write to maria.petrova@example.org")
    press(page, "Ask for an unlock")
    assert "personal data" in page.warning[0].value
    assert read_unlock_requests(make_coordinator(home)) == []


@pytest.fixture
def asked(home, store):
    lock_month(store, 5, None, "coordinator", "closed")
    ask_for_unlock(make_officer(home, "P01"), "P01", 5, "Two sessions were forgotten.")


def test_the_desk_opens_the_month_for_the_partner_that_asked(asked, open_page, home):
    desk = open_page(home, "desk", role="coordinator")
    assert "Two sessions were forgotten." in plain(desk)
    press(desk, "Unlock M05 for P01")
    assert not desk.exception
    assert "Two sessions were forgotten." not in plain(desk)
    app = choose_month(open_page(home, "submit", role="partner"), 5)
    assert "It is open again: send the workbook." in plain(app)
    send(app, ("may.xlsx", full_book().content()))
    assert own(home) == [(5, 1, "accepted")]


def test_the_desk_declines_with_a_reason_that_the_partner_reads(asked, open_page, home):
    desk = open_page(home, "desk", role="coordinator")
    press(desk, "Decline with this answer")
    assert "reason is needed" in desk.warning[0].value
    desk.text_input[0].set_value("Please put it into the next month.")
    press(desk, "Decline with this answer")
    assert not desk.exception
    app = choose_month(open_page(home, "submit", role="partner"), 5)
    assert "The coordinator said no: “Please put it into the next month.”" in plain(app)


def test_an_unlock_by_command_closes_the_request_on_the_desk(asked, open_page, home, store):
    unlock_month(store, 5, None, "command line", "one correction")
    assert "Partners ask for a month" not in plain(open_page(home, "desk", role="coordinator"))


# Nothing changed


@pytest.fixture
def lived(open_page, home, store):
    """The page of a partner that reported its first month."""
    first = Book(month=1, sheets={"PATHWAYS": [pathway(start_month="M01")]})
    (receipt,) = submit_files(store, [("january.xlsx", first.content())], "officer", is_confirmed=True)
    assert receipt.state == "accepted"
    return open_page(home, "submit", role="partner")


def test_nothing_changed_is_shown_first_and_then_sent_the_real_way(lived, home):
    press(lived, "Nothing changed in M02")
    assert own(home) == [(1, 1, "accepted")]
    told = "Please proof-read: February 2016: Mentoring pathways 1 (Women enrolled since the start 8"
    assert told in plain(lived)
    press(lived, "Yes, nothing changed: send it")
    assert not lived.exception
    assert [row[0] for row in own(home)] == [2, 1]
    assert "Receipt number" in plain(lived)


def test_nothing_changed_can_be_left(lived, home):
    press(lived, "Nothing changed in M02")
    press(lived, "Don't send")
    assert "not sent yet" not in plain(lived)
    assert len(own(home)) == 1


def test_where_nothing_can_be_repeated_the_reason_is_told(page):
    press(page, "Nothing changed in M01")
    assert page.warning[0].value
    assert "not sent yet" not in plain(page)


# Reload


def test_a_reload_finds_the_same_person_in_the_demo(open_page, home):
    app = open_page(home, "submit", role="partner")
    app.selectbox(key="partner_en").set_value("P03").run()
    address = {name: value[0] if isinstance(value, list) else value for name, value in app.query_params.items()}
    assert address["role"] == "partner" and address["partner"] == "P03"


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_faults_of_a_greek_workbook_are_told_in_the_language_of_the_page(language):
    texts = load_texts(load_definitions(), language)
    checked = check(full_book(sheets={"PATHWAYS": [pathway(mentoring_hours_month=-12.5)]}, cover={"language": "el"}))
    shown = build_groups(checked.issues, texts)
    assert texts.show(-12.5) in shown and texts("Correct the number.") in shown
    assert not any("α" <= letter.lower() <= "ω" for letter in shown)
