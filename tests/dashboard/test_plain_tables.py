"""Tables of figures that a committee reads without a glossary: what a number is of, rests on, and is compared with."""

import re

import duckdb
import pytest

from tests.dashboard.conftest import NEWEST, make_home, markup


def table(body: str, cls: str) -> str:
    """The first table of a class on a page."""
    return re.search(rf'<table class="plain cards {cls}">.*?</table>', body, re.S)[0]


def headings(body: str) -> list[str]:
    """Its headings, those that explain themselves with their meaning."""
    return re.findall(r'<th scope="col"[^>]*>(.*?)</th>', body)


@pytest.fixture
def read(open_page, demo_home):
    """The markup of a page."""
    return lambda page: markup(open_page(demo_home, page))


def test_figures_about_women_stand_in_the_same_table_on_every_page(read):
    def plainly(page):
        return re.sub(r'href="[^"]*"', "", table(read(page), "closings"))

    # Which of them, and in which order, is the page's own; what is told of each is not.
    def rows(page):
        return {row for row in re.findall(r"<tr><th scope=.row.*?</tr>", plainly(page), re.S)}

    assert rows("pathways") and rows("pathways") <= rows("overview")
    assert headings(plainly("pathways")) == headings(plainly("overview"))


def test_a_figure_about_women_of_an_earlier_month_says_so_in_the_neutral_sentence(open_page, demo_home, tmp_path):
    home = make_home(tmp_path / "home", "demo", demo_home.releases)
    with duckdb.connect(str(home.releases / f"{NEWEST}.duckdb")) as connection:
        without = "state = 'withheld', value = NULL, status = 'unavailable', progress_pct = NULL"
        connection.execute(f"UPDATE figure SET {without} WHERE indicator_code = 'OP-05' AND month IN ('M13', 'M18')")
        connection.execute(f"UPDATE figure SET {without} WHERE indicator_code = 'OP-04'")
    shown = table(markup(open_page(home, "pathways")), "closings")
    assert re.findall(r'([^>]*)<small class="why">([^<]+)</small>', shown) == [
        ("– ", "No new figure could be closed at M18; none has been closed so far."),
        ("M12 · Dec 2016 ", "No new figure could be closed at M18; the last is of M12."),
    ]


def test_what_a_figure_rests_on_is_explained_and_left_out_where_nothing_does(read):
    of_pathways, of_trainings = (headings(table(read(page), "figures-of")) for page in ("pathways", "trainings"))
    assert not [one for one in of_pathways if "Base" in one]
    (base,) = [one for one in of_trainings if "Base" in one]
    assert "all who registered or all who answered" in base


@pytest.mark.parametrize("page", ["trainings", "pathways"])
def test_a_mean_or_a_count_stands_with_its_unit_and_a_share_with_its_sign(read, page):
    for row in re.findall(r'<th scope="row">(.*?)</th><td class="number" data-label="Value">(.*?)</td>', read(page)):
        name, value = row
        has_value = 'class="value"' in value
        assert not has_value or re.search(r"</a> · [a-z]", name) or "%" in value, row


def test_progress_beside_a_target_is_said_to_be_against_the_plan(read):
    body = read("objectives")
    named = set(headings("".join(re.findall(r'<table class="plain framework cards">.*?</table>', body, re.S))))
    assert "Progress against the plan" in named and "Progress" not in named
    assert "100 % is what was planned by this month, not the target." in body
