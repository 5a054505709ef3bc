"""Timeline, trainings, pathways and communication: what they say, in every release, and where nothing is planned."""

import json

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.part_table import is_left_out
from etl.home import open_home
from indicators.load import load_definitions, read_definitions
from tests.dashboard.conftest import DRAFT, ENTRY, OLDER, markup, plain
from tests.definitions.folder import MINI
from tests.reader.synthetic_release import write_synthetic_release

PAGES = ("timeline", "trainings", "pathways", "communication")
OF_WOMEN = [one for one in load_definitions().indicators if one.disclosure_class == "A"]


def charts(app):
    return [json.loads(one.proto.spec) for one in app.main.get("plotly_chart")]


@pytest.fixture
def chosen(monkeypatch):
    """Open a page of which its address asks something from the start."""

    def run(home, page, **query):
        monkeypatch.setenv("WEGO_HOME", str(home.path))
        app = AppTest.from_file(str(ENTRY), default_timeout=60)
        for name, value in {"language": "en", **query}.items():
            app.query_params[name] = value
        return app.run().switch_page(f"views/{page}.py").run()

    return run


@pytest.fixture(scope="module")
def early_home(tmp_path_factory):
    """A home with nothing but a release of the second month, when hardly anything has happened."""
    home = open_home(tmp_path_factory.mktemp("early") / "home", "demo")
    write_synthetic_release(home.releases / "M02-20160316-bbbb09.duckdb", load_definitions(), 2)
    return home


@pytest.fixture(scope="module")
def empty_home(tmp_path_factory):
    return open_home(tmp_path_factory.mktemp("empty") / "home", "demo")


@pytest.fixture
def mini_home(tmp_path, monkeypatch):
    """Another project: no events, no deliverables, three partners."""
    monkeypatch.setenv("WEGO_DEFINITIONS", str(MINI))
    home = open_home(tmp_path / "mini", "demo")
    write_synthetic_release(home.releases / "M08-20201111-bbbb08.duckdb", read_definitions(MINI), 8)
    return home


@pytest.mark.parametrize("page", PAGES)
def test_a_page_opens_with_the_newest_an_older_and_an_early_release(open_page, chosen, demo_home, early_home, page):
    assert not open_page(demo_home, page).exception
    older = chosen(demo_home, page, release=OLDER)
    assert not older.exception and "M12" in plain(older)
    assert not open_page(early_home, page).exception


@pytest.mark.parametrize("page", PAGES)
def test_a_page_without_a_release_says_what_it_waits_for(open_page, empty_home, page):
    app = open_page(empty_home, page)
    assert not app.exception and "Nothing has been published yet" in plain(app)


@pytest.mark.parametrize("page", PAGES)
def test_every_chart_has_a_finding_a_description_and_a_table(open_page, demo_home, page):
    app = open_page(demo_home, page)
    assert app.main.get("plotly_chart")
    assert len([one for one in app.expander if one.label == "The chart as a table"]) == len(charts(app))
    assert markup(app).count('class="finding"') == len(charts(app))


@pytest.mark.parametrize("page", PAGES)
def test_every_figure_at_the_top_has_its_status_as_a_word_its_coverage_and_its_passport(open_page, demo_home, page):
    lines = markup(open_page(demo_home, page)).split('<ul class="headlines">')[1].split("</ul>")[0].split("<li>")[1:]
    figures = [line for line in lines if "said" in line]
    assert 2 <= len(lines) <= 4 and figures
    for line in figures:
        assert "chip" in line or 'class="state' in line
        assert " partners" in line and "objectives?" in line


def test_a_project_without_events_and_deliverables_says_so(open_page, mini_home):
    assert "The project plans nothing of this kind." in plain(open_page(mini_home, "communication"))
    timeline = open_page(mini_home, "timeline")
    assert not timeline.exception and "The project plans no deliverables." in plain(timeline)


def test_another_project_has_its_own_trainings_and_its_own_women(open_page, mini_home):
    trainings = open_page(mini_home, "trainings")
    assert not trainings.exception and "Courses held" in plain(trainings)
    pathways = open_page(mini_home, "pathways")
    assert not pathways.exception and "Women in circles" in plain(pathways)


def test_figures_about_women_are_points_at_closings(chosen, demo_home):
    definitions = load_definitions()
    closings = {int(code[1:]) for code in definitions.disclosure.closings}
    for indicator in [one for one in OF_WOMEN if one.sheet == definitions.disclosure.ledgers.sheet]:
        app = chosen(demo_home, "pathways", figure=indicator.code)
        (chart,) = charts(app)
        actual = [one for one in chart["data"] if one.get("name") == "Actual, at closings"]
        assert all(one["mode"] == "markers" for one in actual)
        assert not [one for one in chart["data"] if one["type"] == "bar"]
        assert all(place in closings for one in actual for place, value in _points(one) if value is not None)


def _points(trace):
    return zip(_listed(trace["x"]), _listed(trace["y"]), strict=True)


def _listed(values):
    from etl.attacker.channels.chart_channel import decode

    return decode(values) or []


def test_no_page_of_women_promises_a_figure_that_the_plan_excludes(open_page, demo_home):
    text = plain(open_page(demo_home, "pathways"))
    assert "The next figures about women can come with M19 (July 2017)." in text
    assert "made before any data" in text and "no forecast about women" in text
    assert "no new figure" in text


def test_the_timeline_draws_pathways_at_planned_points_and_the_releases_month_alone(chosen, demo_home):
    (chart,) = charts(chosen(demo_home, "timeline", kind="points"))
    lanes = [one for one in chart["data"] if one.get("name", "").startswith("Mentoring pathways")]
    assert len(lanes) == 2
    assert all(set(_listed(lane["x"])) <= {6, 12, 18, 24} for lane in lanes)


def test_the_timeline_holds_no_figure_of_women(open_page, demo_home):
    text = plain(open_page(demo_home, "timeline"))
    assert not [one.name for one in OF_WOMEN if one.name in text]


def test_a_workstream_in_the_address_leaves_its_deliverables(chosen, demo_home):
    (chart,) = charts(chosen(demo_home, "timeline", kind="deliverables", workstream="WS4"))
    due = next(one for one in chart["data"] if one["name"] == "due, at the month's end")
    assert len(_listed(due["x"])) == 3


def test_an_unknown_choice_in_the_address_is_as_none(chosen, demo_home):
    app = chosen(demo_home, "timeline", kind="secret", workstream="WS9")
    assert not app.exception and len(charts(app)) == 1


def test_a_country_in_the_address_divides_figures_and_keeps_the_list(chosen, demo_home):
    app = chosen(demo_home, "trainings", only_country="BG")
    text = plain(app)
    assert not app.exception and "of this part by June 2017" in text
    assert "Targets are set for the whole project alone." in text
    listed = markup(app).split('class="plain cards things"')[1]
    assert "TR-P01" in listed or "TR-P02" in listed or "TR-P03" in listed
    assert "TR-P05" not in listed


def test_two_choices_together_have_no_figures_of_their_own(chosen, demo_home):
    app = chosen(demo_home, "trainings", only_country="BG", only_training_type="MUTUAL_LEARNING")
    assert not app.exception and "choose one alone" in plain(app)


def test_the_list_of_trainings_holds_nothing_of_persons_but_heads(open_page, demo_home):
    definitions = load_definitions()
    listed = markup(open_page(demo_home, "trainings")).split('class="plain cards things"')[1].split("</table>")[0]
    sheet = next(one for one in definitions.workbook.sheets.values() if one.page == "trainings")
    for column in sheet.columns.values():
        if (column.disclosure_class or sheet.disclosure_class) != "C":
            assert f'data-label="{column.label}"' not in listed


def test_what_an_indicator_leaves_out_is_not_told_as_0():
    definitions = load_definitions()
    events = next(one for one in definitions.indicators if one.calculation.where_not)
    name, codes = next(iter(events.calculation.where_not.items()))
    breakdown = next(one.name for one in events.breakdowns if one.column == name)
    assert all(is_left_out(events, breakdown, code) for code in codes)
    assert not is_left_out(events, breakdown, "CONFERENCE")


def test_estimated_reach_is_said_not_to_be_counted(open_page, demo_home):
    assert "Not counted in “Stakeholders informed”: Estimated." in plain(open_page(demo_home, "communication"))


def test_a_draft_opens_for_the_coordinator(open_page, demo_home):
    app = open_page(demo_home, "timeline", role="coordinator")
    app.query_params["release"] = DRAFT
    assert not app.run().exception
