"""Study and practices, Partners, Releases and Words as readers open them."""

import re
import shutil

import duckdb
import pytest

from dashboard.page_table import MOVED
from indicators.load import load_definitions
from tests.dashboard.conftest import NEWEST, OLDER, make_home, markup, plain


def text_of_charts(app):
    return "".join(one.proto.spec for one in app.get("plotly_chart"))


def test_the_map_draws_the_countries_of_the_definitions_and_needs_nothing_from_elsewhere(open_page, demo_home):
    app = open_page(demo_home, "practices")
    spec = text_of_charts(app)
    for country in ("Bulgaria", "Cyprus", "Norway", "United Kingdom"):
        assert country in spec
    assert "http" not in spec and "choropleth" not in spec and "mapbox" not in spec


def test_every_figure_that_the_map_may_show_opens_with_its_table(open_page, demo_home):
    app = open_page(demo_home, "practices")
    picker = app.selectbox(key="map_en")
    assert len(picker.options) > 3
    for choice in picker.options:
        app.selectbox(key="map_en").set_value(app.selectbox(key="map_en").options[0])
        app.selectbox(key="map_en").select(choice).run()
        assert not app.exception, choice
    assert "countries with partners" in plain(app)


def test_no_figure_about_women_can_be_chosen_for_the_map(open_page, demo_home):
    from indicators.load import load_definitions

    women = {one.code for one in load_definitions().indicators if one.disclosure_class == "A"}
    options = open_page(demo_home, "practices").selectbox(key="map_en").options
    assert women and not [option for option in options if option.split(" ")[0] in women]


def test_of_centres_only_counts_are_told(open_page, demo_home, tmp_path):
    home = make_home(tmp_path / "home", "demo", demo_home.releases)
    with duckdb.connect(str(home.releases / f"{NEWEST}.duckdb")) as connection:
        connection.execute(
            "INSERT INTO centre_count VALUES ('BG', 'W1_BASELINE', 'M05', 2), ('BG', 'W1_BASELINE', 'M09', 3)"
        )
    text = plain(open_page(home, "practices"))
    assert "Centres with a validated questionnaire Country Wave 1 (baseline) Bulgaria 3 Cyprus none" in text
    assert "Wave 2" not in text.split("Centres with a validated questionnaire")[-1]


def test_a_theme_leaves_its_practices_alone(open_page, demo_home):
    app = open_page(demo_home, "practices")
    everything = markup(app).count('data-label="Taken up by"')
    app.selectbox(key="theme_en").set_value(app.selectbox(key="theme_en").options and "SKILLS").run()
    assert not app.exception
    assert 0 < markup(app).count('data-label="Taken up by"') < everything


def test_a_practice_is_told_in_words_before_its_code(open_page, demo_home):
    body = markup(open_page(demo_home, "practices"))
    table = body.split('<table class="plain cards practices"')[1].split("</table>")[0]
    codes, firsts = re.findall(r"GP-[A-Z]{2}-\d\d", table), re.findall(r'<th scope="row">(.*?)</th>', table)
    assert codes and len(codes) == len(firsts)
    assert all(re.fullmatch(r"<span><b>[A-Z][a-z ]+</b> <small>GP-[A-Z]{2}-\d\d</small></span>", one) for one in firsts)
    partners = {one.code: one.name for one in load_definitions().partners}
    assert not [code for code in partners if f">{code}<" in table or f"{code} (" in table]
    assert any(f"{name}</span></td>" in table for name in partners.values()), "who took one up stands by name"


def test_partners_are_kept_by_country_and_state(open_page, demo_home):
    app = open_page(demo_home, "partners")
    app.selectbox(key="country_en").set_value("IT").run()
    assert markup(app).count('<th scope="row" title=') == 3
    app.selectbox(key="country_en").set_value("").run()
    app.selectbox(key="state_en").set_value("late").run()
    assert 0 < markup(app).count('<th scope="row" title=') < 15


def test_one_partner_in_detail_tells_what_it_does_not_deliver_and_no_figure_about_women(open_page, demo_home):
    app = open_page(demo_home, "partners")
    app.selectbox(key="of_en").set_value("P07").run()
    text = plain(app)
    assert "Does not deliver Mentoring pathways" in text
    assert "Its figures at M18" in text and "no figure about women ever is" in text
    assert app.query_params["of"] == "P07" and "partner" not in app.query_params


def test_a_partner_row_about_women_would_not_be_shown_even_if_a_file_held_one(demo_home):
    from dashboard.partner_detail import read_own_figures
    from etl.release_file import ReleaseFile

    figures = ReleaseFile(demo_home.releases / f"{NEWEST}.duckdb").table("figure")
    own = figures[(figures["breakdown"] == "partner") & (figures["category"] == "P01") & (figures["month"] == "M18")]
    assert len(own) and len(read_own_figures(figures, "P01", "M18")) == len(own[own["class"] != "A"])
    figures["class"] = "A"
    assert read_own_figures(figures, "P01", "M18") == []


def test_the_old_address_of_partners_leads_there():
    assert MOVED["reporting"] == "partners"


def test_releases_are_listed_without_drafts_and_with_what_was_verified(open_page, demo_home):
    text = plain(open_page(demo_home, "releases"))
    assert OLDER in text and NEWEST in text and "M19-" not in text
    assert "calculated a second time by another program; no difference." in text
    assert "the newest" in text and "not replaced" in text


def test_a_day_leads_to_the_release_of_then_and_stays_in_the_links(open_page, demo_home):
    from datetime import date

    app = open_page(demo_home, "releases")
    app.date_input(key="on_en").set_value(date(2017, 3, 1)).run()
    assert "On 1 March 2017 the newest release was" in plain(app)
    assert f"release={OLDER}" in markup(app)
    assert app.query_params["on"] == "2017-03-01"


def test_two_releases_are_compared_figure_by_figure_with_coverage(open_page, demo_home):
    app = open_page(demo_home, "releases")
    text = plain(app)
    assert "The newer release " in text
    assert 'data-label="Before"' in markup(app) and "partners" in text
    app.selectbox(key="after_en").set_value(OLDER).run()
    assert "Choose two different releases." in plain(app)


@pytest.mark.parametrize(("role", "is_shown"), [("evaluator", True), ("coordinator", True), ("reader", False)])
def test_the_chain_is_for_evaluators_and_the_coordinator(open_page, demo_home, role, is_shown):
    assert ("Chain of releases" in plain(open_page(demo_home, "releases", role=role))) is is_shown


def test_an_altered_release_is_told_by_the_chain(open_page, demo_home, tmp_path):
    home = make_home(tmp_path / "home", "demo", demo_home.releases)
    from etl.file_digest import file_digest

    whole = file_digest(home.releases / f"{OLDER}.duckdb")
    with duckdb.connect(str(home.releases / f"{NEWEST}.duckdb")) as connection:
        connection.execute("INSERT INTO chain VALUES (1, ?, ?), (2, 'M06-20160716-gone01', 'abc')", [OLDER, whole])
    text = plain(open_page(home, "releases", role="evaluator"))
    assert "✓ the same" in text and "✕ not here" in text
    with duckdb.connect(str(home.releases / f"{OLDER}.duckdb")) as connection:
        connection.execute("UPDATE release SET reason = 'altered'")
    assert "✕ altered" in plain(open_page(home, "releases", role="evaluator"))


def test_a_home_with_one_release_has_nothing_to_compare(open_page, demo_home, tmp_path):
    home = make_home(tmp_path / "home", "demo", demo_home.releases)
    (home.releases / f"{OLDER}.duckdb").unlink()
    assert "There is only one release so far" in plain(open_page(home, "releases"))


def test_words_are_searched_and_the_search_stands_in_the_address(open_page, demo_home):
    app = open_page(demo_home, "words")
    assert 'id="word-outcome"' in markup(app)
    app.text_input(key="q_en").set_value("closing").run()
    assert 'id="word-closing"' in markup(app) and 'id="word-mentor"' not in markup(app)
    assert app.query_params["q"] == "closing"
    app.text_input(key="q_en").set_value("xyzzy").run()
    assert "No word holds “xyzzy”" in plain(app)


def test_a_word_that_explains_itself_is_reached_by_keyboard_and_read_aloud(open_page, demo_home):
    body = markup(open_page(demo_home, "practices"))
    assert 'tabindex="0" aria-description="How many of the partners' in body
    assert '<span class="tip" aria-hidden="true">' in body


@pytest.mark.parametrize(("language", "is_marked"), [("en", False), ("bg", True)])
def test_a_translation_that_nobody_has_reviewed_says_so_at_the_foot(open_page, demo_home, language, is_marked):
    from indicators.load import load_definitions
    from indicators.texts import load_texts
    from indicators.translation_mark import say_unreviewed

    definitions = load_definitions()
    said = say_unreviewed(definitions, load_texts(definitions, language))
    foot = markup(open_page(demo_home, "words", language)).split('class="colophon"')[-1]
    assert (said is not None) is is_marked
    assert not is_marked or said in foot


def test_the_pages_of_another_project_open_without_a_study_and_without_words(open_page, tmp_path, monkeypatch):
    from indicators.load import read_definitions
    from tests.definitions.folder import MINI
    from tests.reader.synthetic_release import write_synthetic_release

    folder = shutil.copytree(MINI, tmp_path / "definitions")
    monkeypatch.setenv("WEGO_DEFINITIONS", str(folder))
    definitions = read_definitions(folder)
    releases = tmp_path / "releases"
    write_synthetic_release(releases / "M06-20200916-aaaa01.duckdb", definitions, 6)
    home = make_home(tmp_path / "home", "demo", releases)
    texts = {page: plain(open_page(home, page)) for page in ("practices", "partners", "releases", "words")}
    assert "neither a survey of services nor an exchange" in texts["practices"]
    assert "2 countries with partners." in texts["practices"]
    assert "House of Porto does not deliver: Courses for tutors." in texts["partners"]
    assert "This project explains no words." in texts["words"]
