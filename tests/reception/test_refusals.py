"""A check that found errors leaves a trace of counts, and nothing else."""

from etl.access import read_trail
from etl.reception import read_refusals
from tests.actors import make_officer
from tests.intake.workbooks import Book, event
from tests.reception.conftest import receive

_SECRET = "EV-SECRET"


def test_a_refused_file_is_remembered_by_its_month_and_the_number_of_errors(home):
    receive(home, Book(month=7, sheets={"EVENTS": [event(country="XX", participants_n="1.234")]}))
    (refusal,) = read_refusals(make_officer(home, "P01"), "P01")
    assert refusal.month == 7
    assert refusal.errors_n >= 2
    assert refusal.happened_at == home.now().replace(tzinfo=None)
    assert read_refusals(make_officer(home, "P02"), "P02") == []


def test_no_name_and_no_value_of_the_file_stands_in_the_trail(home):
    receive(home, Book(month=7, sheets={"EVENTS": [event(event_code=_SECRET)]}), b"no workbook")
    told = str(read_trail(home))
    assert _SECRET not in told and ".xlsx" not in told
    assert {refusal.month for refusal in read_refusals(make_officer(home, "P01"), "P01")} == {7, None}


def test_of_another_partners_file_not_even_the_month_is_kept(home):
    receive(home, Book(partner="P02", month=7))
    (refusal,) = read_refusals(make_officer(home, "P01"), "P01")
    assert refusal.month is None
