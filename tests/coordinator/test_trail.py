"""The audit trail as it is read and taken along: the newest first, of one action or day, harmless in a spreadsheet."""

import csv
import io
from datetime import date, timedelta

from etl.access import record_action, record_actions
from etl.store import Store, append_rows
from etl.trail import build_trail_csv, read_trail_page
from etl.trail_submissions import Told
from indicators.load import load_definitions
from tests.coordinator.conftest import TODAY


def read(actor, action=None, day=None, page=1, size=3):
    return read_trail_page(actor, action, day, page, size)


def test_the_newest_first_page_by_page(home, as_):
    record_actions(home, "head@example.org", "lock", [(f"M{month:02d}", "") for month in range(1, 8)])
    first, third = read(as_(), "lock"), read(as_(), "lock", page=3)
    assert [row["object"] for row in first.rows] == ["M07", "M06", "M05"]
    assert [row["object"] for row in third.rows] == ["M01"]
    assert first.total == 7
    assert first.actions == ("access.grant", "lock")
    assert read(as_(), "lock", page=9).rows == ()


def test_of_one_day(home, as_):
    record_action(home.at(TODAY - timedelta(days=1)), "head@example.org", "lock", "M01")
    record_action(home, "head@example.org", "lock", "M02")
    assert [row["object"] for row in read(as_(), "lock", TODAY).rows] == ["M02"]
    assert [row["object"] for row in read(as_(), "lock", TODAY - timedelta(days=1)).rows] == ["M01"]
    assert read(as_(), None, date(2016, 1, 1)).total == 0


def test_the_file_holds_the_same_entries_and_no_formula(home, as_):
    record_action(home, "head@example.org", "lock", "=HYPERLINK(1)", "+1")
    rows = list(csv.DictReader(io.StringIO(build_trail_csv(as_(), "lock").decode())))
    assert [(row["object"], row["detail"], row["who"]) for row in rows] == [
        ("'=HYPERLINK(1)", "'+1", "head@example.org")
    ]
    everything = list(csv.DictReader(io.StringIO(build_trail_csv(as_()).decode())))
    assert [row["action"] for row in everything][-2:] == ["trail.export", "trail.export"]
    assert [int(row["entry_number"]) for row in everything] == sorted(int(row["entry_number"]) for row in everything)


def keep_submission(home, number, partner, month, revision):
    row = {"submission_id": number, "partner_code": partner, "month": month, "revision": revision}
    with Store(home, load_definitions()).open() as connection:
        append_rows(connection, "submission", [row])


def test_a_submission_is_told_by_partner_month_and_revision_also_of_an_entry_written_before(home, as_):
    record_action(home, "head@example.org", "review.accept", "0153e64b-2e00-7ab8-9182-132e471687db")
    record_action(home, "head@example.org", "review.return", "a-number-that-was-erased")
    record_action(home, "head@example.org", "lock", "0153e64b-2e00-7ab8-9182-132e471687db")
    keep_submission(home, "0153e64b-2e00-7ab8-9182-132e471687db", "P03", 7, 2)
    found = read(as_(), size=9).submissions
    assert found == {"0153e64b-2e00-7ab8-9182-132e471687db": Told("P03", 7, 2)}
    rows = list(csv.DictReader(io.StringIO(build_trail_csv(as_(), "review.accept").decode())))
    assert [(row["partner_code"], row["month"], row["revision"]) for row in rows] == [("P03", "M07", "2")]
    erased = list(csv.DictReader(io.StringIO(build_trail_csv(as_(), "review.return").decode())))
    assert [(row["object"], row["partner_code"]) for row in erased] == [("a-number-that-was-erased", "")]


def test_no_entry_names_a_person_but_the_acting_one(home, as_):
    """The set-up gave a role to each of five people: none of them is named."""
    told = build_trail_csv(as_(), "access.grant").decode()
    assert "@" not in told
