"""Rules of the survey, of good practices and of deliverables within a month."""

from datetime import date

import pytest

from tests.intake.workbooks import centre, check, deliverable, full_book, practice

ANSWERS = ("econ_service_in_place", "mutual_help_in_place", "services_offered_n", "handbook_in_use")
CRITERIA = [column for column in practice() if column.startswith("crit_")]


def _places(sheet, row, **options):
    checked = check(full_book(sheets={sheet: [row]}, **options))
    return [(issue.code, issue.column) for issue in checked.issues]


@pytest.mark.parametrize("state", ["INVITED", "DECLINED"])
def test_answers_stand_there_only_once_they_were_received(state):
    blank = dict.fromkeys(ANSWERS)
    assert _places("SURVEY", centre(survey_state=state, **blank)) == []
    assert _places("SURVEY", centre(survey_state=state)) == [("U01", "survey_state")]
    assert _places("SURVEY", centre(survey_state=state, **blank | {"services_offered_n": 0})) == [
        ("U01", "survey_state")
    ]


def test_received_answers_may_have_gaps_and_validated_ones_none():
    gaps = {"econ_service_in_place": None, "handbook_in_use": None}
    assert _places("SURVEY", centre(survey_state="RECEIVED", **gaps)) == []
    assert _places("SURVEY", centre()) == []
    assert _places("SURVEY", centre(**gaps)) == [("U01", "econ_service_in_place"), ("U01", "handbook_in_use")]
    assert _places("SURVEY", centre(**dict.fromkeys(ANSWERS))) == [("U01", "survey_state")]
    assert _places("SURVEY", centre(women_forms_n=None)) == [], "forms are counted, not answered"


def test_an_answer_that_cannot_be_read_is_not_told_as_missing():
    assert _places("SURVEY", centre(services_offered_n=11)) == [("K02", "services_offered_n")]
    assert _places("SURVEY", centre(survey_state="?")) == [("K04", "survey_state")]


def test_a_practice_code_names_its_country():
    assert _places("PRACTICES", practice(practice_code="GP-ES-01")) == [("G01", "practice_code")]
    assert _places("PRACTICES", practice(practice_code="GP-ES-01", country="ES", adopted_partner_codes="P01")) == []
    assert _places("PRACTICES", practice(country=None)) == [("K03", "country")]


@pytest.mark.parametrize("state", ["REVIEWED", "SHARED"])
def test_a_reviewed_practice_has_all_five_scores(state):
    row = {"practice_state": state, "adopted_partner_codes": None}
    assert _places("PRACTICES", practice(**row)) == []
    gaps = dict.fromkeys(CRITERIA[:2])
    assert _places("PRACTICES", practice(**row, **gaps)) == [("G01", column) for column in CRITERIA[:2]]
    assert _places("PRACTICES", practice(**row, **dict.fromkeys(CRITERIA))) == [("G01", "practice_state")]
    assert _places("PRACTICES", practice(**row, crit_effective=6)) == [("K02", "crit_effective")]


def test_before_its_review_a_practice_needs_no_scores():
    row = {"practice_state": "DESCRIBED", "adopted_partner_codes": None}
    assert _places("PRACTICES", practice(**row, **dict.fromkeys(CRITERIA))) == []


def test_adoption_in_the_own_country_is_asked_about():
    checked = check(full_book(sheets={"PRACTICES": [practice(adopted_partner_codes="P03;P05;P02")]}))
    assert [(issue.code, issue.column, issue.found) for issue in checked.issues] == [
        ("G03", "adopted_partner_codes", "P02, P03")
    ]
    assert checked.verdict == "confirm"


@pytest.mark.parametrize(
    ("state", "day", "progress", "column"),
    [
        ("SUBMITTED", date(2016, 5, 31), 98, None),
        ("SUBMITTED", date(2016, 4, 2), 98, None),
        ("SUBMITTED", None, 98, "submitted_on"),
        ("SUBMITTED", date(2016, 6, 1), 98, "submitted_on"),
        ("ACCEPTED", date(2016, 5, 2), 100, None),
        ("ACCEPTED", date(2016, 5, 2), 99, "progress_pct"),
        ("ACCEPTED", None, 100, "submitted_on"),
        ("DRAFT", date(2016, 5, 2), 90, "submitted_on"),
        ("CANCELLED", date(2016, 5, 2), 90, "submitted_on"),
        ("DRAFT", None, 100, None),
    ],
)
def test_a_deliverable_has_a_day_exactly_when_it_is_submitted(state, day, progress, column):
    row = deliverable(deliverable_state=state, submitted_on=day, progress_pct=progress)
    assert _places("DELIVERABLES", row) == ([("D01", column)] if column else [])


def test_a_day_that_cannot_be_read_is_told_once():
    row = deliverable(deliverable_state="SUBMITTED", submitted_on="31.02.2016")
    assert _places("DELIVERABLES", row) == [("K01", "submitted_on")]


def test_a_deliverable_of_the_projects_last_days_belongs_to_its_last_month():
    row = deliverable(deliverable_state="SUBMITTED", submitted_on=date(2018, 1, 10))
    rows = {"PATHWAYS": [], "TRAININGS": [], "EVENTS": [], "SURVEY": [], "PRACTICES": [], "DELIVERABLES": [row]}
    assert check(full_book(month=24, sheets=rows), today=date(2018, 1, 12)).verdict == "accepted"


def test_a_deliverable_is_in_the_registry_and_led_by_the_partner():
    rows = [deliverable(), deliverable(deliverable_code="D9.1"), deliverable(deliverable_code="D1.1")]
    checked = check(full_book(sheets={"DELIVERABLES": rows}))
    assert [(issue.code, issue.cell) for issue in checked.issues] == [("D03", "A4"), ("D03", "A5")]
    assert checked.issues[1].expected == "one of: D2.3"
