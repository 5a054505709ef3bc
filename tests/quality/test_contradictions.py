"""Contradictions that no intake rule tells: each planted once, each with near misses."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from etl.quality.contradictions import is_mean_of_whole_answers
from tests.quality.world import build_known, codes, only

EVENT = {"partner_code": "P02", "month": 5, "event_code": "EV-P02-001", "country": "BG", "event_type": "OTHER"}
EVENT |= {"date": date(2016, 5, 20), "participants_n": 30, "reach_n": 30}
CENTRE = {"partner_code": "P02", "month": 5, "centre_code": "C-AAAAA", "survey_wave": "W1_BASELINE"}
CENTRE |= {"survey_state": "VALIDATED", "econ_service_in_place": "Y", "services_offered_n": 0, "women_forms_n": 20}
DELIVERABLE = {"partner_code": "P01", "month": 5, "deliverable_code": "D2.3", "deliverable_type": "HANDBOOK"}
DELIVERABLE |= {"deliverable_state": "IN_PROGRESS", "progress_pct": 40, "downloads_month": 4}
SESSION = {"partner_code": "P02", "month": 5, "session_code": "TR-P02-01", "attended_n": 7, "counts_to_target": "Y"}
SESSION |= {"centres_represented_n": 8, "countries_represented_n": 1, "satisfaction_n": 7, "satisfaction_mean": 4.41}
PRACTICE = {"partner_code": "P01", "month": 5, "practice_code": "GP-BG-01", "practice_state": "SHARED"}


@pytest.mark.parametrize(
    ("code", "sheet", "row", "near_miss"),
    [
        ("Q-C03", "EVENTS", EVENT, {"reach_n": 31}),
        ("Q-C03", "EVENTS", EVENT, {"participants_n": 4, "reach_n": 4}),
        ("Q-C04", "SURVEY", CENTRE, {"services_offered_n": 1}),
        ("Q-C04", "SURVEY", CENTRE, {"services_offered_n": None}),
        ("Q-C04", "SURVEY", CENTRE, {"econ_service_in_place": "N"}),
        ("Q-C05", "DELIVERABLES", DELIVERABLE | {"deliverable_state": "SUBMITTED"}, {"progress_pct": 80}),
        ("Q-C06", "DELIVERABLES", DELIVERABLE, {"deliverable_state": "DRAFT"}),
        ("Q-C06", "DELIVERABLES", DELIVERABLE, {"downloads_month": 0}),
        ("Q-C07", "DELIVERABLES", DELIVERABLE | {"copies_distributed_month": 3}, {"copies_distributed_month": 0}),
        ("Q-C08", "TRAININGS", SESSION, {"centres_represented_n": 7}),
        ("Q-C09", "TRAININGS", SESSION | {"countries_represented_n": 8}, {"countries_represented_n": 7}),
        ("Q-C10", "TRAININGS", SESSION, {"satisfaction_mean": 4.43}),
        ("Q-C10", "TRAININGS", SESSION, {"satisfaction_mean": 4.4}),
        ("Q-C10", "TRAININGS", SESSION, {"satisfaction_n": 200}),
    ],
)
def test_a_row_whose_cells_do_not_go_together(code, sheet, row, near_miss):
    assert code in codes(build_known({sheet: [row]}))
    assert code not in codes(build_known({sheet: [row | near_miss]}))


def test_a_row_is_judged_by_its_newest_month():
    rows = [DELIVERABLE, DELIVERABLE | {"month": 6, "downloads_month": 0}]
    assert "Q-C06" not in codes(build_known({"DELIVERABLES": rows}))


@given(st.lists(st.integers(1, 5), min_size=1, max_size=60), st.integers(0, 4))
def test_a_mean_of_real_answers_is_never_doubted(answers, decimals):
    assert is_mean_of_whole_answers(round(sum(answers) / len(answers), decimals), len(answers))


def test_codes_that_were_forgotten_are_asked_for():
    rows = [PRACTICE | {"adopted_partner_codes": "P05;P13"}, PRACTICE | {"month": 6, "adopted_partner_codes": "P05"}]
    [query] = only(build_known({"PRACTICES": rows}), "Q-C11")
    assert (query.places["before"], query.places["value"], query.month) == ("P05, P13", "P05", 6)


@pytest.mark.parametrize(
    "newest",
    [
        {"adopted_partner_codes": "P13;P05"},
        {"adopted_partner_codes": "P05;P13;P10"},
        {"practice_state": "WITHDRAWN"},
    ],
    ids=["another order", "one more", "withdrawn"],
)
def test_codes_that_are_still_there_or_not_wanted_any_more_are_not(newest):
    rows = [PRACTICE | {"adopted_partner_codes": "P05;P13"}, PRACTICE | {"month": 6} | newest]
    assert "Q-C11" not in codes(build_known({"PRACTICES": rows}))


def test_forms_that_become_fewer_within_a_wave_are_asked_about():
    fewer = CENTRE | {"month": 6, "women_forms_n": 4}
    assert "Q-C13" in codes(build_known({"SURVEY": [CENTRE, fewer]}))
    assert "Q-C13" not in codes(build_known({"SURVEY": [CENTRE, fewer | {"survey_wave": "W2_FOLLOWUP"}]}))


def test_the_same_number_of_forms_in_both_waves_is_asked_about():
    again = CENTRE | {"month": 20, "survey_wave": "W2_FOLLOWUP"}
    assert "Q-C14" in codes(build_known({"SURVEY": [CENTRE, again]}))
    for forms in (21, 0, None):
        assert "Q-C14" not in codes(build_known({"SURVEY": [CENTRE, again | {"women_forms_n": forms}]}))
    other = again | {"centre_code": "C-BBBBB"}
    assert "Q-C14" not in codes(build_known({"SURVEY": [CENTRE, other]}))


def test_an_invitation_without_an_answer_for_half_a_year_is_asked_about():
    invited = {"partner_code": "P02", "month": 3, "centre_code": "C-AAAAA", "survey_wave": "W1_BASELINE"}
    invited |= {"survey_state": "INVITED"}
    assert "Q-C15" in codes(build_known({"SURVEY": [invited]}, until=9))
    assert "Q-C15" not in codes(build_known({"SURVEY": [invited]}, until=8))
    assert "Q-C15" not in codes(build_known({"SURVEY": [invited, invited | {"survey_state": "DECLINED"}]}, until=20))
    assert "Q-C15" not in codes(build_known({"SURVEY": [invited]})), "nobody has reported since"


def test_an_organiser_that_reports_no_such_event_is_asked():
    guest = EVENT | {"organiser_code": "P01", "reach_n": None}
    [query] = only(build_known({"EVENTS": [guest]}, until=5), "Q-C16")
    assert (query.partner, query.thing) == ("P01", "EV-P02-001")
    own = guest | {"partner_code": "P01", "event_code": "EV-P01-001", "date": date(2016, 5, 21)}
    assert "Q-C16" not in codes(build_known({"EVENTS": [guest, own]}, until=5))
    assert "Q-C16" in codes(build_known({"EVENTS": [guest, own | {"date": date(2016, 5, 25)}]}, until=5))
    assert "Q-C16" not in codes(build_known({"EVENTS": [guest]}, until=4)), "its workbook may still come"
    assert "Q-C16" not in codes(build_known({"EVENTS": [EVENT | {"organiser_code": "P02"}]}, until=5))


def test_a_partner_that_is_said_to_use_a_practice_and_never_reported_any_is_asked():
    shared = PRACTICE | {"adopted_partner_codes": "P05;P13"}
    own = {"partner_code": "P05", "month": 9, "practice_code": "GP-ES-01", "practice_state": "NOMINATED"}
    known = build_known({"PRACTICES": [shared, own]}, until=11)
    assert [query.partner for query in only(known, "Q-C17")] == ["P13"]
    assert "Q-C17" not in codes(build_known({"PRACTICES": [shared]}, until=10))


def test_a_handbook_in_use_before_there_was_a_draft_is_asked_about():
    uses = CENTRE | {"handbook_in_use": "Y", "month": 6}
    draft = DELIVERABLE | {"deliverable_state": "DRAFT"}
    assert "Q-C18" in codes(build_known({"SURVEY": [uses], "DELIVERABLES": [DELIVERABLE]}))
    assert "Q-C18" in codes(build_known({"SURVEY": [uses], "DELIVERABLES": [draft | {"month": 7}]}))
    assert "Q-C18" not in codes(build_known({"SURVEY": [uses], "DELIVERABLES": [draft]}))
    assert "Q-C18" not in codes(build_known({"SURVEY": [uses | {"handbook_in_use": "N"}]}))


def test_a_training_without_a_follow_up_after_half_a_year_is_asked_about():
    asked = {"partner_code": "P02", "month": 9, "session_code": "TR-P02-01", "followup_asked_n": 7}
    assert "Q-C19" in codes(build_known({"TRAININGS": [SESSION]}, until=11))
    assert "Q-C19" not in codes(build_known({"TRAININGS": [SESSION]}, until=10))
    assert "Q-C19" not in codes(build_known({"TRAININGS": [SESSION], "FOLLOWUP": [asked]}, until=24))
    assert "Q-C19" not in codes(build_known({"TRAININGS": [SESSION | {"counts_to_target": "N"}]}, until=24))
