"""Submitting: what is stored, what is not, what is the same, and what two programs do at once."""

import json
import subprocess
import sys
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from etl.check import check_files
from etl.history import History, read_history
from etl.schema import table_name
from etl.store import Store, fetch_dicts
from etl.submit import submit_files
from indicators.load import load_definitions
from tests.intake.workbooks import TODAY, Book, event, full_book, pathway, practice, training
from tests.intake.zipping import FIRST_TABLE, replace_in

WHO = "officer@example.org"
QUIET = {"TRAININGS": [], "EVENTS": []}
ROOT = Path(__file__).parents[2]


def submit(store, *books, **options):
    files = [(f"{number}.xlsx", book.content()) for number, book in enumerate(books)]
    return submit_files(store, files, WHO, **options)


def count(store, table):
    with store.open() as connection:
        return connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


def states(store):
    with store.open() as connection:
        rows = fetch_dicts(connection, "SELECT month, revision, state FROM submission_now ORDER BY submission_id")
    return sorted((row["month"], row["revision"], row["state"]) for row in rows)


def test_a_valid_workbook_is_stored_with_all_its_rows(store):
    [receipt] = submit(store, full_book())
    assert (receipt.verdict, receipt.state, receipt.is_repeat) == ("accepted", "accepted", False)
    assert (receipt.partner, receipt.month, receipt.revision) == ("P01", 5, 1)
    with store.open() as connection:
        [row] = fetch_dicts(connection, "SELECT * FROM submission_now")
        tables = {
            name: fetch_dicts(connection, f"SELECT * FROM {table_name(name)}")
            for name in store.definitions.workbook.sheets
        }
    assert row["submission_id"] == receipt.submission_id
    assert (row["submitted_by"], row["state"], row["rule_version"]) == (WHO, "accepted", store.definitions.rule_version)
    assert {name: len(rows) for name, rows in tables.items()} == {
        **dict.fromkeys(["META", "PATHWAYS", "TRAININGS", "EVENTS", "PRACTICES", "DELIVERABLES"], 1),
        **dict.fromkeys(["WOMEN_PROFILE", "FOLLOWUP", "SURVEY"], 0),
    }
    assert tables["PRACTICES"][0]["adopted_partner_codes"] == "P05;P11"
    assert tables["PATHWAYS"][0]["start_month"] == 2
    assert tables["PATHWAYS"][0]["row_number"] == 3
    assert tables["META"][0]["reporting_month"] == 5
    assert tables["EVENTS"][0]["date"] == date(2016, 5, 20)


def test_what_is_read_back_is_what_the_check_would_remember(store):
    book = full_book()
    [receipt] = submit(store, book)
    from etl.stored_rows import extend_history
    from tests.intake.workbooks import check

    expected = extend_history(History("P01"), store.definitions, check(book).parsed, receipt.submission_id, "accepted")
    found = read_history(store, "P01")
    assert replace(found, others={}) == expected


def test_a_rejected_workbook_is_not_stored(store):
    receipts = submit(store, full_book(cover={"country": "IT"}), full_book(partner="P99"))
    assert [(receipt.verdict, receipt.state, receipt.submission_id) for receipt in receipts] == [
        ("rejected", None, None)
    ] * 2
    assert count(store, "submission") == 0


def test_the_same_content_again_returns_the_first_receipt(store):
    [first] = submit(store, full_book())

    def sort_otherwise(workbook):
        workbook["EVENTS"].insert_rows(3)

    [again] = submit(store, full_book(change=sort_otherwise, cover={"revision_no": 2}))
    assert (again.submission_id, again.state, again.is_repeat) == (first.submission_id, "accepted", True)
    assert count(store, "submission") == 1


def test_the_same_content_twice_in_one_set_is_one_submission(store):
    first, second = submit(store, full_book(), full_book())
    # Which of two files of one revision is taken first is not promised: saved in another second, their bytes differ.
    assert second.submission_id == first.submission_id
    assert {first.is_repeat, second.is_repeat} == {False, True}
    assert count(store, "submission") == 1


def test_a_repeat_of_a_locked_month_is_still_the_first_receipt(store):
    from etl.month_lock import lock_month

    [first] = submit(store, full_book())
    lock_month(store, 5, None, WHO, "audited")
    [again] = submit(store, full_book())
    [changed] = submit(store, full_book(cover={"note": "x", "revision_no": 2}))
    assert (again.submission_id, again.verdict) == (first.submission_id, "accepted")
    assert [issue.code for issue in changed.issues] == ["F03"]


def test_a_correction_supersedes_and_nothing_is_lost(store):
    submit(store, full_book())
    [second] = submit(store, full_book(cover={"revision_no": 2, "note": "corrected"}))
    [back] = submit(store, full_book(cover={"revision_no": 3}))
    assert (second.state, back.state, back.is_repeat) == ("accepted", "accepted", False)
    assert states(store) == [(5, 1, "superseded"), (5, 2, "superseded"), (5, 3, "accepted")]


def test_the_files_of_a_partner_are_taken_together_or_not_at_all(store):
    good, bad, other = full_book(), Book(month=6, cover={"country": "IT"}), Book(partner="P02")
    receipts = submit(store, good, bad, other)
    assert [(receipt.verdict, receipt.state) for receipt in receipts] == [
        ("accepted", None),
        ("rejected", None),
        ("accepted", "accepted"),
    ]
    assert states(store) == [(5, 1, "accepted")]


def test_files_are_taken_by_month_and_later_ones_build_on_earlier_ones(store):
    april = full_book(month=4, sheets={"PATHWAYS": [pathway(), pathway(pathway_code="PW-BBBBBB")]} | QUIET)
    may = full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=4)]})
    receipts = submit(store, may, april)
    assert [issue.code for issue in receipts[0].issues] == ["X02", "X04"]
    assert receipts[1].verdict == "accepted"
    again = full_book(sheets={"PATHWAYS": [pathway(), pathway(pathway_code="PW-BBBBBB")]})
    correction = full_book(cover={"revision_no": 2, "note": "n"}, sheets=again.sheets)
    assert [receipt.state for receipt in submit(store, correction, again, april)] == ["accepted"] * 3


def test_a_set_is_checked_as_it_would_be_submitted(store):
    april = full_book(month=4, sheets={"PATHWAYS": [pathway()]} | QUIET)
    may = full_book(sheets={"PATHWAYS": [pathway(plans_agreed_cum=4)]})
    joint = Book(partner="P02", sheets={"EVENTS": [event(event_code="EV-P02-001")]})
    files = [(book.content(), "x.xlsx") for book in (joint, may, april)]
    checks = check_files(files, load_definitions(), History, TODAY)
    # The set of P01 has a fault and would not be stored: P02 is not compared with its event.
    assert [[issue.code for issue in checked.issues] for checked in checks] == [[], ["X02"], []]
    sound = full_book(sheets={"PATHWAYS": [pathway()]})
    for books in ([joint, sound, april], [april, sound, joint]):
        checks = check_files([(book.content(), "x.xlsx") for book in books], load_definitions(), History, TODAY)
        found = {one.parsed.partner: [issue.code for issue in one.issues] for one in checks if one.issues}
        assert found == {"P02": ["V04"]}, "partner by partner, as they would be submitted"
    assert count(store, "submission") == 0


def test_a_query_lets_a_workbook_wait_and_a_new_one_of_its_number_replaces_it(store):
    submit(store, Book(partner="P02", sheets={"EVENTS": [event(event_code="EV-P02-001")]}))
    [waiting] = submit(store, full_book())
    assert (waiting.verdict, waiting.state) == ("accepted", "received")
    [again] = submit(store, full_book())
    assert (again.submission_id, again.state, again.is_repeat) == (waiting.submission_id, "received", True)
    [clear] = submit(store, full_book(sheets={"EVENTS": [event(organiser_code="P02")]}))
    assert clear.state == "accepted"
    assert states(store) == [(5, 1, "accepted"), (5, 1, "accepted"), (5, 1, "superseded")]
    with store.open() as connection:
        [row] = fetch_dicts(
            connection, "SELECT issues FROM submission WHERE submission_id = ?", [waiting.submission_id]
        )
    assert [issue["code"] for issue in json.loads(row["issues"])] == ["V04"]


def test_a_warning_wants_a_confirmation(store):
    rules = [
        rule.model_copy(update={"severity": "W"}) if rule.id == "PW01" else rule for rule in store.definitions.rules
    ]
    warned = Store(store.home, store.definitions.model_copy(update={"rules": tuple(rules)}))
    book = full_book(sheets={"PATHWAYS": [pathway(women_active=5)]})
    [receipt] = submit(warned, book)
    assert (receipt.verdict, receipt.state) == ("confirm", None)
    assert count(store, "submission") == 0
    [receipt] = submit(warned, book, is_confirmed=True)
    assert (receipt.verdict, receipt.state) == ("confirm", "accepted")


def test_a_signed_in_partner_sends_its_own_workbooks_only(store):
    own, other = submit(store, full_book(), Book(partner="P02"), as_partner="P01")
    assert (own.state, other.state) == ("accepted", None)
    assert [issue.code for issue in other.issues] == ["F02"]
    [repeat] = submit(store, full_book(), as_partner="P02")
    assert (repeat.verdict, repeat.submission_id) == ("rejected", None)


def test_faults_of_another_partners_workbook_tell_nothing_of_what_it_has_stored(store):
    submit(store, full_book(month=4, sheets={"PATHWAYS": [pathway()]} | QUIET))
    spy = full_book(
        sheets={"PATHWAYS": [pathway(plans_agreed_cum=0, econ_step_cum=0), pathway(pathway_code="PW-BBBBBB")]}
    )
    [open_to_all] = submit(store, spy)
    assert "X02" in [issue.code for issue in open_to_all.issues], "else the test would prove nothing"
    [refused] = submit(store, spy, as_partner="P02")
    assert [issue.code for issue in refused.issues] == ["F02"]


def test_a_rejected_file_is_no_predecessor_of_its_repaired_one(store):
    faulty = full_book(sheets={"PATHWAYS": [pathway(women_active=99)]})
    checks = check_files(
        [(faulty.content(), "bad.xlsx"), (full_book().content(), "good.xlsx")],
        load_definitions(),
        lambda partner: read_history(store, partner),
        TODAY,
    )
    assert [checked.verdict for checked in checks] == ["rejected", "accepted"]


def test_files_that_are_no_workbooks_do_not_disturb_the_others(store, tmp_path):
    path = tmp_path / "own.xlsx"
    path.write_bytes(full_book().content())
    told = []
    files = [("x.csv", b"a;b"), ("own.xlsx", path), ("none.xlsx", tmp_path / "none.xlsx")]
    receipts = submit_files(store, files, WHO, on_progress=lambda done, total: told.append((done, total)))
    assert [receipt.state for receipt in receipts] == [None, "accepted", None]
    assert told == [(1, 3), (2, 3), (3, 3)]


PROGRAM = """
import json, sys
from datetime import date
from pathlib import Path
from etl.home import open_home
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
home = open_home(Path(sys.argv[1]), "test")
files = [(Path(name).name, Path(name).read_bytes()) for name in sys.argv[2:]]
receipts = [submit_files(Store(home, load_definitions()), [file], "x@example.org")[0] for file in files]
print(json.dumps([[one.state, one.is_repeat, [issue.code for issue in one.issues]] for one in receipts]))
"""


@pytest.mark.slow
def test_two_programs_at_once_lose_nothing_and_take_no_revision_twice(store, tmp_path):
    mine = [full_book(cover={"note": "one"})] + [Book(partner="P02", month=month) for month in range(1, 7)]
    theirs = [full_book(cover={"note": "two"})] + [Book(partner="P03", month=month) for month in range(1, 7)]
    runs = []
    for name, books in (("a", mine), ("b", theirs)):
        paths = [tmp_path / f"{name}{number}.xlsx" for number in range(len(books))]
        for path, book in zip(paths, books, strict=True):
            path.write_bytes(book.content())
        command = [sys.executable, "-c", PROGRAM, str(store.home.path), *map(str, paths)]
        runs.append(subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT))
    outcomes = [json.loads(run.communicate(timeout=120)[0]) for run in runs]
    first = sorted(outcome[0][0] or outcome[0][2][0] for outcome in outcomes)
    assert first == ["F05", "accepted"]
    assert all(state == "accepted" for outcome in outcomes for state, _, _ in outcome[1:])
    assert count(store, "submission") == 13


def test_rows_of_a_stored_set_belong_to_their_submission(store):
    books = [full_book(month=4, sheets=QUIET), full_book(sheets={"PATHWAYS": [pathway()], "PRACTICES": [practice()]})]
    receipts = submit(store, *books, Book(partner="P02", sheets={"TRAININGS": [training(session_code="TR-P02-01")]}))
    with store.open() as connection:
        rows = fetch_dicts(connection, f"SELECT submission_id FROM {table_name('PATHWAYS')} ORDER BY 1")
    assert {row["submission_id"] for row in rows} == {receipt.submission_id for receipt in receipts[:2]}


def test_a_confirmed_workbook_with_a_formula_is_the_same_submission_when_it_comes_again(store):
    place = full_book().place("PATHWAYS", "plans_agreed_cum")
    cell, calculated = (f'<c r="{place}" t="n">{formula}<v>' for formula in ("", "<f>2+3</f>"))
    content = replace_in(full_book().content(), FIRST_TABLE, cell, calculated)
    (first,) = submit_files(store, [("a.xlsx", content)], "a@example.org", is_confirmed=True)
    assert [issue.code for issue in first.issues] == ["K08"] and first.state == "accepted"
    (again,) = submit_files(store, [("a.xlsx", content)], "a@example.org")
    assert (again.verdict, again.is_repeat, again.submission_id) == ("accepted", True, first.submission_id)
