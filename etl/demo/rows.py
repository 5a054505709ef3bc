"""Rows of the demo's workbooks, made from the plans: every number of a row agrees with the others."""

import random
from datetime import date
from typing import Any

from etl.demo.events import EventPlan
from etl.demo.pathways import PathwayPlan
from etl.demo.products import DeliverablePlan, PracticePlan
from etl.demo.survey import METHOD, CentrePlan
from etl.demo.trainings import SessionPlan

Row = dict[str, Any]


def pathway_row(plan: PathwayPlan, stage: str, month: int) -> Row:
    """What a pathway's row says of the pathway itself."""
    services = dict(zip(("tested_service_1", "tested_service_2", "tested_service_3"), plan.services, strict=False))
    is_ended = stage in ("S6", "SX")
    return {
        "pathway_format": plan.format,
        "setting": plan.setting,
        "stage": stage,
        "start_month": plan.start,
        "exit_month": month if is_ended else None,
    } | services


def sessions_held(plan: PathwayPlan, stage: str, month: int, counts: Row) -> Row:
    """Sessions and hours of a month: none while women are being sought, most while mentoring is active."""
    women = max(counts["women_active"], counts["women_enrolled_cum"] // 2)
    if plan.format == "INDIVIDUAL":
        group, single, hours = 0, {"S1": 0, "S2": 2, "S3": 2, "S4": 4, "S5": 3}.get(stage, 1), 1.25
    else:
        often = 4 if plan.format == "GROUP" else 2
        group = {"S1": 0, "S2": 0, "S3": 1, "S4": often, "S5": 2}.get(stage, 1)
        share = {"S1": 0.0, "S2": 0.6, "S3": 0.5, "S4": 0.35, "S5": 0.3}.get(stage, 0.1)
        single, hours = round(share * women * (2 if plan.format == "MIXED" else 1)), 1.0
        # Holidays thin out August and December, as they do everywhere.
        group -= 1 if group > 2 and month % 12 in (0, 8) else 0
    if stage in ("S4", "SX", "S6"):
        group = max(group, 0 if plan.format == "INDIVIDUAL" else 1)
    return {
        "group_sessions_month": group,
        "individual_sessions_month": single,
        "mentoring_hours_month": group * 2.75 + single * hours,
    }


def session_row(plan: SessionPlan, rng: random.Random) -> Row:
    """What a training's row says of its people, answers and tests."""
    return _people_of(plan, rng) | _answers_of(plan)


def _people_of(plan: SessionPlan, rng: random.Random) -> Row:
    women = round(plan.attended * rng.uniform(0.72, 0.95))
    undisclosed = 1 if rng.random() < 0.2 and women < plan.attended else 0
    return {
        "training_type": plan.type,
        "counts_to_target": "Y" if plan.counts else "N",
        "mode": plan.mode,
        "hours": float(plan.hours),
        "registered_n": plan.registered,
        "attended_n": plan.attended,
        "attended_women_n": women,
        "attended_men_n": plan.attended - women - undisclosed,
        "attended_undisclosed_n": undisclosed,
        "first_time_n": plan.first_time,
        "centres_represented_n": max(1, plan.attended // 3),
        "countries_represented_n": plan.countries,
        # Where all who had registered came, all stayed to the end.
        "completed_n": plan.attended - (1 if rng.random() < 0.6 and plan.attended < plan.registered else 0),
    }


def _answers_of(plan: SessionPlan) -> Row:
    tests = min(plan.attended, plan.paired + 1) if plan.paired else None
    return {
        "satisfaction_n": plan.answers,
        # A mean that so many whole answers can give.
        "satisfaction_mean": round(round(plan.satisfaction * plan.answers) / plan.answers, 2) if plan.answers else None,
        "pre_n": tests,
        "post_n": plan.paired or None,
        "paired_n": plan.paired,
        "paired_pre_mean": plan.before if plan.paired else None,
        "paired_post_mean": plan.after if plan.paired else None,
        "paired_improved_n": round(plan.paired * 0.85) if plan.paired else None,
    }


def event_row(plan: EventPlan, number: int) -> Row:
    """What an event's row says; the sexes add up to the people present."""
    women = round(plan.participants * 0.7) if plan.participants else None
    return {
        "event_type": plan.type,
        "channel": plan.channel,
        "scope": plan.scope,
        "mode": plan.mode,
        "participants_n": plan.participants,
        "participants_women_n": women,
        "participants_men_n": plan.participants - women if plan.participants and women else None,
        "participants_undisclosed_n": 0 if plan.participants else None,
        "policy_makers_n": plan.policy_makers,
        "practitioners_n": plan.practitioners,
        "reach_n": plan.reach,
        "reach_method": plan.method,
        "media_items_n": plan.media,
        "organiser_code": plan.organiser,
        "evidence_ref": f"{plan.month:02d}/{number:03d}",
    }


def centre_rows(plan: CentrePlan) -> list[tuple[int, Row]]:
    """Month and row of each state of a centre's questionnaires."""
    found = []
    for wave, months, answers in (
        ("W1_BASELINE", plan.first, plan.first_answers),
        ("W2_FOLLOWUP", plan.second or (), plan.second_answers),
    ):
        own = {"setting": plan.setting, "survey_wave": wave, "method_version": METHOD[wave]}
        for month, state in zip(months, ("INVITED", "RECEIVED", "VALIDATED"), strict=False):
            if month:
                told = _answers(plan, wave, answers) if state != "INVITED" else {}
                found.append((month, own | told | {"survey_state": state, "state_month": month}))
    if plan.declined:
        own = {"setting": plan.setting, "survey_wave": "W1_BASELINE", "method_version": METHOD["W1_BASELINE"]}
        found.append((plan.declined, own | {"survey_state": "DECLINED", "state_month": plan.declined}))
    return found


def _answers(plan: CentrePlan, wave: str, answers: str) -> Row:
    service, group, handbook = tuple(answers)
    is_first = wave == "W1_BASELINE"
    return {
        "econ_service_in_place": service,
        "mutual_help_in_place": group,
        "handbook_in_use": handbook,
        "services_offered_n": plan.services if is_first else min(plan.services + 1, 10),
        "women_forms_n": plan.forms if is_first else 0,
    }


def practice_rows(plan: PracticePlan, rng: random.Random) -> list[tuple[int, Row]]:
    """Month and row of each state of a practice and of each time that it was taken up."""
    steps = {"NOMINATED": plan.nominated, "DESCRIBED": plan.described, "REVIEWED": plan.reviewed}
    steps |= {"SHARED": plan.shared, "WITHDRAWN": plan.withdrawn}
    columns = ("works_well", "replicable", "good_for_learning", "gender_strategy", "effective")
    scores = {f"crit_{column}": rng.randint(3, 5) for column in columns}
    found: list[tuple[int, Row]] = []
    for state, month in steps.items():
        if month:
            told = scores if state in ("REVIEWED", "SHARED") else {}
            found.append((month, told | {"practice_theme": plan.theme, "practice_state": state, "state_month": month}))
    for month, partners in plan.adopted.items():
        row = scores | {"practice_theme": plan.theme, "practice_state": "SHARED", "state_month": plan.shared}
        found.append((month, row | {"adopted_partner_codes": partners}))
    return found


def deliverable_row(plan: DeliverablePlan, month: int, submitted_on: date) -> Row:
    """State of a deliverable at the end of a month."""
    state, progress = _state_and_progress(plan, month)
    languages = [codes for first, codes in plan.languages.items() if first <= month]
    is_out = plan.is_handed_out and month > plan.submitted
    return {
        "deliverable_state": state,
        "progress_pct": progress,
        "submitted_on": submitted_on if month >= plan.submitted else None,
        "languages_available": languages[-1] if languages else None,
        "copies_distributed_month": (month * 7 + len(plan.code)) % 25 if is_out else 0,
        "downloads_month": (month * 13 + ord(plan.code[1])) % 60 if is_out else 0,
    }


def _state_and_progress(plan: DeliverablePlan, month: int) -> tuple[str, int]:
    if plan.accepted and month >= plan.accepted:
        return "ACCEPTED", 100
    if month >= plan.submitted:
        return "SUBMITTED", 98
    progress = interpolate(plan.progress, month)
    if progress == 0:
        return "NOT_STARTED", 0
    return ("DRAFT" if month >= plan.draft else "IN_PROGRESS"), progress


def interpolate(points: dict[int, int], month: int) -> int:
    """The value of a month on the line between given points; level before the first and after the last."""
    months = sorted(points)
    if month <= months[0]:
        return points[months[0]] if month == months[0] else 0
    for left, right in zip(months, months[1:], strict=False):
        if month <= right:
            share = (month - left) / (right - left)
            return round(points[left] + share * (points[right] - points[left]))
    return points[months[-1]]
