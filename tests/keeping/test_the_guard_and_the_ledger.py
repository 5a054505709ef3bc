"""What was erased is never taken back from a closed block, and never hides the women who are still in a pathway."""

from indicators.disclosure.book import Book, Entry, Unit, pending_units
from indicators.disclosure.outcome import is_guard_held
from indicators.disclosure.women import Pathway
from indicators.load import read_definitions
from tests.calendar.variants import MINI

DEFINITIONS = read_definitions(MINI)


def entry(unit, partner, amount, indicator="OP-01"):
    return Entry(indicator, "E6", 6, unit, partner, "", "women", amount)


def ended(code, partner, women):
    return Pathway(code, partner, "IE", {"women_enrolled_cum": women, "stage": "S6"}, is_ended=True)


def test_a_unit_that_is_gone_is_a_correction_and_one_that_was_erased_is_none():
    book = Book(entries=(entry("erased-1", "P01", 12.0), entry("CI-2222", "P02", 7.0)))
    gone = Unit("CI-2222", "P02", "", {"women": -7.0})
    assert gone in pending_units(book, "OP-01", [])
    erased = Book(entries=book.entries, erased=frozenset({"erased-1"}))
    assert pending_units(erased, "OP-01", []) == [gone]


def test_women_of_an_erased_pathway_that_had_ended_do_not_count_as_still_taking_part():
    # 20 + 20 enrolled at two houses, all ended, a third house has 8 in a running circle: too few without that house.
    units = (entry("CI-2222", "P02", 20.0), entry("erased-1", "P01", 20.0), entry("CI-4444", "P03", 8.0))
    now = [ended("CI-2222", "P02", 20), Pathway("CI-4444", "P03", "PT", {"women_enrolled_cum": 8}, is_ended=False)]
    assert is_guard_held(DEFINITIONS, Book(entries=units), now, is_last=False), "20 would seem to be left of the first"
    book = Book(entries=units, erased=frozenset({"erased-1"}))
    assert not is_guard_held(DEFINITIONS, book, now, is_last=False)
