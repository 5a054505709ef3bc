"""One thing reported twice: near dates, similar numbers, and everything that is settled already."""

from datetime import date, datetime

import pytest

from etl.merge_decision import Merge
from tests.quality.world import build_known, codes, only


def event(partner, day=20, number=1, **values):
    own = {"partner_code": partner, "month": 5, "event_code": f"EV-{partner}-{number:03d}", "country": "BG"}
    own |= {"event_type": "CONFERENCE", "date": date(2016, 5, day), "participants_n": 40}
    return own | values


def session(partner, day=20, **values):
    own = {"partner_code": partner, "month": 5, "session_code": f"TR-{partner}-01", "country": "BG"}
    own |= {"training_type": "TOT_PRACTITIONER", "date_to": date(2016, 5, day), "attended_n": 9, "hours": 12.0}
    return own | values


@pytest.mark.parametrize("other", [event("P02"), event("P02", 22), event("P02", 18, participants_n=49)])
def test_two_events_of_near_days_and_similar_numbers_are_proposed(other):
    [query] = only(build_known({"EVENTS": [event("P01"), other]}), "Q-J01")
    assert set(query.pair) == {"EV-P01-001", "EV-P02-001"}
    assert set(query.pair_partners) == {"P01", "P02"}


@pytest.mark.parametrize(
    "other",
    [
        event("P02", 23),
        event("P02", country="GR"),
        event("P02", event_type="ROUND_TABLE"),
        event("P02", participants_n=60),
        event("P02", participants_n=None, reach_n=40),
        event("P01", number=2),
        event("P02", organiser_code="P01"),
    ],
    ids=["three days", "country", "type", "numbers", "nobody present", "one partner", "common organiser"],
)
def test_a_near_miss_is_not_proposed(other):
    assert "Q-J01" not in codes(build_known({"EVENTS": [event("P01"), other]}))


def test_days_at_the_end_of_a_month_are_compared_with_the_next():
    late, early = event("P01", 31), event("P02", month=6, date=date(2016, 6, 1))
    [query] = only(build_known({"EVENTS": [late, early]}), "Q-J01")
    assert (query.partner, query.month, query.places["other_month"]) == ("P02", 6, "M05")


def test_what_the_coordinator_accepted_as_two_is_not_asked_again():
    rows = {"EVENTS": [event("P01"), event("P02")]}
    asked = frozenset({("P02-5", "EVENTS", 3)})
    assert "Q-J01" not in codes(build_known(rows, asked=asked))
    # The rule compares equal days: an event of the next day it has never seen.
    rows = {"EVENTS": [event("P01"), event("P02", 21)]}
    assert "Q-J01" in codes(build_known(rows, asked=asked))


def test_what_was_merged_is_not_proposed_again():
    merge = Merge("1", "EVENTS", "EV-P01-001", "EV-P02-001", "P01", datetime(2016, 7, 1), "x", None)
    rows = {"EVENTS": [event("P01"), event("P02", 21)]}
    assert "Q-J01" not in codes(build_known(rows, merges=(merge,)))


def test_a_waiting_event_is_proposed_so_that_it_can_be_merged_at_the_desk():
    known = build_known({"EVENTS": [event("P01")]}, waiting={"EVENTS": [event("P02")]})
    assert [query.partner for query in only(known, "Q-J01")] == ["P02"]


def test_three_partners_are_three_pairs():
    known = build_known({"EVENTS": [event("P01"), event("P02"), event("P03")]})
    assert len({query.key for query in only(known, "Q-J01")}) == 3


def test_a_training_of_two_partners_is_asked_about_and_cannot_be_merged():
    [query] = only(build_known({"TRAININGS": [session("P01"), session("P02", 21)]}), "Q-J02")
    assert query.pair is None
    for other in (session("P02", 22), session("P02", attended_n=12), session("P02", hours=6.0)):
        assert "Q-J02" not in codes(build_known({"TRAININGS": [session("P01"), other]}))


def test_one_practice_code_of_two_partners_is_one_question():
    def practice(partner, month, code="GP-BG-01"):
        return {"partner_code": partner, "month": month, "practice_code": code, "practice_state": "DESCRIBED"}

    rows = [practice("P01", 3), practice("P01", 5), practice("P02", 4), practice("P02", 6, "GP-BG-02")]
    assert len(only(build_known({"PRACTICES": rows}), "Q-J03")) == 1


def test_a_training_that_also_stands_among_the_events_counts_its_people_twice():
    rows = {"EVENTS": [event("P01", 19, participants_n=9)], "TRAININGS": [session("P01")]}
    [query] = only(build_known(rows), "Q-J05")
    assert (query.thing, query.places["other"]) == ("EV-P01-001", "TR-P01-01")
    for near_miss in (event("P01", 19, participants_n=10), event("P01", 10, participants_n=9), event("P02", 19)):
        assert "Q-J05" not in codes(build_known(rows | {"EVENTS": [near_miss]}))
