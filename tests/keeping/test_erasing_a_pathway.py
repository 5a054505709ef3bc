"""The rows of one pathway go from the store, all its files and all its texts; what was closed and shown stays."""

import json
from datetime import date

import duckdb
import pytest

from etl.access import read_trail, record_action
from etl.book import read_book
from etl.comment import append_comment
from etl.erasure import erase as whole_way
from etl.erasure.erase import NothingToErase, erase_rows, plan_erasure
from etl.erasure.scope import scope_of_pathway
from etl.errors import UserError
from etl.publish import publish_release
from etl.store import Store
from etl.submit import submit_files
from tests.keeping.conftest import REASON, WHO, circle_of, files, holding, rows
from tests.whole_way.mini import workbooks

LEDGER = "SELECT indicator_code, block, closing, partner_code, category, part, amount FROM ledger_entry ORDER BY ALL"


def erase(store, code, reason=REASON):
    return erase_rows(store, scope_of_pathway(store.definitions, code), reason, WHO)


def shown(path, code="OP-01"):
    """Rows of an indicator of women in a release, by month and place."""
    query = "SELECT month, breakdown, category, state, value FROM figure WHERE indicator_code = ? ORDER BY ALL"
    with duckdb.connect(str(path), read_only=True) as connection:
        return {tuple(row[:3]): tuple(row[3:]) for row in connection.execute(query, [code]).fetchall()}


def test_every_revision_goes_and_the_rows_of_others_stay(store, code):
    others = rows(store, "SELECT * FROM sheet_circles WHERE circle_code <> ? ORDER BY ALL", code)
    courses = rows(store, "SELECT * FROM sheet_courses ORDER BY ALL")
    certificate = erase(store, code)
    assert certificate.counts.rows["CIRCLES"] == 11 and certificate.counts.months[0] == "M01"
    assert rows(store, "SELECT * FROM sheet_circles ORDER BY ALL") == others
    assert rows(store, "SELECT * FROM sheet_courses ORDER BY ALL") == courses


def test_no_byte_of_any_file_holds_the_code_afterwards(store, code):
    record_action(store.home, WHO, "review.note", f"P01 {code}", f"looked at {code.lower()}")
    (store.home.inbox / "P01_M05.xlsx").write_bytes(workbooks(store, "P01", 5, False))
    (store.home.inbox / "waiting" / "P01" / "one").mkdir(parents=True)
    (store.home.inbox / "waiting" / "P01" / "one" / "1.xlsx").write_bytes(b"sealed")
    (store.home.store_path.parent / ".erasing-copy.duckdb").write_text(f"left by a stop: {code}")
    assert {"store/wego.duckdb", "store/.erasing-copy.duckdb"} <= set(holding(store.home, code))
    certificate = erase(store, code)
    assert holding(store.home, code) == [] and certificate.found_in == ()
    assert holding(store.home, code.lower()) == []
    assert not list(store.home.inbox.rglob("*.xlsx"))
    assert {path.name for path in store.home.store_path.parent.iterdir()} == {
        "wego.duckdb",
        "wego.lock",
        "publish.lock",
        "access.sqlite",
        "certificates",
    }, "no log, no copy, nothing half-built"


def test_deleting_alone_would_leave_the_code_in_the_file(store, code):
    with store.open() as connection:
        connection.execute("DELETE FROM sheet_circles WHERE circle_code = ?", [code])
        connection.execute("UPDATE ledger_entry SET unit = 'erased-1' WHERE unit = ?", [code])
    assert holding(store.home, code) == ["store/wego.duckdb"], "so the file has to be written anew"


def test_closed_blocks_stay_exactly_as_they_are_under_a_random_name(store, code):
    before = rows(store, LEDGER)
    units = {unit for (unit,) in rows(store, "SELECT DISTINCT unit FROM ledger_entry")}
    assert code in units
    erase(store, code)
    assert rows(store, LEDGER) == before
    [name] = {unit for (unit,) in rows(store, "SELECT DISTINCT unit FROM ledger_entry")} - units
    assert name.startswith("erased-") and code[-4:].lower() not in name


def test_messages_notes_keys_and_reasons_that_name_it_lose_it(store, code):
    told = [
        {
            "code": "X01",
            "severity": "warning",
            "sheet": "CIRCLES",
            "row": None,
            "message": f"{code} is also in another house",
        }
    ]
    told += [{"code": "X02", "severity": "warning", "sheet": "COURSES", "row": 3, "message": "A course of another day"}]
    with store.open() as connection:
        connection.execute("UPDATE submission SET issues = ? WHERE partner_code = 'P02'", [json.dumps(told)])
        connection.execute("UPDATE submission_state SET reason = ? WHERE state = 'accepted'", [f"Look at {code}."])
        connection.execute(
            "INSERT INTO query_decision VALUES ('1', 'Q1-abc', 'f', 'explained', 'Asked.', now()::TIMESTAMP, 'x')"
        )
    certificate = erase(store, code)
    assert certificate.counts.messages_n > 0 and certificate.counts.decisions_n == 1
    kept = {issues for (issues,) in rows(store, "SELECT DISTINCT issues FROM submission WHERE partner_code = 'P02'")}
    assert [json.loads(issues) for issues in kept] == [told[1:]]
    assert rows(store, "SELECT DISTINCT reason FROM submission_state WHERE state = 'accepted'") == [
        ("Look at (erased).",)
    ]


def test_an_erased_woman_is_no_correction_and_no_shown_number_falls(store, code):
    earlier = next(store.home.releases.glob("M06*.duckdb"))
    before = shown(earlier)
    assert before["M06", "total", "all"] == ("value", 33.0)
    erase(store, code)
    published = publish_release(store, 12)
    after = shown(published.path)
    assert {place: row for place, row in after.items() if place[0] <= "M06"} == before
    # P02 and P03 have 2 and 8 women more; that 12 of P01 are gone is no news. Its 4 that joined later are lost.
    assert after["M12", "total", "all"] in {("value", 43.0), ("withheld", None)}
    with store.open() as connection:
        book = read_book(connection)
    assert all(entry.amount > 0 for entry in book.of("OP-01"))
    assert book.erased and not [entry for entry in book.entries if entry.unit in book.erased and entry.closing > 6]


def test_the_women_of_an_erased_pathway_never_help_the_guard(store, code):
    erase(store, code)
    publish_release(store, 12)
    with store.open() as connection:
        book = read_book(connection)
    # All other circles have ended: without the erased one nobody is left in a running circle to hide behind,
    # but in the last month, when all have ended, that is no secret.
    assert {entry.unit for entry in book.of("OP-02")} <= {entry.unit for entry in book.of("OP-01")} - book.erased


def test_the_digests_of_its_workbooks_are_gone_so_the_same_file_is_a_new_one(store, code):
    kept = rows(store, "SELECT count(*) FROM submission WHERE partner_code <> 'P01' AND content_sha256 IS NOT NULL")
    erase(store, code)
    query = "SELECT DISTINCT content_sha256, file_sha256 FROM submission WHERE partner_code = 'P01' AND month < 12"
    assert rows(store, query) == [(None, None)]
    assert rows(store, query.replace("= 'P01'", "<> 'P01'").replace("DISTINCT", "")) != []
    after = rows(store, "SELECT count(*) FROM submission WHERE partner_code <> 'P01' AND content_sha256 IS NOT NULL")
    assert after == kept
    again = workbooks(store, "P01", 11, True)
    [receipt] = submit_files(store, [("again.xlsx", again)], WHO, is_confirmed=True)
    assert not receipt.is_repeat


def test_what_would_go_is_counted_and_nothing_is_changed(store, code):
    plan_erasure(store, scope_of_pathway(store.definitions, code))
    before = files(store.home)
    plan = plan_erasure(store, scope_of_pathway(store.definitions, f" {code.lower()} "))
    assert (plan.what, plan.counts.rows) == ("all rows of one pathway of P01", {"CIRCLES": 11})
    assert files(store.home) == before


def test_an_erasure_that_fails_in_the_middle_has_erased_nothing(store, code, monkeypatch):
    plan_erasure(store, scope_of_pathway(store.definitions, code))
    before = files(store.home)

    def fail(*_arguments):
        raise OSError("no space left")

    monkeypatch.setattr(whole_way, "remove_rows", fail)
    with pytest.raises(OSError):
        erase(store, code)
    assert files(store.home) == before


@pytest.mark.parametrize("reason", ["", "Ask maria@example.org"])
def test_without_a_reason_that_may_be_kept_nothing_is_erased(store, code, reason):
    with pytest.raises(UserError):
        erase(store, code, reason)
    assert circle_of(store) == code


def test_a_reason_that_names_the_pathway_is_refused_without_repeating_it(store, code):
    with pytest.raises(UserError) as told:
        erase(store, code, f"The house asked for {code}.")
    assert code not in str(told.value) and circle_of(store) == code


def test_a_code_that_the_store_does_not_have_is_not_repeated(store):
    with pytest.raises(NothingToErase) as told:
        erase(store, "CI-ZZZZ")
    assert "CI-ZZZZ" not in str(told.value)


def test_the_certificate_is_kept_in_the_trail_the_store_and_on_paper_and_holds_no_code(store, code):
    certificate = erase(store, code)
    [entry] = read_trail(store.home, action="erase")
    assert (entry["who"], entry["object"]) == (WHO, certificate.erasure_id)
    assert json.loads(entry["detail"])["store_sha256_after"] == certificate.store_sha256_after
    assert certificate.store_sha256_before != certificate.store_sha256_after
    assert rows(store, "SELECT erasure_id, who, kind FROM erasure") == [(certificate.erasure_id, WHO, "pathway")]
    paper = (store.home.store_path.parent / "certificates" / f"{certificate.erasure_id}.txt").read_text()
    assert "all rows of one pathway of P01" in paper and "Backups of earlier days still hold the rows" in paper
    assert code not in paper


def test_an_encrypted_store_stays_encrypted_and_loses_the_rows(store, code, monkeypatch):
    from etl.store_file import is_encrypted
    from etl.store_key import KEY

    other = Store(type(store.home)(store.home.path.parent / "sealed", "test", store.home.set_today), store.definitions)
    other.home.store_path.parent.mkdir(parents=True)
    for folder in (other.home.releases, other.home.inbox):
        folder.mkdir()
    monkeypatch.setenv(KEY, "only-for-this-test-0123456789")
    [receipt] = submit_files(other, [("one.xlsx", workbooks(other, "P01", 1, False))], WHO)
    assert receipt.state == "accepted" and is_encrypted(other.home.store_path)
    own = circle_of(other)
    certificate = erase(other, own)
    assert certificate.is_store_encrypted and is_encrypted(other.home.store_path)
    assert rows(other, "SELECT count(*) FROM sheet_circles") == [(0,)]
    assert rows(other, "SELECT count(*) FROM submission") == [(1,)]


def test_a_comment_on_things_stays(store, code):
    append_comment(store, "OP-03", 12, "Rooms were lacking.", "Rent one.", "P01", date(2021, 6, 1), WHO)
    erase(store, code)
    assert rows(store, "SELECT cause FROM comment") == [("Rooms were lacking.",)]
