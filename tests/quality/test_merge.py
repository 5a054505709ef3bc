"""Two events made one: by command, in the figures of a release, and back again."""

import json

import duckdb
import pytest
from typer.testing import CliRunner

from etl.access import read_trail
from etl.calculated import calculate_now
from etl.cli.app import app
from etl.errors import UserError
from etl.merge import list_merges, merge_things, unmerge_things
from etl.merge_decision import read_merges
from etl.publish import publish_release
from etl.review import list_waiting, return_submission
from etl.working_tables import copy_accepted
from tests.quality.conftest import ONE, OTHER, WHO, conference, send

PARTS = ("OP-18", "OP-19", "OP-20")


def figures(store):
    """Totals of the event indicators in a release of M05, and the codes of its event facts."""
    published = publish_release(store, 5)
    with duckdb.connect(str(published.path), read_only=True) as connection:
        rows = connection.execute(
            "SELECT indicator_code, value FROM figure WHERE month = 'M05' AND breakdown = 'total' "
            "AND list_contains(?, indicator_code)",
            [list(PARTS)],
        ).fetchall()
        events = connection.execute("SELECT event_code FROM event ORDER BY ALL").fetchall()
        differences = connection.execute("SELECT sum(differences_n) FROM verification").fetchone()
    assert differences == (0,)
    return dict(rows), [code for (code,) in events]


def totals(store):
    """The same totals as a release would have them, without one."""
    rows = calculate_now(store, 5, is_draft=True).figures
    return {row["indicator_code"]: row["value"] for row in rows if (row["month"], row["breakdown"]) == ("M05", "total")}


def state(store, receipt):
    with store.open() as connection:
        return connection.execute(
            "SELECT state FROM submission_now WHERE submission_id = ?", [receipt.submission_id]
        ).fetchone()[0]


def test_a_release_counts_one_event_after_the_merge_and_two_again_after_unmerge(store):
    send(store, "P01", conference(ONE, participants_n=40, policy_makers_n=6))
    send(store, "P02", conference(OTHER, 21, participants_n=42, policy_makers_n=7))
    values, events = figures(store)
    assert [values[code] for code in PARTS] == [2, 13, 82]

    merge_things(store, ONE, OTHER, "P02", WHO)
    values, events = figures(store)
    assert [values[code] for code in PARTS] == [1, 7, 42], "the organiser's row counts, not the first"
    assert events == [OTHER]

    unmerge_things(store, ONE, OTHER, WHO)
    values, events = figures(store)
    assert [values[code] for code in PARTS] == [2, 13, 82]
    assert events == [ONE, OTHER]


def test_the_rows_of_the_store_stay_as_they_were_sent(store, accepted_apart):
    def rows():
        with store.open() as connection:
            return connection.execute("SELECT * FROM sheet_events ORDER BY ALL").fetchall()

    before = rows()
    merge_things(store, ONE, OTHER, "P01", WHO)
    assert rows() == before


def test_decisions_are_only_ever_added(store, accepted_apart):
    merge_things(store, ONE, OTHER, "P01", WHO)
    merge_things(store, OTHER, ONE, "P02", WHO, "P02 had rented the room")
    unmerge_things(store, ONE, OTHER, WHO)
    with store.open() as connection:
        kept = connection.execute("SELECT organiser, reason FROM merge_decision ORDER BY merge_id").fetchall()
    assert kept == [("P01", None), ("P02", "P02 had rented the room"), (None, None)]
    assert list_merges(store) == ()


def test_a_newer_decision_names_another_organiser(store, accepted_apart):
    merge_things(store, ONE, OTHER, "P01", WHO)
    merge_things(store, ONE, OTHER, "P02", WHO)
    [merge] = list_merges(store)
    assert merge.organiser == "P02"


def test_the_working_copy_has_one_day_and_one_organiser(store, accepted_apart):
    merge_things(store, ONE, OTHER, "P01", WHO)
    rows = copy_accepted(store, 24).execute("SELECT organiser_code, date FROM rows_EVENTS").fetchall()
    assert len(set(rows)) == 1 and rows[0][0] == "P01"


def test_a_past_moment_does_not_know_a_later_merge(store, accepted_apart):
    before = store.home.now().replace(tzinfo=None, year=2015)
    merge_things(store, ONE, OTHER, "P01", WHO)
    with store.open() as connection:
        assert read_merges(connection, before) == ()


def test_without_the_organisers_row_the_guests_row_stands_for_it(store, accepted_apart):
    merge_things(store, ONE, OTHER, "P01", WHO)
    return_submission(store, accepted_apart[0].submission_id, WHO, "the whole month once more")
    assert totals(store)["OP-18"] == 1


def test_a_waiting_workbook_whose_only_query_it_was_is_accepted_by_the_merge(store, one_waits):
    merged = merge_things(store, ONE, OTHER, "P02", WHO)
    assert merged.accepted == (one_waits[1].submission_id,)
    assert list_waiting(store) == []
    assert totals(store)["OP-18"] == 1


def test_a_workbook_with_a_second_joint_event_goes_on_waiting_until_both_are_decided(store):
    send(store, "P01", conference(ONE), conference("EV-P01-002", 25))
    waits = send(store, "P02", conference(OTHER), conference("EV-P02-002", 25))
    assert merge_things(store, ONE, OTHER, "P01", WHO).accepted == ()
    assert state(store, waits) == "received"
    done = merge_things(store, "EV-P01-002", "EV-P02-002", "P01", WHO)
    assert done.accepted == (waits.submission_id,), "now every query is answered"


def test_a_workbook_with_a_query_of_another_kind_goes_on_waiting(store):
    send(store, "P01", conference(ONE))
    waits = send(store, "P02", conference(OTHER))
    other = json.dumps(
        [*read_issues(store, waits), {"severity": "query", "code": "D02", "sheet": "DELIVERABLES", "row": 3}]
    )
    with store.open() as connection:
        connection.execute("UPDATE submission SET issues = ? WHERE submission_id = ?", [other, waits.submission_id])
    assert merge_things(store, ONE, OTHER, "P01", WHO).accepted == ()
    assert state(store, waits) == "received"


def read_issues(store, receipt):
    with store.open() as connection:
        [(issues,)] = connection.execute(
            "SELECT issues FROM submission WHERE submission_id = ?", [receipt.submission_id]
        ).fetchall()
    return json.loads(issues)


def test_three_partners_are_merged_one_after_the_other(store, one_waits):
    third = send(store, "P03", conference("EV-P03-001"))
    assert merge_things(store, ONE, OTHER, "P01", WHO).accepted == (one_waits[1].submission_id,)
    with pytest.raises(UserError, match="take that back first"):
        merge_things(store, OTHER, "EV-P03-001", "P02", WHO)
    done = merge_things(store, ONE, "EV-P03-001", "P01", WHO)
    assert done.accepted == (third.submission_id,), "it was asked about two partners, and all three are one now"
    assert totals(store)["OP-18"] == 1


def test_submissions_name_their_event(store, one_waits):
    first, second = (receipt.submission_id for receipt in one_waits)
    assert set(merge_things(store, first, second, "P01", WHO).codes) == {ONE, OTHER}


def test_a_submission_with_two_asked_events_is_ambiguous_and_lists_them(store):
    first = send(store, "P01", conference(ONE), conference("EV-P01-002", 25))
    second = send(store, "P02", conference(OTHER), conference("EV-P02-002", 25))
    with pytest.raises(UserError) as caught:
        merge_things(store, first.submission_id, second.submission_id, "P01", WHO)
    assert caught.value.exit_code == 1
    assert f"{ONE} {OTHER}" in str(caught.value) and "EV-P01-002 EV-P02-002" in str(caught.value)
    assert list_merges(store) == ()


@pytest.mark.parametrize(
    ("first", "second", "organiser", "told"),
    [
        ("EV-P09-009", OTHER, "P02", "EV-P09-009"),
        (ONE, ONE, "P01", "itself"),
        (ONE, "EV-P01-002", "P01", "one partner"),
        (ONE, OTHER, "P03", "one of the two"),
        (ONE, OTHER, "P99", "P99"),
        (ONE, "EV-P04-001", "P01", "Country"),
        (ONE, "EV-P05-001", "P01", "Type of event"),
    ],
)
def test_what_can_not_be_one_is_refused_with_the_reason(store, accepted_apart, first, second, organiser, told):
    send(store, "P01", conference(ONE, participants_n=40), conference("EV-P01-002", 28), cover={"revision_no": 2})
    send(store, "P04", conference("EV-P04-001") | {"country": "CY"})
    send(store, "P05", conference("EV-P05-001") | {"event_type": "ROUND_TABLE"})
    with pytest.raises(UserError, match=told):
        merge_things(store, first, second, organiser, WHO)
    assert list_merges(store) == ()


def test_a_merge_of_what_is_merged_is_refused(store, accepted_apart):
    merge_things(store, ONE, OTHER, "P01", WHO)
    with pytest.raises(UserError, match="already"):
        merge_things(store, OTHER, ONE, "P01", WHO)


def test_a_reason_passes_the_personal_data_gate(store, accepted_apart):
    with pytest.raises(UserError, match="personal data"):
        merge_things(store, ONE, OTHER, "P01", WHO, "call Maria on +359 888 123 456")
    assert list_merges(store) == ()


@pytest.fixture
def run(store, monkeypatch):
    monkeypatch.setenv("WEGO_HOME", str(store.home.path))
    monkeypatch.setenv("WEGO_TODAY", "2016-08-01")

    def command(*arguments):
        result = CliRunner().invoke(app, list(arguments))
        assert "Traceback" not in result.output
        return result

    return command


def test_the_command_merges_unmerges_and_leaves_a_trail(run, store, accepted_apart):
    done = run("review", "merge", ONE, OTHER, "--organiser", "P02", "--as", WHO, "--json")
    assert json.loads(done.stdout) == {"merged": [ONE, OTHER], "organiser": "P02", "accepted": []}
    listed = json.loads(run("review", "queries", "--json").stdout)
    assert listed["merged"] == [{"sheet": "EVENTS", "codes": [ONE, OTHER], "organiser": "P02"}]
    assert "are one, organised by P02" in run("review", "queries").stdout
    assert run("review", "unmerge", ONE, OTHER).exit_code == 0
    assert run("review", "unmerge", ONE, OTHER).exit_code == 2
    assert [entry["action"] for entry in read_trail(store.home)][:2] == ["review.unmerge", "review.merge"]


def test_the_command_accepts_what_waited_for_it(run, store, one_waits):
    done = run("review", "merge", one_waits[1].submission_id, ONE, "--organiser", "P01")
    assert done.exit_code == 0 and "is accepted" in done.stdout
    assert {entry["action"] for entry in read_trail(store.home)} >= {"review.merge", "review.accept"}


def test_wrong_use_and_ambiguity_have_their_exit_codes(run, store):
    first = send(store, "P01", conference(ONE), conference("EV-P01-002", 25))
    second = send(store, "P02", conference(OTHER), conference("EV-P02-002", 25))
    assert run("review", "merge", ONE, "nothing", "--organiser", "P01").exit_code == 2
    assert run("review", "merge", ONE, OTHER).exit_code == 2
    assert run("review", "merge", first.submission_id, second.submission_id, "--organiser", "P01").exit_code == 1
