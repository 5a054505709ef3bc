"""Releases of earlier versions open as before: what they don't have yet is left out, and nothing is made up for it."""

import shutil

import duckdb
import pytest

from dashboard.released_rows import read_frame, read_rows
from etl.download import DOWNLOADS, Wanted, make_download
from etl.errors import UserError
from etl.home import open_home
from etl.release_file import ReleaseFile
from indicators.load import load_definitions
from tests.dashboard.conftest import NEWEST, markup, plain

_NEW_TABLES = ("result", "target", "change", "verification_detail")
_NEW_COLUMNS = {
    "indicator": (
        "result",
        "purpose",
        "limits",
        "formula",
        "over_partners",
        "over_time",
        "breakdowns",
        "frequency",
        "direction",
        "baseline_note",
        "class_note",
        "target_decided_on",
        "target_decision",
    ),
    "provenance": ("sheet", "rows"),
    "comment": ("written_on",),
}


@pytest.fixture(scope="module")
def old_home(tmp_path_factory, demo_home):
    """A home with a release as the first version wrote it."""
    home = open_home(tmp_path_factory.mktemp("old") / "home", "demo")
    path = home.releases / f"{NEWEST}.duckdb"
    shutil.copy(demo_home.releases / path.name, path)
    with duckdb.connect(str(path)) as connection:
        for table in _NEW_TABLES:
            connection.execute(f"DROP TABLE {table}")
        for table, columns in _NEW_COLUMNS.items():
            for column in columns:
                connection.execute(f'ALTER TABLE {table} DROP COLUMN "{column}"')
        connection.execute("UPDATE release SET definition_version = '0.9+older'")
    return home


@pytest.mark.parametrize("page", ["overview", "objectives", "practices", "partners", "releases", "downloads", "words"])
def test_every_page_of_an_older_release_opens(open_page, old_home, page):
    assert not open_page(old_home, page).exception


def test_an_indicator_of_an_older_release_has_a_passport_of_what_is_known(open_page, old_home):
    app = open_page(old_home, "objectives")
    for code in ("OP-07", "OP-03", "OC-09", "PR-02"):
        app.selectbox(key="indicator_en").set_value(code).run()
        assert not app.exception, code
    app.selectbox(key="indicator_en").set_value("OP-07").run()
    text = plain(app)
    assert "What it measures" in text and "Means of verification" in text
    assert "What for" not in text and "What it doesn't tell" not in text and "Breakdowns" not in text
    assert "The target and how it was decided 8 binding in force" in text


def test_the_origin_of_an_older_release_names_workbooks_without_sheet_and_rows(open_page, old_home):
    app = open_page(old_home, "objectives")
    app.selectbox(key="indicator_en").set_value("OP-07").run()
    app.session_state["origin_en"] = True
    app.run()
    assert not app.exception
    panel = next(one for one in app.expander if one.label == "Where this figure comes from")
    body = "".join(one.proto.body for one in panel.get("html"))
    assert body.count("<details>") == 4 and 'data-label="Rows">–</td>' in body


def test_the_framework_of_an_older_release_goes_by_level(open_page, old_home):
    app = open_page(old_home, "objectives")
    assert 'class="result"' not in markup(app)
    assert ">Output</th>" in markup(app)


def test_what_an_older_release_lacks_reads_as_nothing_and_never_as_a_fault(old_home):
    file = ReleaseFile(old_home.releases / f"{NEWEST}.duckdb")
    assert read_rows(file, "change") == []
    assert list(read_frame(file, "result")) != []
    row = read_rows(file, "indicator")[0]
    assert row["purpose"] is None and row["indicator_name"]
    assert {row["rows"] for row in read_rows(file, "provenance")} == {None}


def test_an_older_release_has_the_line_of_the_second_calculation_but_no_table(open_page, old_home):
    app = open_page(old_home, "objectives")
    assert "calculated a second time by another program; no difference." in plain(app)
    assert not any(one.label == "The second calculation by indicator" for one in app.expander)


@pytest.mark.parametrize("kind", list(DOWNLOADS))
def test_files_of_an_older_release_are_made_of_what_it_has_or_refused_in_a_sentence(old_home, kind):
    file = ReleaseFile(old_home.releases / f"{NEWEST}.duckdb")
    try:
        made = make_download(file, load_definitions(), Wanted(kind))
    except UserError as error:
        # The registry's standard is made of results, which the first releases didn't have.
        assert kind == "iati" and "has no table result" in str(error)
    else:
        assert NEWEST in made.name and made.data
