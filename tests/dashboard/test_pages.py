"""Every page in every role and language: it opens, and it says what it must."""

import re

import pytest

from etl.home import open_home
from etl.store import Store
from indicators.load import load_definitions
from tests.dashboard.conftest import DRAFT, NEWEST, OLDER, make_home, markup, plain, write_releases
from tests.reader.synthetic_release import write_synthetic_release

READER_PAGES = ("overview", "objectives", "practices", "partners", "releases", "downloads", "words")


@pytest.mark.parametrize("language", ["en", "bg"])
@pytest.mark.parametrize("page", READER_PAGES)
def test_a_reader_page_opens_and_says_that_the_data_are_made_up(open_page, demo_home, page, language):
    app = open_page(demo_home, page, language)
    assert not app.exception
    assert {"en": "Synthetic data", "bg": "Измислени данни"}[language] in plain(app)


@pytest.mark.parametrize("page", READER_PAGES)
def test_a_reader_page_never_opens_the_store(open_page, demo_home, page, monkeypatch):
    def refuse(store):
        raise AssertionError("a reader's page opened the store")

    monkeypatch.setattr(Store, "open", refuse)
    assert not open_page(demo_home, page, role="evaluator").exception


def test_the_overview_says_month_status_reason_and_who_has_not_reported(open_page, demo_home):
    text = plain(open_page(demo_home))
    assert "Month 18 of 24 · June 2017" in text
    assert "Needs your attention" in text and "Delayed" in text
    assert re.search(r"expected by M18 \(\d+\s%\); delayed is under 70\s%\. \d+ of \d+ partners reported\.", text)
    assert "late since" in text
    assert "Two partners started a month later than planned." in text


def test_a_status_against_a_proposed_target_is_hollow_and_counted_apart(open_page, demo_home):
    app = open_page(demo_home)
    assert 'class="chip hollow' in markup(app) and 'class="chip solid' in markup(app)
    assert "proposed target, counted apart" in plain(app)


def test_a_withheld_figure_is_a_word_and_never_a_zero_or_a_blank(open_page, demo_home):
    app = open_page(demo_home)
    never_shown = re.search(r"<tr><th[^>]*><span><b>Safety concerns.*?</tr>", markup(app))
    assert never_shown is not None
    cells = re.findall(r"<td[^>]*>(.*?)</td>", never_shown[0])
    assert "hidden to protect people" in cells[0]
    assert sum("This figure is never shown." in cell for cell in cells) == 1
    assert not any(re.fullmatch(r"(<[^>]+>)*\s*0?\s*%?(<[^>]+>)*", cell) for cell in cells)


def test_two_releases_of_one_month_and_day_are_told_apart_where_one_is_chosen(open_page, tmp_path):
    folder = tmp_path / "releases"
    folder.mkdir()
    for name in (NEWEST, f"{NEWEST[:-6]}bbbb09"):
        write_synthetic_release(folder / f"{name}.duckdb", load_definitions(), 18)
    options = open_page(make_home(tmp_path / "home", "demo", folder)).selectbox(key="release_en").options
    assert len(set(options)) == 2
    assert {option[-6:] for option in options} == {"bbbb02", "bbbb09"}


def test_class_a_shows_its_last_closing_when_the_release_is_of_another_month(open_page, tmp_path):
    home = open_home(tmp_path / "home", "demo")
    write_synthetic_release(home.releases / "M15-20170416-bbbb09.duckdb", load_definitions(), 15)
    text = plain(open_page(home))
    assert "M15 is no closing month; the last figure is of M13." in text
    assert "Figures about women count with their last closing" in text


def test_the_older_release_is_time_travel(open_page, demo_home):
    app = open_page(demo_home)
    assert app.selectbox(key="release_en").value == NEWEST
    app.selectbox(key="release_en").set_value(OLDER).run()
    assert not app.exception
    assert "Month 12 of 24 · December 2016" in plain(app)
    assert f"the newest is {NEWEST}" in plain(app)


def test_a_draft_is_not_offered_to_readers(open_page, demo_home):
    app = open_page(demo_home, role="evaluator")
    assert not any("M19" in option for option in app.selectbox(key="release_en").options)
    assert DRAFT not in markup(app)


def test_an_indicator_in_detail_has_curve_table_coverage_and_breakdown(open_page, demo_home):
    app = open_page(demo_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-08").run()
    assert not app.exception
    assert len(app.get("plotly_chart")) == 1
    text = plain(app)
    assert "Breakdown at M18" in text and "Bulgaria" in text
    assert "of 15 partners" in text
    assert "not reported" in text


def test_each_indicator_in_detail_opens(open_page, demo_home):
    app = open_page(demo_home, "objectives", "bg")
    for code in ("IM-01", "OC-07", "OP-03", "OP-16", "PR-05"):
        app.selectbox(key="indicator_bg").set_value(code).run()
        assert not app.exception, code


def test_the_matrix_has_a_symbol_and_a_word_for_each_state(open_page, demo_home):
    app = open_page(demo_home, "partners")
    assert markup(app).count('<th scope="row" title=') == 15
    for kind in ("on_time", "accepted_late", "late", "not_due"):
        assert f'class="mark {kind}"' in markup(app)
    assert "missing and late" in plain(app)


def test_downloads_name_the_limits_of_the_promise(open_page, demo_home):
    app = open_page(demo_home, "downloads")
    text = plain(app)
    assert "wego notebook" in text
    assert "Two partners that put their own records together are outside the promise." in text
    assert "no count of women from 0 to 4 can be learnt" in text


def test_an_empty_home_says_what_to_do(open_page, tmp_path):
    home = open_home(tmp_path / "home", "demo")
    # The words need no release.
    for page in set(READER_PAGES) - {"words"}:
        app = open_page(home, page)
        assert not app.exception
        assert "wego publish --month M06" in plain(app)


def test_a_production_home_without_a_sign_in_shows_how_to_set_one_up_and_nothing_else(open_page, tmp_path, releases):
    app = open_page(make_home(tmp_path / "home", "production", releases))
    assert not app.exception
    assert "No sign-in is set up" in plain(app) and "docs/sign-in.md" in plain(app)
    assert "M18" not in markup(app) and [one.key for one in app.selectbox] == ["language"]


def test_a_damaged_home_is_one_sentence_and_no_traceback(open_page, demo_home, tmp_path):
    home = open_home(tmp_path / "home", "demo")
    (home.releases / "M06-20160716-bbbb07.duckdb").write_bytes(b"no database")
    app = open_page(home)
    assert not app.exception
    assert "is not a readable release file" in app.error[0].value


def test_a_mini_project_with_other_definitions_uses_the_same_pages(open_page, tmp_path, monkeypatch):
    from indicators.load import read_definitions
    from tests.whole_way.mini import FOLDER

    monkeypatch.setenv("WEGO_DEFINITIONS", str(FOLDER))
    folder = write_releases(tmp_path / "releases", read_definitions(FOLDER.resolve()))
    home = make_home(tmp_path / "home", "demo", folder)
    for page in (*READER_PAGES, "submit", "desk"):
        app = open_page(home, page)
        assert not app.exception
        assert "WE GO!" not in plain(app)
