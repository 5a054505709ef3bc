"""Breaches of the rules within a month: cover, pathways, ages, trainings, events, survey, practices, deliverables."""

import tempfile
from datetime import date
from pathlib import Path
from typing import Any

from etl.access import grant_access
from etl.check import Checked
from etl.home import open_home
from etl.sending import submit_from
from etl.submit import Receipt
from indicators.load import load_definitions
from tests.intake.breaches import breaks
from tests.intake.workbooks import (
    TODAY,
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
    training,
)


def _with(sheet: str, *rows: Row, **options: Any) -> Checked:
    return check(full_book(sheets={sheet: list(rows)}, **options))


# The cover


@breaks("F02", "unknown")
def partner_that_is_not_in_the_registry() -> Checked:
    return check(Book(cover={"partner_code": "P99"}))


@breaks("F02", "country")
def country_of_another_partner() -> Checked:
    return check(full_book(cover={"country": "IT"}))


@breaks("F02", "other_partner")
def workbook_of_another_partner() -> Checked:
    return check(Book(), as_partner="P02")


@breaks("F02", "not_partner")
def workbook_sent_by_the_coordinator() -> Receipt:
    with tempfile.TemporaryDirectory() as folder:
        home = open_home(Path(folder) / "home", "test").remember_day(TODAY)
        grant_access(home, "desk@example.org", "coordinator")
        return submit_from(home, load_definitions(), [("a.xlsx", full_book().content())], "desk@example.org")[0]


@breaks("F04", "rows")
def rows_in_a_sheet_without_news() -> Checked:
    return check(full_book(cover={"state_events": "NIL"}))


@breaks("F04", "empty")
def no_rows_in_a_sheet_with_data() -> Checked:
    return check(Book(cover={"state_pathways": "DATA"}))


@breaks("F04", "not_delivered")
def data_declared_in_a_sheet_that_the_partner_does_not_deliver() -> Checked:
    return check(Book(partner="P07", cover={"state_pathways": "DATA"}))


@breaks("F04", "not_asked")
def ages_of_a_partner_without_pathways() -> Checked:
    return check(Book(partner="P07", month=6, sheets={"WOMEN_PROFILE": ages(0, 3)}))


# Pathways


@breaks("PW01", "sum")
def women_that_do_not_add_up() -> Checked:
    return _with("PATHWAYS", pathway(women_active=5))


@breaks("PW02", "individual")
def three_women_in_a_one_to_one_pathway() -> Checked:
    return _with("PATHWAYS", pathway(pathway_format="INDIVIDUAL"))


@breaks("PW02", "group")
def a_group_of_one() -> Checked:
    alone = {"women_enrolled_cum": 1, "women_active": 1, "women_completed_cum": 0, "women_left_early_cum": 0}
    return _with("PATHWAYS", pathway(plans_agreed_cum=1, **alone))


def ended(**values: Any) -> Row:
    """A pathway that was completed in M05."""
    counts = {"women_active": 0, "women_completed_cum": 7}
    return pathway(**{"stage": "S6", "exit_month": "M05"} | counts | values)


@breaks("PW03", "exit_missing")
def an_end_without_month() -> Checked:
    return _with("PATHWAYS", ended(exit_month=None))


@breaks("PW03", "still_active")
def an_end_with_active_women() -> Checked:
    return _with("PATHWAYS", ended(women_active=2, women_completed_cum=5))


@breaks("PW03", "no_end")
def a_stage_that_alone_says_the_end() -> Checked:
    return _with("PATHWAYS", pathway(stage="S6", women_completed_cum=0, women_left_early_cum=2))


@breaks("PW03", "running")
def a_last_month_of_a_pathway_that_runs_on() -> Checked:
    return _with("PATHWAYS", pathway(exit_month="M07"))


@breaks("PW04", "start")
def a_beginning_after_the_month() -> Checked:
    return _with("PATHWAYS", pathway(start_month="M06"))


@breaks("PW04", "end")
def an_end_after_the_month() -> Checked:
    return _with("PATHWAYS", ended(exit_month="M06"))


@breaks("PW04", "order")
def an_end_before_the_beginning() -> Checked:
    return _with("PATHWAYS", ended(exit_month="M03", start_month="M04"))


@breaks("PW04", "outside")
def a_beginning_before_the_project() -> Checked:
    return _with("PATHWAYS", pathway(start_month="2015-12"))


@breaks("PW05", "nobody")
def a_completed_pathway_that_nobody_completed() -> Checked:
    return _with("PATHWAYS", ended(women_completed_cum=0, women_left_early_cum=8))


@breaks("PW06", "more")
def more_plans_than_women() -> Checked:
    return _with("PATHWAYS", pathway(plans_agreed_cum=9))


@breaks("PW07", "part")
def more_women_in_work_than_known() -> Checked:
    return _with("PATHWAYS", pathway(work_known_last_n=6, work_last_n=7))


@breaks("PW07", "enrolled")
def more_known_than_enrolled() -> Checked:
    return _with("PATHWAYS", pathway(work_known_last_n=9))


@breaks("PW08", "missing")
def women_measured_twice_without_a_mean() -> Checked:
    return _with("PATHWAYS", pathway(ese_paired_n=2, ese_pre_mean=2.5))


@breaks("PW08", "nobody")
def a_mean_of_nobody() -> Checked:
    return _with("PATHWAYS", pathway(ses_paired_n=0, ses_post_mean=40))


@breaks("PW09", "out")
def women_measured_at_exit_who_are_still_there() -> Checked:
    return _with("PATHWAYS", pathway(ese_paired_n=3, ese_pre_mean=2.5, ese_post_mean=3))


@breaks("PW09", "part")
def more_satisfied_than_asked() -> Checked:
    return _with("PATHWAYS", pathway(satisfied_asked_n=2, satisfied_n=3))


@breaks("PW10", "early")
def sessions_while_women_are_sought() -> Checked:
    return _with("PATHWAYS", pathway(stage="S1"))


@breaks("PW10", "silent")
def a_month_of_mentoring_without_sessions() -> Checked:
    nothing = {"group_sessions_month": 0, "individual_sessions_month": 0, "mentoring_hours_month": 0}
    return _with("PATHWAYS", pathway(**nothing))


@breaks("PW11", "hours")
def ten_hours_in_each_session() -> Checked:
    return _with("PATHWAYS", pathway(mentoring_hours_month=60))


@breaks("PW11", "no_session")
def hours_without_a_session() -> Checked:
    return _with("PATHWAYS", pathway(group_sessions_month=0, individual_sessions_month=0))


@breaks("PW12", "twice")
def one_service_named_twice() -> Checked:
    return _with("PATHWAYS", pathway(tested_service_3="JOB_SEARCH"))


# Women by age group


_JUNE = {"TRAININGS": [], "EVENTS": []}


@breaks("W01", "sum")
def ages_of_fewer_women_than_enrolled() -> Checked:
    return check(full_book(month=6, sheets=_JUNE | {"WOMEN_PROFILE": ages(3, 4)}))


@breaks("W02", "missing")
def no_ages_in_a_half_year_month() -> Checked:
    return check(full_book(month=6, sheets=_JUNE))


@breaks("W02", "other_month")
def ages_in_another_month() -> Checked:
    return _with("WOMEN_PROFILE", *ages(4, 4))


# Trainings


def _training(**values: Any) -> Checked:
    return _with("TRAININGS", training(**values))


@breaks("T01", "month")
def a_training_that_ended_in_june() -> Checked:
    return _training(date_from=date(2016, 5, 30), date_to=date(2016, 6, 1))


@breaks("T01", "order")
def a_training_that_ends_before_it_begins() -> Checked:
    return _training(date_from=date(2016, 5, 12))


@breaks("T01", "length")
def a_training_of_eleven_days() -> Checked:
    return _training(date_from=date(2016, 5, 1))


@breaks("T02", "registered")
def more_attended_than_registered() -> Checked:
    return _training(registered_n=17)


@breaks("T02", "attended")
def more_completed_than_attended() -> Checked:
    return _training(completed_n=19)


@breaks("T03", "sum")
def sexes_that_do_not_add_up() -> Checked:
    return _training(attended_women_n=12, attended_men_n=4)


@breaks("T04", "attended")
def more_answers_than_persons() -> Checked:
    return _training(satisfaction_n=19, satisfaction_mean=4.2)


_TESTS = {"pre_n": 12, "post_n": 10, "paired_n": 10, "paired_pre_mean": 50, "paired_post_mean": 60}


@breaks("T04", "tests")
def more_with_both_tests_than_with_the_second() -> Checked:
    return _training(**_TESTS | {"paired_n": 11})


@breaks("T04", "improved")
def more_improved_than_tested_twice() -> Checked:
    return _training(**_TESTS, paired_improved_n=11)


@breaks("T05", "missing")
def tests_without_a_mean() -> Checked:
    return _training(**_TESTS | {"paired_post_mean": None})


@breaks("T05", "nobody")
def a_mean_answer_of_nobody() -> Checked:
    return _training(satisfaction_mean=4.5)


@breaks("T07", "partner")
def a_session_code_of_another_partner() -> Checked:
    return _training(session_code="TR-P02-01")


@breaks("T07", "target")
def a_meeting_that_counts_as_training() -> Checked:
    return _training(training_type="MUTUAL_LEARNING")


@breaks("T08", "falls")
def tests_worse_after_than_before() -> Checked:
    return _training(**_TESTS | {"paired_post_mean": 40})


@breaks("T08", "perfect")
def only_best_answers() -> Checked:
    return _training(satisfaction_n=10, satisfaction_mean=5)


@breaks("T08", "hundred")
def everything_a_hundred_percent() -> Checked:
    return _training(registered_n=18, completed_n=18, paired_improved_n=10, **_TESTS)


@breaks("T08", "many")
def a_crowd_of_sixty_one() -> Checked:
    return _training(registered_n=61, attended_n=61)


# Events


def _event(**values: Any) -> Checked:
    return _with("EVENTS", event(**values))


@breaks("V01", "month")
def an_event_in_june() -> Checked:
    return _event(date=date(2016, 6, 1))


@breaks("V01", "partner")
def an_event_code_of_another_partner() -> Checked:
    return _event(event_code="EV-P02-001")


@breaks("V02", "sum")
def people_present_that_do_not_add_up() -> Checked:
    return _event(participants_women_n=20, participants_men_n=12, participants_undisclosed_n=0)


@breaks("V02", "groups")
def more_guests_than_people_present() -> Checked:
    return _event(policy_makers_n=15, practitioners_n=26)


@breaks("V02", "total")
def women_and_men_without_the_people_present() -> Checked:
    return _event(participants_n=None, participants_women_n=20, participants_men_n=12)


@breaks("V03", "method")
def a_reach_that_nobody_says_how_to_count() -> Checked:
    return _event(reach_n=1200)


@breaks("V03", "reach")
def a_way_of_counting_without_a_number() -> Checked:
    return _event(reach_method="ESTIMATED")


@breaks("V03", "place")
def people_present_in_a_newsletter() -> Checked:
    return _event(channel="NEWSLETTER")


# Survey, practices, deliverables


@breaks("U01", "early")
def answers_of_a_centre_that_was_only_invited() -> Checked:
    return _with("SURVEY", centre(survey_state="INVITED"))


@breaks("U01", "incomplete")
def a_validated_questionnaire_with_a_gap() -> Checked:
    return _with("SURVEY", centre(services_offered_n=None))


@breaks("U01", "unanswered")
def a_validated_questionnaire_without_answers() -> Checked:
    blank = ("econ_service_in_place", "mutual_help_in_place", "services_offered_n", "handbook_in_use")
    return _with("SURVEY", centre(**dict.fromkeys(blank)))


@breaks("G01", "country")
def a_practice_code_of_another_country() -> Checked:
    return _with("PRACTICES", practice(practice_code="GP-ES-01"))


@breaks("G01", "criterion")
def a_shared_practice_with_four_scores() -> Checked:
    return _with("PRACTICES", practice(crit_effective=None))


@breaks("G01", "unreviewed")
def a_shared_practice_without_scores() -> Checked:
    scores = [column for column in practice() if column.startswith("crit_")]
    return _with("PRACTICES", practice(**dict.fromkeys(scores)))


@breaks("G03", "own_country")
def a_practice_adopted_in_its_own_country() -> Checked:
    return _with("PRACTICES", practice(adopted_partner_codes="P03;P05"))


@breaks("D01", "missing")
def a_submitted_deliverable_without_a_day() -> Checked:
    return _with("DELIVERABLES", deliverable(deliverable_state="SUBMITTED"))


@breaks("D01", "not_submitted")
def a_draft_with_a_day_of_submission() -> Checked:
    return _with("DELIVERABLES", deliverable(deliverable_state="DRAFT", submitted_on=date(2016, 5, 3)))


@breaks("D01", "late")
def a_deliverable_submitted_after_the_month() -> Checked:
    return _with("DELIVERABLES", deliverable(deliverable_state="SUBMITTED", submitted_on=date(2016, 6, 1)))


@breaks("D01", "progress")
def an_accepted_deliverable_at_ninety_percent() -> Checked:
    accepted = {"deliverable_state": "ACCEPTED", "submitted_on": date(2016, 5, 3)}
    return _with("DELIVERABLES", deliverable(progress_pct=90, **accepted))


@breaks("D03", "unknown")
def a_deliverable_that_nobody_planned() -> Checked:
    return _with("DELIVERABLES", deliverable(deliverable_code="D9.9"))


@breaks("D03", "lead")
def a_deliverable_of_another_partner() -> Checked:
    return _with("DELIVERABLES", deliverable(deliverable_code="D1.1"))
