"""The queries of a waiting workbook are kept in no language, and told in that of whoever reads them."""

import json
from dataclasses import replace
from datetime import date

import pytest

from etl.issue import Issue
from etl.quality.decision import list_queries
from etl.review import list_waiting
from etl.stored_issue import pack, pack_issue, restore_issue, unpack
from etl.submit import submit_files
from etl.waiting_workbook import read_waiting_workbook
from indicators.load import load_definitions
from indicators.saying import MonthName, Saying, join, say_with
from indicators.texts import Catalogue, Texts, load_texts
from tests.actors import make_coordinator
from tests.intake.workbooks import Book, check, deliverable, event, full_book, pathway

ENGLISH, BULGARIAN, GREEK = (load_texts(load_definitions(), language) for language in ("en", "bg", "el"))
SENTENCES = {
    "code": "V04",
    "severity": "query",
    "sheet": "EVENTS",
    "cell": "E3",
    "row": 3,
    "column": "date",
    "found": "20 Μαΐ 2016",
    "expected": "ένας διοργανωτής",
    "message": "Ο P02 ανέφερε μια εκδήλωση {αυτή}.",
    "repair": "Δηλώστε τον διοργανωτή.",
}


def plain(text):
    """With ordinary spaces in place of those that don't break."""
    return " ".join(str(text).split())


def submit(store, book):
    [receipt] = submit_files(store, [("a.xlsx", book.content())], "officer@example.org", is_confirmed=True)
    assert receipt.submission_id, receipt.issues
    return receipt


@pytest.fixture
def waiting(store):
    """A Greek workbook of June with two queries: a draft that is taken up again, an event that another partner has."""
    submit(store, Book(partner="P01", sheets={"DELIVERABLES": [deliverable(deliverable_state="DRAFT")]}))
    june = date(2016, 6, 20)
    submit(store, Book(partner="P02", month=6, sheets={"EVENTS": [event(event_code="EV-P02-001", date=june)]}))
    rows = {"DELIVERABLES": [deliverable()], "EVENTS": [event(date=june)]}
    return submit(store, Book(partner="P01", month=6, sheets=rows, cover={"language": "el"}))


def told(store, texts):
    [row] = list_waiting(store, texts)
    return {issue["code"]: {name: plain(value) for name, value in issue.items()} for issue in row["issues"]}


def test_the_partner_is_told_in_its_own_language(waiting):
    issues = {issue.code: issue for issue in waiting.issues}
    assert {issue.severity for issue in waiting.issues} == {"query"}
    assert issues["D02"].expected == GREEK("the same state or a later one") != "the same state or a later one"


def test_each_coordinator_reads_the_queries_in_her_own_language(store, waiting):
    english, bulgarian = told(store, ENGLISH), told(store, BULGARIAN)
    assert english["D02"]["message"] == "The draft of M05 (May 2016) is being worked on again."
    assert "M05 (май 2016)" in bulgarian["D02"]["message"]
    assert (english["V04"]["found"], bulgarian["V04"]["found"]) == ("20 Jun 2016", "20.06.2016 г.")
    for code, name in (("D02", "message"), ("D02", "expected"), ("D02", "found"), ("D02", "repair"), ("V04", "repair")):
        assert len({english[code][name], bulgarian[code][name], told(store, GREEK)[code][name]}) == 3, (code, name)


def test_where_a_query_is_does_not_depend_on_the_language(store, waiting):
    places = [
        [(one["sheet"], one["cell"], one["row"], one["column"], one["severity"]) for one in told(store, texts).values()]
        for texts in (ENGLISH, BULGARIAN, GREEK)
    ]
    assert places[0] == places[1] == places[2]


def test_without_a_language_it_is_english(store, waiting):
    [[untold], [english]] = (list_waiting(store), list_waiting(store, ENGLISH))
    assert untold == english


def test_no_sentence_of_a_language_is_stored(store, waiting):
    with store.open() as connection:
        query = "SELECT issues FROM submission WHERE submission_id = ?"
        [[stored]] = connection.execute(query, [waiting.submission_id]).fetchall()
    assert not any("α" <= letter.lower() <= "ω" for letter in stored)
    assert '{"day": "2016-06-20"}' in stored and '{"month": [2016, 5]}' in stored


def store_sentences(store, waiting, issues):
    with store.open() as connection:
        text = json.dumps(issues, ensure_ascii=False)
        change = "UPDATE submission SET issues = ? WHERE submission_id = ?"
        connection.execute(change, [text, waiting.submission_id])


def test_sentences_of_an_older_store_are_shown_as_they_are(store, waiting):
    store_sentences(store, waiting, [SENTENCES])
    for texts in (ENGLISH, BULGARIAN, GREEK):
        [row] = list_waiting(store, texts)
        assert row["issues"] == [SENTENCES]
    [row] = list_waiting(store)
    held = read_waiting_workbook(make_coordinator(store.home), "P01", waiting.submission_id, row["issues"])
    assert [issue.message for issue in held.issues] == [SENTENCES["message"]]


def test_a_question_that_intake_asked_without_holding_is_told_in_the_readers_language(store):
    silent = {"group_sessions_month": 0, "individual_sessions_month": 0, "mentoring_hours_month": 0}
    for month in (7, 8, 9):
        stage = pathway(start_month="M07", **silent, stage="S3")
        submit(store, Book(month=month, sheets={"PATHWAYS": [stage]}, cover={"language": "el"}))
    [asked] = [one.query for one in list_queries(store) if one.query.thing == "PW-AAAAAA"]
    assert "has had no session for 3 months" in asked.found(ENGLISH)
    assert BULGARIAN("This open pathway has had no session for {n} months.", n=3) in asked.found(BULGARIAN)


def test_an_answer_on_a_sentence_of_an_older_store_is_kept(store):
    silent = {"group_sessions_month": 0, "individual_sessions_month": 0, "mentoring_hours_month": 0}
    for month in (7, 8, 9):
        last = submit(store, Book(month=month, sheets={"PATHWAYS": [pathway(start_month="M07", **silent, stage="S3")]}))
    keys = {one.query.key: one.query.facts_digest for one in list_queries(store)}
    store_sentences(store, last, [issue.as_dict() for issue in last.issues])
    assert {one.query.key: one.query.facts_digest for one in list_queries(store)} == keys


def test_an_issue_comes_back_from_the_store_as_it_was():
    book = full_book(
        sheets={"PATHWAYS": [pathway(mentoring_hours_month=-12.5, stage="Maria")]}, cover={"language": "el"}
    )
    issues = check(book).issues
    assert {issue.code for issue in issues} >= {"K02", "K04"}
    for issue in issues:
        stored = json.loads(json.dumps(pack_issue(issue)))
        assert restore_issue(stored, GREEK).as_dict() == issue.as_dict()
        assert restore_issue(stored, BULGARIAN).as_dict() == issue.tell(BULGARIAN).as_dict()
        assert "Maria" not in json.dumps(stored)
    assert {"-12.5", "-12,5"} == {
        issue.tell(texts).found for issue in issues for texts in (ENGLISH, BULGARIAN) if issue.code == "K02"
    }


@pytest.mark.parametrize(
    "value",
    [
        Saying.plural("{n} row", "{n} rows", 3),
        say_with("Due by {day}.", {"day": date(2017, 7, 19), "week": 3}),
        join("; ", [Saying("empty"), 12.5, 7, "P02", MonthName(2016, 5)]),
        "{braces} stay",
        0,
        "",
    ],
)
def test_what_is_said_comes_back_from_the_store_as_it_was(value):
    assert unpack(json.loads(json.dumps(pack(value)))) == value


def test_a_saying_is_told_by_the_readers_rules_for_numbers_and_plurals():
    assert str(Saying.plural("{n} row", "{n} rows", 1)) == "1 row"
    assert plain(join(" > ", [1234.5, date(2016, 5, 31)]).tell(BULGARIAN)) == "1234,5 > 31.05.2016 г."
    assert say_with("{who} by {day}", {"day": 1}).tell(ENGLISH) == "… by 1", "a place that nobody fills hides nothing"
    greek = Texts("el", Catalogue({"; ": " · ", "empty": "κενό"}, {}, int))
    assert join("; ", [Saying("empty"), "P02"]).tell(greek) == "κενό · P02"


def test_an_issue_of_which_only_the_sentences_are_known_stays_as_it_is():
    issue = Issue("T08", "query", "Μια ερώτηση.", "Απαντήστε.")
    assert issue.tell(BULGARIAN) is issue
    assert (
        restore_issue(pack_issue(replace(issue, found="5")), BULGARIAN).as_dict() == replace(issue, found="5").as_dict()
    )
