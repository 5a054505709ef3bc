"""What is due when: the state of a deliverable, and the sentences on what is overdue and what comes next."""

from datetime import date

import pytest

from dashboard.roles import Viewer
from dashboard.schedule import due_next, overdue, read_schedule, say_done, say_due, state_of
from dashboard.session import Context, Released
from etl.release_file import ReleaseFile
from indicators.load import load_definitions
from indicators.texts import Texts
from tests.dashboard.conftest import NEWEST, OLDER


def row(submitted_on=None, is_due=True, is_on_time=None):
    return {"submitted_on": submitted_on, "is_due": is_due, "is_on_time": is_on_time}


@pytest.mark.parametrize(
    ("given", "state"),
    [
        (row(date(2017, 1, 3), True, True), "in_time"),
        (row(date(2017, 3, 3), True, False), "late"),
        (row(None, True, False), "overdue"),
        (row(None, False, None), "to_come"),
        (row(date(2017, 1, 3), False, None), "in_time"),
    ],
)
def test_the_state_of_a_deliverable(given, state):
    assert state_of(given) == state


@pytest.fixture(scope="module")
def released(demo_home):
    def read(name):
        context = Context(demo_home, load_definitions(), Texts("en"), Viewer("reader"))
        return Released(context, ReleaseFile(demo_home.releases / f"{name}.duckdb"))

    return read


def test_what_is_overdue_is_told_in_words_with_its_month(released):
    one = released(NEWEST)
    things = read_schedule(one)
    late = overdue(things)
    assert late and all(thing.submitted_on is None and thing.due <= 18 for thing in late)
    said = say_due(things, one)[0]
    for thing in late:
        assert f"{thing.code} {thing.name}, since the end of {one.context.month_name(thing.due)}" in said


def test_due_next_looks_three_months_ahead_and_not_further(released):
    one = released(NEWEST)
    things = read_schedule(one)
    assert [thing.code for thing in due_next(things, 18)] == ["D2.3"]
    assert say_due(things, one)[1] == "Due next: D2.3 Handbook for centres, by the end of September 2017."


def test_where_nothing_comes_next_it_is_said_until_when(released):
    one = released(NEWEST)
    things = [thing for thing in read_schedule(one) if thing.code != "D2.3"]
    assert say_due(things, one)[1] == "No deliverable is due by the end of September 2017."


def test_where_nothing_is_overdue_it_is_said(released):
    one = released(OLDER)
    things = [thing for thing in read_schedule(one) if thing.state != "overdue"]
    assert say_due(things, one)[0] == "No deliverable is overdue."


def test_counts_of_what_was_due_and_came(released):
    one = released(NEWEST)
    due = [thing for thing in read_schedule(one) if thing.row["is_due"]]
    came = [thing for thing in due if thing.submitted_on]
    assert say_done(read_schedule(one), one).startswith(f"{len(came)} of {len(due)} deliverables due so far")
