"""The grant is extended while releases are out: later months work, and nothing that was closed changes."""

from datetime import date
from io import BytesIO

import pytest
from openpyxl import load_workbook

from etl.attacker.attack import attack_files
from etl.comment import append_comment
from etl.handout import build_template
from etl.home import open_home
from etl.store import Store
from indicators.load import DEFAULT_FOLDER, load_definitions, read_definitions
from indicators.periods import month_code
from indicators.progress import expected_value
from tests.calculation.world import pathway, release
from tests.calendar.living import figures, live, of_women, publish, read_table
from tests.calendar.variants import MINI, copy_definitions, edit, extend

pytestmark = pytest.mark.slow
CIRCLES = {
    "P01": [
        [(1, 6, 6, 0, 0), (4, 12, 12, 0, 0), (9, 16, 8, 5, 3), (11, 16, 0, 11, 5)],
        [(13, 14, 14, 0, 0), (17, 14, 0, 10, 4)],
    ],
    "P02": [
        [(1, 7, 7, 0, 0), (5, 13, 13, 0, 0), (10, 15, 9, 4, 2), (15, 15, 0, 9, 6)],
        [(16, 9, 9, 0, 0), (18, 9, 0, 6, 3)],
    ],
    "P03": [[(3, 8, 8, 0, 0), (8, 16, 10, 4, 2), (17, 16, 0, 10, 6)]],
}
COURSES = {
    ("P01", 2): [("CO-101", "IE", 10, 8, 8, 4.25)],
    ("P02", 4): [("CO-201", "IE", 12, 12, 9, 4.5)],
    ("P01", 6): [("CO-102", "PT", 9, 6, 3, 2.0)],
    ("P02", 9): [("CO-202", "IE", 20, 15, 14, 4.0)],
    ("P01", 13): [("CO-103", "IE", 10, 9, 9, 4.0)],
    ("P02", 17): [("CO-203", "IE", 10, 10, 6, 5.0)],
}
# Half a year more: the old path is kept where it was and goes on, or is spread over the longer time.
LONGER = {
    "OP-01": {"value": 70, "planned_path": {"M06": 20, "M12": 45, "M18": 70}},
    "OP-03": {"value": 9, "planned_path": {"M06": 3, "M12": 6, "M18": 9}},
}


def amend(folder):
    """The committee extends the mini project from 12 to 18 months."""
    return extend(folder, "2021-08-31", 18, ["M13", "M18"], LONGER, "2020-12-15")


@pytest.fixture(scope="module", params=[9, 12], ids=["in mid-project", "after the old end"])
def lived(request, tmp_path_factory):
    """Lived through to M18, with the amendment after M09 or after the release of M12; releases by month."""
    folder = copy_definitions(MINI, tmp_path_factory.mktemp("project") / "definitions")
    home, releases, store = open_home(tmp_path_factory.mktemp("extended"), "test"), {}, None
    definitions = read_definitions(folder)
    for months in (range(1, request.param + 1), range(request.param + 1, 19)):
        for month, store in zip(months, live(home, definitions, months, CIRCLES, COURSES), strict=True):
            if month in (6, 12, 13, 18):
                releases[month] = publish(store, month).path
        definitions = amend(folder) if definitions.periods.count == 12 else definitions
    return store, releases, request.param


def test_what_was_closed_stays_as_it_was_released(lived):
    _store, releases, _when = lived
    for closing, later in ((6, 12), (6, 18), (12, 13), (12, 18), (13, 18)):
        before, after = of_women(releases[closing], month_code(closing)), of_women(releases[later], month_code(closing))
        assert before and before == after


def test_the_attacker_clears_all_releases_and_both_calculations_agree(lived):
    store, releases, _when = lived
    assert attack_files(releases.values()) == []
    assert [read_table(path, "verification")[0]["differences_n"] for path in releases.values()] == [0] * 4


def test_every_release_holds_the_definitions_that_its_rows_name(lived):
    _store, releases, _when = lived
    for path in releases.values():
        named = {row["definition_version"] for row in read_table(path, "figure")}
        assert named <= {row["definition_version"] for row in read_table(path, "definition")}
    assert len({row["definition_version"] for row in read_table(releases[18], "figure")}) == 2


def test_planned_values_follow_the_newest_decision_and_older_releases_keep_theirs(lived):
    _store, releases, when = lived
    rows = figures(releases[18])
    told = [rows["OP-03", month, "total", "all"]["expected"] for month in ("M06", "M12", "M15", "M18")]
    assert told == [3, 6, 7.5, 9]
    assert rows["OP-03", "M18", "total", "all"]["target"] == 9
    older = figures(releases[12])["OP-03", "M12", "total", "all"]
    assert older["target"] == (6 if when == 12 else 9)
    # A target that the amendment leaves alone stays as it was planned.
    assert rows["OP-04", "M18", "total", "all"]["expected"] == 60


def test_a_closed_figure_keeps_the_plan_that_it_was_released_with(lived):
    _store, releases, when = lived
    for path in (releases[12], releases[18]):
        row = figures(path)["OP-01", "M12", "total", "all"]
        assert (row["value"], row["expected"], row["target"]) == (
            47,
            60 if when == 12 else 45,
            60 if when == 12 else 70,
        )


def test_the_months_after_the_old_end_are_reported_and_counted(lived):
    _store, releases, _when = lived
    rows = figures(releases[18])
    assert rows["OP-03", "M18", "total", "all"]["value"] == 6
    assert rows["OP-04", "M18", "total", "all"]["value"] == 8 + 12 + 6 + 15 + 9 + 10
    assert rows["OP-03", "M15", "total", "all"]["reported_n"] == 2
    about = read_table(releases[18], "release")[0]
    assert about["months_n"] == 18
    assert read_table(releases[6], "release")[0]["months_n"] == 12


def test_women_close_at_the_new_closings_and_the_exception_of_the_guard_moves_to_the_new_end(lived):
    _store, releases, _when = lived
    rows = figures(releases[18])
    enrolled = {month: rows["OP-01", month, "total", "all"]["value"] for month in ("M06", "M12", "M18")}
    assert enrolled == {"M06": 33, "M12": 47, "M18": 70}
    assert rows["OP-01", "M13", "total", "all"]["state"] == "withheld", "fourteen women of one house alone"
    assert rows["OP-02", "M12", "total", "all"]["state"] == "withheld", "one house's circle alone has ended"
    # Every circle has ended, so nobody stands between the ledgers: only the last month lets it pass.
    assert rows["OP-02", "M18", "total", "all"]["value"] == 11 + 10 + 9 + 6 + 10


def test_the_old_last_month_is_no_exception_of_the_guard_any_more(thirty):
    """Everybody's pathway has ended by M24: the last month of the old calendar shows it, the new one waits for M30."""
    rows = [pathway(one, 1, 12, 20) for one in ("P02", "P05", "P10")]
    rows += [pathway(one, 1, 24, 20, completed=12, left=8) for one in ("P02", "P05", "P10")]
    states = {}
    for months, definitions in ((24, load_definitions()), (30, thirty)):
        book = release(definitions, {"PATHWAYS": rows}, 12)[1]
        shown, book = release(definitions, {"PATHWAYS": rows}, 24, book)
        states[months] = shown["OP-04", "M24", "total", "all"]["state"]
    assert states == {24: "value", 30: "withheld"}
    shown, _book = release(thirty, {"PATHWAYS": rows}, 30, book)
    assert shown["OP-04", "M30", "total", "all"]["value"] == 36


def test_comments_of_the_old_months_are_read_by_later_releases(lived):
    store, _releases, _when = lived
    append_comment(
        store, "OP-03", 18, "Two houses closed for the summer.", "Courses in autumn.", "P01", date(2021, 12, 1), "x"
    )
    path = publish(store, 18).path
    assert [row["month"] for row in read_table(path, "comment")] == ["M18"]


@pytest.fixture(scope="module")
def thirty(tmp_path_factory):
    """The project itself, extended from 24 to 30 months."""
    folder = copy_definitions(DEFAULT_FOLDER, tmp_path_factory.mktemp("thirty") / "definitions")
    path = {"M06": 0, "M12": 3, "M18": 10, "M24": 14, "M30": 17}
    loaded = extend(folder, "2018-07-10", 30, ["M25", "M30"], {"OP-01": {"planned_path": path}}, "2017-11-20")
    edit(folder, "workbook", lambda book: book["sheets"]["WOMEN_PROFILE"]["only_in"].append("M30"))
    assert loaded.periods.count == 30
    return read_definitions(folder)


def test_the_last_days_are_booked_in_the_new_last_month(thirty):
    assert thirty.periods.last_day(24) == date(2017, 12, 31)
    assert thirty.periods.last_day(30) == date(2018, 7, 10)
    assert thirty.periods.month_of(date(2018, 1, 5)) == 25
    assert thirty.periods.month_of(date(2018, 7, 5)) == 30
    assert thirty.periods.parse("2018-03") == 27


def test_partners_report_for_the_added_months_and_one_that_left_does_not(thirty):
    assert all(thirty.is_expected(partner, 30) for partner in thirty.partners)


def test_the_plan_of_the_extended_project_goes_on_to_its_end(thirty):
    values = [expected_value(thirty, thirty.indicator("OP-01"), month) for month in (18, 21, 24, 27, 30)]
    assert values == [10, 12, 14, 15.5, 17]
    # What the amendment leaves alone stays at its last point.
    assert expected_value(thirty, thirty.indicator("OP-08"), 30) == 50


def test_the_template_of_an_added_month_is_filled_in_and_accepted(thirty, tmp_path):
    home = open_home(tmp_path / "home", "test").at(date(2018, 4, 5))
    book = load_workbook(BytesIO(build_template(Store(home, thirty), "P05", 27, "es")))
    cover = {line[0].value: line[2].value for line in book["META"].iter_rows()}
    assert cover["reporting_month"] == "M27"
    assert Store(home, thirty).definitions.periods.due_day(27) == date(2018, 4, 15)
