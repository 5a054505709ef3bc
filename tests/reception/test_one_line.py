"""A month in one line says what was understood, with the workbook's own labels."""

from etl.one_line import tell_month
from indicators.texts import load_texts
from tests.intake.workbooks import Book, check, event, full_book, pathway, training


def tell(book, language="en"):
    return tell_month(check(book).parsed, book.definitions, load_texts(book.definitions, language))


def test_rows_are_counted_and_flagged_columns_are_summed():
    book = full_book(
        sheets={
            "PATHWAYS": [pathway(), pathway(pathway_code="PW-BBBBBB", women_enrolled_cum=13)],
            "TRAININGS": [training()],
        }
    )
    line = tell(book)
    assert line.startswith("May 2016: ")
    assert "Mentoring pathways 2 (Women enrolled since the start 21" in line
    assert "Trainings of practitioners 1 (Persons who attended 18)" in line
    assert "nothing in: Survey of services" in line


def test_a_cell_that_cannot_be_read_makes_its_sum_unknown_and_not_smaller():
    line = tell(Book(sheets={"EVENTS": [event(), event(event_code="EV-P01-002", participants_n="many")]}))
    assert "People present ?" in line


def test_a_column_that_is_blank_everywhere_is_not_told_as_nothing():
    line = tell(Book(sheets={"EVENTS": [event(participants_n=None, channel="PRESS")]}))
    assert "People present" not in line
    assert "Communication events 1" in line


def test_a_sheet_that_the_partner_does_not_deliver_is_not_mentioned(definitions):
    partner = next(one for one in definitions.partners if one.delivers != "all" or one.does_not_deliver)
    sheets = definitions.workbook.row_sheets
    missing = next(name for name in sheets if not partner.is_delivering(name))
    assert sheets[missing].label not in tell(Book(partner=partner.code))


def test_the_line_is_told_in_the_readers_language():
    assert tell(full_book(), "bg").startswith("май 2016: Менторски пътища 1")
