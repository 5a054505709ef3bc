"""Numbers that never change, are always 0 or always round; sheets that are always empty."""

from datetime import date

import pytest

from indicators.texts import Texts
from tests.quality.world import build_known, codes, only


def deliverable(*downloads, state="ACCEPTED", partner="P01", **values):
    base = {"partner_code": partner, "deliverable_code": "D2.3", "deliverable_state": state, "progress_pct": 100}
    return [base | values | {"month": m, "downloads_month": n} for m, n in enumerate(downloads, 1)]


def meeting(number, partner="P01", **values):
    base = {"partner_code": partner, "month": number, "event_code": f"EV-{partner}-{number:03d}", "country": "BG"}
    return base | {"event_type": "OTHER", "date": date(2016, 2, 1), "participants_n": 23, "policy_makers_n": 1} | values


def test_the_same_number_four_months_in_a_row_is_asked_about():
    [query] = only(build_known({"DELIVERABLES": deliverable(8, 17, 17, 17, 17, 9)}), "Q-U02")
    assert (query.places["n"], query.places["since"], query.month) == (4, "M02", 5)


@pytest.mark.parametrize("values", [(17, 17, 17, 9), (0, 0, 0, 0, 0), (None,) * 5, (17, 17, 18, 17, 17)])
def test_three_months_nothing_or_a_change_between_is_no_habit(values):
    assert "Q-U02" not in codes(build_known({"DELIVERABLES": deliverable(*values)}))


def test_a_month_without_workbook_ends_the_row():
    rows = deliverable(17, 17, 17, 17, 17)
    del rows[2]
    assert "Q-U02" not in codes(build_known({"DELIVERABLES": rows}))


def test_a_row_that_goes_on_stays_the_same_question():
    [before] = only(build_known({"DELIVERABLES": deliverable(17, 17, 17, 17)}), "Q-U02")
    [after] = only(build_known({"DELIVERABLES": deliverable(17, 17, 17, 17, 17)}), "Q-U02")
    assert (before.key, before.facts_digest) == (after.key, after.facts_digest)


def test_a_whole_sheet_that_never_changes_is_asked_about_unless_nothing_is_counted_in_it():
    assert "Q-U10" in codes(build_known({"DELIVERABLES": deliverable(17, 17, 17, 17, copies_distributed_month=3)}))
    assert "Q-U10" not in codes(build_known({"DELIVERABLES": deliverable(0, 0, 0, 0, 0, 0)}))
    moved = deliverable(17, 17, 17, 17)
    moved[3] |= {"languages_available": "bg"}
    assert "Q-U10" not in codes(build_known({"DELIVERABLES": moved}))


def test_no_policy_maker_at_six_meetings_is_asked_about():
    rows = [meeting(n, policy_makers_n=0) for n in range(1, 7)]
    [query] = only(build_known({"EVENTS": rows}), "Q-U04")
    assert "should the cells be empty" in query.ask(Texts("en")), "a question, no accusation"
    for near_miss in (rows[:5], [*rows, meeting(7)], [row | {"policy_makers_n": None} for row in rows]):
        assert "Q-U04" not in codes(build_known({"EVENTS": near_miss}))


def test_six_round_numbers_of_one_partner_are_asked_about():
    rows = [meeting(n, participants_n=5 * (n + 3)) for n in range(1, 7)]
    assert "Q-U06" in codes(build_known({"EVENTS": rows}))
    for near_miss in (
        rows[:5],
        [*rows, meeting(7, participants_n=31)],
        [*rows[:5], meeting(6, "P02", participants_n=20)],
    ):
        assert "Q-U06" not in codes(build_known({"EVENTS": near_miss}))


def test_round_estimates_are_round_by_right():
    def item(number, method):
        return meeting(number, participants_n=None, reach_n=100 * number, reach_method=method)

    assert "Q-U07" in codes(build_known({"EVENTS": [item(n, "COUNTED") for n in range(1, 6)]}))
    assert "Q-U07" not in codes(build_known({"EVENTS": [item(n, "ESTIMATED") for n in range(1, 12)]}))


def covers(*states, column="state_events", partner="P01"):
    return [{"partner_code": partner, "month": month, column: state} for month, state in enumerate(states, 1)]


def test_a_sheet_that_is_empty_for_a_year_is_asked_about_only_while_it_lasts():
    year = ["NIL"] * 12
    assert "Q-C01" in codes(build_known({"META": covers(*year)}))
    assert "Q-C01" not in codes(build_known({"META": covers(*year[:11])}))
    assert "Q-C01" not in codes(build_known({"META": covers(*year, "DATA")}))
    assert "Q-C01" not in codes(build_known({"META": covers(*["NOT_DUE"] * 12)}))


def test_an_empty_sheet_beside_an_open_deliverable_is_asked_about():
    def world(state, *declared):
        rows = deliverable(0, state=state)
        return build_known({"META": covers(*declared, column="state_deliverables"), "DELIVERABLES": rows})

    [query] = only(world("IN_PROGRESS", "DATA", "NIL", "NIL", "NIL"), "Q-C02")
    assert (query.thing, query.places["since"]) == ("D2.3", "M02")
    assert "Q-C02" not in codes(world("ACCEPTED", "DATA", "NIL", "NIL", "NIL"))
    assert "Q-C02" not in codes(world("IN_PROGRESS", "DATA", "NIL", "NIL"))


def test_safety_concerns_are_never_asked_about():
    rows = [{"partner_code": "P01", "month": month, "safety_concerns_month": 0} for month in range(1, 25)]
    assert codes(build_known({"META": rows})) == []
