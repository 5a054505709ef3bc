"""The sentence why: from released columns only, and one and the same for class A."""

import pytest

from indicators.load import load_definitions
from indicators.reasons import format_plan, format_value, status_reason
from indicators.texts import Texts, load_texts

DEFINITIONS = load_definitions()
ENGLISH = Texts("en")


def figure(**values):
    return {
        "indicator_code": "OP-09",
        "month": "M18",
        "breakdown": "total",
        "category": "all",
        "class": "C",
        "unit": "participations",
        "state": "value",
        "value": 84.0,
        "numerator": 84.0,
        "denominator": None,
        "baseline": 0.0,
        "target": 120.0,
        "expected": 96.0,
        "progress_pct": 87.5,
        "status": "at_risk",
        "reported_n": 12,
        "expected_reports_n": 15,
        "carried_forward_n": 0,
        "decimals": 0,
    } | values


def reason(rules=DEFINITIONS.progress, last_closed=None, texts=ENGLISH, **values):
    sentence = status_reason(figure(**values), texts, DEFINITIONS.periods, rules, last_closed)
    return sentence.replace("\u00a0", " ")


def test_a_count_at_risk_says_value_plan_rule_and_coverage():
    assert reason() == ("84 of 96 expected by M18 (88 %); at risk is under 90 %. 12 of 15 partners reported.")


@pytest.mark.parametrize(
    ("status", "progress", "rule"),
    [
        ("ahead", 120.0, "(120 %); ahead is over 115 %."),
        ("on_track", 95.0, "(95 %); on track is 90 % or more."),
        ("delayed", 42.0, "(42 %); delayed is under 70 %."),
    ],
)
def test_each_status_names_its_own_threshold(status, progress, rule):
    assert rule in reason(status=status, progress_pct=progress)


def test_progress_just_below_a_threshold_is_not_rounded_onto_it():
    assert "(89.96 %); at risk is under 90 %." in reason(progress_pct=89.96)
    assert "(90 %); on track" in reason(progress_pct=90.0, status="on_track")


def test_a_percentage_says_percent_and_a_fraction_of_a_plan_is_kept():
    said = reason(unit="percent", value=62.71, numerator=37.0, denominator=59.0, expected=86.5, decimals=1)
    assert said.startswith("62.7 %, planned by M18: 86.5 % (88 % of the plan); at risk is under 90 %.")
    assert format_plan(0.8, "sessions", ENGLISH, 0) == "0.8"


def test_what_is_carried_forward_is_said():
    assert reason(carried_forward_n=2).endswith("12 of 15 partners reported. 2 carried forward from earlier months.")


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"target": None}, "84 by M18; there is no target to compare it with."),
        ({"expected": None}, "84 by M18; nothing was due yet."),
        ({"breakdown": "country"}, "84 by M18; targets are set for the total alone."),
    ],
)
def test_no_status_says_why(values, sentence):
    assert reason(progress_pct=None, status="unavailable", **values).startswith(sentence)


@pytest.mark.parametrize(
    ("state", "sentence"),
    [
        ("withheld", "Not shown at M18, to protect the people behind it."),
        ("too_few", "Too few answers by M18 for a share or a mean."),
        ("not_due", "Nothing is due by M18 (June 2017) yet."),
        ("not_reported", "Nothing has been reported by M18 (June 2017). 12 of 15 partners reported."),
        ("not_applicable", "Not delivered here, so no figure is expected."),
    ],
)
def test_each_state_has_its_plain_sentence(state, sentence):
    assert reason(state=state, value=None, progress_pct=None, status="unavailable", **{"class": "C"}) == sentence


@pytest.mark.parametrize("cause", [{}, {"reported_n": 3}, {"carried_forward_n": 4}, {"target": None}, {"value": 3.0}])
def test_class_a_has_one_neutral_sentence_whatever_the_cause(cause):
    women = {"class": "A", "state": "withheld", "progress_pct": None, "status": "unavailable"}
    assert reason(last_closed="M12", **women, **cause) == ("No new figure could be closed at M18; the last is of M12.")
    assert reason(**women, **cause) == "No new figure could be closed at M18; none has been closed so far."


def test_the_same_release_speaks_bulgarian():
    said = reason(texts=load_texts(DEFINITIONS, "bg"), value=1234.5, numerator=1234.5, decimals=1)
    assert said.startswith("1 234,5 при планирани 96 до M18 (88 %); „в риск“ е под 90 %.")


@pytest.mark.parametrize("last_closed", [None, "M12"])
@pytest.mark.parametrize("state", ["withheld", "not_due"])
def test_what_is_never_published_says_so_at_every_month(state, last_closed):
    concerns = {"class": "A", "state": state, "status": "unavailable", "frequency": "never published"}
    assert reason(last_closed=last_closed, **concerns) == "This figure is never shown."


def test_an_empty_number_is_a_dash_and_never_a_zero():
    assert format_value(None, "percent", ENGLISH) == "–"
    assert format_value(float("nan"), "women", ENGLISH, 0) == "–"
