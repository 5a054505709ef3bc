"""What becomes of closed blocks when rows are corrected, un-ended, taken back, erased, or reported no more."""

from dataclasses import replace

import pytest

from indicators.disclosure.book import Book
from indicators.disclosure.closings import close_women, show_women
from indicators.disclosure.women import Pathway
from tests.calculation.world import pathway, release
from tests.disclosure.test_publication_plan_examples import DEFINITIONS, ended, enrolled, running, session

COUNTRY = {partner.code: partner.country for partner in DEFINITIONS.partners}
COLUMNS = dict.fromkeys(DEFINITIONS.workbook.sheets["PATHWAYS"].columns)
TOTAL = ("total", "all")


def close(book, closing, rows):
    """The book after a closing, for which these rows are the newest of their pathways."""
    pathways = [
        Pathway(
            code=row["pathway_code"],
            partner=row["partner_code"],
            country=COUNTRY[row["partner_code"]],
            values=COLUMNS | {name: row[name] for name in row if name in COLUMNS},
            is_ended=row["stage"] in ("S6", "SX"),
            flows={"mentoring_hours_month": row["mentoring_hours_month"]},
        )
        for row in rows
    ]
    book = close_women(DEFINITIONS, book, pathways, closing)
    return replace(book, done=book.done | {closing: closing}, released_until=closing)


def value(book, code, closing):
    """What the total of a closing shows."""
    return show_women(DEFINITIONS, DEFINITIONS.indicator(code), book, closing)[closing, *TOTAL].value


def women(*amounts, number=1, month=5):
    """A running pathway of each of some partners of different countries."""
    partners = ("P01", "P05", "P08", "P10", "P12")
    return [pathway(partner, number, month, n) for partner, n in zip(partners, amounts, strict=False)]


def test_a_net_that_is_too_small_waits_and_closes_with_what_comes_later():
    book = close(Book(), 6, women(8, 8, 8))
    small = [*women(8, 8, 8), *women(3, 3, 3, number=2)]
    book = close(book, 12, small)
    assert (value(book, "OP-03", 6), value(book, "OP-03", 12)) == (24, None)
    book = close(book, 18, [*small, *women(0, 0, 0, 4, number=3)])
    assert value(book, "OP-03", 18) == 24 + 9 + 4


def test_a_negative_net_waits_and_a_later_block_closes_on_what_is_left_of_it():
    book = close(Book(), 6, women(12, 12, 12))
    corrected = women(9, 10, 12)
    book = close(book, 12, corrected)
    assert value(book, "OP-03", 12) is None
    # Twelve more women, of which five fill the gap: 7 is too small a net.
    book = close(book, 13, [*corrected, *women(4, 4, 4, number=2)])
    assert value(book, "OP-03", 13) is None
    grown = [*corrected, *women(9, 9, 9, number=2)]
    book = close(book, 18, grown)
    assert value(book, "OP-03", 18) == 36 - 5 + 27
    assert [value(book, "OP-03", closing) for closing in (6, 12, 13)] == [36, None, None]


def test_a_net_that_is_large_enough_waits_when_one_partner_bears_it():
    book = close(Book(), 6, women(12, 12, 12))
    # Twenty more women of one partner, three less of another: without the first, the net is negative.
    rows = [*women(12, 9, 12), *women(20, number=2)]
    assert value(close(book, 12, rows), "OP-03", 12) is None


def test_a_pathway_that_is_not_ended_any_more_takes_nothing_from_what_is_shown():
    done = ended()
    book = close(Book(), 18, [*running(), *done])
    assert (value(book, "OP-04", 18), value(book, "OC-05", 18)) == (53, 75)
    again = [
        row | {"stage": "S4", "women_active": 12, "women_completed_cum": 0, "women_left_early_cum": 0}
        for row in done[:1]
    ]
    later = close(book, 19, [*running(), *again, *done[1:]])
    assert value(later, "OP-04", 19) is None
    assert later.of("OP-04") == book.of("OP-04")
    # It ends once more, otherwise: the block closes on the net.
    end = done[0] | {"women_completed_cum": 6, "women_left_early_cum": 6}
    more = [pathway(one, 3, 23, 10, completed=7, left=3) for one in ("P01", "P05", "P08", "P10", "P12")]
    last = close(later, 24, [*running(), end, *done[1:], *more])
    assert value(last, "OP-04", 24) == 53 - 3 + 35


def test_a_shown_number_never_falls_when_a_partner_is_taken_out():
    book = close(Book(), 6, women(12, 12, 12, 12))
    left = women(12, 12, 12)
    book = close(book, 12, left)
    assert value(book, "OP-03", 12) is None
    book = close(book, 18, [*left, *women(9, 9, 9, 9, 9, number=2)])
    # Without P01 36 of the new women less the 12 of P10 are left.
    assert value(book, "OP-03", 18) == 48 - 12 + 45


def test_a_partner_that_falls_silent_is_counted_as_it_was():
    rows = [pathway(partner, 1, 3, 9) for partner in ("P01", "P05", "P08")]
    more = [pathway(partner, 2, 15, 9) for partner in ("P01", "P08")]
    silent = [("P05", month) for month in range(4, 19)]
    figures, book = release(DEFINITIONS, enrolled(*rows), 12, silent=silent[:9])
    assert figures["OP-03", "M12", *TOTAL]["value"] == 27
    figures, _book = release(DEFINITIONS, enrolled(*rows, *more), 18, book, silent=silent)
    assert figures["OP-03", "M18", *TOTAL]["value"] == 45


def superseded(rows, corrected):
    """A release, and one of the same month that takes its place after the rows were corrected."""
    first, book = release(DEFINITIONS, rows, 18)
    second, after = release(DEFINITIONS, corrected, 18, book)
    return first, book, second, after


def test_a_superseding_release_keeps_every_block_and_every_row_of_women():
    rows = [*running(), *ended()]
    corrected = [row | {"women_enrolled_cum": row["women_enrolled_cum"] + 20} for row in rows[:4]] + rows[5:]
    first, book, second, after = superseded(enrolled(*rows), enrolled(*corrected))
    assert book.entries == after.entries != ()
    assert book.done == after.done
    of_women = {key: row for key, row in first.items() if row["class"] == "A"}
    assert any(row["state"] == "value" for row in of_women.values())
    assert {key: second[key] for key in of_women} == of_women


def test_a_draft_closes_nothing_and_shows_what_was_closed():
    rows = [*running(), *ended()]
    answers = [session(partner, 1, 3, satisfaction_n=8, satisfaction_mean=4.0) for partner in ("P01", "P05")]
    _first, book = release(DEFINITIONS, enrolled(*rows) | {"TRAININGS": answers[:1]}, 13)
    draft, after = release(
        DEFINITIONS,
        enrolled(*rows, *women(9, 9, 9, number=4, month=17)) | {"TRAININGS": answers},
        18,
        book,
        is_draft=True,
    )
    assert after == book
    assert draft["OP-03", "M18", *TOTAL]["state"] == "withheld"
    assert draft["OC-07", "M18", *TOTAL]["denominator"] == 8


def test_a_closing_that_no_release_dealt_with_is_never_opened_later():
    rows = [pathway(partner, 1, 3, 9) for partner in ("P01", "P05", "P08")]
    _first, book = release(DEFINITIONS, enrolled(*rows), 12)
    assert book.done == {6: None, 7: None, 12: 12}
    figures, after = release(DEFINITIONS, enrolled(*rows, *women(20, 20, 20, number=2)), 12, book)
    assert after.entries == book.entries
    assert figures["OP-03", "M06", *TOTAL]["state"] == "withheld"


def erased(book, partner, token="erased-4f1d2c"):
    """The book after the rows of a partner's pathways were erased: a random name takes the place of each code."""
    entries = tuple(
        replace(entry, unit=f"{token}{entry.unit[-3:]}") if entry.partner == partner else entry
        for entry in book.entries
    )
    names = {entry.unit for entry in entries if entry.unit.startswith(token)}
    return replace(book, entries=entries, erased=frozenset(names))


def test_what_was_closed_of_erased_rows_stands_and_nothing_negative_pends():
    rows = [*running(), *ended()]
    book = erased(close(Book(), 18, rows), "P05")
    others = [row for row in rows if row["partner_code"] != "P05"]
    after = close(book, 19, others)
    assert after.entries == book.entries
    new = [pathway(partner, 5, 23, 9) for partner in ("P01", "P08", "P10")]
    last = close(after, 24, [*others, *new])
    assert value(last, "OP-03", 24) == 106 + 27
    assert [entry for entry in last.entries if entry.unit in book.erased] == [
        entry for entry in book.entries if entry.unit in book.erased
    ]


def test_women_of_erased_rows_do_not_stand_between_the_ledgers():
    """Whether they were in a running pathway nobody knows any more: the guard holds without them, or not at all."""
    few = [pathway(partner, 9, 16, 3) for partner in ("P01", "P08", "P10")]
    many = pathway("P05", 9, 16, 30)
    new = [pathway(one, 3, 18, 12, completed=8, left=4) for one in ("P01", "P08", "P10", "P12")]
    book = close(Book(), 13, [*few, many])
    assert value(book, "OP-03", 13) == 39
    kept = close(book, 18, [*few, many, *new])
    assert value(kept, "OP-04", 18) == 32
    assert value(close(erased(book, "P05"), 18, [*few, *new]), "OP-04", 18) is None


@pytest.mark.parametrize(("each", "shown"), [((4, 3, 2), None), ((4, 3, 3), 10), ((6, 4), None), ((5, 5), 10)])
def test_the_consortium_needs_twice_what_is_left_without_any_one_partner(each, shown):
    assert value(close(Book(), 6, women(*each)), "OP-03", 6) == shown


@pytest.mark.parametrize(("left", "shown"), [(9, None), (10, 50)])
def test_so_does_every_part_of_an_outcome(left, shown):
    split = [(10, 2)] * 4 + [(10, left - 8)]
    partners = ("P01", "P05", "P08", "P10", "P12")
    done = [
        pathway(partner, 1, 17, full + part, completed=full, left=part)
        for partner, (full, part) in zip(partners, split, strict=True)
    ]
    assert value(close(Book(), 18, [*running(), *done]), "OP-04", 18) == shown


@pytest.mark.parametrize(("open_women", "shown"), [((3, 3, 3), None), ((4, 3, 3), 53), ((6, 4), None)])
def test_and_what_stands_between_the_ledgers(open_women, shown):
    rows = [*women(*open_women, number=9), *ended()]
    assert value(close(Book(), 18, rows), "OP-04", 18) == shown


@pytest.mark.parametrize(("without", "shown"), [(9, None), (10, 20)])
def test_a_part_with_a_threshold_of_its_own_has_it_for_everybody(without, shown):
    """OC-02 needs ten paired women without any one partner, and ten of the consortium: here `without` and ten more."""
    rows = ended(ese_pre_mean=2.0, ese_post_mean=2.5)
    for row, paired in zip(rows, [10, without - 8, 2, 2, 2, 2], strict=True):
        row["ese_paired_n"] = paired
    book = close(Book(), 18, [*running(), *rows])
    assert sum(entry.amount for entry in book.of("OC-02") if entry.part == "part:paired") == (shown or 0)


def test_a_base_that_is_too_small_waits_even_when_every_part_is_large_enough():
    plan = DEFINITIONS.disclosure.rows["OC-03"].model_copy(update={"min_base": 80})
    rows = DEFINITIONS.disclosure.rows | {"OC-03": plan}
    strict = DEFINITIONS.model_copy(update={"disclosure": DEFINITIONS.disclosure.model_copy(update={"rows": rows})})
    done = ended()
    for row in done:
        row["plans_agreed_cum"] = row["women_enrolled_cum"] - 3
    figures, _book = release(DEFINITIONS, enrolled(*running(), *done), 18)
    assert figures["OC-03", "M18", *TOTAL]["value"] == 75
    figures, _book = release(strict, enrolled(*running(), *done), 18)
    assert figures["OC-03", "M18", *TOTAL]["state"] == "withheld"
