"""Class C figures of the project, calculated by hand."""

from datetime import date

import pytest

from indicators.load import load_definitions
from tests.calculation.world import release

DEFINITIONS = load_definitions()


def figure(rows, code, month, breakdown="total", category="all", until=24, **more):
    """One row of a release."""
    figures, _book = release(DEFINITIONS, rows, until, **more)
    return figures[code, f"M{month:02d}", breakdown, category]


def event(partner, number, month, day, **values):
    return {
        "partner_code": partner,
        "month": month,
        "event_code": f"EV-{partner}-{number:03d}",
        "event_type": "CONFERENCE",
        "channel": "VENUE",
        "scope": "NATIONAL",
        "date": day,
        "country": "BG",
        "participants_n": 40,
        "policy_makers_n": 5,
    } | values


def test_a_joint_event_with_a_common_organiser_counts_once():
    day = date(2016, 9, 5)
    rows = {
        "EVENTS": [
            event("P01", 1, 9, day, organiser_code="P01"),
            event("P02", 1, 9, day, organiser_code="P01"),
            event("P03", 1, 9, date(2016, 9, 20)),
        ]
    }
    assert figure(rows, "OP-18", 9, until=12)["value"] == 2
    assert figure(rows, "OP-19", 9, until=12)["value"] == 10


def test_when_the_organisers_row_never_comes_the_first_received_counts():
    day = date(2016, 9, 5)
    rows = {"EVENTS": [event("P02", 1, 9, day, organiser_code="P01"), event("P03", 1, 9, day, organiser_code="P01")]}
    assert figure(rows, "OP-18", 9, until=12)["value"] == 1


def test_without_a_common_organiser_both_count_until_the_coordinator_has_decided():
    day = date(2016, 9, 5)
    rows = {"EVENTS": [event("P01", 1, 9, day), event("P02", 1, 9, day)]}
    assert figure(rows, "OP-18", 9, until=12)["value"] == 2


def test_estimated_reach_is_not_added():
    day = date(2016, 9, 5)
    rows = {
        "EVENTS": [
            event("P01", 1, 9, day, reach_n=300, reach_method="COUNTED"),
            event("P02", 1, 9, day, participants_n=None, reach_n=900, reach_method="ESTIMATED"),
        ]
    }
    assert figure(rows, "OP-20", 9, until=12)["value"] == 340


def practice(partner, code, month, state, adopted=None):
    return {
        "partner_code": partner,
        "month": month,
        "practice_code": code,
        "country": code[3:5],
        "practice_theme": "HOUSING",
        "practice_state": state,
        "state_month": month,
        "adopted_partner_codes": adopted,
    }


def test_a_practice_counts_as_taken_up_only_by_a_partner_of_another_country():
    rows = {
        "PRACTICES": [
            practice("P01", "GP-BG-01", 5, "SHARED", "P02;P03"),
            practice("P05", "GP-ES-01", 5, "SHARED", "P06;P10"),
            practice("P10", "GP-GR-01", 5, "REVIEWED", "P01"),
        ]
    }
    assert figure(rows, "OC-11", 6, until=6)["value"] == 1
    assert figure(rows, "OC-11", 6, "country", "ES", until=6)["value"] == 1


def test_a_withdrawn_practice_no_longer_counts_from_its_month_on():
    rows = {"PRACTICES": [practice("P01", "GP-BG-01", 3, "SHARED"), practice("P01", "GP-BG-01", 5, "WITHDRAWN")]}
    assert figure(rows, "OP-13", 4, until=6)["value"] == 1
    assert figure(rows, "OP-13", 5, until=6)["value"] == 0


def deliverable(partner, code, month, progress, submitted=None, languages=None):
    kinds = {one.code: one for one in DEFINITIONS.deliverables}
    return {
        "partner_code": partner,
        "month": month,
        "deliverable_code": code,
        "workstream": kinds[code].workstream,
        "deliverable_type": kinds[code].deliverable_type,
        "deliverable_state": "SUBMITTED" if submitted else "IN_PROGRESS",
        "progress_pct": progress,
        "submitted_on": submitted,
        "languages_available": languages,
    }


def test_the_handbooks_progress_stays_to_date_when_its_partner_falls_silent():
    rows = {"DELIVERABLES": [deliverable("P01", "D2.3", 8, 30)]}
    silent = [("P01", month) for month in range(9, 25)]
    assert figure(rows, "OP-16", 11, silent=silent)["value"] == 30
    row = figure(rows, "OP-16", 24, silent=silent)
    assert (row["value"], row["carried_forward_n"]) == (30, 1)
    assert figure(rows, "OP-16", 7, silent=silent)["state"] == "not_reported"


def test_languages_of_the_handbook_are_counted_once():
    rows = {
        "DELIVERABLES": [
            deliverable("P01", "D2.3", 8, 90, languages="bg;en"),
            deliverable("P01", "D2.3", 9, 100, languages="bg;en;it"),
        ]
    }
    assert figure(rows, "OP-17", 8, until=12)["value"] == 2
    assert figure(rows, "OP-17", 12, until=12)["value"] == 3
    assert figure(rows, "OP-16", 9, "language", "it", until=12)["value"] == 100


def test_a_deliverable_is_late_at_the_end_of_its_due_month_even_if_its_lead_says_nothing():
    rows = {"DELIVERABLES": [deliverable("P09", "D4.1", 4, 100, date(2016, 4, 29))]}
    assert figure(rows, "PR-03", 3, until=6)["state"] == "not_due"
    assert figure(rows, "PR-03", 4, until=6)["value"] == 100
    both = figure(rows, "PR-03", 5, until=6)
    assert (both["value"], both["numerator"], both["denominator"]) == (50, 1, 2)
    assert figure(rows, "PR-03", 5, "partner", "P04", until=6)["value"] == 0
    assert figure(rows, "PR-03", 5, "partner", "P07", until=6)["state"] == "not_applicable"


def test_reports_on_time_are_partner_months_and_never_above_all():
    row = figure({}, "PR-02", 3, until=6, silent=[("P01", 2), ("P02", 2), ("P03", 3)])
    assert (row["numerator"], row["denominator"]) == (42, 45)
    assert row["value"] == pytest.approx(100 * 42 / 45)


def test_the_follow_up_takes_country_and_kind_from_its_session():
    session = {
        "partner_code": "P01",
        "month": 4,
        "session_code": "TR-P01-01",
        "training_type": "TOT_EXTERNAL",
        "country": "IT",
        "attended_n": 20,
        "registered_n": 20,
    }
    answers = {"partner_code": "P01", "month": 7, "session_code": "TR-P01-01"}
    answers |= {"followup_asked_n": 20, "followup_answered_n": 16, "followup_applied_n": 12}
    rows = {"TRAININGS": [session], "FOLLOWUP": [answers]}
    assert figure(rows, "OC-09", 7, until=12)["value"] == 75
    assert figure(rows, "OC-09", 7, "country", "IT", until=12)["value"] == 75
    assert figure(rows, "OC-09", 7, "training_type", "TOT_EXTERNAL", until=12)["denominator"] == 16
    assert figure(rows, "OC-09", 7, "companion", "response_rate", until=12)["value"] == 80
    assert figure(rows, "OC-09", 6, until=12)["state"] == "too_few"


def test_a_partner_that_never_reported_is_not_a_zero():
    silent = [("P04", month) for month in range(1, 7)]
    assert figure({}, "OP-08", 6, "partner", "P04", until=6, silent=silent)["state"] == "not_reported"
    assert figure({}, "OP-08", 6, "country", "CY", until=6, silent=silent)["state"] == "not_reported"
    assert figure({}, "OP-08", 6, "partner", "P01", until=6, silent=silent)["value"] == 0
    total = figure({}, "OP-08", 6, until=6, silent=silent)
    assert (total["value"], total["reported_n"], total["expected_reports_n"]) == (0, 14, 15)


def test_every_registry_category_has_a_row_in_every_month():
    figures, _book = release(DEFINITIONS, {}, 6)
    for indicator in DEFINITIONS.indicators:
        for breakdown in indicator.breakdowns:
            wanted = {"country": DEFINITIONS.countries, "partner": [one.code for one in DEFINITIONS.partners]}
            for category in wanted.get(breakdown.name, ()):
                for month in range(1, 7):
                    assert (indicator.code, f"M{month:02d}", breakdown.name, category) in figures
