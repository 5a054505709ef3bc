"""All rows of a partner, or those of some sheets, go; its months are silent from then on."""

from datetime import timedelta

import duckdb
import pytest

from etl.as_of import past_figure
from etl.contact_note import append_note, list_notes
from etl.erasure.erase import erase_rows
from etl.erasure.scope import scope_of_partner
from etl.errors import UserError
from etl.history import read_history
from etl.month_lock import lock_month
from etl.publish import publish_release
from etl.review import read_reporting
from etl.store import Store
from etl.submit import submit_files
from etl.unlock_request import ask_unlock, list_requests
from tests.keeping.conftest import REASON, WHO, circle_of, holding, rows
from tests.whole_way.mini import workbooks


def erase(store, *sheets, partner="P01"):
    return erase_rows(store, scope_of_partner(store.definitions, partner, sheets), REASON, WHO)


def of_women(path):
    query = "SELECT month, indicator_code, breakdown, category, state, value FROM figure WHERE class = 'A' ORDER BY ALL"
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def test_no_sheet_and_no_file_holds_anything_of_it(store, code):
    waiting = store.home.inbox / "waiting" / "P01" / "one"
    waiting.mkdir(parents=True)
    (waiting / "1.xlsx").write_bytes(b"sealed")
    (store.home.inbox / "mine.xlsx").write_bytes(workbooks(store, "P01", 1, True, {"stage": "S2"}))
    (store.home.inbox / "theirs.xlsx").write_bytes(workbooks(store, "P02", 1, True))
    certificate = erase(store)
    assert set(certificate.counts.rows) == {"CIRCLES", "COURSES", "COVER"}
    for table in ("cover", "circles", "courses"):
        query = (
            f"SELECT count(*) FROM sheet_{table} JOIN submission s USING (submission_id) WHERE s.partner_code = 'P01'"
        )
        assert rows(store, query) == [(0,)]
    assert [path.name for path in store.home.inbox.rglob("*.xlsx")] == ["theirs.xlsx"]
    assert holding(store.home, code) == []


def test_a_file_that_can_not_be_unpacked_is_told_of_in_the_certificate(store):
    whole = workbooks(store, "P02", 1, True)
    broken = bytearray(whole)
    # The packed bytes of the first part, behind its header of 30 bytes and its name.
    broken[80:200] = bytes(120)
    (store.home.inbox / "broken.xlsx").write_bytes(broken)
    (store.home.inbox / "theirs.xlsx").write_bytes(whole)
    certificate = erase(store)
    assert [place.rsplit("/", 1)[-1] for place in certificate.not_read] == ["broken.xlsx"]
    assert "broken.xlsx" in certificate.as_text() and "theirs.xlsx" not in certificate.as_text()


def test_that_workbooks_came_is_still_known_but_they_no_longer_count(store):
    before = {(row["month"], row["received_on"], row["is_on_time"]) for row in read_reporting(store, 12)}
    erase(store)
    after = read_reporting(store, 12)
    assert {(row["month"], row["received_on"], row["is_on_time"]) for row in after} == before
    assert {row["state"] for row in after if row["partner_code"] == "P01"} == {"returned"}
    told = rows(store, "SELECT DISTINCT reason FROM submission_now WHERE partner_code = 'P01'")
    assert len(told) == 1 and str(told[0][0]).startswith("Erased on 2021-03-10 (ER-20210310-")
    assert rows(store, "SELECT count(*) FROM submission WHERE content_sha256 IS NULL AND partner_code <> 'P01'") == [
        (0,)
    ]


def test_a_release_after_it_is_cleared_and_keeps_every_figure_of_women_that_was_shown(store):
    earlier = of_women(next(store.home.releases.glob("M06*.duckdb")))
    erase(store)
    published = publish_release(store, 12)
    assert [row for row in of_women(published.path) if row[0] <= "M06"] == earlier


def test_answers_that_were_shown_stay_in_their_blocks_and_the_session_is_no_fact_any_more(store):
    first = publish_release(store, 12)
    erase(store)
    second = publish_release(store, 12, supersedes=first.release_id, reason="Rows of a house were erased.")

    def read(published, query):
        with duckdb.connect(str(published.path), read_only=True) as connection:
            return connection.execute(query).fetchall()

    pool = "SELECT indicator_code, block, month, numerator, denominator FROM pool ORDER BY ALL"
    total = "SELECT month, value FROM figure WHERE indicator_code = 'OC-01' AND breakdown = 'total' ORDER BY ALL"
    assert read(first, pool) == read(second, pool) != []
    assert read(first, total) == read(second, total)
    assert read(second, "SELECT count(*) FROM course WHERE partner_code = 'P01'") == [(0,)]


def test_a_sheet_alone_can_be_erased_and_the_workbooks_go_on_counting(store):
    certificate = erase(store, "circles")
    assert set(certificate.counts.rows) == {"CIRCLES"}
    assert rows(store, "SELECT count(*) FROM sheet_courses") == [(4,)]
    states = {row["state"] for row in read_reporting(store, 12) if row["partner_code"] == "P01"}
    assert states == {"accepted"}


@pytest.mark.parametrize("sheet", ["COVER", "WOMEN"])
def test_a_sheet_that_can_not_go_alone_is_named_with_those_that_can(store, sheet):
    with pytest.raises(UserError, match="Sheets: CIRCLES, COURSES"):
        erase(store, sheet)


def test_its_officers_start_anew_and_may_send_the_month_again(store):
    erase(store)
    history = read_history(store, "P01")
    assert not history.newest and not history.accepted_revision
    [receipt] = submit_files(store, [("new.xlsx", workbooks(store, "P01", 1, False))], WHO, is_confirmed=True)
    assert (receipt.state, receipt.is_repeat) == ("accepted", False)
    assert circle_of(store)


def test_what_it_wrote_in_requests_goes_as_well(store):
    lock_month(store, 5, None, WHO, "The month is closed.")
    ask_unlock(store, "P01", 5, "A row of ours was wrong.", WHO)
    erase(store)
    assert [one.reason for one in list_requests(store, "P01")] == ["(erased)"]
    assert holding(store.home, "A row of ours was wrong") == []


def test_what_the_desk_noted_of_it_goes_as_well_and_of_others_stays(store):
    for partner in ("P01", "P02"):
        append_note(store.home, store.definitions, partner, 5, f"{partner} comes Thursday", WHO)
    append_note(store.home, store.definitions, "P01", 5, "after all on Friday", WHO)
    erase(store)
    assert [(one.partner, one.text) for one in list_notes(store.home)] == [("P02", "P02 comes Thursday")]
    assert holding(store.home, "P01 comes Thursday") == holding(store.home, "after all on Friday") == []


def test_a_partner_of_which_there_is_nothing_but_a_note_can_be_erased(store):
    erase(store)
    append_note(store.home, store.definitions, "P01", None, "will send nothing more", WHO)
    erase(store)
    assert list_notes(store.home) == []
    assert holding(store.home, "will send nothing more") == []


def test_what_was_known_before_it_is_not_calculated_from_what_is_left(store):
    day = store.home.today() - timedelta(days=3)
    assert past_figure(store, "OP-03", 9, "total", "all", day).row["value"] == 4
    erase(store)
    with pytest.raises(UserError, match="Rows were erased on"):
        past_figure(store, "OP-03", 9, "total", "all", day)


def test_two_erasures_one_after_the_other_leave_two_certificates(store):
    erase(store)
    erase(store, partner="P02")
    assert rows(store, "SELECT count(DISTINCT erasure_id), count(DISTINCT unit) FROM erased_unit") != [(1, 1)]
    assert len(list((store.home.store_path.parent / "certificates").iterdir())) == 4
    publish_release(Store(store.home, store.definitions), 12)
