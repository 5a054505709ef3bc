"""The strength of evidence follows from the stated rule and the state of the figures, and from nothing else."""

import pytest

from released.evaluation import MATRIX, absence_blocks, gap_blocks, judge_questions, matrix_blocks, strength_block
from tests.released.world import figure, indicator, release_of

RULE = {
    "answers": {
        "directly": {"grade": "strong", "meaning": "Measures it."},
        "in_part": {"grade": "moderate", "meaning": "A part."},
        "as_a_sign": {"grade": "weak", "meaning": "A sign."},
    },
    "origins": {
        "counted": {"steps_down": 0, "meaning": "Counted."},
        "said": {"steps_down": 1, "meaning": "Said."},
    },
    "coverage_pct": {"at_least": 80, "steps_down": 1, "because": "Reports miss."},
    "base": {"at_least": 30, "steps_down": 1, "because": "Few."},
    "single": {"grade": "moderate", "because": "Alone."},
    "leaning": {"grade": "weak", "because": "Too few measured."},
}
ONE, TWO, THREE = "X1", "X2", "X3"


def judge(figures, uses, grounds=None, **question):
    """The one question of a little matrix."""
    stated = {"code": "REL-1", "criterion": "relevance", "question": "Why?", "not_covered": ["All."]} | question
    stated["other_sources"] = [{"kind": "study", "what": "A study."}]
    stated["indicators"] = [{"indicator": code, "answers": way, "reads": "So."} for code, way in uses]
    all_grounds = {code: {"origin": "counted"} for code in (ONE, TWO, THREE)} | (grounds or {})
    matrix = {"strength": RULE, "grounds": all_grounds, "questions": [stated], "not_heard": [], "do_no_harm": ["Ask."]}
    tables = {"figure": figures, "indicator": [indicator(code) for code in (ONE, TWO, THREE)]}
    release, _ = release_of(tables, evaluation=matrix)
    (found,) = judge_questions(release)
    return release, found


@pytest.mark.parametrize(("way", "grade"), [("directly", "moderate"), ("in_part", "moderate"), ("as_a_sign", "weak")])
def test_one_figure_alone_is_never_strong(way, grade):
    _, found = judge([figure(ONE, 3)], [(ONE, way)])
    assert found.grade == grade and ("Alone." in found.reasons) == (way == "directly")


def test_two_figures_that_carry_as_much_are_strong():
    _, found = judge([figure(ONE, 3), figure(TWO, 5)], [(ONE, "directly"), (TWO, "directly")])
    assert (found.grade, found.reasons) == ("strong", ())


def test_a_hidden_figure_carries_nothing_and_says_why():
    release, found = judge([figure(ONE, None)], [(ONE, "directly")])
    (reading,) = found.readings
    assert (found.grade, reading.grade, reading.has_value) == ("none", "none", False)
    assert "hidden to protect people" in reading.reasons[0]
    assert "REL-1" in str([block.wire() for block in gap_blocks(release, [found])])


@pytest.mark.parametrize(
    ("other", "reason"),
    [
        ({"reported_n": 3, "expected_reports_n": 4}, "Reports miss."),
        ({"denominator": 29}, "Few."),
        ({"denominator": 30, "reported_n": 4, "expected_reports_n": 5}, None),
    ],
)
def test_few_reports_and_a_small_base_count_a_grade_less(other, reason):
    _, found = judge([figure(ONE, 3, **other)], [(ONE, "directly")])
    assert found.readings[0].grade == ("moderate" if reason else "strong")
    assert found.readings[0].reasons == ((reason,) if reason else ())


def test_doubts_add_up_but_a_shown_figure_never_carries_nothing():
    _, found = judge([figure(ONE, 3, denominator=1, reported_n=1)], [(ONE, "in_part")], {ONE: {"origin": "said"}})
    assert found.readings[0].grade == "weak" and len(found.readings[0].reasons) == 4


@pytest.mark.parametrize(("measured", "grade"), [(60, "strong"), (59, "weak"), (None, "weak")])
def test_a_figure_is_weak_when_too_few_were_measured_or_nobody_may_know(measured, grade):
    grounds = {ONE: {"origin": "counted", "leans_on": {"indicator": TWO, "at_least": 60}}}
    _, found = judge([figure(ONE, 3), figure(TWO, measured)], [(ONE, "directly")], grounds)
    assert found.readings[0].grade == grade


def test_a_ceiling_holds_whatever_the_figures_say():
    rows, uses = [figure(ONE, 3), figure(TWO, 5)], [(ONE, "directly"), (TWO, "directly")]
    _, found = judge(rows, uses, at_most={"grade": "weak", "because": "No comparison."})
    assert (found.grade, found.reasons) == ("weak", ("No comparison.",))


def test_of_women_the_newest_shown_closing_speaks():
    rows = [figure(ONE, 3, "M03", **{"class": "A"}), figure(ONE, None, "M06", **{"class": "A"})]
    _, found = judge(rows, [(ONE, "directly")])
    assert found.readings[0].row["month"] == "M03"


def test_every_question_is_told_with_figure_status_coverage_and_gap():
    rows = [figure(ONE, 3, carried_forward_n=1, target_state="proposed", status="at_risk")]
    release, found = judge(rows, [(ONE, "directly")])
    said = str([block.wire() for block in matrix_blocks(release, [found])])
    for words in (
        "3 things (M06)",
        "4 of 4, 1 carried forward",
        "at risk",
        "target proposed",
        "So.",
        "All.",
        "A study",
    ):
        assert words in said, words
    assert "REL-1" in str(strength_block(release, [found]).wire())


def test_a_release_without_a_matrix_says_so():
    release, _ = release_of({"figure": [], "indicator": []}, indicators=[])
    assert judge_questions(release) == ()
    assert "no evaluation matrix" in str([block.wire() for block in absence_blocks(release, MATRIX)])
    texts_only, _ = release_of({"figure": [], "indicator": []})
    assert "open the data package" in str([block.wire() for block in absence_blocks(texts_only, MATRIX)])
