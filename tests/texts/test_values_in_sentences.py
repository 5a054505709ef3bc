"""Numbers, dates and counts within a sentence are written as the reader's language writes them."""

from datetime import date, datetime
from decimal import Decimal

import pytest

from etl.message import Messages
from indicators.load import load_definitions
from indicators.reasons import coverage_sentence, format_value, say_plan, say_value
from indicators.texts import Catalogue, Texts, load_texts
from tests.intake.workbooks import check, full_book, pathway, training

DEFINITIONS = load_definitions()
ENGLISH, BULGARIAN = load_texts(DEFINITIONS, "en"), load_texts(DEFINITIONS, "bg")


def plain(text):
    """With ordinary spaces in place of those that don't break."""
    return " ".join(text.split())


@pytest.mark.parametrize(
    ("value", "english", "bulgarian"),
    [
        (12.5, "12.5", "12,5"),
        (0.1 + 0.2, "0.3", "0,3"),
        (Decimal("12.50"), "12.5", "12,5"),
        (1234, "1234", "1234"),
        (8.0, "8", "8"),
        (date(2016, 5, 31), "31 May 2016", "31.05.2016 г."),
        (datetime(2016, 5, 31, 14, 5), "31 May 2016, 14:05:00", "31.05.2016 г., 14:05:00"),
        ("1.5", "1.5", "1.5"),
    ],
)
def test_a_place_is_filled_as_the_language_writes_it(value, english, bulgarian):
    assert plain(ENGLISH("at {place} or more", place=value)) == f"at {english} or more"
    assert plain(BULGARIAN("at {place} or more", place=value)) == f"at {bulgarian} or more"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Due by {day}.", "Due by 19.07.2017 г."),
        ("Due by {day}. Hurry.", "Due by 19.07.2017 г. Hurry."),
        ("Due by {day} …", "Due by 19.07.2017 г. …"),
        ("See ../{day}.xlsx", "See ../19.07.2017 г..xlsx"),
        ("From {day} to {day}.", "From 19.07.2017 г. to 19.07.2017 г."),
    ],
)
def test_a_sentence_that_ends_with_a_date_has_one_full_stop(text, shown):
    assert plain(BULGARIAN(text, day=date(2017, 7, 19))) == shown
    assert plain(BULGARIAN(text, day=BULGARIAN.day(date(2017, 7, 19)))) == shown


def test_a_translation_whose_places_do_not_fit_gives_way_to_the_source():
    texts = Texts("bg", Catalogue({"Due by {day}.": "До {dya}.", "Open {x}": "{x"}, {}, int))
    assert texts("Due by {day}.", day="M05") == "Due by M05."
    assert texts("Open {x}", x=1) == "Open 1"
    with pytest.raises(KeyError):
        texts("Due by {day}.", week=3)


def test_found_and_expected_of_an_issue_have_the_decimal_sign_of_the_workbook():
    rows = [pathway(mentoring_hours_month=-12.5)]
    told = {}
    for language in ("en", "bg"):
        issue = check(full_book(sheets={"PATHWAYS": rows}, cover={"language": language})).issues[0]
        told[language] = (issue.code, issue.found)
    assert told == {"en": ("K02", "-12.5"), "bg": ("K02", "-12,5")}


def test_the_limits_of_a_column_have_the_decimal_sign_of_the_language():
    told = Messages(DEFINITIONS, BULGARIAN).issue("K02", "range", min=0.25, max=8.0)
    assert "0,25" in told.expected and "8" in told.expected and "8,0" not in told.expected


def test_dates_of_an_issue_are_written_as_the_language_writes_them():
    row = training(date_from=date(2016, 6, 1), date_to=date(2016, 6, 2))
    issue = check(full_book(sheets={"TRAININGS": [row]}, cover={"language": "bg"})).issues[0]
    assert (issue.code, plain(issue.found)) == ("T01", "2.06.2016 г.")
    assert "1.05.2016 г." in plain(issue.expected) and "31.05.2016 г." in plain(issue.expected)


@pytest.mark.parametrize(("expected_n", "said"), [(1, "1 of 1 partner reported."), (2, "1 of 2 partners reported.")])
def test_one_partner_is_not_partners(expected_n, said):
    row = {"reported_n": 1, "expected_reports_n": expected_n, "carried_forward_n": 0}
    assert coverage_sentence(row, ENGLISH) == said


def test_a_change_of_percentages_says_that_it_counts_in_points():
    assert say_value(10.0, "percentage points", ENGLISH, 0) == "10 percentage points"
    assert say_plan(12.5, "percentage points above entry", ENGLISH) == "12.5 percentage points"
    assert say_value(None, "percentage points", ENGLISH) == "–"
    assert say_value(40.0, "percent", ENGLISH, 0) == format_value(40.0, "percent", ENGLISH, 0)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("έως τον {month}.", "έως τον Σεπτέμβριο 2017."),
        ("Στον {month}", "Στον Σεπτέμβριο 2017"),
        ("έως το τέλος του {month}", "έως το τέλος του Σεπτεμβρίου 2017"),
        ("ο {month}", "ο Σεπτέμβριος 2017"),
    ],
)
def test_a_greek_month_stands_in_the_case_of_its_article(text, said):
    greek = Texts("el", Catalogue({"by {month}": text}, {}, int))
    assert greek("by {month}", month=greek.month_name(2017, 9)) == said
    assert greek("by {month}", month="M21") == text.format(month="M21")


@pytest.mark.parametrize(
    ("language", "text", "day", "said"),
    [
        ("it", "Chiesto il {day}", date(2017, 8, 8), "Chiesto l'8 ago 2017"),
        ("it", "Il {day} non c'era", date(2017, 8, 11), "L'11 ago 2017 non c'era"),
        ("it", "in ritardo dal {day}, al {day}", date(2017, 8, 8), "in ritardo dall'8 ago 2017, all'8 ago 2017"),
        ("it", "Chiesto il {day}", date(2017, 8, 18), "Chiesto il 18 ago 2017"),
        ("it", "aprile {day}, quel {day}", date(2017, 8, 8), "aprile 8 ago 2017, quel 8 ago 2017"),
        ("fr", "Demandé le {day}", date(2017, 8, 8), "Demandé le 8 août 2017"),
    ],
)
def test_a_word_before_a_date_shrinks_as_it_is_said(language, text, day, said):
    assert plain(load_texts(DEFINITIONS, language)(text, day=day)) == said


@pytest.mark.parametrize(
    ("language", "month", "said"),
    [
        ("fr", 8, "les chiffres d'août 2017"),
        ("fr", 6, "les chiffres de juin 2017"),
        ("es", 6, "les chiffres de junio de 2017"),
        ("en", 8, "les chiffres de August 2017"),
    ],
)
def test_a_month_follows_its_word_as_it_is_said(language, month, said):
    texts = load_texts(DEFINITIONS, language)
    assert texts("les chiffres de {month}", month=texts.month_name(2017, month)) == said


def test_a_language_has_its_own_quotation_marks_and_its_own_mark_between_things():
    greek = Texts("el", Catalogue({"“{words}”": "«{words}»", "; ": "· "}, {}, int))
    assert greek.quote("Παρόντες") == "«Παρόντες»"
    assert greek.list_apart(["P01, P02", "P03"]) == "P01, P02· P03"
    assert Texts("en").quote("Present") == "“Present”"
