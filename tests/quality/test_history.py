"""Change against the own history: median and median absolute deviation, and silence on small numbers."""

from statistics import median

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.quality.history import usual
from indicators.model.quality import HistoryQuestion
from tests.quality.world import DEFINITIONS, build_known, codes, only

QUESTIONS = {question.code: question for question in DEFINITIONS.quality.history}
RULE = HistoryQuestion(
    code="Q-H99",
    sheet="TRAININGS",
    column="attended_n",
    least_n=6,
    deviations=5,
    ratio=3,
    least_distance=10,
    why="test",
    found="",
    expected="",
    ask="",
)
VALUES = st.floats(0, 10_000, allow_nan=False)


def is_far(value, earlier, question=RULE):
    bounds = usual(earlier, question)
    return bounds is not None and bounds.is_far(value)


def hours(*values, first=1, **columns):
    base = {"partner_code": "P01", "pathway_code": "PW-AAAAAA", "women_enrolled_cum": 8, "stage": "S4"}
    return [base | columns | {"month": month, "mentoring_hours_month": v} for month, v in enumerate(values, first)]


@given(st.lists(VALUES, max_size=5), VALUES)
def test_fewer_values_than_the_minimum_are_no_history(earlier, value):
    assert not is_far(value, earlier)


@given(VALUES, st.integers(6, 20))
def test_a_number_that_never_changes_is_not_far_from_itself(value, n):
    assert not is_far(value, [value] * n)


@given(st.lists(VALUES, min_size=6, max_size=12), VALUES, st.floats(0.01, 100))
def test_a_constant_factor_on_everything_changes_nothing(earlier, value, factor):
    scaled = RULE.model_copy(update={"least_distance": RULE.least_distance * factor})
    bounds, other = usual(earlier, RULE), usual([one * factor for one in earlier], scaled)
    assert other.low == pytest.approx(bounds.low * factor, abs=1e-6)
    assert other.high == pytest.approx(bounds.high * factor, abs=1e-6)


@given(st.lists(VALUES, min_size=6, max_size=12), st.floats(-10, 10))
def test_nothing_within_the_least_distance_is_far(earlier, distance):
    assert not is_far(max(median(earlier) + distance * 0.999, 0), earlier)


@given(st.lists(VALUES, min_size=6, max_size=12), VALUES)
def test_the_order_of_the_months_before_is_irrelevant(earlier, value):
    assert is_far(value, earlier) == is_far(value, sorted(earlier))


def test_one_slip_in_the_history_does_not_hide_the_next():
    # A mean of 174 and a standard deviation of 391 would call 300 usual.
    assert is_far(300, [10, 12, 11, 13, 1000, 12, 10])


def test_without_any_deviation_only_a_multiple_is_far():
    same = [20.0] * 6
    assert not is_far(59, same)
    assert is_far(61, same)
    assert is_far(0, same)
    assert not is_far(10, [0.0] * 6), "ten more than nothing is still a small count"
    assert is_far(11, [0.0] * 6)


def test_hours_of_a_pathway_far_from_its_own_months_are_asked_about():
    [query] = only(build_known({"PATHWAYS": hours(12, 14, 15, 13, 15, 14, 140)}), "Q-H04")
    assert (query.partner, query.month, query.thing, query.columns) == (
        "P01",
        7,
        "PW-AAAAAA",
        ("mentoring_hours_month",),
    )
    assert query.places["median"] == 14
    assert query.evidence[-1] == (7, 140)


@pytest.mark.parametrize(
    "values",
    [(12, 14, 15, 13, 15, 14, 33), (12, 14, 15, 13, 15, 140), (0, 0, 0, 0, 0, 0, 19)],
    ids=["a busy month", "five earlier months", "the first hours"],
)
def test_a_near_miss_of_hours_stays_silent(values):
    assert "Q-H04" not in codes(build_known({"PATHWAYS": hours(*values)}))


def test_months_after_a_strange_one_are_not_strange_for_it():
    known = build_known({"PATHWAYS": hours(12, 14, 15, 13, 15, 14, 140, 15, 14)})
    assert [query.month for query in only(known, "Q-H04")] == [7]


def test_the_history_of_one_pathway_is_not_that_of_another():
    rows = hours(*[2] * 6) + hours(60, first=7, pathway_code="PW-BBBBBB")
    assert "Q-H04" not in codes(build_known({"PATHWAYS": rows}))


def enrolled(*values, first=1):
    base = {"partner_code": "P01", "pathway_code": "PW-AAAAAA"}
    return [base | {"month": month, "women_enrolled_cum": v} for month, v in enumerate(values, first)]


def test_a_running_total_is_judged_by_what_it_rises():
    late_group = enrolled(8, 9, 9, 10, 10, 10, 10, 17)
    [query] = only(build_known({"PATHWAYS": late_group}), "Q-H06")
    assert (query.month, query.places["value"]) == (8, 7)
    assert "Q-H06" not in codes(build_known({"PATHWAYS": enrolled(8, 9, 9, 10, 10, 10, 10, 14)})), "four late joiners"


def test_the_rise_over_a_missing_month_belongs_to_no_month():
    rows = enrolled(8, 9, 9, 10, 10, 10, 10) + enrolled(17, first=9)
    assert "Q-H06" not in codes(build_known({"PATHWAYS": rows}))


def test_a_reach_is_compared_with_what_was_counted_in_the_same_way():
    def item(number, month, reach, method):
        own = {"partner_code": f"P{number:02d}", "month": month, "event_code": f"EV-P{number:02d}-001"}
        return own | {"reach_n": reach, "reach_method": method}

    counted = [item(n, 2, 40 + n, "COUNTED") for n in range(1, 8)]
    assert "Q-H01" in codes(build_known({"EVENTS": [*counted, item(9, 3, 450, "COUNTED")]}))
    assert "Q-H01" not in codes(build_known({"EVENTS": [*counted, item(9, 3, 450, "ESTIMATED")]}))
    assert "Q-H01" not in codes(build_known({"EVENTS": [*counted, item(9, 2, 450, "COUNTED")]})), "no earlier month"
