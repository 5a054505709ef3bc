"""Without a mouse: where the Tab key leads, that one sees where one is, and that what folds or asks can be used."""

import re

import pytest
from playwright.sync_api import expect

from dashboard.page_table import PAGES
from dashboard.roles import COORDINATOR
from tests.browser.conftest import NEWEST
from tests.browser.furnished import SECOND

pytestmark = pytest.mark.browser

# More stops than any page has.
_STOPS = 400
# Each stop: its part of the page, its name, its place in the document, and whether the eye sees that it has the focus.
_WATCH = """
() => {
  const all = [...document.querySelectorAll("*")];
  window.stopHere = () => {
    const one = document.activeElement;
    if (!one || one === document.body) return null;
    const inside = (name) => one.closest(`[data-testid=${name}]`);
    const part = inside("stSidebar") ? "menu" : inside("stMain") ? "content" : inside("stHeader") ? "header" : "skip";
    const looks = (place) => {
      const style = getComputedStyle(place), after = getComputedStyle(place, "::after");
      return [style.outlineStyle + style.outlineWidth, style.boxShadow, style.borderColor, after.boxShadow].join();
    };
    const around = [one, one.parentElement, one.parentElement?.parentElement, one.closest("[data-testid^=st]")];
    const focused = around.filter(Boolean).map(looks);
    const place = one.compareDocumentPosition.bind(one);
    const isAfter = !window.lastStop || Boolean(window.lastStop.compareDocumentPosition(one) & 4);
    window.lastStop = one;
    one.blur();
    const bare = around.filter(Boolean).map(looks);
    one.focus({ preventScroll: true, focusVisible: true });
    const box = one.getBoundingClientRect();
    return {
      part,
      name: (one.getAttribute("aria-label") || one.innerText || one.placeholder || one.type || one.tagName).trim(),
      isAfter,
      isSeen: focused.join() !== bare.join() && box.width > 0 && box.height > 0,
    };
  };
}
"""


def tab_through(page):
    """Every stop of the Tab key from the top of the page to its end."""
    page.evaluate(_WATCH)
    stops = []
    for _ in range(_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate("window.stopHere()")
        # From the last one it leads out of the page, or to its beginning again.
        if stop is None or (stops and stop["part"] == "skip"):
            return stops
        stops.append(stop)
    raise AssertionError("the Tab key finds no end")


@pytest.mark.parametrize("path", ["", "timeline", "months?month=M02", "submit?role=partner"])
def test_the_tab_key_goes_through_menu_and_content_in_their_order_and_one_sees_where_it_is(visit, path):
    visit.page.goto(f"{visit.address}/{path}{'&' if '?' in path else '?'}role=coordinator&language=en")
    page = visit.wait().page
    stops = tab_through(page)
    assert stops[0]["name"] == "Skip to the content"
    parts = list(dict.fromkeys(stop["part"] for stop in stops))
    assert parts.index("skip") < parts.index("menu") < parts.index("content")
    assert [stop["name"] for stop in stops if not stop["isAfter"]] == []
    assert [(stop["part"], stop["name"]) for stop in stops if not stop["isSeen"]] == []


def test_the_menu_is_reached_line_by_line_then_the_settings(visit):
    page = visit.open("?role=coordinator").page
    names = [stop["name"] for stop in tab_through(page) if stop["part"] == "menu"]
    titles = [one.title for one in PAGES if COORDINATOR in one.roles]
    assert [name for name in names if name in titles] == titles
    assert any(name.startswith("Language") for name in names)
    assert any(name.startswith("Release") for name in names)


def test_the_first_tab_offers_a_way_past_the_menu(visit):
    page = visit.open().page
    page.keyboard.press("Tab")
    link = page.get_by_role("link", name="Skip to the content")
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("main")).to_be_focused()


def test_the_table_behind_a_chart_is_unfolded_and_a_filter_chosen_by_keyboard(visit):
    visit.page.goto(f"{visit.address}/timeline?language=en")
    page = visit.wait().page
    folded = page.locator("[data-testid=stExpander] summary").filter(has_text="The chart as a table")
    folded.focus()
    page.keyboard.press("Enter")
    table = page.locator("[class*=st-key-chart_] details table").first
    expect(table).to_be_visible()
    page.keyboard.press("Enter")
    expect(table).to_be_hidden()


def test_a_form_is_filled_in_and_sent_by_keyboard(visit):
    visit.page.goto(f"{visit.address}/months?role=coordinator&language=en&month=M08")
    page = visit.wait().page
    block = page.locator(f".st-key-follow_up_{SECOND}")
    block.get_by_role("textbox", name="Contact note").focus()
    page.keyboard.type("away until Monday")
    page.keyboard.press("Tab")
    # The explanation of the field comes first where it has a button of its own.
    button = block.get_by_role("button", name="Keep the note")
    if not button.evaluate("one => one === document.activeElement"):
        page.keyboard.press("Tab")
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_text(f"Noted for {SECOND}.")).to_be_visible()
    expect(block.get_by_role("textbox", name="Contact note")).to_have_value("")


def test_a_file_is_asked_for_and_taken_along_without_losing_the_place(visit):
    # A part that nobody else asks for: what another reader has had made would lie ready.
    visit.page.goto(f"{visit.address}/downloads?language=en&from=M05&to=M11")
    page = visit.wait().page
    page.get_by_role("button", name="Prepare ZIP Parquet", exact=True).focus()
    page.keyboard.press("Enter")
    ready = page.get_by_role("button", name=re.compile(r"^Download ZIP \(\d+ KB\) Parquet$"))
    expect(ready).to_be_focused()
    with page.expect_download() as taken:
        page.keyboard.press("Enter")
    assert taken.value.suggested_filename == f"kpi-parquet-selection_we-go_{NEWEST}_en.zip"


def test_no_two_files_are_asked_for_by_the_same_name(visit):
    visit.page.goto(f"{visit.address}/downloads?language=bg")
    page = visit.wait().page
    expect(page.locator("[class*=st-key-make_csv] button")).to_have_attribute("aria-labelledby", "take_csv file_csv")
    tree = page.locator("[data-testid=stMain]").aria_snapshot()
    names = [line.strip() for line in tree.splitlines() if line.strip().startswith('- button "Подготовка')]
    assert len(names) == len(set(names)) > 10


def test_a_word_explains_itself_to_the_keyboard_and_escape_closes_it(visit):
    visit.page.goto(f"{visit.address}/partners?language=en")
    page = visit.wait().page
    page.locator("[data-testid=stExpander] summary").filter(has_text="The chart as a table").click()
    term = page.locator(".term").first
    term.focus()
    expect(term.locator(".tip")).to_be_visible()
    assert term.get_attribute("aria-description")
    page.keyboard.press("Escape")
    expect(term.locator(".tip")).to_be_hidden()
    expect(page).to_have_url(re.compile("/partners"))
