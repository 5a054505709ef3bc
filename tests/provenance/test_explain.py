"""`wego explain`: one figure for a person or a program, from releases alone."""

import json

import pytest
from typer.testing import CliRunner

from etl.cli.app import app
from etl.home import Home

pytestmark = pytest.mark.slow


@pytest.fixture
def explain(published_home: Home, monkeypatch):
    """Run the command on the demo's first months."""
    monkeypatch.setenv("WEGO_HOME", str(published_home.path))

    def run(*arguments):
        return CliRunner().invoke(app, ["explain", *arguments])

    return run


def test_a_count_of_things_is_told_with_formula_submissions_and_second_calculation(explain):
    result = explain("OP-20", "--month", "M06")
    assert result.exit_code == 0
    for told in (
        "OP-20",
        "Formula:",
        "submissions stand behind it",
        "EVENTS",
        "Calculated a second time",
        "Release M06",
    ):
        assert told in result.output


def test_a_figure_about_women_tells_its_closing_and_nobody(explain):
    result = explain("OP-03", "--month", "M06")
    assert result.exit_code == 0
    assert "closing" in result.output
    assert "P01" not in result.output.replace("OP-01", "")
    document = json.loads(explain("OP-03", "--month", "M06", "--json").stdout)
    assert document["sources"] == [] and document["blocks"] == []


def test_json_tells_the_rows_behind_the_figure(explain):
    document = json.loads(explain("OP-20", "--month", "M06", "--json").stdout)
    assert document["figure"]["indicator_code"] == "OP-20"
    assert document["release"]["month"] == "M06"
    assert {one["sheet"] for one in document["sources"]} == {"EVENTS"}
    assert all(one["rows"] and one["partner_code"] for one in document["sources"])


def test_centres_are_told_without_a_list_of_workbooks(explain):
    result = explain("OP-10", "--month", "M06")
    assert "is not told" in result.output and "received" not in result.output


@pytest.mark.parametrize(
    ("arguments", "known"),
    [
        (("OP-99", "--month", "M06"), "OP-07"),
        (("OP-07", "--month", "M12"), "M06"),
        (("OP-07", "--month", "M06", "--breakdown", "colour"), "training_type"),
        (("OP-07", "--month", "M06", "--breakdown", "country"), "BG"),
        (("OP-07", "--month", "M06", "--breakdown", "country", "--category", "XX"), "BG"),
        (("OP-07", "--month", "M06", "--release", "none"), "M06"),
        (("OP-07", "--month", "M06", "--as-of", "yesterday"), "2017-03-01"),
        (("OP-99", "--month", "M06", "--as-of", "2016-08-01"), "OP-07"),
    ],
)
def test_what_is_not_known_is_told_with_what_is(explain, arguments, known):
    result = explain(*arguments)
    assert result.exit_code == 2
    assert known in result.output


def test_as_of_a_past_day_things_come_from_the_store_and_people_from_the_release_of_then(explain):
    before = json.loads(explain("OP-20", "--month", "M06", "--as-of", "2016-06-30", "--json").stdout)
    after = json.loads(explain("OP-20", "--month", "M06", "--json").stdout)
    assert before["release"] is None and before["figure"]["reported_n"] == 0 < after["figure"]["reported_n"]
    assert {one["month"] for one in before["sources"]} < {one["month"] for one in after["sources"]}
    women = json.loads(explain("OP-03", "--month", "M06", "--as-of", "2016-08-01", "--json").stdout)
    assert women["release"]["month"] == "M06"
