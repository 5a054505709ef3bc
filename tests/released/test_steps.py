"""The verdict on a step follows from signs that were named beforehand, by one rule."""

import pytest

from released.evaluation import (
    LINKS,
    absence_blocks,
    draw_steps,
    judge_steps,
    overview_block,
    step_blocks,
    verdict_block,
)
from released.evaluation.steps import VERDICTS
from tests.released.world import figure, indicator, release_of

START, END = "X1", "X2"


def sign(code, **condition):
    return {"indicator": code, "tells": f"It tells of {code}.", **condition}


def judge(figures, signs_for=None, signs_against=None):
    """The one step of a little theory."""
    link = {"from": "R-1", "to": ["R-2"], "because": "So.", "assumption": "It holds."}
    link["evidence_for"] = signs_for or [sign(START, at_least=5), sign(END, above=0)]
    link["evidence_against"] = [sign(END, at_most=0)] if signs_against is None else signs_against
    link["rivals"] = [{"explanation": "<Weather>", "test": "Wait."}]
    stated = {"seen_pct": 50, "verdicts": {name: f"Means {name}." for name in VERDICTS}, "links": [link]}
    indicators = [indicator(START, "R-1", 0), indicator(END, "R-2", 1)]
    release, _ = release_of({"figure": figures, "indicator": indicators}, contribution=stated)
    (step,) = judge_steps(release)
    return release, step


@pytest.mark.parametrize(
    ("start", "end", "verdict"),
    [
        (5, 1, "supported"),
        (4, 1, "mixed"),
        (4, 0, "not_yet"),
        (5, 0, "contradicted"),
        (None, 1, "cant_say"),
        (5, None, "cant_say"),
    ],
)
def test_the_verdict_follows_from_both_ends(start, end, verdict):
    assert judge([figure(START, start), figure(END, end)])[1].verdict == verdict


def test_an_end_that_is_not_reached_is_not_yet_while_nothing_speaks_against():
    signs = [sign(START, at_least=5), sign(END, at_least=9)]
    assert judge([figure(START, 5), figure(END, 1)], signs)[1].verdict == "not_yet"


def test_signs_on_both_sides_are_mixed():
    against = [sign(END, at_most=3)]
    assert judge([figure(START, 5), figure(END, 1)], signs_against=against)[1].verdict == "mixed"


@pytest.mark.parametrize("against", [[], [sign(START, status=["delayed"])]])
def test_a_step_that_nothing_could_have_spoken_against_is_not_supported(against):
    rows = [figure(START, 5, status="unavailable"), figure(END, 1)]
    _, step = judge(rows, signs_against=against)
    assert step.verdict == "cant_say" and "against" in step.reasons[-1]


def test_a_status_that_is_none_yet_cant_be_read():
    signs = [sign(START, status=["on_track"]), sign(END, above=0)]
    rows = [figure(START, 5, status="unavailable"), figure(END, 1)]
    release, step = judge(rows, signs)
    assert step.signs_for[0].holds is None and step.verdict == "cant_say"
    assert "no status yet" in str([block.wire() for block in step_blocks(release, step)])


def test_half_of_the_readable_signs_make_an_end_seen_unless_one_is_needed():
    rows = [figure(START, 5), figure(END, 1)]
    half = [sign(START, at_least=5), sign(END, above=0), sign(END, at_least=9)]
    assert judge(rows, half)[1].verdict == "supported"
    half[-1]["is_needed"] = True
    assert judge(rows, half)[1].verdict == "not_yet"


def test_an_end_seen_before_its_beginning_is_mixed_if_the_beginning_could_be_seen_missing():
    rows = [figure(START, 1, "M01"), figure(START, 5, "M06"), figure(END, 1, "M03"), figure(END, 1, "M06")]
    _, step = judge(rows)
    assert step.verdict == "mixed" and "M03, before the beginning in M06" in " ".join(step.reasons)
    assert judge(rows[1:])[1].verdict == "supported"


def test_a_step_is_told_with_its_rivals_escaped_and_its_drawing_says_the_verdict():
    release, step = judge([figure(START, 5), figure(END, 1)])
    drawing = draw_steps(release, [step])
    assert "R-1 to R-2: supported" in drawing.description and "<script" not in drawing
    assert 'role="img"' in drawing and "<desc" in drawing and "http://www.w3.org" in drawing
    said = str([block.wire() for block in (*step_blocks(release, step), overview_block(release, [step]))])
    for words in ("<Weather>", "It holds.", "at least 5", "5 things (M06)", "yes, since M06"):
        assert words in said, words
    assert "Means supported." in str(verdict_block(release, [step]).wire())


def test_a_release_without_a_theory_says_so():
    release, _ = release_of({"figure": [], "indicator": []}, indicators=[])
    assert judge_steps(release) == ()
    assert "no reasoned theory" in str([block.wire() for block in absence_blocks(release, LINKS)])
