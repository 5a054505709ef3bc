"""A stranger with a minute: what the first screen must hold, found without scrolling and read by machines as well."""

import pytest
from playwright.sync_api import expect

from dashboard.standing import needing_attention, read_standings
from etl.release_file import ReleaseFile
from indicators.load import load_definitions
from indicators.texts import load_texts
from tests.browser.conftest import NEWEST

pytestmark = pytest.mark.browser

SCREEN = {"width": 1280, "height": 720}


@pytest.fixture
def wide(visit, home):
    """A reader with a small laptop, the menu open; the worst case of the release has a cause and an action."""
    visit.page.set_viewport_size(SCREEN)
    return visit


def _is_on_screen(place):
    box = place.bounding_box()
    assert box is not None, place
    return box["x"] >= 0 and box["y"] >= 0 and box["y"] + box["height"] <= SCREEN["height"]


@pytest.mark.parametrize("language", ["en", "bg"])
def test_month_worst_figure_trainings_and_missing_partners_are_seen_without_scrolling(wide, home, language):
    file = ReleaseFile(home.releases / f"{NEWEST}.duckdb")
    standings = read_standings(file.table("figure"), file.table("indicator"), file.table("comment"), file.info.month)
    worst, texts = needing_attention(standings)[0], load_texts(load_definitions(), language)
    page = wide.open(f"?language={language}").page
    expect(page.locator("[data-testid=stSidebar]")).to_be_visible()
    assert _is_on_screen(page.locator("h1")) and _is_on_screen(page.locator(".summary"))
    case = page.locator("article.case").first
    assert texts(worst.name) in case.locator("h3").inner_text()
    # With cause, action, owner and day, or with the word that none was given.
    assert all(_is_on_screen(case.locator(part)) for part in ("h3", ".bullet", ".then"))
    trainings = page.locator(".headline-figures > li").filter(has=page.locator("a[href*='OP-07']"))
    assert _is_on_screen(trainings)
    missing = page.locator(".absentees > .people li")
    assert missing.count() > 0 and all(_is_on_screen(one) for one in missing.all()[:2])


def test_a_cause_and_an_action_fit_on_the_first_screen(wide, home):
    page = wide.open("?language=bg").page
    told = page.locator("article.case:not(details *) .then").first
    # The longest that a coordinator may write, in the worst place.
    told.evaluate("one => { one.innerHTML = ('<div><b>Cause: </b>' + 'word '.repeat(40) + '</div>').repeat(2) }")
    assert _is_on_screen(told)


def test_filters_and_the_choice_of_charts_stand_in_the_address(visit):
    visit.page.goto(f"{visit.address}/objectives?language=en")
    page = visit.wait().page
    page.get_by_role("radio", name="Charts").click()
    expect(page.locator(".js-plotly-plot").first).to_be_visible()
    assert "view=charts" in page.url
    visit.page.goto(f"{visit.address}/objectives?language=en&status=delayed&decided=yes")
    page = visit.wait().page
    chips = page.locator("table.framework .chip")
    assert chips.count() > 0
    assert set(chips.evaluate_all("all => all.map(one => one.className)")) == {"chip solid delayed"}


def test_the_way_back_from_an_indicator_leads_to_all_of_them(visit):
    visit.page.goto(f"{visit.address}/objectives?indicator=OP-08")
    page = visit.wait().page
    page.get_by_role("button", name="← All indicators").click()
    expect(page.locator("table.framework").first).to_be_visible()
    assert "indicator=" not in page.url
