"""The demo's story keeps every rule of the workbook: told a second time here, apart from the checks of intake."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from etl.demo.events import JOINT
from etl.demo.life import Life
from etl.demo.workbooks import SEED
from indicators.load import Definitions, load_definitions

Row = dict[str, Any]
STAGES = ("S1", "S2", "S3", "S4", "S5", "S6", "SX")
ENDED = ("S6", "SX")
CRITERIA = tuple(
    f"crit_{name}" for name in ("works_well", "replicable", "good_for_learning", "gender_strategy", "effective")
)


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="module", params=[SEED, 7])
def life(definitions: Definitions, request: pytest.FixtureRequest) -> Life:
    return Life(definitions, request.param)


def _rows(life: Life, sheet: str) -> Iterator[tuple[str, int, Row]]:
    for month in range(1, life.definitions.periods.count + 1):
        for partner in life.definitions.partners:
            for row in life.rows(partner.code, month).get(sheet, []):
                yield partner.code, month, row


def _by_key(life: Life, sheet: str) -> dict[Any, list[tuple[str, int, Row]]]:
    key = life.definitions.workbook.sheets[sheet].row_key
    found = defaultdict(list)
    for partner, month, row in _rows(life, sheet):
        found[tuple(row[column] for column in key)].append((partner, month, row))
    return found


def test_the_same_seed_gives_the_same_life(definitions: Definitions) -> None:
    one, two = Life(definitions, SEED), Life(definitions, SEED)
    assert list(_rows(one, "PATHWAYS")) == list(_rows(two, "PATHWAYS"))
    assert list(_rows(one, "EVENTS")) == list(_rows(two, "EVENTS"))


def test_every_row_is_of_a_sheet_that_its_partner_delivers(life: Life) -> None:
    for partner in life.definitions.partners:
        for month in range(1, life.definitions.periods.count + 1):
            assert all(partner.is_delivering(sheet) for sheet in life.rows(partner.code, month))


def test_women_add_up_in_every_pathway_and_month(life: Life) -> None:  # PW01 PW02 PW06
    cumulative = [
        name for name, column in life.definitions.workbook.sheets["PATHWAYS"].columns.items() if column.kind == "cum"
    ]
    for _, _, row in _rows(life, "PATHWAYS"):
        enrolled = row["women_enrolled_cum"]
        assert row["women_active"] + row["women_completed_cum"] + row["women_left_early_cum"] == enrolled
        assert all(row[name] <= enrolled for name in cumulative)
        assert enrolled <= 1 if row["pathway_format"] == "INDIVIDUAL" else row["stage"] < "S4" or enrolled >= 2


def test_pathways_end_as_they_should(life: Life) -> None:  # PW03 PW04 PW05 X01
    for code, history in _by_key(life, "PATHWAYS").items():
        for _, month, row in history:
            assert (row["stage"] in ENDED) == (row["exit_month"] is not None)
            assert row["stage"] not in ENDED or (row["women_active"] == 0 and row["exit_month"] <= month)
            assert row["stage"] != "S6" or row["women_completed_cum"] >= 1
            assert 1 <= row["start_month"] <= month
        assert all(row["stage"] not in ENDED for _, _, row in history[:-1]), code


def test_known_work_and_answers_are_parts_of_their_wholes(life: Life) -> None:  # PW07 PW08 PW09 PW12
    for _, _, row in _rows(life, "PATHWAYS"):
        assert row["work_entry_n"] <= row["work_known_entry_n"] <= row["women_enrolled_cum"]
        assert row["work_last_n"] <= row["work_known_last_n"] <= row["women_enrolled_cum"]
        out = row["women_completed_cum"] + row["women_left_early_cum"]
        for scale in ("ese", "ses"):
            assert row[f"{scale}_paired_n"] <= out
            means = (row[f"{scale}_pre_mean"], row[f"{scale}_post_mean"])
            assert all(mean is not None for mean in means) if row[f"{scale}_paired_n"] else means == (None, None)
        assert row["ese_improved_n"] <= row["ese_paired_n"] and row["satisfied_n"] <= row["satisfied_asked_n"]
        services = [row[f"tested_service_{n}"] for n in (1, 2, 3) if row[f"tested_service_{n}"]]
        assert len(set(services)) == len(services)


def test_sessions_and_hours_are_plausible(life: Life) -> None:  # PW10 PW11 X06
    for code, history in _by_key(life, "PATHWAYS").items():
        silent = 0
        for _, _, row in history:
            sessions = row["group_sessions_month"] + row["individual_sessions_month"]
            assert not sessions or row["stage"] >= "S2"
            assert row["stage"] != "S4" or (sessions and row["mentoring_hours_month"])
            assert not sessions or 0.25 * sessions <= row["mentoring_hours_month"] <= 8 * sessions
            silent = 0 if sessions else silent + 1
            assert silent < 3, code


def test_nothing_goes_back_over_the_months(life: Life) -> None:  # X01 X02 X03 X04 X05 X07
    columns = life.definitions.workbook.sheets["PATHWAYS"].columns
    for history in _by_key(life, "PATHWAYS").values():
        for (one, before_month, before), (other, month, row) in zip(history, history[1:], strict=False):
            assert one == other and month == before_month + 1
            assert all(row[name] >= before[name] for name, column in columns.items() if column.kind == "cum")
            assert all(row[name] == before[name] for name, column in columns.items() if column.is_fixed)
            steps = STAGES.index(row["stage"]) - STAGES.index(before["stage"])
            assert row["stage"] == "SX" or 0 <= steps <= 1
            for scale in ("ese", "ses"):
                if row[f"{scale}_paired_n"] == before[f"{scale}_paired_n"]:
                    assert row[f"{scale}_pre_mean"] == before[f"{scale}_pre_mean"]
        _, last_month, last = history[-1]
        assert last["stage"] in ENDED or last_month == life.definitions.periods.count


def test_age_groups_add_up_to_all_women_enrolled(life: Life) -> None:  # W01 W02
    months = [
        life.definitions.periods.parse(code) for code in life.definitions.workbook.sheets["WOMEN_PROFILE"].only_in
    ]
    told: dict[tuple[str, int], int] = defaultdict(int)
    for partner, month, row in _rows(life, "WOMEN_PROFILE"):
        told[partner, month] += row["women_enrolled_cum"]
    for (partner, month), women in told.items():
        last = {row["pathway_code"]: row for who, at, row in _rows(life, "PATHWAYS") if who == partner and at <= month}
        assert month in months and women == sum(row["women_enrolled_cum"] for row in last.values())


def test_trainings_keep_their_rules(life: Life) -> None:  # T01 T02 T03 T04 T05 T07 T08
    seen = set()
    for partner, month, row in _rows(life, "TRAININGS"):
        assert row["session_code"].startswith(f"TR-{partner}-") and row["session_code"] not in seen
        seen.add(row["session_code"])
        assert life.definitions.periods.month_of(row["date_to"]) == month
        assert 0 <= (row["date_to"] - row["date_from"]).days <= 10
        attended = row["attended_n"]
        assert max(row["completed_n"], row["first_time_n"]) <= attended <= row["registered_n"]
        assert sum(row[f"attended_{who}_n"] for who in ("women", "men", "undisclosed")) == attended
        assert all((row[name] or 0) <= attended for name in ("pre_n", "post_n", "satisfaction_n"))
        assert row["paired_n"] <= min(row["pre_n"] or 0, row["post_n"] or 0)
        assert (row["paired_improved_n"] or 0) <= row["paired_n"]
        assert (row["paired_pre_mean"] is not None) == (row["paired_n"] > 0)
        assert (row["satisfaction_mean"] is not None) == (row["satisfaction_n"] > 0)
        assert row["counts_to_target"] == "N" or (row["training_type"].startswith("TOT") and attended)
        assert not row["paired_n"] or row["paired_post_mean"] > row["paired_pre_mean"]
        assert row["satisfaction_mean"] != 5.0 or row["satisfaction_n"] < 10


def test_follow_ups_come_later_and_ask_no_more_than_came(life: Life) -> None:  # T06
    sessions = {row["session_code"]: row for _, _, row in _rows(life, "TRAININGS")}
    for _, month, row in _rows(life, "FOLLOWUP"):
        session = sessions[row["session_code"]]
        assert month >= life.definitions.periods.month_of(session["date_to"]) + 2
        asked, answered, applied = (row[f"followup_{what}_n"] for what in ("asked", "answered", "applied"))
        assert applied <= answered <= asked <= session["attended_n"]


def test_events_keep_their_rules_and_only_the_joint_ones_are_told_twice(life: Life) -> None:  # V01 V02 V03 V04
    same: dict[tuple[date, str, str], list[int]] = defaultdict(list)
    for _, month, row in _rows(life, "EVENTS"):
        assert life.definitions.periods.month_of(row["date"]) == month >= 1
        people = row["participants_n"]
        if people:
            assert sum(row[f"participants_{who}_n"] for who in ("women", "men", "undisclosed")) == people
            assert (row["policy_makers_n"] or 0) + (row["practitioners_n"] or 0) <= people
            assert row["channel"] == "VENUE" or row["mode"]
        assert (row["reach_n"] is None) == (row["reach_method"] is None)
        same[row["date"], row["country"], row["event_type"]].append(month)
    assert {months[0] for months in same.values() if len(months) > 1} == set(JOINT)


def test_centres_answer_in_order(life: Life) -> None:  # U01 U02 U03
    order = ("INVITED", "RECEIVED", "VALIDATED")
    waves = _by_key(life, "SURVEY")
    for (centre, wave), history in waves.items():
        states = [row["survey_state"] for _, _, row in history]
        assert "DECLINED" in states or states == list(order[: len(states)])
        for _, month, row in history:
            assert row["state_month"] == month
            answers = [row[f"{name}"] for name in ("econ_service_in_place", "mutual_help_in_place", "handbook_in_use")]
            answers += [row["services_offered_n"], row["women_forms_n"]]
            assert all(one is not None for one in answers) if row["survey_state"] in order[1:] else not any(answers)
        if wave == "W2_FOLLOWUP":
            assert waves[centre, "W1_BASELINE"][-1][2]["survey_state"] == "VALIDATED"


def test_practices_pass_their_review_before_they_are_shared(life: Life) -> None:  # G01 G02 G03
    order = ["NOMINATED", "DESCRIBED", "REVIEWED", "SHARED", "WITHDRAWN"]
    partners = {partner.code: partner.country for partner in life.definitions.partners}
    for history in _by_key(life, "PRACTICES").values():
        ranks = [order.index(row["practice_state"]) for _, _, row in history]
        assert ranks == sorted(ranks)
        for _, _, row in history:
            assert row["practice_code"][3:5] == row["country"]
            if row["practice_state"] in ("REVIEWED", "SHARED"):
                assert all(row[name] for name in CRITERIA)
            adopters = (row["adopted_partner_codes"] or "").split(";") if row["adopted_partner_codes"] else []
            assert not adopters or row["practice_state"] == "SHARED"
            assert all(partners[adopter] != row["country"] for adopter in adopters)


def test_deliverables_only_move_forward(life: Life) -> None:  # D01 D02 D03
    order = list(life.definitions.codes("deliverable_state"))
    registered = {deliverable.code: deliverable for deliverable in life.definitions.deliverables}
    for (code,), history in _by_key(life, "DELIVERABLES").items():
        assert len(history) == life.definitions.periods.count
        previous = (0, 0)
        for partner, month, row in history:
            assert registered[code].lead == partner
            is_out = row["deliverable_state"] in ("SUBMITTED", "ACCEPTED")
            assert is_out == (row["submitted_on"] is not None)
            assert not is_out or row["submitted_on"] <= life.definitions.periods.month_end(month)
            assert row["deliverable_state"] != "ACCEPTED" or row["progress_pct"] == 100
            now = (order.index(row["deliverable_state"]), row["progress_pct"])
            assert now[0] >= previous[0] and now[1] >= previous[1]
            previous = now


def test_the_gate_finds_something_to_close_at_mid_life(life: Life) -> None:
    newest = {row["pathway_code"]: (who, row) for who, month, row in _rows(life, "PATHWAYS") if month <= 18}
    ended = [(who, row) for who, row in newest.values() if row["stage"] in ENDED]
    assert len(ended) >= 6
    for column, least in (("women_left_early_cum", 10), ("women_completed_cum", 40)):
        amounts: dict[str, int] = defaultdict(int)
        for who, row in ended:
            amounts[who] += row[column]
        assert sum(amounts.values()) >= least and sum(amounts.values()) - max(amounts.values()) >= 5
    assert 130 <= sum(row["women_enrolled_cum"] for _, row in newest.values()) <= 160
