"""One person of each role does the day's work in a real browser, from page to page, and finds what it left behind."""

import csv
import io
import re
import zipfile
from datetime import date
from xml.etree import ElementTree

import duckdb
import openpyxl
import pyarrow.parquet as pq
import pytest
from docx import Document
from playwright.sync_api import expect
from pypdf import PdfReader

from dashboard.page_table import PAGES
from dashboard.roles import SAFEGUARDING
from etl.access import list_access
from etl.download import DOWNLOADS
from etl.services import read_own_submissions
from indicators.load import load_definitions
from indicators.texts import load_texts
from released import open_release
from tests.actors import make_officer
from tests.browser.conftest import NEWEST, OLDER
from tests.browser.furnished import FIRST, SECOND, send_together
from tests.intake.workbooks import Book, event, pathway

pytestmark = pytest.mark.browser
JANUARY = date(2016, 1, 20)


def heading(visit, text):
    expect(visit.page.locator("h1")).to_have_text(text)
    return visit.wait()


def unfold(page, title):
    """Open a folded part by its line."""
    page.locator("[data-testid=stExpander] summary").filter(has_text=title).first.click()


def states(home, partner):
    return {row["month"]: row["state"] for row in read_own_submissions(make_officer(home, partner), partner)}


# The committee


def test_the_committee_goes_from_the_worst_case_to_the_workbooks_behind_it_and_back(visit):
    page = visit.open().page
    case = page.locator("article.case").first
    code = case.locator("h3 small").inner_text()
    case.get_by_role("link").first.click()
    heading(visit, "Objectives")
    expect(page.locator("h2").first).to_contain_text(code)
    expect(page.locator(".passport")).to_be_visible()
    unfold(page, "Where this figure comes from")
    expect(page.locator("pre").filter(has_text=f"wego explain {code}")).to_be_visible()
    page.get_by_role("button", name="← All indicators").click()
    expect(page.locator("table.framework").first).to_be_visible()
    page.locator("[data-testid=stSidebarNavLink]").filter(has_text="Overview").click()
    heading(visit, re.compile("^Month 18 of 24"))


def test_a_filter_of_the_timeline_outlives_a_reload_and_another_language(visit):
    visit.page.goto(f"{visit.address}/timeline?language=en")
    page = visit.wait().page
    unfold(page, "Choose a kind or a workstream")
    visit.pick("Show", "Deliverables")
    assert "kind=deliverables" in page.url
    page.reload()
    visit.wait()
    unfold(page, "Choose a kind or a workstream")
    shown = page.get_by_role("combobox", name=re.compile("^Show"))
    expect(shown.or_(page.get_by_label("Show", exact=True)).first).to_be_visible()
    assert "kind=deliverables" in page.url
    visit.pick("Language", "Български")
    heading(visit, load_texts(load_definitions(), "bg")("Timeline"))
    assert "kind=deliverables" in page.url and "language=bg" in page.url


def test_two_releases_are_compared_and_the_comparison_is_a_link(visit):
    page = visit.open().page
    visit.go("Releases")
    expect(page.locator("table.difference")).to_be_visible()
    page.get_by_role("combobox", name="Show").fill("OP-08")
    page.get_by_role("option", name=re.compile("OP-08")).click()
    expect(page.locator("table.difference tbody tr").first).to_contain_text("OP-08")
    link = page.url
    assert "about=OP-08" in link
    other = page.context.new_page()
    other.goto(link)
    expect(other.locator("table.difference tbody tr").first).to_contain_text("OP-08")
    other.close()


def test_the_committee_opens_the_pages_as_they_were_on_a_day(visit):
    visit.page.goto(f"{visit.address}/releases?on=2017-02-01")
    page = visit.wait().page
    for title in ("Overview", "Timeline"):
        link = page.locator(".page-links a").filter(has_text=title)
        assert OLDER in link.get_attribute("href")
    page.locator(".page-links a").filter(has_text="Overview").click()
    heading(visit, re.compile("^Month 12 of 24"))
    expect(page.locator(".stand")).to_contain_text(OLDER)
    assert visit.complaints == []


# The evaluator


def take_along(page, kind, folder):
    """Have a file prepared and download it; the second button stands where the first one was."""
    key = kind.replace(".", "_")
    page.locator(f".st-key-make_{key} button").click()
    ready = page.locator(f".st-key-get_{key} button")
    expect(ready).to_be_enabled(timeout=120_000)
    with page.expect_download() as download:
        ready.click()
    path = folder / download.value.suggested_filename
    download.value.save_as(path)
    return path


def members(path, ending):
    with zipfile.ZipFile(path) as box:
        return {name: box.read(name) for name in box.namelist() if name.endswith(ending)}


@pytest.mark.slow
def test_the_evaluator_takes_every_file_along_and_each_opens(visit, tmp_path):
    page = visit.open("?role=evaluator").go("Downloads").page
    files = {kind: take_along(page, kind, tmp_path) for kind in DOWNLOADS}
    assert len({path.name for path in files.values()}) == len(DOWNLOADS)
    assert all(NEWEST in path.name for path in files.values())
    with duckdb.connect(str(files["duckdb"]), read_only=True) as release:
        codes = {code for (code,) in release.sql("SELECT DISTINCT indicator_code FROM figure").fetchall()}
    book = openpyxl.load_workbook(files["xlsx"], read_only=True)
    assert codes <= {str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row}
    rows = list(csv.DictReader(io.StringIO(members(files["csv"], "figures.csv")["figures.csv"].decode("utf-8"))))
    assert codes == {row["indicator_code"] for row in rows}
    table = pq.read_table(io.BytesIO(members(files["parquet"], "figures.parquet")["figures.parquet"]))
    assert table.num_rows == len(rows)
    # What an evaluator opens them with: the part that reads, in the kit and beside it.
    for kind in ("kit", "datapackage", "duckdb"):
        assert open_release(files[kind]).release_id == NEWEST
    assert len(members(files["kit"], ".ipynb")) == 7
    assert ElementTree.parse(files["iati"]).getroot().tag == "iati-activities"
    assert len(PdfReader(files["brief.pdf"]).pages) == 1 < len(PdfReader(files["pack.pdf"]).pages)
    for kind in ("brief.html", "pack.html"):
        assert files[kind].read_bytes().startswith(b"<!DOCTYPE html>"), kind
    assert files["brief.html"].stat().st_size <= 300_000
    for kind in ("progress.docx", "annex.docx"):
        assert Document(str(files[kind])).tables
    for kind in ("progress.xlsx", "annex.xlsx"):
        assert openpyxl.load_workbook(files[kind]).worksheets
    assert visit.complaints == []


def test_a_file_goes_on_being_made_when_its_reader_looks_at_another_page(visit):
    page = visit.open("?role=evaluator&release=" + OLDER).go("Downloads").page
    page.locator(".st-key-make_brief_html button").click()
    # Two at once: the short one is there, whatever the long one does.
    page.locator(".st-key-make_csv button").click()
    expect(page.locator(".st-key-get_csv button")).to_be_visible()
    visit.go("Partners").go("Downloads")
    expect(page.locator(".st-key-get_brief_html button")).to_be_visible(timeout=120_000)


# A partner's officer


def fill(path, book):
    """Fill in a template as a person does: what stands in it already stays."""
    workbook = openpyxl.load_workbook(path)
    for name, about in book.definitions.workbook.sheets.items():
        sheet = workbook[name]
        if about.is_upright:
            values = book.values_of_cover()
            for line in sheet.iter_rows(min_row=1):
                if line[2].value is None and line[0].value in values:
                    line[2].value = values[line[0].value]
            continue
        columns = {cell.value: cell.column for cell in sheet[1]}
        for number, row in enumerate(book.sheets.get(name, ()), start=3):
            for code, value in row.items():
                sheet.cell(number, columns[code]).value = value
    workbook.save(path)


def test_an_officer_fills_in_the_template_repairs_a_fault_and_finds_the_own_figures(visit, home, tmp_path):
    page = visit.open().choose_role("Partner's officer").go("Submit").page
    expect(page.locator(".due-next")).to_contain_text("M01")
    with page.expect_download() as download:
        page.get_by_role("button", name="Download the template for M01").click()
    assert download.value.suggested_filename == "P01_M01_bg.xlsx"
    path = tmp_path / "P01_M01_bg.xlsx"
    download.value.save_as(path)
    rows = {
        "PATHWAYS": [pathway(pathway_code="PW-XXXXXX", start_month="M01")],
        "EVENTS": [event(country="XX", date=JANUARY)],
    }
    book = Book(month=1, sheets=rows)
    fill(path, book)
    visit.send(path)
    expect(page.locator("table.issues")).to_contain_text("EVENTS")
    assert states(home, "P01") == {}
    workbook = openpyxl.load_workbook(path)
    place = next(cell for cell in workbook["EVENTS"][1] if cell.value == "country")
    workbook["EVENTS"].cell(3, place.column).value = "BG"
    workbook.save(path)
    visit.send(path)
    expect(page.locator(".receipt.accepted")).to_contain_text("Receipt number")
    expect(page.locator(".due-next")).to_contain_text("M02")
    expect(page.get_by_role("button", name="Download the template for M02").first).to_be_visible()
    visit.go("Own figures")
    expect(page.get_by_text("Yours: from 1 accepted workbook, the newest of M01")).to_be_visible()
    own = page.locator("tbody tr").filter(has_text="OP-03")
    expect(own.first).to_contain_text("8")
    assert visit.complaints == []


# The coordinator


@pytest.fixture
def coordinator(visit):
    """The coordinator at the queue."""
    visit.page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    return visit.open("?role=coordinator").go("Review queue")


def expect_in_trail(visit, *entries):
    """What was done stands in the audit trail, by whom and to what."""
    visit.go("Access and audit trail")
    rows = visit.page.locator("table.trail tbody tr")
    for action, about in entries:
        found = rows.filter(has_text=action).filter(has_text=about)
        expect(found.first).to_contain_text("coordinator@demo.invalid")


def test_the_coordinator_accepts_one_workbook_and_returns_another(coordinator, home):
    page = coordinator.page
    for month in (5, 6):
        send_together(home, month)
    coordinator.go("Months and reminders").go("Review queue")
    waiting = page.locator("[data-testid=stVerticalBlock]").filter(has=page.get_by_role("button", name="Accept"))
    card = waiting.filter(has_text=SECOND)
    card.filter(has_text="M05").last.get_by_role("button", name="Accept").click()
    expect(page.get_by_text(f"Accepted: {SECOND}")).to_be_visible()
    coordinator.wait()
    again = card.filter(has_text="M06").last
    again.get_by_role("textbox", name="Reason, if it is returned").fill("Which of you organised it?")
    again.get_by_role("button", name="Return with this reason").click()
    expect(page.get_by_text(f"Returned: {SECOND}")).to_be_visible()
    now = {
        row["month"]: (row["state"], row["submission_id"])
        for row in read_own_submissions(make_officer(home, SECOND), SECOND)
    }
    assert (now[5][0], now[6][0]) == ("accepted", "returned")
    expect_in_trail(coordinator, ("Workbook accepted", now[5][1]), ("Workbook returned", now[6][1]))


def test_the_coordinator_notes_a_contact_and_copies_a_reminder_in_the_partners_language(coordinator):
    page = coordinator.go("Months and reminders").page
    visit_month = "M02 "
    coordinator.pick("Reporting month", visit_month)
    block = page.locator(f".st-key-follow_up_{FIRST}")
    block.get_by_role("textbox", name="Contact note").fill("comes on Monday")
    block.get_by_role("button", name="Keep the note").click()
    expect(page.get_by_text(f"Noted for {FIRST}.")).to_be_visible()
    expect(block.locator(".noted").filter(has_text="comes on Monday")).to_be_visible()
    block.locator("[data-testid=stExpander] summary").click()
    language = load_definitions().partner(FIRST).language
    message = block.locator("[data-testid=stCode]").nth(1)
    expect(message).to_contain_text(f"/submit?month=M02&language={language}")
    # Drawn only while somebody points at the message or has reached it by keyboard.
    message.locator("xpath=..").get_by_label("Copy to clipboard").dispatch_event("click")
    copied = page.evaluate("navigator.clipboard.readText()")
    assert f"/submit?month=M02&language={language}" in copied
    assert load_texts(load_definitions(), language).month_name(2016, 2) in copied
    expect_in_trail(coordinator, ("Contact note written", FIRST))


def test_the_coordinator_locks_a_month_and_opens_it_again(coordinator):
    page = coordinator.go("Months and reminders").page
    for reason, button, said in (
        ("The report is out.", "Lock the month", "Locked: M07"),
        ("One correction is needed.", "Unlock the month", "Unlocked: M07"),
    ):
        coordinator.pick("^Month", "M07 ")
        coordinator.pick("^For", FIRST)
        page.get_by_role("textbox", name="Reason", exact=True).fill(reason)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_text(said)).to_be_visible()
    unfold(page, "Everything that was locked and unlocked")
    expect(page.get_by_text("One correction is needed.")).to_be_visible()
    expect_in_trail(coordinator, ("Month locked", "M07"), ("Month opened", "M07"))


def test_the_coordinator_says_why_a_figure_is_behind_and_looks_at_a_release_without_publishing(coordinator, home):
    page = coordinator.go("Causes and targets").page
    coordinator.pick("Month of the release", "M18 ")
    expect(page.get_by_text(re.compile("release of M18 waits"))).to_be_visible()
    coordinator.wait()
    keep = page.get_by_role("button", name=re.compile("^Keep for")).first
    code = keep.inner_text().split()[-1]
    form = page.locator("[data-testid=stForm]").filter(has=page.locator(f".st-key-keep_{code}"))
    form.get_by_role("textbox", name="Cause").fill("Rooms were lacking.")
    form.get_by_role("textbox", name="Action").fill("Rent one.")
    coordinator.pick("Owner", "P04", form)
    coordinator.write_day(form, "31", "10", "2017")
    form.get_by_role("button", name=f"Keep for {code}").click()
    expect(page.get_by_text("As it will stand in the release:")).to_be_visible()
    page.get_by_role("button", name=f"Yes, keep it for {code}").click()
    expect(page.get_by_text(f"Kept: {code}")).to_be_visible()
    coordinator.go("Publish")
    expect(page.locator(".way.now")).to_be_visible()
    expect(page.locator(".way.wait")).to_be_visible()
    expect(page.get_by_role("button", name="Try the attack")).to_be_visible()
    assert len(list(home.releases.glob("*.duckdb"))) == 3
    expect_in_trail(coordinator, ("Cause and action written", code))


def test_the_coordinator_gives_access_and_takes_it_away(coordinator, home):
    page = coordinator.go("Access and audit trail").page
    unfold(page, "Give access, or change a role")
    page.get_by_role("textbox", name="E-mail").fill("Evaluator@Example.org")
    coordinator.pick("^Role", "Evaluator")
    page.get_by_role("button", name="Give access", exact=True).click()
    expect(page.get_by_text("evaluator@example.org is now: Evaluator")).to_be_visible()
    assert "evaluator@example.org" in {one.email for one in list_access(home)}
    unfold(page, "Take access away")
    coordinator.pick("^Person", "evaluator@example.org")
    page.get_by_role("button", name="Take access away", exact=True).click()
    expect(page.get_by_text("evaluator@example.org has no access any more.")).to_be_visible()
    assert "evaluator@example.org" not in {one.email for one in list_access(home)}
    # The trail names who acted and what the role is, never whom it was given to.
    expect_in_trail(coordinator, ("Access given", "evaluator"), ("Access taken away", "evaluator"))
    expect(page.locator("table.trail")).not_to_contain_text("evaluator@example.org")


# Safeguarding


def test_safeguarding_sees_its_numbers_and_its_account_and_nothing_else(visit):
    page = visit.open("?role=safeguarding").page
    heading(visit, "Safety concerns")
    seen = [one.title for one in PAGES if SAFEGUARDING in one.roles]
    expect(page.locator("[data-testid=stSidebarNavLink]")).to_have_text(seen)
    january = page.locator("table.safety tbody tr").filter(has_text="M01")
    expect(january.get_by_role("cell", name="1", exact=True)).to_have_count(1)
    expect(page.get_by_role("combobox", name="Release")).to_have_count(0)
    visit.go("Your account")
    for name in ("objectives", "desk", "people", "submit"):
        page.goto(f"{visit.address}/{name}?role=safeguarding")
        visit.wait()
        assert NEWEST not in page.locator("[data-testid=stApp]").inner_text()
        expect(page.locator("[data-testid=stMain] :is(button, input, table)")).to_have_count(0)
