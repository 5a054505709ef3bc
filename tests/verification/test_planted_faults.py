"""The comparison finds what was planted, tells where it is, and tells no number of women."""

import math
from random import Random

import pytest

from etl.second import compare
from indicators.load import load_definitions
from tests.verification.both import Twins
from tests.verification.registry import with_indicator
from tests.verification.worlds import live

DEFINITIONS = load_definitions()
RELEASES = [(12, False)]


@pytest.fixture(scope="module")
def made():
    """One release, calculated twice."""
    twins = Twins(DEFINITIONS)
    known = live(DEFINITIONS, Random(7), RELEASES).known(0)
    return twins.first(known), twins.second(known)


def found(made, *changed, without=(), more=()):
    """Differences after some rows were replaced, left out or added."""
    figures, again = made
    places = {place(row): row for row in changed}
    rows = [places.get(place(row), row) for row in figures if place(row) not in without]
    return compare([*rows, *more], again, DEFINITIONS.source)


def place(row):
    return (row["indicator_code"], row["month"], row["breakdown"], row["category"])


def row_of(made, code, month="M12", breakdown="total", category="all"):
    return next(dict(row) for row in made[0] if place(row) == (code, month, breakdown, category))


def test_without_a_fault_nothing_is_found(made):
    verification = found(made)
    assert verification.differences == ()
    assert verification.row()["figures_compared_n"] == len(made[0])
    assert verification.row()["detail"] == ""
    assert {row["indicator_code"] for row in verification.rows()} == {one.code for one in DEFINITIONS.indicators}
    assert sum(row["figures_compared_n"] for row in verification.rows()) == len(made[0])


@pytest.mark.parametrize(
    ("code", "column", "wrong"),
    [
        ("OP-08", "value", 10**6),
        ("OP-08", "value", math.nan),
        ("OP-08", "value", None),
        ("OP-08", "numerator", 10**6),
        ("PR-01", "denominator", 10**6),
        ("OP-08", "state", "not_reported"),
        ("OP-08", "expected", 10**6),
        ("OP-08", "progress_pct", 10**6),
        ("OP-08", "status", "no_such_status"),
        ("OP-08", "reported_n", 99),
        ("OP-08", "expected_reports_n", 99),
        ("OP-16", "carried_forward_n", 99),
        ("OP-03", "state", "too_few"),
        ("OC-07", "reported_n", 99),
        ("PR-05", "state", "value"),
    ],
)
def test_one_wrong_cell_of_one_row_is_found(made, code, column, wrong):
    verification = found(made, row_of(made, code) | {column: wrong})
    [difference] = verification.differences
    assert difference.place == (code, "M12", "total", "all")
    assert difference.columns == (column,)
    assert [row["indicator_code"] for row in verification.rows() if row["differences_n"]] == [code]


def test_a_small_relative_error_is_found_and_the_last_digit_is_not(made):
    row = row_of(made, "PR-01")
    assert row["value"]
    assert found(made, row | {"value": row["value"] * (1 + 1e-6)}).differences
    assert not found(made, row | {"value": row["value"] * (1 + 1e-13)}).differences


def test_a_missing_row_a_row_too_many_and_a_row_twice_are_found(made):
    row = row_of(made, "OP-07", breakdown="country", category="BG")
    assert [str(one) for one in found(made, without={place(row)}).differences] == [
        "OP-07 M12 country BG: only in the second calculation"
    ]
    assert len(found(made, more=[row | {"category": "XX"}]).differences) == 1
    assert len(found(made, more=[row]).differences) == 1


def test_of_women_the_place_is_told_and_never_a_number(made):
    told = found(made, row_of(made, "OP-03") | {"state": "value", "value": 4711.0}).detail()
    assert told.startswith("OP-03 M12 total all: ")
    assert "4711" not in told
    of_single_women = found(made, row_of(made, "OP-01") | {"value": 4711.0}).detail()
    assert "OP-01 M12 total all" in of_single_women and "4711" not in of_single_women
    by_sex = found(made, row_of(made, "OP-09", breakdown="sex", category="women") | {"state": "value", "value": 4711.0})
    assert "4711" not in by_sex.detail()
    assert "4711" in found(made, row_of(made, "OP-08") | {"value": 4711.0}).detail()


def test_many_differences_are_told_in_few_lines(made):
    wrong = [dict(row) | {"reported_n": 99} for row in made[0]]
    verification = found(made, *wrong)
    assert verification.row()["differences_n"] == len(made[0])
    lines = verification.detail().splitlines()
    assert len(lines) < 30 and lines[-1].startswith("and ")


@pytest.mark.parametrize(
    ("code", "changes"),
    [
        ("OP-08", {"calculation": {"kind": "sum", "terms": [{"of": "TRAININGS.attended_n"}]}}),
        ("OP-07", {"calculation": {"kind": "distinct", "of": ["TRAININGS.session_code"]}}),
        ("OP-13", {"baseline": {"value": 3}}),
        ("OP-16", {"sheet": "TRAININGS"}),
        ("OP-03", {"baseline": {"value": 7}}),
    ],
)
def test_a_definition_that_only_the_second_reads_otherwise_is_found(code, changes):
    twins = Twins(DEFINITIONS, source=with_indicator(DEFINITIONS, code, **changes))
    verification = twins.release(live(DEFINITIONS, Random(7), RELEASES).known(0))
    assert {one.place[0] for one in verification.differences} == {code}
