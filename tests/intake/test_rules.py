"""Rules as a whole, and those of the cover: whose workbook of which month, and what its sheets are said to hold."""

from dataclasses import replace
from datetime import date

import pytest

from etl.history import History
from etl.rules import RULES, check_rule_functions
from indicators.load import load_definitions
from tests.intake.workbooks import (
    Book,
    ages,
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


def test_the_repair_names_the_cover_only_where_the_cover_is_wrong():
    declared = check(Book(partner="P07", sheets={"PATHWAYS": [pathway()]})).issues[0]
    honest = check(Book(partner="P07", sheets={"PATHWAYS": [pathway()]}, cover={"state_pathways": "NIL"})).issues[0]
    assert "on the cover" in declared.repair and "on the cover" not in honest.repair
    assert check(Book(partner="P07", cover={"state_pathways": "NOT_DUE"})).verdict == "accepted"


def test_sheets_without_a_declared_state_may_be_empty_or_not():
    sheets = {"PATHWAYS": [pathway()], "TRAININGS": [], "EVENTS": []}
    assert check(full_book(month=6, sheets=sheets | {"WOMEN_PROFILE": ages(8)})).verdict == "accepted"
    assert check(Book()).verdict == "accepted"


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


def test_messages_are_in_the_workbooks_language_else_in_the_partners():
    from indicators.texts import load_texts

    definitions = load_definitions()
    texts = load_texts(definitions, "bg")
    message = definitions.rule("PW01").cases["sum"].message
    assert texts(message) != message
    rows = {"PATHWAYS": [pathway(women_active=5)]}
    for language, expected in (
        ("bg", texts(message)),
        ("en", message),
        (None, texts(message)),
        ("Klingon", texts(message)),
    ):
        checked = check(full_book(cover={"language": language}, sheets=rows), language="fr")
        assert expected in [issue.message for issue in checked.issues]
