"""Whatever stands in whichever cell, a check tells faults and never raises."""

from dataclasses import replace
from datetime import date, datetime, time
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from etl.container import read_container
from etl.message import Messages
from etl.stored_rows import build_rows
from indicators.load import load_definitions
from indicators.texts import Texts
from tests.fuzz import BOOK, WAYS, judge_mutant
from tests.intake.as_a_person import disagreements
from tests.intake.workbooks import check, full_book, pathway, remember

SHEETS = ["META", "PATHWAYS", "TRAININGS", "EVENTS", "PRACTICES", "DELIVERABLES"]
VALUES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**18), 10**18),
    st.floats(allow_nan=False, allow_infinity=False),
    st.dates(date(1900, 3, 1), date(9999, 1, 1)),
    st.datetimes(datetime(1900, 3, 1), datetime(2100, 1, 1)),
    st.just(time(1, 30)),
    st.text(st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=["Cs", "Cc"]), max_size=40),
    st.sampled_from(
        [
            "-",
            "1.234",
            "1,5",
            "M05",
            "M99",
            "31.05.2016 г.",
            "DATA",
            "NIL",
            "P02",
            "PW-AAAAAA",
            "=1/0",
            "P01;P02",
            "#REF!",
        ]
    ),
)
CELLS = st.tuples(st.sampled_from(SHEETS), st.integers(1, 8), st.integers(1, 32), VALUES)
HISTORY = remember(full_book(month=4, sheets={"PATHWAYS": [pathway()], "TRAININGS": [], "EVENTS": []}))


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(CELLS, min_size=1, max_size=8), st.booleans())
def test_random_cells_never_raise(cells, has_history):
    def change(workbook):
        for sheet, row, column, value in cells:
            workbook[sheet].cell(row, column).value = value

    book = full_book(change=change)
    checked = check(book, HISTORY if has_history else None)
    assert checked.verdict in ("accepted", "rejected")
    assert (checked.verdict == "rejected") == any(issue.severity == "error" for issue in checked.issues)
    for issue in checked.issues:
        assert issue.message and issue.repair and "{" not in issue.message + issue.repair
    if checked.parsed:
        build_rows(book.definitions, checked.parsed)


@pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(seed=st.integers(0, 10**9))
def test_what_is_accepted_is_what_a_person_reads(way, seed):
    checked, wrong = judge_mutant(way(MUTABLE, Random(seed)), check(MUTABLE).parsed.content_sha256)
    assert (checked.verdict in ("accepted", "confirm", "rejected"), wrong) == (True, [])


def test_a_wrong_reading_would_be_seen():
    checked = check(MUTABLE)
    row = checked.parsed.sheets["PATHWAYS"][0]
    row.values["women_enrolled_cum"] = 80
    assert disagreements(MUTABLE, checked) == ["PATHWAYS3.women_enrolled_cum: 8 was read as 80"]
    without = replace(checked.parsed, sheets=checked.parsed.sheets | {"PATHWAYS": ()})
    assert disagreements(MUTABLE, replace(checked, parsed=without)) == [f"PATHWAYS{n}: a row was lost" for n in (3, 4)]


MUTABLE = BOOK.content()
CONTENT = full_book().content()


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(CONTENT) - 1), st.binary(max_size=30))
def test_random_bytes_never_raise(place, noise):
    changed = CONTENT[:place] + noise + CONTENT[place + len(noise) :]
    read_container(changed)
    assert check(changed).verdict in ("accepted", "rejected")


def test_a_slip_in_a_translation_does_not_hide_the_fault():
    class Slipping(Texts):
        def __call__(self, text, **places):
            return {"{label} is missing.": "{lable} липсва", "Correct the number.": "{"}.get(text, text)

    messages = Messages(load_definitions(), Slipping("en"))
    assert "missing" in messages.issue("K03", "missing").message
    assert messages.issue("K02", "least", min=1).repair == "Correct the number."
