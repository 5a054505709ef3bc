"""The preview says what a release then does, keeps nothing, and tells no number that has not left."""

import hashlib
from dataclasses import replace

import duckdb
import pytest

from etl.absent_partners import ABSENT_STATES
from etl.confirmation import Confirmation, read_state
from etl.errors import UserError
from etl.preview_text import say_absent, say_months, say_publish_now, say_question, say_wait
from etl.publish import publish_release
from etl.rehearsal import rehearse_release, say_tried
from etl.release_preview import CLOSED, NEVER, NEW, preview_now, preview_release
from etl.store import Store, fetch_dicts
from indicators.load import load_definitions
from indicators.periods import month_code
from indicators.texts import Texts
from tests.publish.unpublished import copy_unpublished, give_back

ENGLISH = Texts("en")
BECAUSE = "All houses that could report have reported."


def released(path, query):
    """Rows of a query on a release file."""
    with duckdb.connect(str(path), read_only=True) as connection:
        return fetch_dicts(connection, query)


def places(rows):
    """Where figures stand."""
    return {(row["indicator_code"], row["breakdown"], row["category"]) for row in rows}


def files(store):
    """Every file of the home but locks, with its digest."""
    paths = (path for path in store.home.path.rglob("*") if path.is_file() and path.suffix != ".lock")
    return {path: hashlib.sha256(path.read_bytes()).hexdigest() for path in sorted(paths)}


def expect_same(preview, path, store):
    """What was previewed is what the release did."""
    code = month_code(preview.closing or preview.month)
    rows = released(path, f"SELECT * FROM figure WHERE class = 'A' AND month = '{code}'")
    new = {(one.indicator, one.breakdown, one.category) for one in preview.women if one.outcome == NEW}
    shown = {place for place in places(row for row in rows if row["state"] == "value")}
    assert new == (shown if preview.closing else set())
    assert {(one.indicator, one.breakdown, one.category) for one in preview.women} == places(rows)
    with store.open() as connection:
        query = "SELECT DISTINCT indicator_code FROM ledger_entry WHERE release_id = ?"
        closed = {code for (code,) in connection.execute(query, [path.stem]).fetchall()}
        done = connection.execute("SELECT closing, shown_as FROM closing_done WHERE release_id = ?", [path.stem])
        assert dict(done.fetchall()) == (
            dict.fromkeys(preview.skipped) | ({preview.closing: preview.closing} if preview.closing else {})
        )
    answers = {"/".join(filter(None, (one.indicator, one.breakdown))): one.is_new for one in preview.answers}
    assert {code for code, is_new in answers.items() if is_new} == closed & set(answers)


@pytest.mark.parametrize("month", [7, 12])
def test_a_preview_of_the_mini_project_says_what_its_release_does(store, month):
    preview = preview_release(store, month)
    expect_same(preview, publish_release(store, month).path, store)


@pytest.mark.slow
@pytest.mark.parametrize("months", [(6, 7), (7,)])
def test_a_preview_of_the_demo_says_what_its_releases_do(published_home, tmp_path, months):
    definitions = load_definitions()
    day = definitions.periods.due_day(7)
    store = copy_unpublished(published_home, definitions, tmp_path / "home", day)
    for month in months:
        preview = preview_release(store, month)
        published = publish_release(store, month, on_progress=lambda _text: None)
        expect_same(preview, published.path, store)
        assert tuple(one.partner for one in preview.absent_with_women) == published.absent or preview.closing is None
        reporting = released(published.path, "SELECT * FROM reporting WHERE is_expected AND state <> 'accepted'")
        gaps = {(row["partner_code"], row["month"]) for row in reporting if row["state"] in ABSENT_STATES}
        told = {(one.partner, code) for one in preview.absent for code, _state in one.months}
        assert told <= gaps and {one for one in gaps if one[1] == month_code(month)} <= told


def test_a_preview_changes_nothing_however_often_it_is_asked_for(store):
    state, before = store.version(), files(store)
    for _time in range(3):
        preview_release(store, 12)
    assert preview_now(store, 12) is preview_now(store, 12)
    assert store.version() == state
    assert files(store) == before


def test_a_kept_preview_gives_way_when_somebody_writes_to_the_store(store):
    first = preview_now(store, 12)
    give_back(store, "P02", 12)
    second = preview_now(store, 12)
    assert not first.absent and [one.partner for one in second.absent] == ["P02"]
    assert first.state != second.state


def test_an_absent_partner_is_named_with_the_state_of_its_months(store):
    give_back(store, "P02", 12)
    give_back(store, "P02", 10)
    preview = preview_release(store, 12)
    (absent,) = preview.absent
    assert (absent.partner, absent.states) == ("P02", ("returned",))
    assert say_absent(absent, ENGLISH) == "returned for correction: M10, M12"
    assert say_question(preview, ENGLISH) == (
        "M12 is the last closing: nothing comes after it. 1 partner is absent: publish now or wait?"
    )


def test_a_gap_from_before_the_last_closing_is_no_absence(store):
    give_back(store, "P02", 3)
    assert preview_release(store, 12).absent == ()


def test_months_in_a_row_are_drawn_together():
    assert say_months(["M05", "M01", "M03", "M04"]) == "M01, M03–M05"


def test_after_the_last_closing_nothing_comes_in_any_more(store):
    give_back(store, "P02", 12)
    preview, periods = preview_release(store, 12), store.definitions.periods
    assert (preview.closing, preview.next_closing) == (12, None)
    told = " ".join(say_publish_now(preview, periods, ENGLISH))
    assert "What P02 have not sent yet enters no figure about women any more." in told
    assert "gets none any more" in told or not preview.totals(CLOSED)
    assert "But publish before" not in " ".join(say_wait(preview, periods, ENGLISH))


def test_a_closing_with_one_behind_it_says_when_late_women_come_in(store, lived_home, tmp_path):
    early = copy_unpublished(lived_home, store.definitions, tmp_path / "early", store.definitions.periods.due_day(6))
    give_back(early, "P01", 6)
    preview, periods = preview_release(early, 6), early.definitions.periods
    assert (preview.closing, preview.later) == (6, (12,))
    now, wait = say_publish_now(preview, periods, ENGLISH), say_wait(preview, periods, ENGLISH)
    december = f"M12 ({ENGLISH.month_name(*periods.calendar_month(12))})"
    assert f"The women of P01 can come in with the next closing, {december}, and not before." in now
    assert "Readers have nothing yet: no release is out." in wait
    assert any(f"before the next closing, {december}, is released: else both close as one" in line for line in wait)


def test_a_supplementary_closing_is_said_to_be_a_month_away(store):
    preview = replace(preview_release(store, 12), closing=6, later=(7, 12), absent=())
    assert preview.is_next_supplementary
    give_back(store, "P02", 12)
    absent = replace(preview, absent=preview_release(store, 12).absent)
    told = say_publish_now(absent, store.definitions.periods, ENGLISH)
    assert any("come in a month later, with the supplementary closing M07" in line for line in told)


def test_closings_that_were_passed_over_stay_empty_and_it_is_said(store, lived_home, tmp_path):
    late = copy_unpublished(lived_home, store.definitions, tmp_path / "late", store.definitions.periods.due_day(12))
    preview = preview_release(late, 12)
    assert (preview.closing, preview.skipped) == (12, (6,))
    told = say_publish_now(preview, late.definitions.periods, ENGLISH)
    assert "Passed over, and without figures for good: M06." in told
    expect_same(preview, publish_release(late, 12).path, late)


def test_between_closings_nothing_about_women_changes_and_it_is_said(store):
    preview = preview_release(store, 8)
    assert preview.closing is None
    assert {one.outcome for one in preview.women} <= {CLOSED, NEVER}
    told = say_publish_now(preview, store.definitions.periods, ENGLISH)
    assert told[0] == "Figures about women stay as they are: no closing is due."


def test_one_woman_more_changes_no_word_of_a_preview(store, tmp_path):
    # A row that is neither on the edge of a block nor told: the bit alone is shown.
    first = preview_release(store, 12)
    with store.open() as connection:
        connection.execute("UPDATE sheet_circles SET women_enrolled_cum = women_enrolled_cum + 1 WHERE stage <> 'S6'")
    second = preview_release(store, 12)
    assert first.state != second.state
    assert replace(first, state="") == replace(second, state="")


def test_the_values_of_a_preview_are_those_that_were_released(store):
    preview = preview_release(store, 12)
    (path,) = store.home.releases.glob("*.duckdb")
    rows = released(path, "SELECT * FROM figure WHERE class = 'A' AND state = 'value'")
    known = {(row["indicator_code"], row["breakdown"], row["category"], row["month"]): row["value"] for row in rows}
    told = [one for one in preview.women if one.released]
    assert told
    for one in told:
        assert known[one.indicator, one.breakdown, one.category, one.released["month"]] == one.released["value"]


def test_a_month_that_has_not_begun_has_no_preview(store):
    early = Store(store.home.at(store.definitions.periods.last_day(8)), store.definitions)
    with pytest.raises(UserError, match="M12 has not begun"):
        preview_release(early, 12)


def test_a_preview_says_why_a_release_would_be_refused(store):
    publish_release(store, 12)
    assert "M12 has left" in str(preview_release(store, 8).refusal)
    assert preview_release(store, 12).refusal is None


def test_a_rehearsal_attacks_what_would_leave_and_keeps_nothing(store):
    before = files(store)
    found = rehearse_release(store, 12)
    assert found.is_cleared and not found.findings
    assert files(store) == before
    told = say_tried(found, ENGLISH)
    assert told.startswith("M12 was built as it would leave") and "release files: 2" in told


def test_a_rehearsal_without_a_clear_verdict_clears_nothing(store):
    (earlier,) = store.home.releases.glob("*.duckdb")
    with duckdb.connect(str(earlier)) as connection:
        connection.execute("UPDATE figure SET value = 3 WHERE class = 'A' AND state = 'value' AND breakdown = 'total'")
    found = rehearse_release(store, 12)
    assert not found.is_cleared and found.findings
    assert "is not the file that left" in str(preview_release(store, 12).refusal)


def test_a_confirmation_is_kept_in_the_store_and_leaves_in_no_file(store):
    published = publish_release(store, 12, confirmation=Confirmation(f"  {BECAUSE} ", read_state(store)))
    with store.open() as connection:
        query = "SELECT confirmed_because FROM release WHERE release_id = ?"
        assert connection.execute(query, [published.release_id]).fetchone() == (BECAUSE,)
    assert BECAUSE.encode() not in published.path.read_bytes()
    assert BECAUSE not in str(released(published.path, "SELECT * FROM release"))


def test_who_confirms_twice_publishes_once(store):
    confirmation = Confirmation(BECAUSE, read_state(store))
    publish_release(store, 12, confirmation=confirmation)
    before = files(store)
    with pytest.raises(UserError, match="since you looked"):
        publish_release(store, 12, confirmation=confirmation)
    assert files(store) == before


def test_a_confirmation_of_older_data_publishes_nothing(store):
    confirmation = Confirmation(BECAUSE, read_state(store))
    give_back(store, "P02", 12)
    before = files(store)
    with pytest.raises(UserError, match="since you looked"):
        publish_release(store, 12, confirmation=confirmation)
    assert files(store) == before


@pytest.mark.parametrize(
    ("because", "told"), [("  ", "A reason is needed"), ("Ask maria@example.org", "personal data")]
)
def test_a_confirmation_needs_a_reason_that_names_nobody(store, because, told):
    before = files(store)
    with pytest.raises(UserError, match=told):
        publish_release(store, 12, confirmation=Confirmation(because, read_state(store)))
    assert files(store) == before
