"""Rules of mentoring pathways within a month: what passes, what is told at which cell, and one slip told once."""

import pytest

from tests.intake.breaches.within import ended
from tests.intake.workbooks import check, codes, full_book, pathway, told

PATHWAYS = "PATHWAYS"


def _book(*rows):
    return full_book(sheets={PATHWAYS: list(rows)})


def _places(*rows):
    """Code, column and row of every issue."""
    return [(issue.code, issue.column, issue.row) for issue in check(_book(*rows)).issues]


def _places_of(**values):
    return [(code, column) for code, column, _ in _places(pathway(**values))]


def test_women_add_up():
    assert told(check(_book(pathway(women_active=5)))) == [("PW01", PATHWAYS, "J3")]


@pytest.mark.parametrize("column", ["plans_agreed_cum", "econ_step_cum", "satisfied_asked_n"])
def test_no_total_of_women_is_larger_than_those_enrolled(column):
    assert _places_of(**{column: 9}) == [("PW06", column)]
    assert _places_of(**{column: 8}) == []


def test_one_wrong_number_of_women_is_not_told_by_everything_that_compares_with_it():
    row = {
        **{"women_active": 2, "women_completed_cum": 5, "plans_agreed_cum": 6, "econ_step_cum": 6},
        **{"ese_paired_n": 5, "ese_pre_mean": 2, "ese_post_mean": 3, "work_known_last_n": 7},
    }
    assert _places_of(**row) == []
    the_sum = ("PW01", "women_enrolled_cum")
    for column, slip, other in (
        ("women_enrolled_cum", 3, []),
        ("women_completed_cum", 0, [("PW09", "ese_paired_n")]),
        ("women_completed_cum", 50, [("PW06", "women_completed_cum")]),
    ):
        assert _places_of(**row | {column: slip}) == [the_sum, *other]


@pytest.mark.parametrize("active", [5, 7, 9, 80])
@pytest.mark.parametrize(
    ("code", "column", "values"),
    [
        ("PW06", "plans_agreed_cum", {"plans_agreed_cum": 9}),
        ("PW07", "work_known_entry_n", {"work_known_entry_n": 9}),
        ("PW07", "work_known_last_n", {"work_known_last_n": 9}),
        ("PW09", "ses_paired_n", {"ses_paired_n": 3, "ses_pre_mean": 30, "ses_post_mean": 40}),
    ],
)
def test_a_fault_beside_a_wrong_sum_is_told_as_well(code, column, values, active):
    assert _places_of(women_active=active, **values) == [("PW01", "women_enrolled_cum"), (code, column)]


def test_nobody_who_completed_is_told_beside_a_wrong_sum():
    row = ended(women_completed_cum=0, women_left_early_cum=7)
    assert [code for code, _, _ in _places(row)] == ["PW01", "PW05"]


def test_a_one_to_one_pathway_has_one_woman_at_most():
    alone = {"women_enrolled_cum": 1, "women_active": 1, "women_completed_cum": 0, "women_left_early_cum": 0}
    row = {"pathway_format": "INDIVIDUAL", "plans_agreed_cum": 1}
    assert _places_of(**row | alone) == []
    assert _places_of(**row | alone | {"women_enrolled_cum": 0, "women_active": 0, "plans_agreed_cum": 0}) == []
    assert _places_of(pathway_format="INDIVIDUAL") == [("PW02", "women_enrolled_cum")]


@pytest.mark.parametrize(("stage", "is_told"), [("S2", False), ("S3", False), ("S4", True), ("S5", True)])
@pytest.mark.parametrize("kind", ["GROUP", "MIXED"])
def test_a_group_has_two_women_at_least_once_mentoring_is_active(stage, kind, is_told):
    alone = {"women_enrolled_cum": 1, "women_active": 1, "women_completed_cum": 0, "women_left_early_cum": 0}
    found = _places_of(stage=stage, pathway_format=kind, plans_agreed_cum=1, **alone)
    assert found == ([("PW02", "women_enrolled_cum")] if is_told else [])


def test_a_group_that_never_came_about_can_end_early():
    nobody = dict.fromkeys(
        ["women_enrolled_cum", "women_active", "women_completed_cum", "women_left_early_cum", "plans_agreed_cum"], 0
    )
    assert _places_of(stage="SX", exit_month="M05", **nobody) == []


@pytest.mark.parametrize("stage", ["S6", "SX"])
def test_an_ended_pathway_has_a_last_month_and_no_active_women(stage):
    assert _places(ended(stage=stage)) == []
    assert _places(ended(stage=stage, exit_month=None)) == [("PW03", "exit_month", 3)]
    active = ended(stage=stage, women_active=2, women_completed_cum=5)
    assert _places(active) == [("PW03", "women_active", 3)]


def test_a_pathway_that_runs_on_has_no_last_month():
    assert _places_of(exit_month="M05") == [("PW03", "exit_month")]
    assert _places_of(exit_month="M07") == [("PW03", "exit_month")], "not told again as a month that is too late"


def test_a_stage_chosen_by_mistake_is_told_at_the_stage_alone():
    assert _places_of(stage="S6", women_completed_cum=0, women_left_early_cum=2) == [("PW03", "stage")]
    assert _places_of(stage="SX") == [("PW03", "stage")]


def test_the_months_of_a_pathway_are_in_order():
    assert _places(ended(start_month="M05")) == []
    assert _places(ended(exit_month="M02")) == []
    assert _places(ended(exit_month="M06")) == [("PW04", "exit_month", 3)]
    assert _places(ended(exit_month="M01")) == [("PW04", "exit_month", 3)]
    assert _places_of(start_month="M06") == [("PW04", "start_month")]
    assert _places(ended(start_month="M09")) == [("PW04", "start_month", 3)], "the end is not told for it as well"


def test_a_month_outside_the_project_is_told_as_such():
    assert _places_of(start_month="2015-12") == [("PW04", "start_month")]
    assert _places_of(start_month="December") == [("K01", "start_month")]


def test_months_are_told_as_people_write_them():
    (issue,) = check(_book(ended(exit_month="M06"))).issues
    assert issue.found == "M06 (June 2016)" and issue.expected == "M05 (May 2016) or earlier"


def test_a_completed_pathway_was_completed_by_somebody():
    assert _places(ended(women_completed_cum=0, women_left_early_cum=8)) == [("PW05", "women_completed_cum", 3)]
    assert _places(ended(stage="SX", women_completed_cum=0, women_left_early_cum=8)) == []


def test_women_in_work_are_a_part_of_those_whose_status_is_known():
    fits = {"work_known_entry_n": 6, "work_entry_n": 6, "work_known_last_n": 8, "work_last_n": 8}
    assert _places_of(**fits) == []
    assert _places_of(**fits | {"work_entry_n": 7}) == [("PW07", "work_entry_n")]
    assert _places_of(**fits | {"work_last_n": 9}) == [("PW07", "work_last_n")]
    assert _places_of(**fits | {"work_known_entry_n": 9}) == [("PW07", "work_known_entry_n")]
    assert _places_of(**fits | {"work_known_last_n": 9}) == [("PW07", "work_known_last_n")]
    assert _places_of(**fits | {"work_entry_n": 9}) == [("PW07", "work_entry_n")], "once, with the closer limit"
    assert _places_of(work_last_n=5) == [], "nothing to compare with"


@pytest.mark.parametrize(("scale", "score"), [("ese", 2.5), ("ses", 40)])
def test_both_means_stand_there_exactly_when_women_were_measured_twice(scale, score):
    n, pre, post = f"{scale}_paired_n", f"{scale}_pre_mean", f"{scale}_post_mean"
    assert _places_of(**{n: 2, pre: score, post: score}) == []
    assert _places_of(**{n: 0}) == []
    assert _places_of(**{n: 2}) == [("PW08", pre)]
    assert _places_of(**{n: 2, pre: score}) == [("PW08", post)]
    assert _places_of(**{n: 2, post: score}) == [("PW08", pre)]
    assert _places_of(**{n: 0, pre: score, post: score}) == [("PW08", pre)]
    assert _places_of(**{pre: score, post: score}) == [("PW08", pre)]


def test_a_number_or_mean_that_cannot_be_read_is_told_once():
    assert _places_of(ese_paired_n="two", ese_pre_mean=2, ese_post_mean=3) == [("K01", "ese_paired_n")]
    assert _places_of(ese_paired_n=2, ese_pre_mean=9, ese_post_mean=3) == [("K02", "ese_pre_mean")]
    assert _places_of(women_enrolled_cum="many", plans_agreed_cum=99) == [("K01", "women_enrolled_cum")]
    assert _places_of(stage=None, exit_month="M05") == [("K03", "stage")]


def test_parts_of_those_measured_twice_or_asked_are_not_larger():
    twice = {"ese_paired_n": 2, "ese_pre_mean": 2, "ese_post_mean": 3}
    assert _places_of(**twice, ese_improved_n=2, satisfied_asked_n=2, satisfied_n=2) == []
    assert _places_of(**twice, ese_improved_n=3) == [("PW09", "ese_improved_n")]
    assert _places_of(**twice | {"ese_paired_n": 3}) == [("PW09", "ese_paired_n")]
    assert _places_of(satisfied_asked_n=2, satisfied_n=3) == [("PW09", "satisfied_n")]


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({"stage": "S1", "group_sessions_month": 0}, [("PW10", "individual_sessions_month")]),
        ({"stage": "S2"}, []),
        ({"group_sessions_month": 0, "individual_sessions_month": 0, "mentoring_hours_month": 0}, [("PW10", "group")]),
        ({"mentoring_hours_month": 0}, [("PW11", "mentoring_hours_month")]),
        ({"mentoring_hours_month": 1.49}, [("PW11", "mentoring_hours_month")]),
        ({"mentoring_hours_month": 1.5}, []),
        ({"mentoring_hours_month": 48}, []),
        ({"mentoring_hours_month": 48.5}, [("PW11", "mentoring_hours_month")]),
        ({"group_sessions_month": 0, "individual_sessions_month": 0}, [("PW11", "mentoring_hours_month")]),
    ],
)
def test_sessions_and_hours_that_are_seldom_true_are_asked_about(values, expected):
    checked = check(_book(pathway(**values)))
    found = [(issue.code, issue.column) for issue in checked.issues]
    assert len(found) == len(expected)
    assert all(one[0] == other[0] and one[1].startswith(other[1]) for one, other in zip(found, expected, strict=True))
    assert checked.verdict == ("confirm" if expected else "accepted")


def test_a_stage_without_sessions_may_be_quiet():
    quiet = {"group_sessions_month": 0, "individual_sessions_month": 0, "mentoring_hours_month": 0}
    for stage in ("S1", "S2", "S3", "S5"):
        assert _places_of(stage=stage, **quiet) == []


def test_tested_services_differ_from_each_other():
    assert _places_of(tested_service_2="HOUSING", tested_service_3="CHILDCARE") == []
    assert _places_of(tested_service_2="JOB_SEARCH") == [("PW12", "tested_service_2")]
    assert _places_of(tested_service_2="HOUSING", tested_service_3="HOUSING") == [("PW12", "tested_service_3")]


def test_each_row_is_told_where_it_stands():
    found = _places(pathway(), pathway(pathway_code="PW-BBBBBB", plans_agreed_cum=9))
    assert found == [("PW06", "plans_agreed_cum", 4)]


def test_a_missing_column_is_told_once_and_no_rule_guesses_its_cells():
    def change(book):
        sheet = book[PATHWAYS]
        place = next(cell.column for cell in sheet[1] if cell.value == "ese_paired_n")
        sheet.delete_cols(place)

    book = full_book(sheets={PATHWAYS: [pathway(ese_pre_mean=2, ese_post_mean=3)]}, change=change)
    assert codes(check(book)) == ["F01"]
