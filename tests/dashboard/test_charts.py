"""Charts: what has no value is never drawn as 0."""

import pandas as pd
import pytest

from dashboard.sparkline import build_sparkline
from dashboard.standing import needing_attention, read_reporting, read_standings
from indicators.charts import draw_progress_curve, draw_status_bar
from indicators.load import load_definitions
from indicators.texts import Texts
from tests.dashboard.conftest import NEWEST

ENGLISH = Texts("en")


@pytest.fixture(scope="module")
def tables(demo_home):
    from etl.release_file import ReleaseFile

    file = ReleaseFile(demo_home.releases / f"{NEWEST}.duckdb")
    return {name: file.table(name) for name in ("figure", "indicator", "comment", "reporting")}


def curve(tables, code, **changes):
    figures = tables["figure"]
    rows = figures[(figures["indicator_code"] == code) & (figures["breakdown"] == "total")].copy()
    for column, value in changes.items():
        rows.loc[rows["month"] == "M09", column] = value
    indicator = tables["indicator"].set_index("indicator_code", drop=False).loc[code]
    return draw_progress_curve(rows, indicator, ENGLISH, load_definitions().periods)


def trace(chart, name):
    return next(one for one in chart.data if one.name == name)


@pytest.mark.parametrize("state", ["withheld", "not_reported", "too_few"])
def test_a_month_without_a_value_is_a_gap_and_a_mark_in_its_own_lane(tables, state):
    chart = curve(tables, "OP-08", state=state, value=None)
    actual = trace(chart, "Actual")
    assert pd.isna(actual.y[8]) and not actual.connectgaps
    marks = [one for one in chart.data if one.yaxis == "y2" and 9 in list(one.x)]
    assert len(marks) == 1 and marks[0].text is not None


def test_a_value_beside_another_state_is_not_drawn(tables):
    assert pd.isna(trace(curve(tables, "OP-08", state="withheld", value=0.0), "Actual").y[8])


def test_class_a_is_points_at_its_closings_without_a_line(tables):
    actual = trace(curve(tables, "OP-03"), "Actual, at closings")
    assert actual.mode == "markers"
    shown = [month for month, value in zip(actual.x, actual.y, strict=True) if not pd.isna(value)]
    assert shown == [12, 13, 18]


def test_a_planned_path_begins_at_the_baseline_unless_its_first_point_is_open(tables):
    assert list(trace(curve(tables, "OP-07"), "Planned").x) == [0, 6, 12, 18, 24]
    planned = trace(curve(tables, "OC-01"), "Planned")
    assert [month for month, value in zip(planned.x, planned.y, strict=True) if value is not None] == [18, 24]


def test_a_small_curve_breaks_where_a_month_is_missing_and_describes_itself(tables):
    figures = tables["figure"]
    rows = figures[(figures["indicator_code"] == "OP-08") & (figures["breakdown"] == "total")].copy()
    indicator = tables["indicator"].set_index("indicator_code", drop=False).loc["OP-08"].to_dict()
    whole = build_sparkline(rows, indicator, 24, "curve")
    rows.loc[rows["month"] == "M09", ["state", "value"]] = ["withheld", None]
    assert 'alt="curve"' in whole
    assert _svg(whole).count("<polyline") + 1 == _svg(build_sparkline(rows, indicator, 24, "curve")).count("<polyline")


def _svg(image):
    from base64 import b64decode

    return b64decode(image.split("base64,")[1].split('"')[0]).decode()


def test_statuses_against_proposed_targets_are_hollow_bars_of_their_own(tables):
    figures = tables["figure"]
    now = figures[(figures["breakdown"] == "total") & (figures["month"] == "M18")]
    chart = draw_status_bar(now, ENGLISH)
    assert sum(sum(one.x) for one in chart.data) == len(now)
    hollow = [one for one in chart.data if "proposed" in one.name]
    assert hollow and all(one.marker.color == "rgba(0,0,0,0)" for one in hollow)


def test_attention_puts_decided_targets_first_and_the_farthest_behind_before_others(tables):
    standings = read_standings(tables["figure"], tables["indicator"], tables["comment"], 18)
    cases = needing_attention(standings)
    assert len(standings) == 40 and cases
    order = [(case.is_proposed, case.shown["progress_pct"]) for case in cases]
    assert order == sorted(order)


def test_reporting_counts_what_was_due_and_received(tables):
    reporting = tables["reporting"]
    read = read_reporting(reporting, 18)
    due = reporting[reporting["month"].between("M01", "M18")]
    assert read.expected_to_date_n == len(due) == 270
    assert read.received_to_date_n == due["received_on"].notna().sum()
    assert sum(len(gap.months) for gap in read.gaps) == read.expected_to_date_n - read.received_to_date_n
