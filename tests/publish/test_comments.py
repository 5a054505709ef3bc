"""No release leaves with a delayed binding target that nobody has said a word about."""

import shutil
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from etl.access import read_trail
from etl.comment import append_comment, is_in_force, read_comments, withdraw_comment
from etl.comment_due import list_comment_needs, list_needs
from etl.desk import keep_comment, read_comment_needs, take_back_comment
from etl.errors import UserError
from etl.publish import publish_release
from etl.store import Store
from indicators.load import Definitions, read_definitions
from tests.actors import make_coordinator
from tests.calendar.variants import MINI, copy_definitions, edit

WHO = "desk@example.org"
CAUSE, ACTION = "Rooms were lacking in spring.", "Two more courses in summer."
# On the day of the fixture: M12 is due, 10 March 2021.
LATER = date(2021, 6, 1)


@pytest.fixture
def raise_target(tmp_path):
    """The mini project with another target for an indicator, decided later, due from M12 on."""

    def change(code: str, value: float, state: str = "binding") -> Definitions:
        folder = tmp_path / f"{code}-{value}-{state}"
        copy_definitions(MINI, folder)
        newer = {"decided_on": date(2020, 6, 1), "value": value, "state": state, "source": "board"}
        newer |= {"planned_path": {"M06": 3, "M12": value}}
        edit(folder, "targets", lambda targets: targets[code].append(newer))
        return read_definitions(folder)

    return change


@pytest.fixture
def delayed(store, raise_target) -> Store:
    """A demo home in which courses are delayed: 4 of 9 by M12."""
    return Store(replace(store.home, kind="demo"), raise_target("OP-03", 9))


def comment(store, month=12, cause=CAUSE, action=ACTION, owner="P01", due=LATER, code="OP-03"):
    return append_comment(store, code, month, cause, action, owner, due, WHO)


def released(path):
    with duckdb.connect(str(path), read_only=True) as connection:
        cursor = connection.execute("SELECT * FROM comment ORDER BY ALL")
        names = [column[0] for column in cursor.description]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


def held(store):
    """What a publication writes: files and ledger."""
    with store.open() as connection:
        counts = [
            connection.execute(f"SELECT count(*) FROM {table}").fetchone()[0]
            for table in ("release", "ledger_entry", "closing_done")
        ]
    return sorted(path.name for path in store.home.releases.iterdir()), counts


def test_a_release_with_a_silent_delayed_binding_target_is_refused_and_nothing_is_written(delayed):
    before = held(delayed)
    with pytest.raises(UserError) as told:
        publish_release(delayed, 12)
    assert "wego comment add OP-03 --month M12 --cause TEXT --action TEXT --owner P01 --due YYYY-MM-DD" in str(
        told.value
    )
    # How far behind it is may hold a block that has not left: the name alone is told.
    assert "Courses held" in str(told.value) and "%" not in str(told.value)
    assert held(delayed) == before


def test_with_a_comment_it_leaves_and_carries_it(delayed):
    comment(delayed)
    published = publish_release(delayed, 12)
    assert published.without_comment == ()
    [row] = released(published.path)
    assert row == {
        "indicator_code": "OP-03",
        "month": "M12",
        "cause": CAUSE,
        "action": ACTION,
        "owner": "P01",
        "due": LATER,
        "written_on": delayed.home.today(),
    }


def test_every_missing_comment_is_listed_at_once(store, raise_target):
    folder = raise_target("OP-03", 9).folder
    edit(
        folder,
        "targets",
        lambda targets: targets["OP-04"][-1].update(state="binding", value=600, planned_path={"M12": 600}),
    )
    edit(folder, "targets", lambda targets: targets["OP-04"][-1].pop("decision"))
    demo = Store(replace(store.home, kind="demo"), read_definitions(folder))
    with pytest.raises(UserError) as told:
        publish_release(demo, 12)
    assert str(told.value).count("wego comment add") == 2


def test_a_draft_is_not_refused_but_tells_what_is_missing(delayed):
    assert publish_release(delayed, 12, is_draft=True).without_comment == ("OP-03",)


def test_a_test_home_is_told_and_not_refused(delayed):
    home = replace(delayed.home, kind="test")
    assert publish_release(Store(home, delayed.definitions), 12).without_comment == ("OP-03",)


@pytest.mark.parametrize(("code", "value", "state"), [("OP-03", 9, "proposed"), ("OP-03", 6, "binding")])
def test_neither_a_proposed_target_nor_one_at_risk_holds_a_release_up(store, raise_target, code, value, state):
    demo = Store(replace(store.home, kind="demo"), raise_target(code, value, state))
    published = publish_release(demo, 12)
    assert published.without_comment == ()
    assert [need.code for need in list_comment_needs(demo, 12) if need.code == code] == [code], (
        "it is listed all the same"
    )


def test_an_older_comment_is_enough_until_its_day_is_over(delayed):
    comment(delayed, month=11, due=LATER)
    assert publish_release(delayed, 12).without_comment == ()
    late = Store(delayed.home.at(LATER + timedelta(days=1)), delayed.definitions)
    with pytest.raises(UserError, match="wego comment add OP-03"):
        publish_release(late, 12)
    comment(late, due=LATER + timedelta(days=30))
    assert publish_release(late, 12).without_comment == ()


def test_a_comment_for_the_releases_own_month_counts_even_when_its_day_is_over(delayed):
    comment(delayed, due=delayed.home.today())
    late = Store(delayed.home.at(LATER), delayed.definitions)
    assert publish_release(late, 12).without_comment == ()


def test_a_comment_on_a_later_month_says_nothing_of_an_earlier_one(delayed):
    comment(delayed, month=12)
    assert read_comments(delayed, 11) == []


def test_a_newer_comment_corrects_and_a_withdrawn_one_is_gone(delayed):
    comment(delayed, cause="Wrong.")
    comment(delayed)
    assert [row["cause"] for row in read_comments(delayed, 12)] == [CAUSE]
    withdraw_comment(delayed, "OP-03", 12, WHO)
    assert read_comments(delayed, 12) == [], "what it corrected does not come back"
    with pytest.raises(UserError, match="wego comment add OP-03"):
        publish_release(delayed, 12)
    with delayed.open() as connection:
        assert connection.execute("SELECT count(*) FROM comment").fetchone() == (3,), "append-only"
    comment(delayed)
    assert len(released(publish_release(delayed, 12).path)) == 1


def test_taking_back_the_newest_month_lets_an_older_comment_speak_again(delayed):
    comment(delayed, month=10, cause="Since autumn.")
    comment(delayed)
    withdraw_comment(delayed, "OP-03", 12, WHO)
    assert [(row["month"], row["cause"]) for row in read_comments(delayed, 12)] == [(10, "Since autumn.")]


def test_nothing_is_taken_back_that_was_not_said(delayed):
    comment(delayed, month=11)
    with pytest.raises(UserError, match="no comment on OP-03 for M12"):
        withdraw_comment(delayed, "OP-03", 12, WHO)


def test_an_older_release_keeps_what_was_said_then(delayed):
    comment(delayed, cause="Rooms were lacking.")
    first = publish_release(delayed, 12)
    comment(delayed, cause="Tutors were lacking.")
    second = publish_release(delayed, 12, supersedes=first.release_id, reason="the cause was another")
    told = [released(one.path)[0]["cause"] for one in (first, second)]
    assert told == ["Rooms were lacking.", "Tutors were lacking."]


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"code": "OP-99"}, "no indicator OP-99"),
        ({"month": 13}, "no month M13"),
        ({"owner": "P09"}, "no partner P09"),
        ({"cause": " "}, "The cause needs 1 to 300 characters; it has 0"),
        ({"action": "x" * 301}, "The action needs 1 to 300 characters; it has 301"),
        ({"cause": "Ask maria@example.org"}, "personal data"),
        ({"action": "Call +353 85 123 4567"}, "personal data"),
        ({"due": date(2021, 3, 9)}, "is over"),
        ({"due": date(2031, 6, 1)}, "long after the project's end"),
    ],
)
def test_what_cannot_be_released_is_not_kept(delayed, about, told):
    with pytest.raises(UserError, match=told):
        comment(delayed, **about)
    assert read_comments(delayed, 12) == []


def test_everything_that_stands_against_a_comment_is_told_at_once(delayed):
    with pytest.raises(UserError) as told:
        comment(delayed, cause="", action="Ask Mrs. Petrova.", owner="P09", due=date(2021, 3, 9))
    for one in ("The cause needs", "a title with a name", "no partner P09", "is over"):
        assert one in str(told.value)
    assert "Petrova" not in str(told.value)


def test_a_month_that_has_not_begun_needs_no_comment(delayed):
    early = Store(delayed.home.at(date(2020, 9, 5)), delayed.definitions)
    with pytest.raises(UserError, match="M12 has not begun"):
        comment(early, due=date(2020, 12, 1))


def test_line_breaks_of_a_comment_become_spaces(delayed):
    comment(delayed, cause="  Rooms\nwere   lacking. ")
    assert read_comments(delayed, 12)[0]["cause"] == "Rooms were lacking."


def test_the_desk_lists_before_publishing_what_publishing_would_refuse(delayed):
    [need] = [need for need in list_comment_needs(delayed, 12) if need.is_demanded]
    assert (need.code, need.figure["month"], need.is_binding, need.comment) == ("OP-03", "M12", True, None)
    comment(delayed)
    [need] = [need for need in list_comment_needs(delayed, 12) if need.code == "OP-03"]
    assert need.has_comment and not need.is_demanded and need.comment["cause"] == CAUSE


def test_the_desk_calculates_without_closing_anything(delayed):
    before = held(delayed)
    list_comment_needs(delayed, 12)
    assert held(delayed) == before


def test_women_are_judged_by_released_closings_at_the_desk_and_by_the_new_one_at_publishing(store, raise_target):
    demo = Store(replace(store.home, kind="demo"), raise_target("OP-01", 200))
    assert "OP-01" not in [need.code for need in list_comment_needs(demo, 12)], "47 of 200 is not released yet"
    with pytest.raises(UserError, match="wego comment add OP-01 --month M12"):
        publish_release(demo, 12)
    comment(demo, code="OP-01")
    publish_release(demo, 12)
    [need] = [need for need in list_comment_needs(demo, 12) if need.code == "OP-01"]
    assert need.figure["value"] == 47 and need.has_comment


def test_between_closings_the_last_closed_figure_of_women_needs_its_comment(store):
    figure = {"indicator_code": "OP-01", "month": "M06", "breakdown": "total", "class": "A", "state": "value"}
    figure |= {"status": "delayed", "target_state": "binding", "progress_pct": 20.0}
    silent = figure | {"month": "M07", "state": "not_due", "status": "unavailable", "progress_pct": None}
    [need] = list_needs(store.definitions, [figure, silent], [], 7, date(2020, 10, 12))
    assert need.figure["month"] == "M06" and need.is_demanded
    assert list_needs(store.definitions, [figure, silent], [], 5, date(2020, 10, 12)) == []


def test_binding_targets_come_first_and_the_farthest_behind_before_the_others(store):
    def row(code, status, state, progress):
        place = {"month": "M06", "breakdown": "total", "class": "C", "state": "value"}
        return place | {"indicator_code": code, "status": status, "target_state": state, "progress_pct": progress}

    rows = [
        row("OP-01", "on_track", "binding", 95.0),
        row("OP-02", "delayed", "proposed", 5.0),
        row("OP-03", "at_risk", "binding", 75.0),
        row("OP-04", "delayed", "confirmed", 40.0),
        row("PR-01", "delayed", "binding", 60.0),
    ]
    needs = list_needs(store.definitions, rows, [], 6, date(2020, 10, 12))
    assert [need.code for need in needs] == ["PR-01", "OP-03", "OP-02", "OP-04"]


def test_a_comment_is_in_force_in_its_own_month_and_until_its_day_is_over():
    said = {"month": 6, "due": date(2020, 10, 1)}
    assert is_in_force(said, 6, date(2020, 12, 1))
    assert is_in_force(said, 7, date(2020, 10, 1))
    assert not is_in_force(said, 7, date(2020, 10, 2))


def test_what_the_desk_does_stands_in_the_audit_trail_without_its_text(delayed):
    home, actor = delayed.home, make_coordinator(delayed.home, delayed.definitions)
    keep_comment(actor, "OP-03", 12, CAUSE, ACTION, "P01", LATER)
    take_back_comment(actor, "OP-03", 12)
    assert [(row["action"], row["object"], row["who"]) for row in read_trail(home, 2)] == [
        ("comment.withdraw", "OP-03 M12", actor.email),
        ("comment.add", "OP-03 M12", actor.email),
    ]
    assert CAUSE not in repr(read_trail(home))
    assert [need.comment for need in read_comment_needs(actor, 12) if need.code == "OP-03"] == [None]


def test_a_store_of_an_earlier_version_without_the_newer_column_is_brought_up(store, tmp_path):
    folder = shutil.copytree(store.home.path, tmp_path / "older")
    with duckdb.connect(str(folder / "store" / "wego.duckdb")) as connection:
        connection.execute("ALTER TABLE comment DROP COLUMN is_withdrawn")
        connection.execute("DELETE FROM store_shape")
    older = Store(replace(store.home, path=folder), store.definitions)
    comment(older)
    assert len(read_comments(older, 12)) == 1
