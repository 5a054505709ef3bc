"""Breaches of the rules across months: what a workbook breaks of what is stored, before it and after it."""

from dataclasses import replace
from datetime import date
from typing import Any

from etl.check import Checked
from etl.history import History
from indicators.load import load_definitions
from tests.intake.breaches import breaks
from tests.intake.workbooks import (
    Book,
    Row,
    ages,
    centre,
    check,
    deliverable,
    event,
    full_book,
    pathway,
    practice,
    remember,
    training,
)

ENDED = {"stage": "S6", "exit_month": "M04", "women_active": 0, "women_completed_cum": 7, **dict.fromkeys(
    ("group_sessions_month", "individual_sessions_month", "mentoring_hours_month"), 0
)}  # fmt: skip
QUIET = dict.fromkeys(("group_sessions_month", "individual_sessions_month", "mentoring_hours_month"), 0)
MEASURED = {"ese_paired_n": 2, "ese_pre_mean": 2.5, "ese_post_mean": 3.5, "ese_improved_n": 1}


def april(sheet: str, *rows: Row, **options: Any) -> Book:
    """A workbook of the month before with rows of one sheet."""
    return Book(month=4, sheets={sheet: list(rows)}, **options)


def may(sheet: str, *rows: Row, **options: Any) -> Book:
    """A workbook with rows of one sheet."""
    return Book(month=5, sheets={sheet: list(rows)}, **options)


def after(sheet: str, before: Row, now: Row) -> Checked:
    """May with a row, after April with another."""
    return check(may(sheet, now), remember(april(sheet, before)))


def revised(sheet: str, fresh: Row, first: Row, later: Row) -> Checked:
    """April sent again with another row, where May builds on the first one."""
    history = remember(april(sheet, first), may(sheet, later))
    return check(april(sheet, fresh, cover={"revision_no": 2}), history)


# The cover


@breaks("F03", "unknown")
def month_that_is_none() -> Checked:
    return check(Book(cover={"reporting_month": "M99"}))


@breaks("F03", "not_active")
def month_before_the_partner_joined() -> Checked:
    definitions = load_definitions()
    partners = [
        partner.model_copy(update={"from_month": "M06"}) if partner.code == "P01" else partner
        for partner in definitions.partners
    ]
    return check(Book(definitions=definitions.model_copy(update={"partners": tuple(partners)})))


@breaks("F03", "future")
def month_that_has_not_begun() -> Checked:
    return check(Book(month=19), today=date(2017, 6, 30))


@breaks("F03", "locked")
def month_that_is_locked() -> Checked:
    return check(Book(), replace(History("P01"), locked_months=frozenset({5})))


@breaks("F05", "number")
def revision_that_does_not_follow() -> Checked:
    return check(Book(cover={"revision_no": 3}), remember(Book(cover={"note": "first"})))


@breaks("F05", "returned")
def content_that_was_returned() -> Checked:
    parsed = check(Book()).parsed
    assert parsed is not None
    return check(Book(), replace(History("P01"), returned_content={parsed.content_sha256: "May looks like April."}))


@breaks("F07", "missing")
def month_after_a_gap() -> Checked:
    return check(Book(month=5), remember(Book(month=2)))


# Pathways


@breaks("X01", "falls")
def stage_that_goes_back() -> Checked:
    return after("PATHWAYS", pathway(stage="S5"), pathway(stage="S4"))


@breaks("X01", "reopened")
def pathway_that_opens_again() -> Checked:
    return after("PATHWAYS", pathway(**ENDED), pathway(women_active=0, women_completed_cum=7))


@breaks("X01", "flow")
def session_after_the_end() -> Checked:
    return after(
        "PATHWAYS", pathway(**ENDED), pathway(**ENDED | {"group_sessions_month": 1, "mentoring_hours_month": 1})
    )


@breaks("X01", "changed")
def change_after_the_end() -> Checked:
    return after("PATHWAYS", pathway(**ENDED), pathway(**ENDED, tested_service_2="HOUSING"))


@breaks("X01", "later")
def end_before_a_month_in_which_it_runs() -> Checked:
    ended = pathway(stage="SX", exit_month="M04", women_active=0, women_left_early_cum=1, women_completed_cum=1,
                    women_enrolled_cum=2, plans_agreed_cum=2)  # fmt: skip
    return revised("PATHWAYS", ended, pathway(plans_agreed_cum=2), pathway())


@breaks("X02", "falls")
def total_that_falls() -> Checked:
    return after("PATHWAYS", pathway(plans_agreed_cum=6), pathway(plans_agreed_cum=5))


@breaks("X02", "later")
def total_above_the_next_month() -> Checked:
    return revised("PATHWAYS", pathway(plans_agreed_cum=6), pathway(plans_agreed_cum=4), pathway(plans_agreed_cum=5))


@breaks("X03", "changed")
def pathway_of_another_format() -> Checked:
    return after("PATHWAYS", pathway(), pathway(pathway_format="MIXED"))


@breaks("X03", "moved")
def code_of_another_partner() -> Checked:
    row = {"pathway_code": "PW-AAAAAA", "partner_code": "P02", "month": 3}
    return check(may("PATHWAYS", pathway()), replace(History("P01"), others={"PATHWAYS": (row,)}))


@breaks("X03", "later")
def start_that_the_next_month_tells_otherwise() -> Checked:
    return revised("PATHWAYS", pathway(start_month="M03"), pathway(), pathway())


@breaks("X04", "missing")
def open_pathway_without_row() -> Checked:
    return check(may("PATHWAYS", pathway()), remember(april("PATHWAYS", pathway(), pathway(pathway_code="PW-BBBBBB"))))


@breaks("X04", "later")
def open_pathway_without_row_in_the_next_month() -> Checked:
    history = remember(april("PATHWAYS", pathway()), may("PATHWAYS", pathway()))
    fresh = april("PATHWAYS", pathway(), pathway(pathway_code="PW-BBBBBB"), cover={"revision_no": 2})
    return check(fresh, history)


@breaks("X05", "jumps")
def stage_that_jumps() -> Checked:
    return after("PATHWAYS", pathway(stage="S2", **QUIET), pathway(stage="S4"))


@breaks("X05", "later")
def stage_from_which_the_next_month_jumps() -> Checked:
    return revised("PATHWAYS", pathway(stage="S2", **QUIET), pathway(), pathway())


def _idle(month: int, **values: Any) -> Book:
    return Book(month=month, sheets={"PATHWAYS": [pathway(**{"stage": "S3", **QUIET, **values})]})


@breaks("X06", "silent")
def pathway_without_session() -> Checked:
    return check(_idle(5), remember(_idle(3), _idle(4)))


@breaks("X06", "unchanged")
def pathway_of_which_nothing_is_told() -> Checked:
    return check(Book(month=5), remember(_idle(3), _idle(4)))


@breaks("X06", "later")
def revision_that_takes_the_only_session_away() -> Checked:
    history = remember(_idle(3, group_sessions_month=1), _idle(4), _idle(5))
    return check(Book(month=3, cover={"revision_no": 2}, sheets=_idle(3).sheets), history)


@breaks("X07", "changed")
def mean_at_entry_that_changes() -> Checked:
    return after("PATHWAYS", pathway(**MEASURED), pathway(**MEASURED | {"ese_pre_mean": 2.6}))


@breaks("X07", "later")
def mean_at_entry_unlike_the_next_month() -> Checked:
    return revised("PATHWAYS", pathway(**MEASURED | {"ese_pre_mean": 2.6}), pathway(**MEASURED), pathway(**MEASURED))


@breaks("W01", "later")
def women_of_an_ended_pathway_that_the_half_year_counts_otherwise() -> Checked:
    ended = pathway(**ENDED | {"exit_month": "M05"})
    june = Book(month=6, sheets={"WOMEN_PROFILE": ages(3, 5, 0, 0, 0)})
    more = pathway(**ENDED | {"exit_month": "M05", "women_enrolled_cum": 9, "women_completed_cum": 8})
    history = remember(june, history=remember(may("PATHWAYS", ended)))
    return check(may("PATHWAYS", more, cover={"revision_no": 2}), history)


# Trainings


def _session(**values: Any) -> Row:
    return training(date_from=date(2016, 2, 8), date_to=date(2016, 2, 9)) | values


def _february(**values: Any) -> Book:
    return Book(month=2, sheets={"TRAININGS": [_session(**values)]})


def _followup(**values: Any) -> Book:
    row = {"session_code": "TR-P01-01", "followup_asked_n": 18, "followup_answered_n": 9, "followup_applied_n": 4}
    return Book(month=4, sheets={"FOLLOWUP": [row | values]})


def _known() -> History:
    return remember(_february(), Book(month=3))


@breaks("T06", "answers")
def more_answers_than_people_asked() -> Checked:
    return check(_followup(followup_answered_n=19), _known())


@breaks("T06", "unknown")
def followup_of_no_session() -> Checked:
    return check(_followup(session_code="TR-P01-02"), _known())


@breaks("T06", "attended")
def more_asked_than_attended() -> Checked:
    return check(_followup(followup_asked_n=19), _known())


@breaks("T06", "early")
def followup_after_a_month() -> Checked:
    return check(Book(month=3, sheets=_followup().sheets), remember(_february()))


@breaks("T06", "later")
def revision_of_a_session_that_was_followed_up() -> Checked:
    history = remember(_followup(), history=_known())
    fewer = _february(attended_n=17, completed_n=15)
    return check(Book(month=2, cover={"revision_no": 2}, sheets=fewer.sheets), history)


@breaks("T07", "used")
def session_code_of_an_earlier_month() -> Checked:
    return check(Book(month=3, sheets={"TRAININGS": [_march()]}), remember(_february()))


@breaks("T07", "later")
def session_code_of_a_later_month() -> Checked:
    history = remember(Book(month=2), Book(month=3, sheets={"TRAININGS": [_march()]}))
    return check(Book(month=2, cover={"revision_no": 2}, sheets=_february().sheets), history)


def _march() -> Row:
    return training(date_from=date(2016, 3, 8), date_to=date(2016, 3, 9))


@breaks("V04", "joint")
def event_that_another_partner_has_reported() -> Checked:
    row = {**event(event_code="EV-P02-001", organiser_code=None), "partner_code": "P02", "month": 5}
    return check(full_book(), replace(History("P01"), others={"EVENTS": (row,)}))


# Survey, practices, deliverables


@breaks("U02", "back")
def validated_questionnaire_that_goes_back() -> Checked:
    return after("SURVEY", centre(), centre(survey_state="RECEIVED"))


@breaks("U02", "first_wave")
def second_wave_without_the_first() -> Checked:
    return after("SURVEY", centre(survey_state="RECEIVED"), centre(survey_wave="W2_FOLLOWUP"))


@breaks("U02", "later")
def first_wave_taken_back_under_the_second() -> Checked:
    return revised("SURVEY", centre(survey_state="RECEIVED"), centre(), centre(survey_wave="W2_FOLLOWUP"))


@breaks("U03", "differs")
def questionnaire_of_another_version() -> Checked:
    about = {"survey_wave": "W1_BASELINE", "method_version": "1.1", "month": 3}
    rows = [
        {"centre_code": "C-BBBBB", "country": "IT", "partner_code": "P12", **about},
        {"centre_code": "C-CCCCC", "country": "ES", "partner_code": "P05", **about},
    ]
    return check(may("SURVEY", centre()), replace(History("P01"), others={"SURVEY": tuple(rows)}))


REVIEWED = {"practice_state": "REVIEWED", "adopted_partner_codes": None}


@breaks("G02", "falls")
def practice_that_goes_back() -> Checked:
    return after("PRACTICES", practice(), practice(**REVIEWED))


@breaks("G02", "withdrawn")
def practice_that_comes_back() -> Checked:
    return after("PRACTICES", practice(practice_state="WITHDRAWN", adopted_partner_codes=None), practice())


@breaks("G02", "adopted")
def practice_adopted_before_it_is_shared() -> Checked:
    return check(may("PRACTICES", practice(practice_state="REVIEWED")))


@breaks("G02", "later")
def practice_withdrawn_before_it_is_shared() -> Checked:
    withdrawn = practice(practice_state="WITHDRAWN", adopted_partner_codes=None)
    return revised("PRACTICES", withdrawn, practice(**REVIEWED), practice())


@breaks("D02", "progress")
def progress_that_falls() -> Checked:
    return after("DELIVERABLES", deliverable(progress_pct=30), deliverable(progress_pct=20))


@breaks("D02", "state")
def state_that_falls() -> Checked:
    return after("DELIVERABLES", deliverable(), deliverable(deliverable_state="NOT_STARTED"))


@breaks("D02", "reopened")
def draft_that_is_taken_up_again() -> Checked:
    return after("DELIVERABLES", deliverable(deliverable_state="DRAFT", progress_pct=60), deliverable(progress_pct=40))


@breaks("D02", "later")
def progress_above_the_next_month() -> Checked:
    return revised("DELIVERABLES", deliverable(progress_pct=25), deliverable(), deliverable(progress_pct=22))
