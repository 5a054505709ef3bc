"""An officer sends workbooks in a real browser, on a bad line, and asks for what is locked."""

import re

import openpyxl
import pytest
from playwright.sync_api import expect

from etl.month_lock import lock_month
from etl.services import read_own_submissions
from etl.store import Store
from indicators.load import load_definitions
from tests.actors import make_officer
from tests.intake.workbooks import Book, event, pathway, training

pytestmark = pytest.mark.browser

_CONFIRM = "I have looked at the warnings: send as it is"


@pytest.fixture
def write(tmp_path):
    def write_book(name, book):
        path = tmp_path / name
        path.write_bytes(book.content())
        return path

    return write_book


def crowd(partner, month=5):
    """A workbook with one warning."""
    country = load_definitions().partner(partner).country
    row = training(registered_n=61, attended_n=61, session_code=f"TR-{partner}-01", country=country)
    return Book(partner=partner, month=month, sheets={"TRAININGS": [row]})


def meeting(partner, **values):
    """An event that nobody else reported."""
    own = {"event_code": f"EV-{partner}-001", "country": load_definitions().partner(partner).country}
    return event(**own | {"event_type": "WORKSHOP"} | values)


def mentoring(partner, **values):
    """A pathway that no other partner has: all tests send to one home."""
    letter = "ABCDEFGHJKLMNPQRST"[int(partner[1:])]
    return pathway(**{"pathway_code": f"PW-{letter * 6}"} | values)


def stored(home, partner):
    return [(row["month"], row["state"]) for row in read_own_submissions(make_officer(home, partner), partner)]


def card(visit, kind):
    return visit.page.locator(f"article.receipt.{kind}")


def test_each_of_several_dropped_files_gets_its_own_verdict(visit, write, home):
    good = write("one.xlsx", Book(partner="P02", month=1))
    bad = write("two.xlsx", Book(partner="P02", month=2, sheets={"EVENTS": [meeting("P02", country="XX")]}))
    visit.work_for("P02").send(good, bad)
    expect(card(visit, "confirm")).to_contain_text("one.xlsx")
    expect(card(visit, "rejected")).to_contain_text("two.xlsx")
    expect(visit.page.get_by_text("as long as one of them has an error, none is stored")).to_be_visible()
    assert stored(home, "P02") == []


def test_a_refused_workbook_is_downloaded_marked_repaired_and_sent_again(visit, write, home, tmp_path):
    book = Book(partner="P03", month=1, sheets={"PATHWAYS": [mentoring("P03", start_month="M01", women_active=7)]})
    visit.work_for("P03").send(write("january.xlsx", book))
    marked = visit.page.locator("td.faulty.error")
    expect(marked).to_have_count(1)
    with visit.page.expect_download() as download:
        visit.page.get_by_role("button", name="Download your workbook with the faults marked").click()
    assert download.value.suggested_filename == "january_feedback.xlsx"
    repaired = tmp_path / download.value.suggested_filename
    download.value.save_as(repaired)
    workbook = openpyxl.load_workbook(repaired)
    workbook["PATHWAYS"][book.place("PATHWAYS", "women_active")] = 6
    workbook.save(repaired)
    visit.send(repaired)
    expect(card(visit, "accepted")).to_contain_text("Receipt number")
    expect(card(visit, "rejected")).to_have_count(0)
    assert stored(home, "P03") == [(1, "accepted")]


def test_a_marked_cell_tells_its_issue_to_the_keyboard(visit, write):
    book = Book(partner="P12", sheets={"PATHWAYS": [mentoring("P12", women_active=7)]})
    visit.work_for("P12").send(write("may.xlsx", book))
    note = visit.page.locator("td.faulty .note-of-cell")
    expect(note.locator("p").first).to_be_hidden()
    note.locator("summary").focus()
    visit.page.keyboard.press("Enter")
    expect(note.locator("p").first).to_be_visible()


def test_warnings_are_confirmed_once_and_the_receipt_follows(visit, write, home):
    visit.work_for("P04").send(write("may.xlsx", crowd("P04")))
    expect(card(visit, "confirm")).to_be_visible()
    assert stored(home, "P04") == []
    visit.page.get_by_role("button", name=_CONFIRM).click()
    expect(card(visit, "accepted")).to_contain_text("Receipt number")
    assert stored(home, "P04") == [(5, "accepted")]
    expect(visit.page.get_by_role("button", name=_CONFIRM)).to_have_count(0)


def test_a_line_that_breaks_before_the_receipt_arrives_loses_nothing(visit, write, home):
    line = {"is_cut": False, "is_restored": False}

    def carry(socket):
        if line["is_cut"] and not line["is_restored"]:
            socket.close()
            return
        server = socket.connect_to_server()

        def from_server(message):
            # The receipt is on its way: at this moment the line breaks.
            if not line["is_cut"] and isinstance(message, bytes) and b"Receipt number" in message:
                line["is_cut"] = True
                socket.close()
            elif not line["is_cut"] or line["is_restored"]:
                socket.send(message)

        server.on_message(from_server)

    visit.page.route_web_socket(re.compile("_stcore/stream"), carry)
    page = visit.work_for("P05").page
    page.locator("input[type=file]").set_input_files(write("may.xlsx", Book(partner="P05")))
    expect(page.locator("[data-testid=stFileChip]")).to_have_count(1)
    page.get_by_role("button", name="Check and send").click()
    app = page.locator("[data-testid=stApp]")
    expect(app).not_to_have_attribute("data-test-connection-state", "CONNECTED")
    assert line["is_cut"]
    expect(page.get_by_text("Receipt number")).to_have_count(0)
    line["is_restored"] = True
    page.reload()
    visit.wait()
    (row,) = read_own_submissions(make_officer(home, "P05"), "P05")
    expect(page.locator(".number-id", has_text=row["submission_id"]).first).to_be_visible()
    expect(page.get_by_role("radio", name="Partner's officer")).to_be_checked()


def test_a_file_that_waits_is_there_again_in_another_browser(visit, write, home, chromium):
    visit.work_for("P06").send(write("may.xlsx", crowd("P06")))
    expect(card(visit, "confirm")).to_contain_text("P06_M05_r1.xlsx")
    url = visit.page.url
    visit.page.context.close()
    other = chromium.new_context(locale="en-GB").new_page()
    other.goto(url)
    expect(other.locator("article.receipt.confirm")).to_contain_text("P06_M05_r1.xlsx")
    other.get_by_role("button", name=_CONFIRM).click()
    expect(other.locator("article.receipt.accepted")).to_contain_text("Receipt number")
    other.context.close()
    assert stored(home, "P06") == [(5, "accepted")]


def test_a_verdict_is_over_as_soon_as_another_file_is_chosen_even_one_too_big(visit, write, tmp_path):
    visit.work_for("P07").send(write("may.xlsx", Book(partner="P07")))
    expect(card(visit, "accepted")).to_be_visible()
    big = tmp_path / "big.xlsx"
    big.write_bytes(b"0" * (5 * 2**20 + 1))
    visit.page.locator("input[type=file]").set_input_files(big)
    expect(visit.page.locator("[data-testid=stFileChip][aria-invalid=true]")).to_be_visible()
    expect(card(visit, "accepted")).to_be_hidden()
    told = "el => getComputedStyle(el, '::after').content"
    assert "too big" in visit.page.locator("[data-testid=stFileUploader]").evaluate(told)


def test_a_locked_month_is_asked_for_opened_at_the_desk_and_sent(visit, write, home):
    lock_month(Store(home, load_definitions()), 5, "P08", "coordinator", "closed for the report")
    path = write("may.xlsx", Book(partner="P08"))
    page = visit.work_for("P08").send(path).page
    expect(page.locator(".month-note.locked")).to_contain_text("closed for the report")
    page.get_by_role("textbox", name="Why should M05 be opened again?").fill("Two sessions were forgotten.")
    page.get_by_role("button", name="Ask for an unlock").click()
    expect(page.locator(".month-note.open")).to_contain_text("has not answered yet")
    visit.choose_role("Coordinator").go("Review queue")
    asked = page.locator("blockquote").filter(has_text="Two sessions were forgotten.")
    expect(asked).to_have_count(1)
    page.get_by_role("button", name="Unlock M05 for P08").click()
    expect(asked).to_have_count(0)
    visit.work_for("P08").send(path)
    expect(card(visit, "accepted")).to_contain_text("Receipt number")
    assert stored(home, "P08") == [(5, "accepted")]


def test_nothing_changed_is_one_click_a_look_and_a_yes(visit, write, home):
    partner = load_definitions().partner("P09")
    first = Book(partner="P09", month=1, sheets={"PATHWAYS": [mentoring("P09", start_month="M01")]})
    visit.work_for(partner.code).send(write("january.xlsx", first))
    expect(card(visit, "accepted")).to_be_visible()
    page = visit.work_for(partner.code).page
    page.get_by_role("button", name="Nothing changed in M02").click()
    expect(page.locator(".oneline")).to_contain_text("Women enrolled since the start 8")
    expect(page.get_by_role("region", name="Mentoring pathways")).to_be_visible()
    page.get_by_role("button", name="Yes, nothing changed: send it").click()
    expect(page.locator("article.receipt [class=number-id]")).to_have_count(1)
    assert [month for month, _state in stored(home, partner.code)] == [2, 1]


def test_no_page_complains_while_a_workbook_is_refused_and_sent(visit, write):
    bad = write("bad.xlsx", Book(partner="P10", sheets={"EVENTS": [meeting("P10", country="XX")]}))
    visit.open("?role=partner&partner=P10").go("Submit").send(bad).send(write("may.xlsx", crowd("P10")))
    expect(card(visit, "confirm")).to_be_visible()
    assert visit.complaints == []


@pytest.mark.parametrize("language", ["en", "bg"])
def test_a_telephone_shows_verdict_and_preview_without_sideways_scrolling(visit, write, language):
    page = visit.page
    page.set_viewport_size({"width": 390, "height": 844})
    rows = [mentoring("P11", pathway_code=f"PW-MMMMM{digit}", women_active=7) for digit in range(2, 6)]
    book = Book(partner="P11", cover={"language": language}, sheets={"PATHWAYS": rows})
    visit.work_for("P11", language).send(write("may.xlsx", book))
    expect(page.locator("td.faulty.error").first).to_be_attached()
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390
    without = page.locator("table").evaluate_all("all => all.filter(one => !one.caption).length")
    assert without == 0
