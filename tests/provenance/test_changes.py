"""What changed since the last release: every reason is computed from the two releases alone."""

import shutil
from dataclasses import replace
from datetime import date, timedelta

import duckdb
import pytest

from etl.merge import merge_things
from etl.publish import publish_release
from indicators.changes import describe_change
from indicators.load import DEFAULT_FOLDER, read_definitions
from indicators.texts import Texts
from tests.provenance.lives import Store, decide, event, make_store, named, on_day, session, submit

pytestmark = pytest.mark.slow

DAY = date(2016, 3, 9)
CHANGED = "indicator_code, month, breakdown, category, kind, before_value, after_value, reason"


def changes(published, where="true"):
    """Rows of the table `change`."""
    with duckdb.connect(str(published.path), read_only=True) as connection:
        return connection.execute(f"SELECT {CHANGED} FROM change WHERE {where} ORDER BY ALL").fetchall()


def restated(published):
    """Reasons of restated totals by indicator and month."""
    rows = changes(published, "kind = 'restated' AND breakdown = 'total'")
    return {(code, month): reason for code, month, *_rest, reason in rows}


def events(partner, participants=20, **more):
    """A workbook's sheets with one event."""
    return {"EVENTS": [event(partner, 1, DAY, "BG", participants_n=participants, **more)]}


def publish(store, day, month=3, **more):
    """A release of a month on a day."""
    return publish_release(on_day(store, day), month, **more)


@pytest.fixture(scope="module")
def lived(tmp_path_factory):
    """Two partners of one country reported M03, a third is missing; and the release that was made then."""
    store = make_store(tmp_path_factory.mktemp("lived") / "home")
    submit(store, "P01", 3, events("P01"), date(2016, 4, 9), submission_id=named("first"))
    submit(store, "P02", 3, events("P02", 30), date(2016, 4, 9), submission_id=named("second"))
    return store.home.path, publish(store, date(2016, 4, 16))


@pytest.fixture
def store(lived, tmp_path) -> Store:
    """A copy of it, to write to."""
    return make_store(shutil.copytree(lived[0], tmp_path / "home"))


@pytest.fixture
def before(lived, store):
    """The release that all others are compared with."""
    return replace(lived[1], path=store.home.releases / lived[1].path.name)


LATER = date(2016, 4, 20)


def test_nothing_has_changed_before_the_first_release_nor_when_nothing_came(store, before):
    assert changes(before) == []
    assert changes(publish(store, LATER)) == []


def test_a_late_workbook_is_late_data(store, before):
    submit(store, "P03", 3, events("P03", 7), LATER)
    found = restated(publish(store, LATER))
    assert found["OP-20", "M03"] == found["OP-18", "M03"] == "late_data"


def test_a_revision_is_a_correction_and_says_from_what_to_what(store, before):
    submit(store, "P01", 3, events("P01", 26), LATER, revision=2)
    rows = changes(publish(store, LATER), "breakdown = 'total'")
    assert rows == [("OP-20", "M03", "total", "all", "restated", 50, 56, "correction")]


def test_a_returned_workbook_takes_its_figures_with_it(store, before):
    decide(store, named("second"), "returned", LATER)
    assert restated(publish(store, LATER))["OP-20", "M03"] == "returned"


def test_a_workbook_that_was_returned_and_replaced_is_both(store, before):
    decide(store, named("second"), "returned", LATER)
    submit(store, "P02", 3, events("P02", 31), LATER, revision=2)
    assert restated(publish(store, LATER))["OP-20", "M03"] == "correction;returned"


def test_two_events_made_one_are_a_merge(store, before):
    merge_things(on_day(store, LATER), "EV-P01-001", "EV-P02-001", organiser="P01", who="test")
    found = restated(publish(store, LATER))
    assert found["OP-18", "M03"] == found["OP-20", "M03"] == "merge"


def test_a_correction_that_left_the_figures_rows_alone_is_no_reason_for_it(store, before):
    more = {"TRAININGS": [session("P02", 1, DAY, "BG")]}
    submit(store, "P02", 3, events("P02", 30) | more, LATER, revision=2)
    submit(store, "P03", 3, events("P03", 7), LATER)
    assert restated(publish(store, LATER))["OP-20", "M03"] == "late_data"


def test_the_new_month_stands_beside_the_last_one_with_what_came_for_it(store, before):
    day = date(2016, 5, 16)
    submit(store, "P01", 4, {"EVENTS": [event("P01", 2, DAY + timedelta(days=30), "BG", participants_n=9)]}, day)
    rows = changes(publish(store, day, 4), "indicator_code = 'OP-20' AND breakdown = 'total'")
    assert rows == [("OP-20", "M04", "total", "all", "new", 50, 59, "new_data")]


def test_a_release_that_replaces_another_is_compared_with_that_one(store, before):
    submit(store, "P01", 3, events("P01", 26), LATER, revision=2)
    wrong = publish(store, LATER)
    right = publish(store, LATER, supersedes=wrong.release_id, reason="a wrong name")
    assert changes(wrong) and not changes(right)


def test_a_draft_is_nothing_that_others_are_compared_with(store, before):
    submit(store, "P01", 3, events("P01", 26), LATER, revision=2)
    draft = publish(store, LATER, is_draft=True)
    assert restated(draft) == restated(publish(store, LATER)) == {("OP-20", "M03"): "correction"}


@pytest.fixture
def edit(tmp_path):
    """A way to the same store with one definitions file changed."""

    def change(store, name, old, new):
        folder = shutil.copytree(DEFAULT_FOLDER, tmp_path / "definitions")
        path = folder / f"{name}.yaml"
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new, 1), encoding="utf-8")
        return Store(store.home, read_definitions(folder))

    return change


def test_another_definition_is_told_as_such(store, before, edit):
    changed = edit(store, "indicators", "event_type: [CAMPAIGN, OTHER]", "event_type: [CAMPAIGN, OTHER, CONFERENCE]")
    assert restated(publish(changed, LATER))["OP-18", "M03"] == "definition"


def test_another_target_is_told_as_such_and_no_other_indicator_changes(store, before, edit):
    path = store.definitions.target("OP-20").planned_path
    old = "\n".join(line for line in store.definitions.source["targets"].splitlines() if "OP-20" in line)
    assert path and old
    import yaml

    targets = yaml.safe_load(store.definitions.source["targets"])
    newest = max(targets["OP-20"], key=lambda one: one["decided_on"])
    newest["value"] *= 2
    newest["planned_path"] = {month: point and 2 * point for month, point in newest["planned_path"].items()}
    changed = edit(store, "targets", store.definitions.source["targets"], yaml.safe_dump(targets, sort_keys=False))
    found = changes(publish(changed, LATER), "true")
    assert {(row[0], row[-1]) for row in found} == {("OP-20", "target")}
    assert all(row[5] == row[6] for row in found), "the values are as they were"


def test_women_have_one_reason_whatever_the_cause(store, before):
    for month, day in ((4, date(2016, 5, 10)), (6, date(2016, 7, 10))):
        rows = [
            {
                "pathway_code": f"PW-{partner}{month}A",
                "pathway_format": "GROUP",
                "stage": "S4",
                "start_month": month,
                "women_enrolled_cum": 9,
                "women_active": 9,
                "women_completed_cum": 0,
                "women_left_early_cum": 0,
                "mentoring_hours_month": 2.0,
            }
            for partner in ("P01",)
        ]
        for partner in ("P01", "P02", "P03"):
            own = [row | {"pathway_code": f"PW-{partner}{month}A"} for row in rows]
            submit(store, partner, month, {"PATHWAYS": own}, day)
    published = publish(store, date(2016, 7, 20), 6)
    with duckdb.connect(str(published.path), read_only=True) as connection:
        reasons = connection.execute(
            "SELECT DISTINCT reason FROM change JOIN figure f USING (indicator_code, month, breakdown, category) "
            "WHERE f.class = 'A'"
        ).fetchall()
    assert reasons == [("closing",)]


def test_every_restated_figure_of_a_release_has_a_reason(store, before):
    submit(store, "P03", 3, {}, LATER)
    submit(store, "P01", 3, events("P01", 26), LATER, revision=2)
    rows = changes(publish(store, LATER))
    assert rows and all(row[-1] for row in rows)


def test_a_change_reads_as_a_sentence():
    row = {
        "kind": "restated",
        "month": "M07",
        "before_month": "M07",
        "before_state": "value",
        "before_value": 4.251,
        "before_status": "on_track",
        "after_state": "value",
        "after_value": 4.252,
        "after_status": "at_risk",
        "reason": "correction;target",
        "unit": "score",
        "decimals": 1,
    }
    assert describe_change(row, Texts("en")) == (
        "M07: 4.252; the earlier release said 4.251. Status: at risk, before: on track. "
        "Reason: corrected workbooks, another target."
    )
    new = row | {"kind": "new", "month": "M08", "before_state": "withheld", "before_value": None, "reason": ""}
    assert describe_change(new | {"before_status": "unavailable", "after_status": "unavailable"}, Texts("en")) == (
        "M08: 4.3; at M07: hidden to protect people."
    )
