"""Rules of communication events: day, code, people present, people informed, and events told by two partners."""

from dataclasses import replace
from datetime import date

import pytest

from etl.history import History
from tests.intake.workbooks import Book, check, codes, event, full_book, told

SEXES = ("participants_women_n", "participants_men_n", "participants_undisclosed_n")


def _places(**values):
    checked = check(full_book(sheets={"EVENTS": [event(**values)]}))
    return [(issue.code, issue.column) for issue in checked.issues]


def test_an_event_lies_in_the_month_and_the_last_month_takes_in_the_projects_last_days():
    assert _places(date=date(2016, 6, 1)) == [("V01", "date")]
    last = Book(month=24, sheets={"EVENTS": [event(date=date(2018, 1, 10))]})
    assert check(last, today=date(2018, 1, 12)).verdict == "accepted"
    over = Book(month=24, sheets={"EVENTS": [event(date=date(2018, 1, 11))]})
    assert codes(check(over, today=date(2018, 1, 12))) == ["V01"]
    before = Book(month=1, sheets={"EVENTS": [event(date=date(2016, 1, 10))]})
    assert codes(check(before)) == ["V01"]


def test_an_event_code_is_the_partners_own_also_for_a_joint_event():
    assert _places(event_code="EV-P02-001") == [("V01", "event_code")]
    assert _places(event_code="EV-P02-001", organiser_code="P02") == [("V01", "event_code")]
    assert _places(organiser_code="P02") == []
    assert told(check(Book(cover={"partner_code": "P99"}, sheets={"EVENTS": [event()]}))) == [("F02", "META", "C2")]


@pytest.mark.parametrize(
    ("sexes", "is_told"),
    [
        ((30, 10, 0), False),
        ((40, None, None), False),
        ((None, None, None), False),
        ((30, 9, None), True),
        ((0, 0, 0), True),
    ],
)
def test_the_sexes_add_up_when_any_is_given(sexes, is_told):
    expected = [("V02", "participants_women_n")] if is_told else []
    assert _places(**dict(zip(SEXES, sexes, strict=True))) == expected


def test_policy_makers_and_practitioners_are_some_of_the_people_present():
    assert _places(policy_makers_n=15, practitioners_n=25) == []
    assert _places(policy_makers_n=15, practitioners_n=26) == [("V02", "policy_makers_n")]
    assert _places(policy_makers_n=41) == [("V02", "policy_makers_n")]
    assert _places(practitioners_n=41) == [("V02", "policy_makers_n")]


def test_one_wrong_number_of_people_present_is_told_once():
    row = {"participants_women_n": 30, "participants_men_n": 10, "policy_makers_n": 9, "practitioners_n": 20}
    assert _places(**row) == []
    assert _places(**row, participants_n=4) == [("V02", "participants_women_n")]
    assert _places(**row | {"policy_makers_n": 30}) == [("V02", "policy_makers_n")]


def test_sexes_without_the_people_present_are_told_where_these_are_missing():
    assert _places(participants_n=None, participants_women_n=30) == [("V02", "participants_n")]
    assert _places(participants_n=None, participants_women_n=0) == []
    assert _places(participants_n="many", participants_women_n=30) == [("K01", "participants_n")]


def test_people_informed_and_how_they_were_counted_belong_together():
    assert _places(reach_n=500, reach_method="COUNTED") == []
    assert _places(reach_n=500) == [("V03", "reach_method")]
    assert _places(reach_n=0) == [("V03", "reach_method")], "0 is a number, not a blank"
    assert _places(reach_method="COUNTED") == [("V03", "reach_n")]
    assert _places(reach_n=500, reach_method="by eye") == [("K04", "reach_method")]


def test_people_present_were_at_a_venue_or_a_mode_is_told():
    assert _places(channel="WEBSITE", mode="ONLINE") == []
    assert _places(channel="WEBSITE") == [("V03", "mode")]
    assert _places(channel="WEBSITE", participants_n=0) == []
    assert _places(channel="WEBSITE", participants_n=None) == []


@pytest.mark.parametrize(
    ("own", "other", "is_asked"),
    [
        (None, None, True),
        ("P02", None, False),
        (None, "P01", False),
        ("P05", "P05", False),
        ("P05", "P06", True),
        ("P01", "P02", True),
    ],
)
def test_an_event_of_two_partners_is_asked_unless_both_name_one_organiser(own, other, is_asked):
    row = event(partner_code="P02", month=5, organiser_code=other, event_code="EV-P02-001")
    history = replace(History("P01"), others={"EVENTS": (row,)})
    checked = check(full_book(sheets={"EVENTS": [event(organiser_code=own)]}), history)
    assert checked.verdict == "accepted"
    assert [(issue.code, issue.severity) for issue in checked.issues] == ([("V04", "query")] if is_asked else [])


def test_an_event_of_another_day_country_or_type_is_not_asked():
    rows = [
        event(partner_code="P02", month=5, date=date(2016, 5, 21)),
        event(partner_code="P03", month=5, country="IT"),
        event(partner_code="P04", month=5, event_type="WEBINAR"),
    ]
    history = replace(History("P01"), others={"EVENTS": tuple(rows)})
    assert check(full_book(), history).issues == ()
