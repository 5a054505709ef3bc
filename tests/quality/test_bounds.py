"""Bounds from targets: one workbook's share, and a total far beyond its target."""

from datetime import date

from etl.quality.bounds import contributions
from tests.quality.world import DEFINITIONS, build_known, only


def event(partner, month, number=1, **values):
    own = {"partner_code": partner, "month": month, "event_code": f"EV-{partner}-{number:03d}", "country": "BG"}
    return own | {"event_type": "CONFERENCE", "date": date(2016, month, 3)} | values


def test_a_workbook_that_brings_half_of_the_whole_target_is_asked_about():
    rows = [event("P01", 3, participants_n=300), event("P01", 3, 2, reach_n=250, reach_method="COUNTED")]
    [query] = only(build_known({"EVENTS": rows}), "Q-B01")
    assert (query.thing, query.places["value"], query.places["share_pct"]) == ("OP-20", 550, 55)
    assert query.rows == (3, 4)


def test_exactly_half_in_two_months_or_only_estimated_is_no_question():
    half = [event("P01", 3, participants_n=500)]
    months = [event("P01", 3, participants_n=400), event("P01", 4, 2, participants_n=400)]
    estimated = [event("P01", 3, reach_n=5000, reach_method="ESTIMATED")]
    for rows in (half, months, estimated):
        assert only(build_known({"EVENTS": rows}), "Q-B01") == []


def test_a_guests_row_brings_nothing_of_its_own():
    rows = [event("P02", 3, participants_n=900, organiser_code="P01")]
    assert contributions(build_known({"EVENTS": rows}), DEFINITIONS.indicator("OP-20")) == {}


def test_small_targets_are_not_judged_by_two_or_three_things():
    rows = [
        {"partner_code": "P04", "month": 3, "session_code": f"TR-P04-{n:02d}", "training_type": "MUTUAL_LEARNING"}
        for n in range(1, 4)
    ]
    assert only(build_known({"TRAININGS": rows}), "Q-B01") == []
    many = [row | {"session_code": f"TR-P04-1{n}"} for n, row in enumerate(rows)]
    assert [query.thing for query in only(build_known({"TRAININGS": rows + many}), "Q-B01")] == ["OP-15"]


def test_a_running_total_brings_its_rise_alone():
    rows = [
        {"partner_code": "P01", "month": month, "pathway_code": "PW-AAAAAA", "women_enrolled_cum": n}
        for month, n in ((1, 40), (2, 60), (3, 60), (4, 75))
    ]
    brought = contributions(build_known({"PATHWAYS": rows}), DEFINITIONS.indicator("OP-03"))
    assert {key: own.amount for key, own in brought.items()} == {(1, "P01"): 40, (2, "P01"): 20, (4, "P01"): 15}


def test_a_thing_counts_for_whoever_reported_it_first():
    def practice(partner, month):
        return {"partner_code": partner, "month": month, "practice_code": "GP-BG-01", "practice_state": "DESCRIBED"}

    rows = [practice("P02", 4), practice("P01", 3)]
    brought = contributions(build_known({"PRACTICES": rows}), DEFINITIONS.indicator("OP-13"))
    assert {key: own.amount for key, own in brought.items()} == {(3, "P01"): 1}


def test_a_total_beyond_three_times_its_target_is_told_once_where_it_was_passed():
    rows = [event(f"P{n:02d}", n, participants_n=490) for n in range(1, 10)]
    [query] = only(build_known({"EVENTS": rows}), "Q-B02")
    assert (query.month, query.thing, query.places["value"]) == (7, "OP-20", 7 * 490)
    assert only(build_known({"EVENTS": rows[:6]}), "Q-B02") == []


def test_the_question_to_the_partner_does_not_tell_what_others_brought():
    from indicators.texts import Texts

    rows = [
        {"partner_code": f"P{n:02d}", "month": 3, "pathway_code": f"PW-{n}", "women_enrolled_cum": 70}
        for n in range(1, 11)
    ]
    [query] = only(build_known({"PATHWAYS": rows}), "Q-B02")
    assert "700" in query.found(Texts("en"))
    assert "700" not in query.ask(Texts("en"))
