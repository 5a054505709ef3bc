"""Each rule with a workbook that passes and one that fails, and the place that it names."""

from dataclasses import replace
from datetime import date

import pytest

from etl.history import History
from etl.rules import RULES, check_rule_functions
from indicators.load import load_definitions
from tests.intake.workbooks import (
    Book,
    check,
    codes,
    deliverable,
    event,
    full_book,
    pathway,
    remember,
    told,
    training,
)


def test_every_rule_has_its_function_and_every_function_its_rule():
    definitions = load_definitions()
    assert check_rule_functions(definitions) == []
    assert set(RULES) <= {rule.id for rule in definitions.rules}


def test_a_rule_without_function_and_a_case_without_message_are_told_together():
    definitions = load_definitions()
    known = definitions.rules[0]
    cases = {name: message for name, message in definitions.rule("T01").cases.items() if name != "length"}
    rules = [rule for rule in definitions.rules if rule.id not in ("K05", "T01")]
    rules += [known.model_copy(update={"id": "Z99"}), definitions.rule("T01").model_copy(update={"cases": cases})]
    faults = check_rule_functions(definitions.model_copy(update={"rules": tuple(rules)}))
    assert sorted(fault.key for fault in faults) == ["K05", "T01.cases.length", "Z99"]


def test_a_valid_workbook_passes_every_rule():
    checked = check(full_book())
    assert (checked.verdict, checked.issues) == ("accepted", ())


def test_all_faults_are_told_at_once_in_the_order_of_the_workbook():
    book = full_book(
        cover={"safety_concerns_month": "none"},
        sheets={
            "PATHWAYS": [pathway(), pathway(pathway_code="PW-BBBBBB", women_active=9, econ_step_cum=20)],
            "TRAININGS": [training(registered_n=3, mode="by post")],
            "EVENTS": [event(date=date(2016, 6, 1), participants_n=None), event(event_code="EV-P01-2")],
            "DELIVERABLES": [deliverable(progress_pct=120), deliverable(deliverable_code="D9.9")],
        },
    )
    assert told(check(book)) == [
        ("K01", "META", "C13"),
        ("PW01", "PATHWAYS", "J4"),
        ("PW06", "PATHWAYS", book.place("PATHWAYS", "econ_step_cum", 4)),
        ("K04", "TRAININGS", book.place("TRAININGS", "mode")),
        ("T02", "TRAININGS", book.place("TRAININGS", "attended_n")),
        ("V01", "EVENTS", book.place("EVENTS", "date")),
        ("K05", "EVENTS", "A4"),
        ("K02", "DELIVERABLES", book.place("DELIVERABLES", "progress_pct")),
        ("D03", "DELIVERABLES", "A4"),
    ]


@pytest.mark.parametrize(
    ("cover", "expected"),
    [
        ({"partner_code": "P99"}, [("F02", "META", "C2")]),
        ({"country": "IT"}, [("F02", "META", "C3")]),
        ({"reporting_month": "M99"}, [("F03", "META", "C4")]),
        ({"reporting_month": None}, [("K03", "META", "C4")]),
        ({"revision_no": 2}, [("F05", "META", "C5")]),
        ({"revision_no": 0}, [("K02", "META", "C5")]),
    ],
)
def test_faults_of_the_cover(cover, expected):
    assert told(check(Book(cover=cover))) == expected


def test_another_partners_workbook_is_refused_for_a_signed_in_partner():
    assert check(Book(), as_partner="P01").verdict == "accepted"
    assert told(check(Book(), as_partner="P02")) == [("F02", "META", "C2")]


def test_a_month_must_have_begun():
    assert check(Book(month=19), today=date(2017, 7, 1)).verdict == "accepted"
    checked = check(Book(month=19), today=date(2017, 6, 30))
    assert told(checked) == [("F03", "META", "C4")]
    assert "July 2017" in checked.issues[0].message


def test_a_locked_month_is_refused():
    history = replace(History("P01"), locked_months=frozenset({5}))
    assert codes(check(Book(), history)) == ["F03"]
    assert check(Book(month=6), history).verdict == "accepted"


def test_a_month_in_which_the_partner_does_not_report_is_refused():
    definitions = load_definitions()
    partners = [
        partner.model_copy(update={"from_month": "M06", "to_month": "M20"}) if partner.code == "P01" else partner
        for partner in definitions.partners
    ]
    changed = definitions.model_copy(update={"partners": tuple(partners)})
    assert codes(check(Book(definitions=changed))) == ["F03"]
    assert check(Book(month=6, definitions=changed)).verdict == "accepted"


@pytest.mark.parametrize("state", ["NIL", "NOT_DUE"])
def test_a_sheet_declared_without_data_has_no_rows(state):
    assert told(check(full_book(cover={"state_events": state}))) == [("F04", "META", "C9")]


def test_a_sheet_declared_with_data_has_rows():
    assert told(check(Book(cover={"state_pathways": "DATA"}))) == [("F04", "META", "C7")]
    assert check(Book(cover={"state_pathways": "NOT_DUE"})).verdict == "accepted"


def test_a_sheet_that_the_partner_does_not_deliver_has_no_rows():
    assert check(Book(partner="P07")).verdict == "accepted"
    assert told(check(Book(partner="P07", sheets={"PATHWAYS": [pathway()]}))) == [("F04", "PATHWAYS", "A3")]
    profile = [{"age_band": "UNKNOWN", "women_enrolled_cum": 3}]
    book = Book(partner="P07", month=6, sheets={"WOMEN_PROFILE": profile})
    assert told(check(book)) == [("F04", "WOMEN_PROFILE", "A3")]
    assert told(check(Book(partner="P07", cover={"state_pathways": "DATA"}))) == [("F04", "META", "C7")]


def test_the_revision_number_follows_on_the_newest_accepted_one():
    history = remember(full_book())
    assert codes(check(full_book(cover={"note": "corrected"}), history)) == ["F05"]
    assert check(full_book(cover={"note": "corrected", "revision_no": 2}), history).verdict == "accepted"
    waiting = remember(full_book(), state="received")
    assert check(full_book(cover={"note": "corrected"}), waiting).verdict == "accepted"


def test_the_same_content_again_is_no_fault_whatever_its_revision_number_and_language():
    history = remember(full_book())
    for cover in ({}, {"revision_no": 7}, {"language": "es"}):
        checked = check(full_book(cover=cover), history)
        assert (checked.verdict, checked.repeats) == ("accepted", "accepted-0")


def test_a_correction_back_to_an_earlier_content_is_a_new_revision():
    history = remember(full_book(), full_book(cover={"note": "other", "revision_no": 2}))
    back = check(full_book(cover={"revision_no": 3}), history)
    assert (back.verdict, back.repeats) == ("accepted", None)
    old = check(full_book(), history)
    assert (old.verdict, old.repeats) == ("accepted", "accepted-0")


def test_women_add_up():
    book = full_book(sheets={"PATHWAYS": [pathway(women_active=5)]})
    assert told(check(book)) == [("PW01", "PATHWAYS", "J3")]


def test_no_total_of_women_is_larger_than_those_enrolled():
    for column in ("plans_agreed_cum", "satisfied_n"):
        book = full_book(sheets={"PATHWAYS": [pathway(**{column: 9})]})
        assert told(check(book)) == [("PW06", "PATHWAYS", book.place("PATHWAYS", column))]


def test_a_rule_is_silent_about_cells_that_cannot_be_read():
    book = full_book(sheets={"PATHWAYS": [pathway(women_enrolled_cum="many", plans_agreed_cum=99)]})
    assert codes(check(book)) == ["K01"]


def test_running_totals_do_not_fall_below_an_earlier_month():
    history = remember(full_book(month=3, sheets={"PATHWAYS": [pathway()], "TRAININGS": [], "EVENTS": []}))
    same = full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=5)]})
    assert check(same, history).verdict == "accepted"
    checked = check(full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=4)]}), history)
    assert told(checked) == [("X02", "PATHWAYS", same.place("PATHWAYS", "plans_agreed_cum"))]
    assert "M03" in checked.issues[0].message and "5" in checked.issues[0].expected


def test_running_totals_are_compared_with_the_newest_month_that_has_the_row_and_the_value():
    quiet = {"TRAININGS": [], "EVENTS": []}
    history = remember(
        full_book(month=2, sheets={"PATHWAYS": [pathway()]} | quiet),
        full_book(month=3, sheets={"PATHWAYS": [pathway(plans_agreed_cum=None)]} | quiet),
        full_book(month=4, sheets={"PATHWAYS": []} | quiet),
    )
    checked = check(full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=4)]}), history)
    assert codes(checked) == ["X02"]
    assert "M02" in checked.issues[0].message


def test_a_revision_does_not_exceed_the_next_accepted_month():
    quiet = {"TRAININGS": [], "EVENTS": []}
    history = remember(
        full_book(month=5),
        full_book(month=6, sheets={"PATHWAYS": [pathway(), pathway(pathway_code="PW-BBBBBB")]} | quiet),
    )
    rows = [pathway(women_enrolled_cum=9, women_active=7)]
    checked = check(full_book(cover={"revision_no": 2}, sheets={"PATHWAYS": rows}), history)
    assert told(checked) == [("X02", "PATHWAYS", "J3")]
    assert "M06" in checked.issues[0].message and "cell J3" in checked.issues[0].message
    assert "8" in checked.issues[0].expected


def test_a_waiting_later_month_does_not_bind_a_revision():
    quiet = {"TRAININGS": [], "EVENTS": []}
    history = remember(full_book(month=6, sheets={"PATHWAYS": [pathway()]} | quiet), state="received")
    rows = [pathway(women_enrolled_cum=9, women_active=7)]
    assert check(full_book(sheets={"PATHWAYS": rows}), history).verdict == "accepted"


def test_an_open_pathway_appears_again_and_an_ended_one_need_not():
    rows = [pathway(), pathway(pathway_code="PW-BBBBBB"), pathway(pathway_code="PW-CCCCCC", stage="S6")]
    history = remember(full_book(month=4, sheets={"PATHWAYS": rows, "TRAININGS": [], "EVENTS": []}))
    checked = check(full_book(), history)
    assert told(checked) == [("X04", "PATHWAYS", "A4")]
    assert "PW-BBBBBB" in checked.issues[0].message
    assert check(full_book(sheets={"PATHWAYS": rows[:2]}), history).verdict == "accepted"


def test_a_missing_open_pathway_is_told_at_the_row_that_was_prefilled_for_it():
    rows = [pathway(), pathway(pathway_code="PW-BBBBBB")]
    history = remember(full_book(month=4, sheets={"PATHWAYS": rows, "TRAININGS": [], "EVENTS": []}))
    prefilled = {"pathway_code": "PW-BBBBBB", "pathway_format": "GROUP", "setting": "SHELTER", "start_month": "M02"}
    book = full_book(sheets={"PATHWAYS": [{}, prefilled, {}, pathway()]})
    assert told(check(book, history)) == [("X04", "PATHWAYS", "A4")]


def test_a_sheet_with_nothing_new_repeats_no_open_pathway():
    history = remember(full_book(month=4, sheets={"TRAININGS": [], "EVENTS": []}))
    assert check(Book(), history).verdict == "accepted"
    assert codes(check(Book(cover={"state_pathways": "NOT_DUE"}), history)) == ["X04"]


@pytest.mark.parametrize(
    ("first", "last", "column"),
    [
        (date(2016, 5, 12), date(2016, 5, 11), "date_to"),
        (date(2016, 5, 30), date(2016, 6, 1), "date_to"),
        (date(2016, 5, 1), date(2016, 5, 11), "date_from"),
    ],
)
def test_a_training_ends_in_the_month_after_at_most_ten_days(first, last, column):
    book = full_book(sheets={"TRAININGS": [training(date_from=first, date_to=last)]})
    assert told(check(book)) == [("T01", "TRAININGS", book.place("TRAININGS", column))]


def test_a_training_may_begin_in_the_month_before():
    rows = [training(date_from=date(2016, 4, 28), date_to=date(2016, 5, 2))]
    assert check(full_book(sheets={"TRAININGS": rows})).verdict == "accepted"


@pytest.mark.parametrize("column", ["attended_n", "completed_n", "first_time_n"])
def test_a_training_has_no_more_than_were_there(column):
    book = full_book(sheets={"TRAININGS": [training(**{column: 21})]})
    assert ("T02", "TRAININGS", book.place("TRAININGS", column)) in told(check(book))


def test_a_session_code_names_one_session_for_ever():
    april = training(date_from=date(2016, 4, 1), date_to=date(2016, 4, 2))
    history = remember(full_book(month=4, sheets={"TRAININGS": [april], "EVENTS": []}))
    checked = check(full_book(), history)
    assert told(checked) == [("T07", "TRAININGS", "A3")]
    assert "M04" in checked.issues[0].message
    own = full_book(month=4, sheets={"TRAININGS": [april], "EVENTS": []}, cover={"revision_no": 2, "note": "again"})
    assert check(own, history).verdict == "accepted"


@pytest.mark.parametrize(
    ("change", "column"),
    [
        ({"session_code": "TR-P02-01"}, "session_code"),
        ({"training_type": "MUTUAL_LEARNING"}, "counts_to_target"),
        ({"attended_n": 0, "completed_n": 0, "first_time_n": 0}, "counts_to_target"),
    ],
)
def test_a_session_is_the_partners_own_and_counts_only_when_it_was_held(change, column):
    book = full_book(sheets={"TRAININGS": [training(**change)]})
    assert told(check(book)) == [("T07", "TRAININGS", book.place("TRAININGS", column))]
    if column == "counts_to_target":
        assert check(full_book(sheets={"TRAININGS": [training(**change, counts_to_target="N")]})).verdict == "accepted"


def test_an_event_lies_in_the_month_and_the_last_month_takes_in_the_projects_last_days():
    book = full_book(sheets={"EVENTS": [event(date=date(2016, 6, 1))]})
    assert told(check(book)) == [("V01", "EVENTS", book.place("EVENTS", "date"))]
    last = Book(month=24, sheets={"EVENTS": [event(date=date(2018, 1, 10))]})
    assert check(last, today=date(2018, 1, 12)).verdict == "accepted"
    over = Book(month=24, sheets={"EVENTS": [event(date=date(2018, 1, 11))]})
    assert codes(check(over, today=date(2018, 1, 12))) == ["V01"]
    before = Book(month=1, sheets={"EVENTS": [event(date=date(2016, 1, 10))]})
    assert codes(check(before)) == ["V01"]


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


def test_a_deliverable_is_in_the_registry_and_led_by_the_partner():
    rows = [deliverable(), deliverable(deliverable_code="D9.1"), deliverable(deliverable_code="D1.1")]
    checked = check(full_book(sheets={"DELIVERABLES": rows}))
    assert told(checked) == [("D03", "DELIVERABLES", "A4"), ("D03", "DELIVERABLES", "A5")]
    assert checked.issues[1].expected == "one of: D2.3"


def test_messages_are_in_the_workbooks_language_else_in_the_partners():
    from indicators.texts import load_texts

    definitions = load_definitions()
    texts = load_texts(definitions, "bg")
    message = definitions.rule("PW01").cases["sum"].message
    if texts(message) == message:
        pytest.skip("there is no Bulgarian catalogue yet")
    rows = {"PATHWAYS": [pathway(women_active=5)]}
    for language, expected in (
        ("bg", texts(message)),
        ("en", message),
        (None, texts(message)),
        ("Klingon", texts(message)),
    ):
        checked = check(full_book(cover={"language": language}, sheets=rows), language="fr")
        assert expected in [issue.message for issue in checked.issues]
