"""Typed values of single cells: what is read, what is refused, and what an issue may show of it."""

from datetime import date, datetime

import pytest

from etl.cell_limits import CellFault, example_of
from etl.cells import CellReader, parse_cell
from etl.codebook import Codebook, open_codebook
from indicators.load import load_definitions
from indicators.model.workbook import Column
from indicators.texts import load_texts
from tests.intake.workbooks import Book, check, codes, event, full_book, pathway, practice, told, training


def read(type_, value, language="bg", **about):
    definitions = load_definitions()
    texts = load_texts(definitions, language)
    reader = CellReader(definitions, open_codebook(definitions), definitions.periods, texts, "2016-05")
    return parse_cell(Column(type=type_, label="x", **about), value, reader)


@pytest.mark.parametrize(
    ("type_", "value", "expected"),
    [
        ("integer", 12.0, 12),
        ("integer", "12", 12),
        ("integer", "\u00a012 ", 12),
        ("integer", "12,0", 12),
        ("integer", "1 234", 1234),
        ("integer", "1\u202f234", 1234),
        ("integer", "-3", -3),
        ("integer", 0.0, 0),
        ("decimal", "43,5", 43.5),
        ("decimal", "43.5", 43.5),
        ("decimal", "0,125", 0.125),
        ("decimal", "0.125", 0.125),
        ("decimal", "1234,567", 1234.567),
        ("decimal", "1,234", 1.234),
        ("date", date(2017, 5, 31), date(2017, 5, 31)),
        ("date", datetime(2017, 5, 31, 9, 30), date(2017, 5, 31)),
        ("date", "2017-05-31", date(2017, 5, 31)),
        ("date", "31.05.2017", date(2017, 5, 31)),
        ("date", "31.5.2017 г.", date(2017, 5, 31)),
        ("date", "31.05.2017г", date(2017, 5, 31)),
        ("month", "M05", 5),
        ("month", "m05", 5),
        ("month", "М05", 5),  # Cyrillic
        ("month", "2016-05", 5),
        ("string", "GP-ES-03", "GP-ES-03"),
        ("string", 1.0, "1"),
        ("string", " a\x00b\nc ", "ab\nc"),
    ],
)
def test_values_are_read_by_the_type_of_their_column(type_, value, expected):
    assert read(type_, value) == expected
    assert type(read(type_, value)) is type(expected)


@pytest.mark.parametrize(
    ("type_", "value", "case"),
    [
        ("integer", "twelve", "integer"),
        ("integer", 12.5, "integer"),
        ("integer", True, "integer"),
        ("integer", date(2017, 5, 1), "integer"),
        ("integer", "9" * 400, "integer"),
        ("integer", "1,234", "separator"),
        ("integer", "12.000", "separator"),
        ("decimal", "1.234", "separator"),
        ("decimal", "1.234.567", "separator"),
        ("decimal", "1.234,5", "decimal"),
        ("decimal", "85%", "decimal"),
        ("decimal", "1e5", "decimal"),
        ("date", "05/06/2017", "date"),
        ("date", "31.02.2017", "date"),
        ("date", "31.05.17", "date"),
        ("date", 42736.0, "date"),
        ("month", "M25", "month"),
        ("month", "May 2016", "month"),
        ("month", 5.0, "month"),
        ("month", datetime(2016, 5, 1), "month"),
        ("string", True, "text"),
        ("string", date(2017, 5, 1), "text"),
    ],
)
def test_what_is_no_value_of_its_type_is_refused(type_, value, case):
    fault = read(type_, value)
    assert isinstance(fault, CellFault)
    assert (fault.rule, fault.case) == ("K01", case)


def test_a_comma_before_three_digits_is_refused_where_the_language_writes_thousands_with_it():
    assert read("decimal", "1,234", "en") == CellFault("K01", "separator", {"plain": "1234", "decimal": "1,234"})


def test_the_repair_of_an_ambiguous_number_repairs_it():
    checked = check(full_book(sheets={"PATHWAYS": [pathway(mentoring_hours_month="1.234")]}, cover={"language": "bg"}))
    assert codes(checked) == ["K01"]
    assert "1234" in checked.issues[0].repair and "1,234" in checked.issues[0].repair
    again = full_book(sheets={"PATHWAYS": [pathway(mentoring_hours_month="1,234")]}, cover={"language": "bg"})
    assert check(again).parsed.sheets["PATHWAYS"][0].get("mentoring_hours_month") == 1.234


@pytest.mark.parametrize(
    ("about", "value", "case"),
    [
        ({"min": 0}, -1.0, "least"),
        ({"min": 0, "max": 31}, 32.0, "range"),
        ({"min": 0}, 1e12, "range"),
        ({"max": 5}, -1e12, "range"),
    ],
)
def test_numbers_outside_their_range_are_refused(about, value, case):
    fault = read("integer", value, **about)
    assert (fault.rule, fault.case) == ("K02", case)


def test_too_many_decimals_are_refused_and_binary_fractions_are_not():
    assert read("decimal", 3.14159, digits=2).case == "digits"
    assert read("decimal", 0.1 + 0.2, digits=1) == pytest.approx(0.3)


def test_codes_and_labels_are_read_in_any_case_and_language():
    assert read("code", "bg", list="country") == "BG"
    assert read("code", " bulgaria ", list="country") == "BG"
    assert read("code", "P03", list="partner") == "P03"
    assert read("code", "Animus Association", list="partner") == "P02"
    assert read("code", "Narnia", list="country").rule == "K04"


def test_a_label_in_bulgarian_is_accepted():
    texts = load_texts(load_definitions(), "bg")
    label = texts("Shelter")
    assert label != "Shelter"
    assert read("code", label.upper(), list="setting") == "SHELTER"


def test_sets_of_codes_are_read_whatever_their_order_and_separator():
    assert read("code_set", "P11;P03", list="partner") == ("P03", "P11")
    assert read("code_set", "p03, P11,", list="partner") == ("P03", "P11")
    assert read("code_set", "English; Norwegian (Bokmål)", list="handbook_language") == ("en", "nb")
    assert read("code_set", "P03;nobody", list="partner").rule == "K04"
    assert read("code_set", ";", list="partner").rule == "K04"


@pytest.mark.parametrize("pattern", [r"^PW-[A-HJ-NP-Z2-9]{6}$", r"^TR-P[0-9]{2}-[0-9]{2}$", r"^D[0-9]\.[0-9]{1,2}$"])
def test_the_example_of_a_pattern_has_its_form(pattern):
    example = example_of(pattern)
    assert example != pattern
    assert read("string", example, pattern=pattern) == example


def test_a_blank_is_not_reported_and_zero_is_zero():
    rows = [pathway(plans_agreed_cum=None), pathway(pathway_code="PW-BBBBBB", plans_agreed_cum=0)]
    rows += [
        pathway(pathway_code="PW-CCCCCC", plans_agreed_cum=" – "),
        pathway(pathway_code="PW-DDDDDD", plans_agreed_cum="-"),
    ]
    checked = check(full_book(sheets={"PATHWAYS": rows}))
    assert checked.verdict == "accepted"
    assert [row.get("plans_agreed_cum") for row in checked.parsed.sheets["PATHWAYS"]] == [None, 0, None, None]


def test_a_required_cell_is_missed_and_an_optional_one_is_not():
    book = full_book(sheets={"TRAININGS": [training(attended_n=None, centres_represented_n=None)]})
    assert told(check(book)) == [("K03", "TRAININGS", book.place("TRAININGS", "attended_n"))]


def test_a_row_with_nothing_but_its_key_is_empty():
    rows = [pathway(), {"pathway_code": "PW-BBBBBB"}, {}, pathway(pathway_code="PW-CCCCCC")]
    checked = check(full_book(sheets={"PATHWAYS": rows}))
    assert checked.verdict == "accepted"
    assert [row.number for row in checked.parsed.sheets["PATHWAYS"]] == [3, 6]


def test_a_row_with_nothing_but_prefilled_columns_is_empty():
    prefilled = {"deliverable_code": "D2.3", "workstream": "WS2", "deliverable_type": "HANDBOOK"}
    checked = check(Book(sheets={"DELIVERABLES": [prefilled]}, cover={"state_deliverables": "NIL"}))
    assert checked.verdict == "accepted"
    assert checked.parsed.sheets["DELIVERABLES"] == ()


def test_the_same_key_twice_is_told_with_the_first_row():
    checked = check(full_book(sheets={"EVENTS": [event(), event(participants_n=3)]}))
    assert told(checked) == [("K07", "EVENTS", "A4")]
    assert "3" in checked.issues[0].message


def test_a_wrong_form_and_a_too_long_text_are_told():
    book = full_book(
        cover={"note": "x" * 301},
        sheets={"PRACTICES": [practice(practice_code="GP-3")], "EVENTS": [event(evidence_ref="a b")]},
    )
    assert codes(check(book)) == ["K02", "K05", "K05"]


@pytest.mark.parametrize("value", ["Maria Petrova", "0888123456", "maria@example.org"])
def test_no_text_of_a_cell_comes_back_in_an_issue(value):
    book = full_book(
        cover={"country": value, "partner_code": value, "reporting_month": value, "revision_no": value},
        sheets={
            "PATHWAYS": [pathway(setting=value, women_active=value, pathway_code=value)],
            "EVENTS": [event(date=value, event_code=value)],
        },
    )
    checked = check(book)
    assert value not in repr(checked.issues)
    # What the personal-data gate finds is not told with its length either.
    found = {""} if checked.is_personal else {f"text of {len(value)} characters"}
    assert (len(checked.issues), {issue.found for issue in checked.issues}) == (9, found)


def test_a_formula_without_a_result_is_no_blank():
    def change(workbook):
        workbook["PATHWAYS"]["L3"] = "=1+1"

    book = full_book(change=change)
    assert told(check(book)) == [("K01", "PATHWAYS", "L3")]


def test_a_label_that_was_reworded_is_still_understood():
    definitions = load_definitions()
    format_list = definitions.code_lists["pathway_format"]
    former = format_list.model_copy(update={"former_labels": {"MIXED": ("Смесена (групова и индивидуална)",)}})
    lists = {**definitions.code_lists, "pathway_format": former}
    codebook = Codebook(definitions.model_copy(update={"code_lists": lists}))
    assert codebook.find("pathway_format", "смесена (групова и индивидуална)") == "MIXED"
    assert codebook.find("pathway_format", format_list.codes["GROUP"]) == "GROUP"
