"""What the product really shows: pages, charts, `wego explain`, and PDFs of the pages, put before it."""

import pytest
from typer.testing import CliRunner

import dashboard.chart_wall
import dashboard.last_closed
from etl.attacker.channels import attack_outputs
from etl.attacker.released import Released, read_released
from etl.cli.app import app
from tests.attacker.channels.conftest import NEWEST, OF_WOMEN, OLDER
from tests.attacker.channels.pages import PAGES, open_page, outputs_of

pytestmark = pytest.mark.slow


@pytest.fixture
def served(home, monkeypatch):
    """The environment in which pages and commands find the home."""
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    monkeypatch.setenv("WEGO_HOME_KIND", home.kind)
    return home


@pytest.mark.parametrize("language", ["en", "bg"])
def test_every_page_tells_what_the_release_tells(served, attack, language):
    shown: dict[str, bytes] = {}
    for page in PAGES:
        shown |= outputs_of(open_page(page, language), f"{page}_{language}")
    assert len(shown) >= len(PAGES)
    assert attack(shown) == []


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_page_of_all_releases_tells_what_one_of_them_tells(served, released, language):
    # Each row of its list is of one release: what the newest doesn't explain, the older one must.
    shown = outputs_of(open_page("releases", language), f"releases_{language}")
    older = read_released(served.releases / f"{OLDER}.duckdb")
    assert isinstance(older, Released)
    both = [(older, [NEWEST]), (released, [OLDER])]
    found = [{(one.place, one.found) for one in attack_outputs(each, shown, others)} for each, others in both]
    # The last day that can be picked is today's, which is of no release.
    assert [what for _place, what in found[0] & found[1]] == ["a day that the release doesn't tell"]


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_detail_of_every_indicator_tells_what_the_release_tells(served, released, attack, language):
    shown: dict[str, bytes] = {}
    for code in released.rules.types:
        shown |= outputs_of(open_page("objectives", language, indicator=code), f"{code}_{language}")
    assert sum(name.endswith("chart.json") for name in shown) == len(released.rules.types)
    assert attack(shown) == []


def test_a_page_that_tells_a_raw_value_is_found(served, attack, monkeypatch):
    honest = dashboard.last_closed.say_value

    def dishonest(value, unit, texts, decimals=None):
        return honest(value, unit, texts, decimals) + " (987)"

    monkeypatch.setattr(dashboard.last_closed, "say_value", dishonest)
    assert any(f"({OF_WOMEN})" in found for found in attack(outputs_of(open_page("overview"), "overview")))


@pytest.mark.parametrize("language", ["en", "bg"])
def test_the_wall_of_small_charts_tells_what_the_release_tells(served, released, attack, language):
    shown = outputs_of(open_page("objectives", language, view="charts"), f"objectives_{language}")
    assert len(charts_of(shown)) == len(released.tables["objective"]) > 2
    assert attack(shown) == []


@pytest.mark.parametrize("place", [0, 1, 2])
def test_every_chart_of_a_page_comes_before_the_attacker(served, attack, monkeypatch, place):
    """A fault in any one of them is found, in the first and last as in those between."""
    drawn, honest = [], dashboard.chart_wall.draw_small_multiples

    def dishonest(*given):
        figure = honest(*given)
        if len(drawn) == place:
            figure.add_annotation(text=f"{OF_WOMEN}: 987")
        drawn.append(figure)
        return figure

    monkeypatch.setattr(dashboard.chart_wall, "draw_small_multiples", dishonest)
    shown = outputs_of(open_page("objectives", view="charts"), "objectives")
    spoiled = list(charts_of(shown))[place]
    assert len(drawn) == len(charts_of(shown)) == 3
    assert attack({name: data for name, data in shown.items() if name != spoiled}) == []
    assert attack(shown)


def charts_of(shown):
    return {name: data for name, data in shown.items() if name.endswith(".json")}


def test_explanations_tell_what_the_release_tells(served, released, attack):
    said: dict[str, bytes] = {}
    for code in [code for code in released.rules.types if released.rules.is_of_women(code)][:6] + ["OP-08", "OC-07"]:
        for ending, option in (("txt", ()), ("json", ("--json",))):
            done = CliRunner().invoke(app, ["explain", code, "--month", "M18", *option])
            assert done.exit_code == 0, done.stderr
            said[f"explain_{code}_M18.{ending}"] = done.stdout_bytes
    assert attack(said) == []


@pytest.mark.browser
def test_a_pdf_of_a_page_is_read(attack, shown, chromium):
    texts = {
        "honest": f"<h1>Overview</h1><p>Release {NEWEST}</p><p>{OF_WOMEN} Women enrolled: {shown:g}</p>",
        "dishonest": f"<h1>Overview</h1><p>{OF_WOMEN} Women enrolled: {shown:g} (987)</p>",
        "with a link": f'<p>{OF_WOMEN}</p><p><a href="http://127.0.0.1/page?left=987">more</a></p>',
    }
    page, printed = chromium.new_page(), dict[str, bytes]()
    for name, text in texts.items():
        page.set_content(text)
        printed[name] = page.pdf()
    page.close()
    assert attack({"report.pdf": printed["honest"]}) == []
    assert attack({"report.pdf": printed["dishonest"]})
    assert attack({"report.pdf": printed["with a link"]})
