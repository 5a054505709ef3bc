"""A partner's own figures: by the definitions, from its own rows alone, for nobody but itself."""

from datetime import date

import pytest

from etl.access import grant_access, read_trail
from etl.actor import Actor, NoRight
from etl.services import read_own_figures
from tests.actors import make_officer
from tests.intake.workbooks import Book, event, full_book, pathway, training
from tests.reception.conftest import receive


@pytest.fixture
def sent(home):
    receive(home, full_book(sheets={"PATHWAYS": [pathway()], "TRAININGS": [training()]}))
    other = event(event_code="EV-P02-001", date=date(2016, 5, 27))
    receive(home, Book(partner="P02", sheets={"EVENTS": [other]}), partner="P02")
    return home


def own(home, partner="P01", known=None):
    return read_own_figures(make_officer(home, partner), partner, known)


def value(figures, code, month=5):
    found = figures.at(code, month)
    return (found.state, found.value)


def test_every_value_is_that_of_the_partners_own_rows(sent):
    figures = own(sent)
    assert figures.accepted == {5}
    enrolled = pathway()["women_enrolled_cum"]
    assert value(figures, "OP-03") == ("value", enrolled)
    trained = training()
    assert value(figures, "PR-01")[1] == pytest.approx(100 * trained["attended_n"] / trained["registered_n"])


def test_nothing_of_another_partner_is_in_them(sent):
    figures = own(sent, "P02")
    assert figures.partner == "P02"
    assert value(figures, "OP-03") == ("value", 0.0)
    assert {line.sheet for lines in figures.rows.values() for line in lines} <= {"EVENTS"}


def test_a_month_before_the_first_workbook_is_not_reported_and_no_zero(sent):
    assert value(own(sent), "OP-03", 4) == ("not_reported", None)


def test_a_sheet_that_the_partner_does_not_deliver_is_not_applicable(sent, definitions):
    left_out = next(
        (one.code, indicator.code)
        for one in definitions.partners
        for indicator in definitions.indicators
        if indicator.sheet and indicator.sheet != "META" and not one.is_delivering(indicator.sheet)
    )
    assert value(own(sent, left_out[0]), left_out[1])[0] == "not_applicable"


def test_outcomes_count_ended_pathways_as_the_consortiums_do(home):
    receive(home, full_book(sheets={"PATHWAYS": [pathway(stage="S3", pathway_code="PW-AAAAAA")]}))
    assert value(own(home), "OC-03")[0] == "too_few"
    assert value(own(home), "OP-03")[0] == "value"


def test_what_is_never_published_is_not_shown_either(sent):
    assert "PR-05" not in own(sent).values


def test_the_rows_behind_a_figure_are_named_by_workbook_sheet_and_row(sent):
    (line,) = own(sent).rows["OP-03"]
    assert (line.month, line.revision, line.sheet, line.rows) == (5, 1, "PATHWAYS", (3,))


def test_a_returned_workbook_counts_no_longer(sent, definitions):
    from etl.review import return_submission
    from etl.store import Store

    store = Store(sent, definitions)
    with store.open() as connection:
        [[one]] = connection.execute("SELECT submission_id FROM submission WHERE partner_code = 'P01'").fetchall()
    before = own(sent)
    return_submission(store, one, "desk", "It was the wrong month.")
    after = own(sent, known=before)
    assert after.accepted == frozenset()
    assert value(after, "OP-03")[0] == "not_reported"


def test_they_are_calculated_once_for_each_state_of_the_store_and_partner(sent):
    first = own(sent)
    assert own(sent, known=first) is first
    other = own(sent, "P02", known=first)
    assert other.partner == "P02" and other is not first
    told = receive(sent, Book(month=1))
    assert told.receipts[0].state == "accepted"
    assert own(sent, known=first) is not first


def test_the_trail_says_that_somebody_looked_and_nothing_of_what(sent):
    own(sent)
    entries = [entry for entry in read_trail(sent) if entry["action"] == "figures.own"]
    assert [(entry["object"], entry["detail"]) for entry in entries] == [("P01", "")]


@pytest.mark.parametrize(
    ("role", "partner"),
    [("reader", None), ("evaluator", None), ("coordinator", None), ("safeguarding", None), ("partner", "P02")],
)
def test_nobody_else_gets_them_even_with_figures_in_hand(sent, definitions, role, partner):
    known = own(sent)
    grant_access(sent, "other@example.org", role, partner, "test")
    for actor in (
        Actor(sent, definitions, "other@example.org", role, partner),
        Actor(sent, definitions, "other@example.org", "partner", "P01"),
        Actor(sent, definitions, "", "partner", "P01", is_demo=True),
    ):
        with pytest.raises(NoRight):
            read_own_figures(actor, "P01", known)
