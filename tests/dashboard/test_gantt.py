"""The timeline's drawing and the columns: states as words, nothing drawn that isn't there, women in neither."""

import pandas as pd
import pytest

from etl.release_file import ReleaseFile
from indicators.charts.columns import draw_columns
from indicators.charts.gantt import STATES, DueRow, Lane, draw_gantt
from indicators.load import load_definitions
from indicators.texts import Texts
from tests.dashboard.conftest import NEWEST

ENGLISH = Texts("en")
PERIODS = load_definitions().periods


@pytest.fixture(scope="module")
def tables(demo_home):
    file = ReleaseFile(demo_home.releases / f"{NEWEST}.duckdb")
    return {name: file.table(name) for name in ("figure", "indicator")}


def gantt(*rows, lanes=(), now=18, today=None):
    return draw_gantt(rows, lanes, ENGLISH, PERIODS, now, today)


def words(chart):
    return [one.text for one in chart.layout.annotations]


def trace(chart, name):
    return next(one for one in chart.data if one.name == name)


@pytest.mark.parametrize(("state", "said"), [(name, f"{one.sign} {one.word}") for name, one in STATES.items()])
def test_a_state_stands_as_sign_and_word_beside_its_mark(state, said):
    done = 12 if state in ("in_time", "late") else None
    assert said in words(gantt(DueRow("D1", 10, done, state)))


def test_states_differ_in_their_marks_too():
    assert len({one.mark for one in STATES.values()}) == len({one.sign for one in STATES.values()}) == len(STATES)


def test_what_is_overdue_has_a_line_from_its_due_month_to_the_release():
    lines = [(one.x0, one.x1) for one in gantt(DueRow("D1", 10, None, "overdue")).layout.shapes]
    assert (10, 18) in lines


def test_what_is_to_come_has_no_line_and_an_open_mark():
    chart = gantt(DueRow("D1", 21, None, "to_come"))
    assert not [one for one in chart.layout.shapes if 21 in (one.x0, one.x1)]
    assert list(trace(chart, "to come").x) == [21] and trace(chart, "to come").marker.symbol == "circle-open"


def test_what_came_stands_at_the_month_in_which_it_came():
    chart = gantt(DueRow("D1", 10, 11, "late"))
    assert list(trace(chart, "submitted late").x) == [11]
    assert list(trace(chart, "due, at the month's end").x) == [10]


def test_a_month_without_anything_is_empty_and_no_zero():
    chart = gantt(lanes=[Lane("Trainings", ((9, "1"), (12, "2")))])
    assert list(trace(chart, "Trainings").x) == [9, 12] and list(trace(chart, "Trainings").text) == ["1", "2"]


def test_today_has_a_line_of_its_own_only_where_it_is_given():
    row = DueRow("D1", 10, 10, "in_time")
    assert "today" in words(gantt(row, today=19.5)) and "today" not in words(gantt(row))


def test_a_text_of_a_person_is_no_markup():
    assert "&lt;b&gt;x" in words(gantt(DueRow("<b>x", 10, 10, "in_time")))


def test_short_texts_of_neighbouring_months_turn_away_from_each_other():
    lane = Lane("Handbook", ((6, "9 % of 10 %"), (12, "40 % of 50 %"), (13, "44 %")), is_boxed=False)
    drawn = gantt(lanes=[lane]).data[-1]
    assert list(drawn.textposition) == ["middle center", "middle left", "middle right"]


def test_a_short_project_and_nothing_at_all_can_be_drawn():
    assert gantt().layout.height > 0


def columns(tables, code, **changes):
    figures = tables["figure"]
    rows = figures[(figures["indicator_code"] == code) & (figures["breakdown"] == "total")].copy()
    for column, value in changes.items():
        rows.loc[rows["month"] == "M09", column] = value
    indicator = tables["indicator"].set_index("indicator_code", drop=False).loc[code]
    return draw_columns(rows, indicator, ENGLISH, PERIODS)


@pytest.mark.parametrize("state", ["withheld", "not_reported", "too_few"])
def test_a_month_without_a_value_has_no_column_but_a_mark(tables, state):
    chart = columns(tables, "OP-08", state=state, value=0.0)
    assert all(9 not in list(one.x) for one in chart.data if one.type == "bar")
    assert [one for one in chart.data if one.yaxis == "y2" and 9 in list(one.x)]


def test_a_month_that_is_not_due_is_no_zero(tables):
    chart = columns(tables, "OP-08", state="not_due", value=None)
    assert all(9 not in list(one.x) for one in chart.data)


def test_a_column_reaches_to_the_total_and_its_lower_part_to_the_month_before(tables):
    chart = columns(tables, "OP-08", value=7.0)
    total, before = trace(chart, "New this month"), trace(chart, "Before")
    assert total.y[list(total.x).index(9)] == 7
    assert before.y[list(before.x).index(10)] == min(7, total.y[list(total.x).index(10)])
    assert all(low <= high for low, high in zip(before.y, total.y, strict=True))


def test_women_are_never_columns(tables):
    with pytest.raises(ValueError, match="points at closings"):
        columns(tables, "OP-03")


def test_a_part_has_no_plan(tables):
    indicator = tables["indicator"].set_index("indicator_code", drop=False).loc["OP-08"]
    figures = tables["figure"]
    rows = figures[(figures["indicator_code"] == "OP-08") & (figures["category"] == "BG")]
    chart = draw_columns(rows, indicator, ENGLISH, PERIODS, has_plan=False)
    assert "Planned" not in [one.name for one in chart.data]
    assert "Planned" in [one.name for one in draw_columns(rows, indicator, ENGLISH, PERIODS).data]


def test_columns_of_nothing_can_be_drawn(tables):
    indicator = tables["indicator"].set_index("indicator_code", drop=False).loc["OP-08"]
    assert draw_columns(pd.DataFrame(columns=tables["figure"].columns), indicator, ENGLISH, PERIODS).data
