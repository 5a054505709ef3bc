"""A query about women doesn't hold its workbook back, for everybody sees which workbooks wait; the desk asks it."""

import shutil
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.home import open_home
from etl.judge import Checked
from etl.quality.decision import decide_query, list_queries
from etl.quality.find import find_queries
from etl.quality.known import read_known
from etl.review import list_waiting, read_reporting
from etl.store import Store
from etl.submit import submit_files
from indicators.load import DEFAULT_FOLDER, load_definitions
from indicators.texts import Texts
from tests.definitions.folder import edit, faults
from tests.intake.breaches.across import _idle
from tests.intake.workbooks import Book, check, codes, pathway, remember

WHO = "coordinator@example.org"
DEFINITIONS = load_definitions()


@pytest.fixture
def store(tmp_path):
    return Store(open_home(tmp_path / "home", "test").at(date(2016, 8, 1)), DEFINITIONS)


def send(store, *books):
    """Submit workbooks of one partner, one after the other."""
    return [submit_files(store, [("a.xlsx", one.content())], WHO, is_confirmed=True)[0] for one in books]


def idle_again(month, revision=1, **values):
    return replace(_idle(month, **values), cover={"revision_no": revision})


def asked_at_intake(store):
    """Queries of intake that the desk shows."""
    return [query for query in find_queries(read_known(store)) if query.code == "Q-I01"]


def test_a_workbook_with_a_query_about_women_is_accepted_and_its_query_told():
    checked = check(_idle(5), remember(_idle(3), _idle(4)))
    assert codes(checked) == ["X06"]
    assert [issue.severity for issue in checked.issues] == ["query"]
    assert (checked.verdict, checked.expected_state) == ("accepted", "accepted")


def test_a_query_about_things_still_holds_it_back_whatever_else_is_asked():
    quiet = check(_idle(5), remember(_idle(3), _idle(4))).issues[0]
    other = replace(quiet, code="D02", is_holding=True)
    assert Checked("a.xlsx", "accepted", (quiet, other), None).expected_state == "received"
    assert Checked("a.xlsx", "accepted", (quiet,), None, was_returned=True).expected_state == "received"


def test_nothing_released_tells_that_intake_asked(store):
    receipts = send(store, _idle(3), _idle(4), _idle(5))
    assert [receipt.state for receipt in receipts] == ["accepted"] * 3
    assert list_waiting(store) == []
    rows = {row["month"]: row["state"] for row in read_reporting(store, 5) if row["partner_code"] == "P01"}
    assert {rows["M03"], rows["M04"], rows["M05"]} == {"accepted"}


def test_the_coordinator_finds_the_query_on_the_desk_with_the_pathway_and_can_settle_it(store):
    send(store, _idle(2), _idle(3), _idle(4))
    [query] = asked_at_intake(store)
    assert (query.partner, query.month, query.sheet) == ("P01", 4, "PATHWAYS")
    assert query.thing == pathway()["pathway_code"]
    told = query.found(Texts("en"))
    assert "no session for 3 months" in told and "X06" in told
    decide_query(store, query.key, "explained", "The group meets again in September.", WHO)
    assert [one for one in list_queries(store) if one.query.code == "Q-I01"] == []
    send(store, _idle(5))
    [again] = [one for one in list_queries(store) if one.query.code == "Q-I01"]
    assert (again.query.key, again.decision, again.query.month) == (query.key, "open", 5)


def test_a_pathway_of_which_nothing_is_told_is_asked_about_as_well(store):
    send(store, _idle(3), _idle(4), Book(month=5))
    [query] = asked_at_intake(store)
    assert pathway()["pathway_code"] in query.found(Texts("en"))


def test_a_query_is_gone_with_the_correction_that_answers_it(store):
    send(store, _idle(3), _idle(4), _idle(5), idle_again(5, 2, group_sessions_month=2))
    assert asked_at_intake(store) == []


def test_no_query_on_the_sheet_where_women_are_counted_holds_a_workbook_back():
    ledgers = DEFINITIONS.disclosure.ledgers
    for rule in DEFINITIONS.rules:
        is_query = "Q" in {rule.severity, *(case.severity for case in rule.cases.values())}
        if is_query and any(column.startswith(f"{ledgers.sheet}.") for column in rule.columns):
            assert rule.accepted_because, rule.id
    waiting = {rule.id for rule in DEFINITIONS.rules for case in rule.cases.values()
               if (case.severity or rule.severity) == "Q" and not rule.accepted_because}  # fmt: skip
    assert waiting == {"V04", "D02"}, "events and deliverables: nothing about women follows"


def test_a_query_that_does_not_wait_must_be_asked_somewhere(tmp_path):
    folder = Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "definitions"))
    edit(folder, "quality", lambda data: data.pop("intake"))
    assert faults(folder) == [("quality.yaml", "intake")]
