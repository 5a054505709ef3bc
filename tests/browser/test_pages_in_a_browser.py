"""What a person sees and does in a real browser."""

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import OLDER

pytestmark = pytest.mark.browser


def test_the_overview_shows_the_month_and_the_statuses(visit):
    page = visit.open().page
    expect(page.locator("h1")).to_have_text("Month 18 of 24 · June 2017")
    expect(page.locator(".tally > div")).to_have_count(5)
    expect(page.get_by_text("Synthetic data", exact=True)).to_be_visible()
    assert page.locator("article.case .chip.solid").count() > 0
    assert page.locator("article.case .chip.hollow").count() > 0


def test_the_first_page_answers_to_its_name_too(visit):
    # Streamlit serves it at the bare address; a link in a mail or of another role has its name.
    visit.page.goto(f"{visit.address}/overview")
    page = visit.wait().page
    expect(page.locator("h1")).to_have_text("Month 18 of 24 · June 2017")
    expect(page.get_by_text("Page not found")).to_have_count(0)


def test_language_and_release_are_found_below_the_longest_menu(visit):
    page = visit.open("?role=coordinator").page
    page.set_viewport_size({"width": 1280, "height": 720})
    for label in ("Language", "Release"):
        expect(page.locator("[data-testid=stSidebar]").get_by_label(label).first).to_be_in_viewport(ratio=1)


def test_the_language_changes_everything_but_the_role(visit):
    page = visit.open().choose_role("Coordinator").page
    visit.pick("Language", "Български")
    expect(page.locator("h1")).to_have_text("Месец 18 от 24 · юни 2017")
    expect(page.locator("html")).to_have_attribute("lang", "bg")
    expect(page.get_by_role("radio", name="Координатор")).to_be_checked()
    assert "language=bg" in page.url


def test_what_was_chosen_stays_when_the_language_changes(visit):
    visit.page.goto(f"{visit.address}/objectives?indicator=OP-08&release=M12-20170116-cccc01")
    page = visit.wait().page
    visit.pick("Language", "Български")
    expect(page.locator("h1")).to_have_text("Цели")
    expect(page.locator("h2").first).to_contain_text("OP-08")
    expect(page.locator(".stand")).to_contain_text("M12-20170116-cccc01")


def test_a_link_with_language_and_indicator_shows_another_reader_the_same(visit):
    visit.page.goto(f"{visit.address}/objectives?language=bg&indicator=OP-08")
    visit.wait()
    expect(visit.page.locator(".js-plotly-plot")).to_be_visible()
    expect(visit.page.locator("h1")).to_have_text("Цели")


def test_a_case_leads_to_its_curve(visit):
    page = visit.open().page
    case = page.locator("article.case").first
    code = case.locator("h3 small").inner_text()
    case.get_by_role("link").click()
    expect(page.locator("h2").first).to_contain_text(code)
    expect(page.locator(".js-plotly-plot")).to_be_visible()
    assert f"indicator={code}" in page.url


def test_a_figure_of_a_list_leads_to_its_passport_in_the_same_language_and_release(visit):
    page = visit.open(f"?language=bg&release={OLDER}").page
    link = page.locator("a.figure-link").first
    code = link.inner_text()
    link.click()
    expect(page.locator("h1")).to_have_text("Цели")
    expect(page.locator("h2").first).to_contain_text(code)
    expect(page.locator(".passport")).to_be_visible()
    expect(page.locator(".stand")).to_contain_text(OLDER)


def test_the_workbooks_behind_a_figure_are_one_click_away_and_follow_the_month(visit):
    visit.page.goto(f"{visit.address}/objectives?indicator=OP-07")
    page = visit.wait().page
    page.locator("[data-testid=stExpander] summary").filter(has_text="Where this figure comes from").click()
    first = page.locator(".sources summary").first
    expect(first).to_contain_text("1 workbook, 3 rows")
    first.click()
    expect(page.locator(".sources th[scope=row]").filter(has_text="M18").first).to_be_visible()
    visit.pick("Month", "M12")
    expect(page.locator("pre").filter(has_text="wego explain OP-07 --month M12")).to_be_visible()


def test_an_older_release_is_chosen_and_stays_chosen_on_the_next_page(visit):
    page = visit.open().page
    visit.pick("Release", "M12")
    expect(page.locator("h1")).to_have_text("Month 12 of 24 · December 2016")
    visit.go("Partners")
    expect(page.locator(".stand")).to_contain_text("Month 12 of 24")


def test_a_reload_of_a_closed_page_is_answered_by_the_page(visit):
    visit.page.goto(f"{visit.address}/desk")
    visit.wait()
    expect(visit.page.get_by_text("In the demo this page opens with the role")).to_be_visible()
