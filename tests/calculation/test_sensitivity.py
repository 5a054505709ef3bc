"""How much a status hangs on where the line is drawn, in one or two sentences from released columns."""

import pytest

from indicators.load import load_definitions
from indicators.model.project import ProgressRules
from indicators.progress import progress_ratio, status_of
from indicators.reasons import status_reason
from indicators.sensitivity import sensitivity_line
from indicators.texts import Texts

DEFINITIONS = load_definitions()
RULES = DEFINITIONS.progress
ENGLISH = Texts("en")


def figure(**values):
    return {
        "indicator_code": "OP-01",
        "month": "M18",
        "breakdown": "total",
        "class": "C",
        "unit": "pathways",
        "state": "value",
        "value": 8.0,
        "numerator": 8.0,
        "denominator": None,
        "baseline": 0.0,
        "target": 17.0,
        "expected": 10.0,
        "reported_n": 15,
        "expected_reports_n": 15,
        "carried_forward_n": 0,
        "decimals": 0,
    } | values


def judged(**values):
    """A figure with the progress and status that follow from its value."""
    row = figure(**values)
    ratio = progress_ratio(row["value"], row["baseline"] or 0, row["expected"])
    return {"progress_pct": None if ratio is None else 100 * ratio, "status": status_of(ratio, RULES)} | row


def line(rules=RULES, **values):
    return sensitivity_line(judged(**values), ENGLISH, rules).replace("\u00a0", " ")


def reason(**values):
    return status_reason(judged(**values), ENGLISH, DEFINITIONS.periods, RULES).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (95.0, "On track with other limits, too (85 %, 90 %, 95 %)."),
        (130.0, "On track with other limits, too (85 %, 90 %, 95 %)."),
        (93.0, "On track with the limit at 90 %, not at 95 %."),
        (90.0, "On track with the limit at 90 %, not at 95 %."),
        (86.0, "On track with the limit at 85 %, not at 90 %. 4 more and it would be on track."),
        (80.0, "Not on track with other limits either (85 %, 90 %, 95 %). 10 more and it would be on track."),
        (12.0, "Not on track with other limits either (85 %, 90 %, 95 %). 58 more and it would be at risk."),
    ],
)
def test_a_count_says_at_which_limits_it_is_on_track_and_how_many_are_missing(value, told):
    assert line(value=value, numerator=value, expected=100.0) == told


def test_the_number_that_is_missing_is_enough_and_no_more():
    for value in range(0, 88):
        told = line(value=float(value), numerator=float(value), expected=97.0)
        more = int(told.rpartition(". ")[2].split(" ")[0])
        now = status_of(value / 97, RULES)
        assert status_of((value + more) / 97, RULES) != now
        assert status_of((value + more - 1) / 97, RULES) == now


def test_one_thing_more_that_leaps_over_a_status_names_the_one_that_it_reaches():
    assert line(value=1.0, numerator=1.0, expected=5 / 3).endswith("1 more and it would be ahead.")
    assert line(value=0.0, numerator=0.0, expected=0.5).endswith("1 more and it would be ahead.")


def test_a_rate_says_from_which_value_on_it_would_be_on_track():
    rate = {"unit": "percent", "numerator": 30.0, "denominator": 50.0, "decimals": 1}
    told = line(value=60.0, expected=70.0, baseline=None, **rate)
    assert told == "On track with the limit at 85 %, not at 90 %. At 63.0 % or more it would be on track."


def test_the_value_needed_is_rounded_to_the_side_on_which_it_is_enough():
    rate = {"unit": "mean 1-5", "numerator": 30.0, "denominator": 50.0, "decimals": 1, "baseline": 1.0}
    assert line(value=3.3, expected=3.99, **rate).endswith("At 3.7 or more it would be on track.")


def test_an_unknown_baseline_follows_from_the_progress():
    rate = {"unit": "mean 1-5", "numerator": 30.0, "denominator": 50.0, "decimals": 1, "baseline": None}
    # The scale starts at 1: (3 - 1) / (4 - 1) is two thirds of the way.
    assert line(value=3.0, expected=4.0, progress_pct=200 / 3, status="delayed", **rate).endswith(
        "At 3.1 or more it would be at risk."
    )


def test_of_women_only_percentages_of_the_plan_are_told():
    told = line(**{"class": "A", "value": 86.0, "numerator": 86.0, "expected": 100.0, "unit": "women"})
    assert told == "On track with the limit at 85 %, not at 90 %. 4 % of the plan more and it would be on track."
    small = line(**{"class": "A", "value": 100.0, "numerator": 100.0, "expected": 130.0, "unit": "women"})
    assert "14 % of the plan more" in small and "17" not in small, "17 women would be missing"


def test_without_a_value_a_status_or_limits_to_look_at_nothing_is_said():
    assert line(state="withheld", value=0.0) == ""
    assert line(expected=None) == ""
    assert line(rules=ProgressRules(thresholds=RULES.thresholds)) == ""


def test_other_rules_have_their_own_limits():
    strict = ProgressRules.model_validate(
        {
            "thresholds": [
                {"status": "on_track", "at_least": 1},
                {"status": "at_risk", "above": 0.5},
                {"status": "delayed"},
            ],
            "sensitivity": [0.5, 1],
        }
    )
    assert line(strict, value=5.0, numerator=5.0) == (
        "On track with the limit at 50 %, not at 100 %. 1 more and it would be at risk."
    )


DOWN = {"direction": "down", "unit": "complaints", "baseline": 50.0, "target": 10.0}


def test_what_should_fall_needs_less():
    told = line(value=45.0, numerator=45.0, expected=30.0, **DOWN)
    assert told == "Not on track with other limits either (85 %, 90 %, 95 %). 9 less and it would be at risk."
    rate = DOWN | {"unit": "percent", "denominator": 50.0}
    assert line(value=34.0, numerator=17.0, expected=30.0, **rate).endswith("At 32 % or less it would be on track.")


@pytest.mark.parametrize(
    ("value", "told"),
    [
        (25.0, "25, planned by M18: at most 30 (125 % of the way down); ahead is over 115 %."),
        (33.0, "33, planned by M18: at most 30 (85 % of the way down); at risk is under 90 %."),
        (52.0, "52, planned by M18: at most 30; it has risen instead; delayed is under 70 %."),
    ],
)
def test_the_reason_of_what_should_fall_reads_downward(value, told):
    assert reason(value=value, numerator=value, expected=30.0, **DOWN) == f"{told} 15 of 15 partners reported."


def test_a_release_that_names_no_direction_still_reads_downward_when_the_plan_falls():
    row = {name: value for name, value in DOWN.items() if name != "direction"}
    assert "at most 30" in reason(value=33.0, numerator=33.0, expected=30.0, **row)
    assert "at most" not in reason(value=33.0, numerator=33.0, expected=60.0, **row)


def test_a_month_that_is_not_over_is_not_judged_and_that_is_said():
    open_month = {"progress_pct": None, "status": "unavailable"}
    told = reason(value=8.0, **open_month, as_of="2017-06-30")
    assert told == "8 so far; M18 is not over yet, so it is not judged. 15 of 15 partners reported."
    assert "nothing was due yet" in reason(value=8.0, **open_month, as_of="2017-07-01")
    assert "nothing was due yet" in reason(value=8.0, **open_month)
