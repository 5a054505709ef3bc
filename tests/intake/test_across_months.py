"""Rules across months: what passes beside what breaks, both neighbours of a revision, and sets of revisions."""

import itertools
from dataclasses import replace

import pytest

from etl.check import check_files
from etl.history import History, read_history
from etl.store import Store
from etl.submit import submit_files
from indicators.load import load_definitions
from tests.intake.breaches.across import ENDED, MEASURED, QUIET, _february, _followup, _idle, _march, after, april, may
from tests.intake.workbooks import (
    TODAY,
    Book,
    centre,
    check,
    codes,
    deliverable,
    full_book,
    pathway,
    practice,
    remember,
    told,
)

WHO = "officer@example.org"


def submit(store, *books, **options):
    files = [(f"{number}.xlsx", book.content()) for number, book in enumerate(books)]
    return submit_files(store, files, WHO, **options)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        (pathway(stage="S4"), pathway(stage="S5")),
        (pathway(stage="S4"), pathway(stage="S4")),
        (pathway(), pathway(stage="SX", exit_month="M05", women_active=0, women_left_early_cum=7)),
        (pathway(**ENDED), pathway(**ENDED)),
        (pathway(**MEASURED), pathway(**MEASURED)),
        (pathway(ese_paired_n=0), pathway(**MEASURED)),
    ],
)
def test_a_pathway_may_go_on_stay_end_and_be_repeated_after_its_end(before, now):
    assert after("PATHWAYS", before, now).issues == ()


def test_a_pathway_that_ended_may_be_absent_for_good():
    history = remember(april("PATHWAYS", pathway(**ENDED), pathway(pathway_code="PW-BBBBBB")))
    assert check(may("PATHWAYS", pathway(pathway_code="PW-BBBBBB")), history).issues == ()


def test_what_an_ended_pathway_repeats_is_told_once_for_each_change():
    changed = pathway(**ENDED | {"mentoring_hours_month": 1, "group_sessions_month": 1}, econ_step_cum=1)
    checked = after("PATHWAYS", pathway(**ENDED), changed)
    assert {issue.column for issue in checked.issues} == {
        "mentoring_hours_month",
        "group_sessions_month",
        "econ_step_cum",
    }
    fallen = after("PATHWAYS", pathway(**ENDED), pathway(**ENDED | {"plans_agreed_cum": 4}))
    assert codes(fallen) == ["X02"]


def test_more_women_measured_have_another_mean():
    one = MEASURED | {"ese_paired_n": 1}
    assert after("PATHWAYS", pathway(**one), pathway(**MEASURED | {"ese_pre_mean": 2.6})).issues == ()
    other = {"ses_paired_n": 2, "ses_pre_mean": 30, "ses_post_mean": 40}
    checked = after("PATHWAYS", pathway(**other), pathway(**other | {"ses_pre_mean": 31}))
    assert [(issue.code, issue.column) for issue in checked.issues] == [("X07", "ses_pre_mean")]


def test_stages_are_counted_over_the_months_between():
    history = remember(Book(month=3, sheets={"PATHWAYS": [pathway(stage="S2", **QUIET)]}), Book(month=4))
    assert check(may("PATHWAYS", pathway(stage="S4")), history).issues == ()
    ended = pathway(stage="SX", exit_month="M05", women_active=0, women_left_early_cum=7)
    assert after("PATHWAYS", pathway(stage="S2", **QUIET), ended).issues == ()


def test_a_pathway_is_asked_about_only_when_all_three_months_are_known():
    assert check(_idle(5), remember(_idle(3, group_sessions_month=1), _idle(4))).issues == ()
    assert check(_idle(5), remember(_idle(4))).issues == ()
    assert codes(check(_idle(5), remember(_idle(2), _idle(4)))) == [], "M03 is not known"
    assert codes(check(_idle(5), remember(_idle(3), Book(month=4)))) == ["X06"], "nothing new is no session either"
    ended = pathway(**ENDED | {"exit_month": "M05"})
    assert "X06" not in codes(check(may("PATHWAYS", ended), remember(_idle(3), _idle(4))))


def test_no_code_of_another_partner_can_be_used_and_nothing_is_told_of_it(store):
    submit(store, Book(partner="P02", month=3, sheets={"PATHWAYS": [pathway(pathway_code="PW-ZZZZZZ")]}))
    [own] = submit(store, may("PATHWAYS", pathway(pathway_code="PW-ZZZZZZ", setting="ONLINE", stage="S2", **QUIET)))
    [issue] = own.issues
    assert (issue.code, issue.found) == ("X03", "PW-ZZZZZZ")
    assert not any(word in issue.message + issue.expected + issue.repair for word in ("P02", "M03", "partner", "S4"))
    assert set(read_history(store, "P01").others["PATHWAYS"][0]) == {"pathway_code", "partner_code", "month"}
    [spy] = submit(store, may("PATHWAYS", pathway(pathway_code="PW-ZZZZZZ")), as_partner="P09")
    assert [issue.code for issue in spy.issues] == ["F02"]
    [again] = submit(store, Book(partner="P02", month=4, sheets={"PATHWAYS": [pathway(pathway_code="PW-ZZZZZZ")]}))
    assert again.state == "accepted"


def test_two_partners_of_one_call_do_not_share_a_code():
    books = [may("PATHWAYS", pathway()), Book(partner="P02", sheets={"PATHWAYS": [pathway()]})]
    for order in itertools.permutations(books):
        checks = check_files([(book.content(), "x.xlsx") for book in order], load_definitions(), History, TODAY)
        assert {one.parsed.partner: codes(one) for one in checks} == {"P01": [], "P02": ["X03"]}


def test_months_left_out_are_those_in_which_the_partner_reports():
    assert check(Book(month=5), History("P01")).issues == (), "before the first workbook nothing is left out"
    assert check(Book(month=5), remember(Book(month=4), state="received")).issues == ()
    history = remember(Book(month=2), Book(month=4))
    assert check(Book(month=5), history).issues == ()
    assert check(Book(month=3), history).issues == ()
    confirmed = remember(Book(month=2), Book(month=5))
    assert check(Book(month=5, cover={"revision_no": 2, "note": "again"}), confirmed).issues == ()


def test_files_of_one_call_leave_no_month_out_whatever_their_order(store):
    submit(store, Book(month=2))
    receipts = submit(store, Book(month=5), Book(month=3), Book(month=4))
    assert [receipt.state for receipt in receipts] == ["accepted"] * 3


def test_a_followup_belongs_to_an_earlier_session_of_the_partner():
    history = remember(_february(), Book(month=3))
    assert check(_followup(), history).issues == ()
    repeated = remember(_followup(), history=history)
    assert check(Book(month=5, sheets=_followup().sheets), repeated).issues == (), "a later row replaces the earlier"
    same_book = Book(
        month=2, sheets={"TRAININGS": _february().sheets["TRAININGS"], "FOLLOWUP": _followup().sheets["FOLLOWUP"]}
    )
    assert codes(check(same_book)) == ["T06"]


def test_a_session_code_may_be_repeated_by_a_revision_of_its_own_month():
    history = remember(_february(), Book(month=3, sheets={"TRAININGS": [_march() | {"session_code": "TR-P01-02"}]}))
    revision = Book(month=2, cover={"revision_no": 2, "note": "n"}, sheets=_february().sheets)
    assert check(revision, history).issues == ()


def test_a_second_wave_follows_a_validated_first_one_of_the_same_workbook_or_an_earlier_one():
    second = centre(survey_wave="W2_FOLLOWUP")
    assert after("SURVEY", centre(), second).issues == ()
    assert check(may("SURVEY", centre(), second)).issues == ()
    assert codes(check(may("SURVEY", second))) == ["U02"]
    assert codes(check(may("SURVEY", centre(centre_code="C-BBBBB"), second))) == ["U02"]
    assert after("SURVEY", centre(survey_state="RECEIVED"), centre()).issues == ()


def test_a_version_is_held_against_most_centres_of_the_other_countries():
    def history(*versions, country="IT", wave="W1_BASELINE"):
        rows = [
            {"centre_code": f"C-{number}", "country": country, "survey_wave": wave, "method_version": version,
             "partner_code": "P12", "month": 3}
            for number, version in enumerate(versions)
        ]  # fmt: skip
        return replace(History("P01"), others={"SURVEY": tuple(rows)})

    book = may("SURVEY", centre())
    assert check(book, history("1.0", "1.0", "1.1")).issues == ()
    assert check(book, history("1.0", "1.1")).issues == (), "where the others don't agree nobody is wrong"
    assert check(book, history("1.1", country="BG")).issues == ()
    assert check(book, history("1.1", wave="W2_FOLLOWUP")).issues == ()
    [issue] = check(book, history("asked by Maria")).issues
    assert "Maria" not in str(issue.as_dict()), "a version is free text of another partner"


def test_a_newer_version_of_a_centre_counts():
    rows = [
        {"centre_code": "C-1", "country": "IT", "survey_wave": "W1_BASELINE", "method_version": version,
         "partner_code": "P12", "month": month}
        for version, month in (("1.1", 3), ("1.0", 4))
    ]  # fmt: skip
    assert check(may("SURVEY", centre()), replace(History("P01"), others={"SURVEY": tuple(rows)})).issues == ()


def test_practices_and_deliverables_may_go_on_and_be_given_up():
    plain = {"adopted_partner_codes": None}
    assert after("PRACTICES", practice(), practice(practice_state="WITHDRAWN", **plain)).issues == ()
    assert after("PRACTICES", practice(practice_state="REVIEWED", **plain), practice()).issues == ()
    draft = deliverable(deliverable_state="DRAFT", progress_pct=60)
    assert after("DELIVERABLES", deliverable(), draft).issues == ()
    assert after("DELIVERABLES", draft, deliverable(deliverable_state="CANCELLED", progress_pct=60)).issues == ()
    assert codes(after("DELIVERABLES", draft, deliverable(deliverable_state="NOT_STARTED", progress_pct=60))) == ["D02"]


def test_a_draft_taken_up_again_waits_for_the_coordinator(store):
    draft = deliverable(deliverable_state="DRAFT", progress_pct=60)
    submit(store, april("DELIVERABLES", draft))
    [receipt] = submit(store, may("DELIVERABLES", deliverable()))
    assert (receipt.verdict, receipt.state) == ("accepted", "received")


def test_rules_across_months_look_at_what_waits_as_well():
    waiting = remember(april("PATHWAYS", pathway(plans_agreed_cum=6)), state="received")
    assert codes(check(may("PATHWAYS", pathway()), waiting)) == ["X02"]


def test_an_accepted_month_binds_a_revision_even_while_its_own_correction_waits():
    history = remember(april("PATHWAYS", pathway()), may("PATHWAYS", pathway()))
    more = pathway(plans_agreed_cum=6)
    waiting = may("PATHWAYS", more, cover={"revision_no": 2})
    history = remember(waiting, state="received", history=history)
    checked = check(april("PATHWAYS", more, cover={"revision_no": 2}), history)
    assert told(checked) == [("X02", "PATHWAYS", waiting.place("PATHWAYS", "plans_agreed_cum"))]


def test_a_revision_is_told_nothing_of_what_was_wrong_before_it():
    history = remember(april("PATHWAYS", pathway(stage="S5")), may("PATHWAYS", pathway(stage="S4")))
    again = april("PATHWAYS", pathway(stage="S5"), cover={"revision_no": 2, "note": "only the note"})
    assert check(again, history).issues == ()


def test_a_revision_is_held_against_the_next_month_in_which_each_row_stands():
    history = remember(april("PATHWAYS", pathway()), Book(month=5), Book(month=6))
    later = Book(month=7, sheets={"PATHWAYS": [pathway(pathway_code="PW-BBBBBB"), pathway(start_month="M01")]})
    history = remember(later, history=history)
    # What did not fit before is not told; the stage is new.
    checked = check(april("PATHWAYS", pathway(stage="S5"), cover={"revision_no": 2}), history)
    [issue] = checked.issues
    assert (issue.code, issue.cell) == ("X01", "D3")
    assert "M07" in issue.message and "cell D4" in issue.message and "S4" in issue.message and issue.found[:2] == "S5"


def test_a_month_that_comes_late_is_held_against_the_accepted_one_after_it():
    history = remember(may("PATHWAYS", pathway(stage="S3", **QUIET)))
    assert codes(check(april("PATHWAYS", pathway(stage="S4")), history)) == ["X01"]


def test_what_a_deleted_row_breaks_later_is_told_at_the_month():
    history = remember(_february(), Book(month=3), _followup())
    gone = Book(month=2, cover={"revision_no": 2}, sheets={})
    assert told(check(gone, history)) == [("T06", "META", "C4")]


def stored(store):
    with store.open() as connection:
        rows = connection.execute("SELECT month, revision, state FROM submission_now ORDER BY 1, 2").fetchall()
    return rows


def corrections(march_plans, april_plans):
    sheets = [{"PATHWAYS": [pathway(plans_agreed_cum=plans)]} for plans in (march_plans, april_plans)]
    return [Book(month=3 + number, cover={"revision_no": 2}, sheets=one) for number, one in enumerate(sheets)]


@pytest.fixture
def two_months(store):
    rows = [[pathway(plans_agreed_cum=plans)] for plans in (5, 6)]
    submit(store, *(Book(month=3 + number, sheets={"PATHWAYS": row}) for number, row in enumerate(rows)))
    return store


@pytest.mark.parametrize(("march_plans", "april_plans", "alone"), [(3, 4, 1), (7, 8, 0)])
def test_a_pair_of_corrections_can_be_sent_together_in_any_order(two_months, march_plans, april_plans, alone):
    books = corrections(march_plans, april_plans)
    assert codes(check(books[alone], read_history(two_months, "P01"))) == ["X02"], "one of them alone does not fit"
    for order in (books, books[::-1]):
        files = [(book.content(), "x.xlsx") for book in order]
        checks = check_files(files, load_definitions(), lambda partner: read_history(two_months, partner), TODAY)
        assert [one.verdict for one in checks] == ["accepted"] * 2
    assert [receipt.state for receipt in submit(two_months, *books[::-1])] == ["accepted"] * 2
    assert [state for *_, state in stored(two_months)] == ["superseded", "accepted"] * 2


def test_a_set_that_does_not_fit_itself_is_told_at_its_later_file(two_months):
    receipts = submit(two_months, *corrections(8, 7))
    assert [[issue.code for issue in receipt.issues] for receipt in receipts] == [[], ["X02"]]
    assert "M03" in receipts[1].issues[0].message


def test_one_rejected_file_holds_the_whole_set_back_and_each_receipt_says_so(two_months):
    first, second = corrections(3, 4)
    second.cover["country"] = "IT"
    third = Book(month=5)
    for order in itertools.permutations([first, second, third]):
        receipts = {receipt.month: receipt for receipt in submit(two_months, *order)}
        assert [receipts[month].verdict for month in (3, 4, 5)] == ["accepted", "rejected", "accepted"]
        assert {receipt.state for receipt in receipts.values()} == {None}
        assert "M04" in receipts[3].held_back and "M04" in receipts[5].held_back
        assert receipts[4].held_back == ""
    assert stored(two_months) == [(3, 1, "accepted"), (4, 1, "accepted")]


def test_the_month_after_a_set_is_held_against_its_newest_file(two_months):
    submit(two_months, Book(month=5, sheets={"PATHWAYS": [pathway(plans_agreed_cum=6)]}))
    receipts = submit(two_months, *corrections(7, 8))
    found = [(receipt.month, [issue.code for issue in receipt.issues]) for receipt in receipts]
    assert found == [(3, []), (4, ["X02"])], "it is told where it can be repaired"
    assert "M05" in receipts[1].issues[0].message


def test_a_file_that_repeats_what_is_stored_still_binds_the_set(two_months):
    repeat = april("PATHWAYS", pathway(plans_agreed_cum=6))
    raised = corrections(7, 8)[0]
    receipts = submit(two_months, repeat, raised)
    assert [receipt.is_repeat for receipt in receipts] == [True, False]
    assert [issue.code for issue in receipts[1].issues] == ["X02"]


def test_a_kept_history_is_read_again_after_every_commit(store):
    reader = Store(store.home, store.definitions)
    assert read_history(reader, "P01").newest == {}
    for month in (4, 5, 6):
        submit(store, Book(month=month))
        assert sorted(read_history(reader, "P01").newest) == list(range(4, month + 1))
    assert read_history(reader, "P01") is read_history(reader, "P01"), "else the test would prove nothing"


def test_every_commit_makes_another_version_even_within_one_tick_of_the_clock(store):
    import os

    versions = set()
    submit(store, Book(month=4))
    about = os.stat(store.home.store_path)
    for month in (5, 6, 7):
        submit(store, Book(month=month))
        os.utime(store.home.store_path, ns=(about.st_atime_ns, about.st_mtime_ns))
        versions.add(store.version())
    assert len(versions) == 3


def test_a_commit_that_still_lies_in_the_log_is_seen(store, tmp_path):
    import duckdb

    submit(store, Book(month=4))
    before = store.version()
    other = duckdb.connect(str(store.home.store_path))
    other.execute("INSERT INTO month_lock (month, is_locked) VALUES (1, false)")
    assert store.version() != before, "committed, the file itself is untouched until the next checkpoint"
    other.close()


def test_a_store_of_an_older_shape_gains_what_it_lacks(store):
    submit(store, full_book(month=4, sheets={"TRAININGS": [], "EVENTS": []}))
    with store.open() as connection:
        connection.execute("DROP TABLE store_shape")
        connection.execute("ALTER TABLE sheet_pathways DROP COLUMN not_applicable")
        connection.execute("DROP TABLE sheet_survey")
    [receipt] = submit(store, full_book(sheets={"SURVEY": [centre()]}))
    assert receipt.state == "accepted"
    newest = read_history(store, "P01").newest
    assert newest[5].sheets["SURVEY"] and newest[4].sheets["PATHWAYS"][0]["not_applicable"] is None


def test_an_officer_of_another_partner_makes_nothing_be_read():
    def forbidden(partner):
        raise AssertionError(f"the store was asked about {partner}")

    checked = check_files([(Book().content(), "x.xlsx")], load_definitions(), forbidden, TODAY, as_partner="P02")
    assert codes(checked[0]) == ["F02"]
