"""From each figure of the overview to its own page, and what stands beside it on the way."""

import re

import pytest

from dashboard.cases import _build_bullet
from dashboard.standing import Standing, read_standings
from etl.release_file import ReleaseFile
from indicators.charts import draw_progress_curve
from indicators.load import load_definitions
from indicators.texts import Texts
from tests.dashboard.conftest import NEWEST, markup

ENGLISH = Texts("en")


@pytest.fixture(scope="module")
def tables(demo_home):
    """Tables of the newest invented release."""
    file = ReleaseFile(demo_home.releases / f"{NEWEST}.duckdb")
    return {name: file.table(name) for name in ("figure", "indicator", "comment")}


def test_each_indicator_of_the_overview_leads_to_its_own_page(open_page, demo_home, tables):
    app = open_page(demo_home, language="bg")
    links = set(re.findall(r'href="objectives\?([^"]+)"', markup(app)))
    asked = [dict(part.split("=") for part in link.replace("&amp;", "&").split("&")) for link in links]
    assert {one["language"] for one in asked} == {"bg"}
    assert {one["indicator"] for one in asked if "indicator" in one} == set(tables["indicator"]["indicator_code"])


def test_what_goes_well_and_what_is_of_women_has_its_coverage_beside_it(open_page, demo_home):
    body = markup(open_page(demo_home))
    lines = re.findall(r'<span class="sum">.*?</li>', body)
    assert lines and all(re.search(r"\d+ of \d+ partners?", line) for line in lines)
    women = re.findall(r'data-label="Last closed figure">(.*?)</td>.*?data-label="Coverage">(.*?)</td></tr>', body)
    shown = [coverage for figure, coverage in women if "<b>" in figure]
    assert shown and all(re.fullmatch(r"\d+ of \d+ partners?", coverage) for coverage in shown)


def falling(**values):
    """A figure that should fall from 40 to 20."""
    row = {"month": "M18", "unit": "days", "state": "value", "status": "at_risk", "class": "C", "baseline": 40.0}
    row |= {"target": 20.0, "expected": 25.0, "value": 30.0, "decimals": 0, "direction": "down"} | values
    indicator = {"indicator_code": "PR-09", "decimals": 0, "target_state": "confirmed"}
    return Standing(indicator, row, row)


def test_a_figure_that_should_fall_is_told_so_and_drawn_from_its_baseline_down():
    bullet = _build_bullet(falling(), ENGLISH)
    assert "target at most 20" in bullet and "↓ less is better" in bullet
    assert 'style="width:50.0%"' in bullet and 'style="left:75.0%"' in bullet
    assert 'style="width:0.0%"' in _build_bullet(falling(value=44.0), ENGLISH)


def test_a_figure_that_should_rise_has_no_word_of_direction():
    bullet = _build_bullet(falling(direction="up", baseline=0.0, expected=16.0), ENGLISH)
    assert "less is better" not in bullet and "target 20" in bullet


@pytest.mark.parametrize(
    ("direction", "state", "said"),
    [
        ("up", "binding", "target 8"),
        ("up", "proposed", "target 8, proposed"),
        ("down", "binding", "target at most 8 ↓ less is better"),
    ],
)
def test_the_chart_says_direction_and_that_a_target_is_only_proposed(tables, direction, state, said):
    figures = tables["figure"]
    rows = figures[(figures["indicator_code"] == "OP-07") & (figures["breakdown"] == "total")]
    indicator = tables["indicator"].set_index("indicator_code", drop=False).loc["OP-07"].copy()
    indicator["direction"], indicator["target_state"] = direction, state
    chart = draw_progress_curve(rows, indicator, ENGLISH, load_definitions().periods)
    assert said in [one.text for one in chart.layout.annotations]


def test_a_standing_knows_its_direction_for_every_sentence(tables):
    for one in read_standings(tables["figure"], tables["indicator"], tables["comment"], 18):
        assert one.now["direction"] in ("up", "down")


def test_the_sensitivity_of_a_status_stands_below_its_reason(open_page, demo_home):
    app = open_page(demo_home)
    assert markup(app).count('class="sensitivity"') == markup(app).count("<article")
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-07").run()
    assert "On track with other limits, too" in markup(app).split('class="sensitivity"')[1]
