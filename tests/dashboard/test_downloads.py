"""The page Downloads: a file is made when it is asked for, in the page's language and of the chosen figures."""

import csv
import io
import zipfile

import pytest

import dashboard.download_wait
from dashboard.download_offers import SECTIONS
from etl.download import DOWNLOADS
from etl.services import UserError
from tests.dashboard.conftest import DRAFT, NEWEST, OLDER, plain


def keys(app, kind):
    return [str(one.key) for one in app.get(kind) if str(one.key).startswith(("make_", "get_"))]


def labels(app):
    return [one.label for one in app.get("download_button")]


def ask(app, kind):
    return app.button(key=f"make_{kind}").click().run()


def shelf():
    return dashboard.download_wait.open_shelf()


@pytest.fixture(autouse=True)
def empty_shelf():
    """The shelf is the server's, and all tests of a process are one server."""
    dashboard.download_wait.open_shelf.clear()


def test_every_file_stands_in_one_place():
    offered = [form.kind for section in SECTIONS for offer in section.offers for form in offer.forms]
    assert sorted(offered) == sorted(DOWNLOADS)


def test_nothing_is_made_before_it_is_asked_for(open_page, demo_home):
    app = open_page(demo_home, "downloads")
    assert sorted(key[5:].replace("_", ".") for key in keys(app, "button")) == sorted(DOWNLOADS)
    assert keys(app, "download_button") == []


def test_a_file_is_made_at_a_click_and_the_next_click_takes_it_along(open_page, demo_home):
    app = ask(open_page(demo_home, "downloads", "bg"), "csv")
    assert not app.exception and keys(app, "download_button") == ["get_csv"]
    assert "make_csv" not in keys(app, "button")
    (made,) = shelf()._ready.values()
    assert made.name == f"kpi-csv_we-go_{NEWEST}_bg.zip"
    assert f"({round(len(made.data) / 1024)} KB)" in labels(app)[0]
    # What is ready is ready for everybody, in that language.
    assert keys(open_page(demo_home, "downloads", "bg"), "download_button") == ["get_csv"]
    assert keys(open_page(demo_home, "downloads", "en"), "download_button") == []


def test_the_chosen_figures_stand_in_the_address_and_in_the_file(open_page, demo_home):
    app = open_page(demo_home, "downloads")
    (objectives,) = [one for one in app.multiselect if one.label == "Objectives"]
    objectives.set_value(["SO2"]).run()
    (indicators,) = [one for one in app.multiselect if one.label == "Indicators"]
    assert 0 < len(indicators.options) < 40
    chosen = indicators.options[0].split(" ")[0]
    indicators.set_value([chosen]).run()
    assert app.query_params["indicators"] == chosen and app.query_params["objectives"] == "SO2"
    assert f"The tables hold the figures of 1 of 40 indicators. {chosen}" in plain(app)
    app = ask(app, "csv")
    (made,) = shelf()._ready.values()
    with zipfile.ZipFile(io.BytesIO(made.data)) as box:
        rows = list(csv.DictReader(io.StringIO(box.read("figures.csv").decode())))
    assert {row["indicator_code"] for row in rows} == {chosen}
    assert "selection" in made.name


def test_the_chosen_months_stand_in_the_address_and_in_the_file(open_page, demo_home):
    app = open_page(demo_home, "downloads")
    app.selectbox(key="from_en").set_value("M07").run()
    app.selectbox(key="to_en").set_value("M12").run()
    assert app.query_params["from"] == "M07" and app.query_params["to"] == "M12"
    ask(app, "csv")
    (made,) = shelf()._ready.values()
    with zipfile.ZipFile(io.BytesIO(made.data)) as box:
        rows = list(csv.DictReader(io.StringIO(box.read("figures.csv").decode())))
    assert {row["month"] for row in rows} == {"M07", "M08", "M09", "M10", "M11", "M12"}
    assert "selection" in made.name


def test_the_last_month_is_never_before_the_first(open_page, demo_home):
    app = open_page(demo_home, "downloads")
    app.selectbox(key="to_en").set_value("M06").run()
    app.selectbox(key="from_en").set_value("M10").run()
    last = app.selectbox(key="to_en")
    assert not app.exception and last.value == "M18"
    assert [one[:3] for one in last.options] == [f"M{month}" for month in range(10, 19)]


def test_an_older_release_offers_its_own_months_alone(open_page, demo_home):
    app = open_page(demo_home, "downloads")
    app.selectbox(key="from_en").set_value("M14").run()
    app.selectbox(key="release_en").set_value(OLDER).run()
    assert not app.exception and app.selectbox(key="from_en").value == "M01"
    assert app.selectbox(key="to_en").value == "M12" and "from" not in app.query_params


def test_an_address_that_asks_for_what_there_isnt_gets_everything(open_page, demo_home):
    app = open_page(demo_home, "downloads")
    app.query_params["indicators"] = "OP-07,XX-99"
    app.run()
    assert not app.exception and all(one.value == [] for one in app.multiselect)


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (UserError("There is no room for {thing}.", thing="files"), "There is no room for files."),
        (RuntimeError("37 women"), "This file can't be made just now."),
    ],
)
def test_what_could_not_be_made_is_told_once_in_a_sentence(open_page, demo_home, monkeypatch, error, said):
    def fail(*_about):
        raise error

    monkeypatch.setattr(dashboard.download_wait, "make_download", fail)
    app = ask(open_page(demo_home, "downloads"), "parquet")
    assert not app.exception and len(app.warning) == 1
    assert app.warning[0].value.startswith(said) and "37" not in app.warning[0].value
    assert "make_parquet" in keys(app, "button")
    assert not app.run().warning


def test_a_draft_is_taken_along_by_the_coordinator_with_its_mark(open_page, demo_home):
    app = open_page(demo_home, "downloads", role="coordinator")
    app = ask(app.selectbox(key="release_en").set_value(DRAFT).run(), "annex_xlsx")
    (made,) = shelf()._ready.values()
    assert DRAFT in made.name and "project.yaml" in plain(app)
