"""Rules of trainings within a month: dates, people, answers, tests; what is impossible and what is only asked about."""

from datetime import date

import pytest

from tests.intake.workbooks import check, full_book, remember, told, training

TESTS = {"pre_n": 12, "post_n": 10, "paired_n": 10, "paired_pre_mean": 50, "paired_post_mean": 60}


def _book(**values):
    return full_book(sheets={"TRAININGS": [training(**values)]})


def _places(**values):
    return [(issue.code, issue.column) for issue in check(_book(**values)).issues]


@pytest.mark.parametrize(
    ("first", "last", "column"),
    [
        (date(2016, 5, 12), date(2016, 5, 11), "date_to"),
        (date(2016, 5, 30), date(2016, 6, 1), "date_to"),
        (date(2016, 5, 1), date(2016, 5, 11), "date_from"),
        (date(2016, 5, 10), date(2015, 5, 11), "date_to"),
        (date(2016, 5, 10), date(2017, 5, 11), "date_to"),
    ],
)
def test_a_training_ends_in_the_month_after_at_most_ten_days(first, last, column):
    assert _places(date_from=first, date_to=last) == [("T01", column)]


def test_a_training_may_begin_in_the_month_before_and_last_ten_days():
    assert _places(date_from=date(2016, 4, 28), date_to=date(2016, 5, 2)) == []
    assert _places(date_from=date(2016, 5, 2), date_to=date(2016, 5, 11)) == []


def test_the_last_month_takes_in_the_projects_last_days():
    late = training(date_from=date(2018, 1, 9), date_to=date(2018, 1, 10))
    book = full_book(month=24, sheets={"TRAININGS": [late], "PATHWAYS": [], "EVENTS": []})
    assert check(book, today=date(2018, 1, 12)).verdict == "accepted"


@pytest.mark.parametrize("column", ["completed_n", "first_time_n"])
def test_a_training_has_no_more_than_were_there(column):
    assert _places(**{column: 18}) == []
    assert _places(**{column: 19}) == [("T02", column)]


def test_no_more_attended_than_were_registered():
    assert _places(attended_n=20) == []
    assert _places(attended_n=21) == [("T02", "attended_n")]


@pytest.mark.parametrize(
    ("women", "men", "undisclosed", "is_told"),
    [(12, 5, 1, False), (18, None, None, False), (None, None, None, False), (0, 0, 0, True), (12, 4, None, True)],
)
def test_women_men_and_not_stated_add_up_when_any_is_given(women, men, undisclosed, is_told):
    sexes = {"attended_women_n": women, "attended_men_n": men, "attended_undisclosed_n": undisclosed}
    assert _places(**sexes) == ([("T03", "attended_women_n")] if is_told else [])


def test_one_wrong_number_of_persons_is_not_told_by_everything_that_compares_with_it():
    row = {"attended_women_n": 12, "attended_men_n": 6, "satisfaction_n": 16, "satisfaction_mean": 4.2} | TESTS
    assert _places(**row) == []
    assert _places(**row, attended_n=8) == [("T03", "attended_women_n")]
    assert _places(**row, attended_n=21) == [("T02", "attended_n"), ("T03", "attended_women_n")]
    assert _places(**row | {"completed_n": 30}, attended_n=19) == [("T03", "attended_women_n"), ("T02", "completed_n")]


@pytest.mark.parametrize("slip", [{"completed_n": 19}, {"first_time_n": 19}, {"registered_n": 17}])
@pytest.mark.parametrize("women", [10, 13, 50])
def test_two_faults_of_a_training_are_told_both(women, slip):
    row = {"attended_women_n": women, "attended_men_n": 6}
    assert {code for code, _ in _places(**row | slip)} == {"T02", "T03"}
    row |= {"pre_n": 19}
    assert {code for code, _ in _places(**row)} == {"T03", "T04"}


@pytest.mark.parametrize("column", ["pre_n", "post_n", "satisfaction_n"])
def test_answers_and_tests_are_of_persons_who_attended(column):
    mean = {"satisfaction_mean": 4.2} if column == "satisfaction_n" else {}
    assert _places(**mean, **{column: 18}) == []
    assert _places(**mean, **{column: 19}) == [("T04", column)]


def test_persons_with_both_tests_took_each_of_them():
    assert _places(**TESTS) == []
    assert _places(**TESTS | {"paired_n": 11}) == [("T04", "paired_n")]
    assert _places(**TESTS | {"paired_n": 13}) == [("T04", "paired_n")], "once, though both are smaller"
    assert _places(**TESTS, paired_improved_n=11) == [("T04", "paired_improved_n")]
    assert _places(**TESTS | {"pre_n": None}) == []


def test_a_mean_stands_there_exactly_when_there_are_persons():
    assert _places(**TESTS | {"paired_pre_mean": None}) == [("T05", "paired_pre_mean")]
    assert _places(**TESTS | {"paired_n": 0}) == [("T05", "paired_pre_mean")]
    assert _places(satisfaction_n=5) == [("T05", "satisfaction_mean")]
    assert _places(satisfaction_n=0, satisfaction_mean=4) == [("T05", "satisfaction_mean")]
    assert _places(satisfaction_n=0) == []
    assert _places(satisfaction_n="some", satisfaction_mean=4) == [("K01", "satisfaction_n")]


def test_a_session_code_names_one_session_for_ever():
    april = training(date_from=date(2016, 4, 1), date_to=date(2016, 4, 2))
    sheets = {"TRAININGS": [april], "EVENTS": []}
    history = remember(full_book(month=4, sheets=sheets))
    checked = check(full_book(), history)
    assert told(checked) == [("T07", "TRAININGS", "A3")]
    assert "M04" in checked.issues[0].message
    own = full_book(month=4, sheets=sheets, cover={"revision_no": 2, "note": "again"})
    assert check(own, history).verdict == "accepted"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"session_code": "TR-P02-01"}, "session_code"),
        ({"training_type": "MUTUAL_LEARNING"}, "counts_to_target"),
        ({"attended_n": 0, "completed_n": 0, "first_time_n": 0}, "counts_to_target"),
    ],
)
def test_a_session_is_the_partners_own_and_counts_only_when_it_was_held(change, column):
    assert _places(**change) == [("T07", column)]
    if column == "counts_to_target":
        assert _places(**change, counts_to_target="N") == []


@pytest.mark.parametrize(
    ("values", "column"),
    [
        (TESTS | {"paired_post_mean": 49.9}, "paired_post_mean"),
        (TESTS | {"paired_post_mean": 50}, None),
        ({"satisfaction_n": 10, "satisfaction_mean": 5}, "satisfaction_mean"),
        ({"satisfaction_n": 9, "satisfaction_mean": 5}, None),
        ({"satisfaction_n": 10, "satisfaction_mean": 4.99}, None),
        (TESTS | {"paired_pre_mean": 100, "paired_post_mean": 100}, "paired_post_mean"),
        (TESTS | {"registered_n": 18, "completed_n": 18, "paired_improved_n": 10}, "completed_n"),
        (TESTS | {"registered_n": 18, "completed_n": 18, "paired_improved_n": 9}, None),
        ({"registered_n": 18, "completed_n": 18}, None),
        ({"registered_n": 61, "attended_n": 61}, "attended_n"),
        ({"registered_n": 61, "attended_n": 60}, None),
    ],
)
def test_what_is_seldom_true_is_asked_about(values, column):
    checked = check(_book(**values))
    assert [(issue.code, issue.column) for issue in checked.issues] == ([("T08", column)] if column else [])
    assert checked.verdict == ("confirm" if column else "accepted")
