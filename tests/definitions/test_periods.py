"""Reporting months, against the calendar itself."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indicators.load import load_definitions
from indicators.periods import month_code, month_number

PERIODS = load_definitions().periods


def test_twenty_four_months_take_in_a_project_that_touches_twenty_five_calendar_months():
    assert PERIODS.first_day(1) == date(2016, 1, 11)
    assert PERIODS.last_day(1) == date(2016, 1, 31)
    assert PERIODS.calendar_month(24) == (2017, 12)
    assert PERIODS.last_day(24) == date(2018, 1, 10)
    assert PERIODS.month_of(date(2018, 1, 5)) == 24


def test_the_due_day_is_fifteen_days_after_the_months_end():
    assert PERIODS.due_day(18) == date(2017, 7, 15)
    assert PERIODS.due_day(24) == date(2018, 1, 15)


def test_months_follow_each_other_without_gap():
    for number in range(1, 24):
        assert PERIODS.first_day(number + 1) == PERIODS.last_day(number) + timedelta(days=1)


@given(st.integers(min_value=1, max_value=24))
def test_a_month_is_read_in_both_forms(number):
    year, month = PERIODS.calendar_month(number)
    assert PERIODS.parse(month_code(number)) == number
    assert PERIODS.parse(f"{year}-{month:02d}") == number
    assert month_number(month_code(number)) == number


@pytest.mark.parametrize("text", ["M00", "M25", "2015-12", "2018-01", "2016-13", "5", "", "M5", "May"])
def test_anything_else_is_no_month(text):
    assert PERIODS.parse(text) is None


@given(st.dates(min_value=date(2016, 1, 11), max_value=date(2018, 1, 10)))
def test_every_day_of_the_project_lies_in_its_month(day):
    number = PERIODS.month_of(day)
    assert PERIODS.first_day(number) <= day <= PERIODS.last_day(number)
