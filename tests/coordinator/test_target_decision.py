"""A decision of the committee: tried with all its faults told, shown against released figures, written once."""

import dataclasses
from datetime import date

import pytest

from etl.access import read_trail
from etl.errors import UserError
from etl.target_decision import TargetDecision
from etl.target_desk import keep_target, preview_target, read_targets
from indicators.load import load_definitions
from indicators.texts import Texts
from tests.reader.synthetic_release import write_synthetic_release

ENGLISH = Texts("en")
PATH = {"M06": 0.0, "M12": 12.0, "M18": 36.0, "M24": 60.0}
DECISION = TargetDecision(
    "OP-08", date(2017, 7, 14), 60.0, "confirmed", "Minute of the fifth meeting, point 3.", "the committee", PATH
)


def change(**about):
    return dataclasses.replace(DECISION, **about)


def faults(actor, decision):
    with pytest.raises(UserError) as caught:
        preview_target(actor, decision)
    return caught.value.tell(ENGLISH).splitlines()


def test_a_decision_is_written_with_every_comment_and_counts_at_once(home, as_, folder):
    before = (folder / "targets.yaml").read_text()
    kept = keep_target(as_(), DECISION, read_targets(as_()).seen)
    after = (folder / "targets.yaml").read_text()
    assert kept.read_text() == before
    assert [line for line in before.splitlines() if line not in after.splitlines()] == []
    assert after.startswith("# Targets with their history")
    # The dashboard that runs reads it with its next click: nothing is started anew.
    target = load_definitions().target("OP-08")
    assert (target.value, target.state, target.decision) == (60, "confirmed", DECISION.decision)
    newest = read_trail(home, newest=1)[0]
    assert (newest["who"], newest["action"], newest["object"]) == ("coordinator@example.org", "target.decide", "OP-08")
    assert read_targets(as_()).targets[[one.code for one in load_definitions().indicators].index("OP-08")].history[
        0
    ].decided_on == date(2017, 7, 14)


def test_a_decision_on_a_file_that_changed_meanwhile_is_refused(as_, folder):
    seen = read_targets(as_()).seen
    path = folder / "targets.yaml"
    path.write_text(path.read_text() + "# a note by somebody else\n")
    with pytest.raises(UserError, match="since you looked"):
        keep_target(as_(), DECISION, seen)
    assert path.read_text().endswith("# a note by somebody else\n") and "2017-07-14" not in path.read_text()


def test_the_same_decision_twice_is_refused(as_, folder):
    seen = read_targets(as_()).seen
    keep_target(as_(), DECISION, seen)
    with pytest.raises(UserError, match="since you looked"):
        keep_target(as_(), DECISION, seen)
    assert (folder / "targets.yaml").read_text().count("2017-07-14") == 1


def test_all_faults_are_told_at_once_in_the_words_of_the_form(as_):
    wrong = change(decided_on=date(2017, 12, 24), state="proposed", decision="Ask maria@example.org", source=" ")
    wrong = dataclasses.replace(wrong, planned_path=PATH | {"M18": 70.0, "M24": 61.0})
    told = faults(as_(), wrong)
    assert [line.split(":")[0] for line in told] == [
        "Day of the decision",
        "Source",
        "This would be released; it seems to hold personal data",
        "Decision",
        "Planned path",
        "Planned path",
        "Planned path",
    ]
    assert told[4:] == [
        "Planned path: M24: 61 is its last value. Expected: the target itself, 60. Correct one of the two.",
        "Planned path: M18: 70 → M24: 61 goes down. Expected: no value is smaller than the one before it, and none is "
        "larger than the target. Correct the value that is wrong.",
        "Planned path: M24: 61 → target: 60 goes down. Expected: no value is smaller than the one before it, and none "
        "is larger than the target. Correct the value that is wrong.",
    ]


@pytest.mark.parametrize(
    ("about", "told"),
    [
        ({"decision": ""}, "a confirmed target names which decision confirmed it"),
        (
            {"decided_on": date(2016, 1, 11)},
            "Day of the decision: a decision of 11 Jan 2016 on this target stands already",
        ),
        ({"decided_on": date(2010, 1, 1)}, "1 Jan 2010 is too long before the project"),
        (
            {"planned_path": {"M06": 0.0, "M99": 60.0}},
            "Planned path: M99 is no month of the project. Expected: a month",
        ),
        ({"planned_path": {"M06": -1.0, "M24": 60.0}}, "Planned path: start: 0 → M06: -1 goes down."),
        ({"decision": "x" * 301}, "Decision: at most 300 characters."),
        ({"decision": "Decided after 2 women left."}, "beside a word for women"),
        ({"code": "OC-05", "value": 130.0, "planned_path": {"M24": 130.0}}, "a percentage lies between 0 and 100"),
        ({"code": "XX-01"}, "There is no indicator XX-01."),
    ],
)
def test_each_fault_is_told(as_, about, told):
    assert any(told in line for line in faults(as_(), change(**about)))


def test_a_binding_target_is_no_matter_of_the_committee(as_, folder):
    before = (folder / "targets.yaml").read_text()
    wrong = change(code="OP-07", planned_path={"M24": 60.0})
    assert faults(as_(), wrong)[0].startswith("The target of OP-07 is binding: it rests on the grant.")
    with pytest.raises(UserError, match="binding"):
        keep_target(as_(), wrong, read_targets(as_()).seen)
    assert (folder / "targets.yaml").read_text() == before


def test_what_is_never_published_has_no_target(as_):
    assert "never published" in faults(as_(), change(code="PR-05", planned_path={"M24": 60.0}))[0]


def test_where_nothing_may_be_written_the_lines_are_there_to_copy(as_):
    preview = preview_target(as_(), DECISION)
    assert not preview.can_be_written
    assert preview.lines.startswith("- decided_on: 2017-07-14\n  value: 60\n  state: confirmed\n")
    with pytest.raises(UserError, match="can't be written from here"):
        keep_target(as_(), DECISION, read_targets(as_()).seen)


def test_the_change_of_status_is_made_from_the_newest_released_figure_alone(home, as_, folder):
    assert preview_target(as_(), DECISION).before is None
    loaded = load_definitions()
    for name, month, is_draft in (("M18-20170716-bbbb02", 18, False), ("M19-20170816-bbbb03", 19, True)):
        write_synthetic_release(home.releases / f"{name}.duckdb", loaded, month, is_draft)
    high = change(value=6000.0, planned_path=PATH | {"M18": 5000.0, "M24": 6000.0})
    preview = preview_target(as_(), high)
    assert preview.before["release_id"] == "M18-20170716-bbbb02", "a draft is no release"
    assert preview.after["value"] == preview.before["value"]
    assert (preview.after["expected"], preview.after["status"]) == (5000, "delayed")
    low = change(value=1.0, planned_path={"M12": 1.0, "M24": 1.0})
    assert preview_target(as_(), low).after["status"] == "ahead"


def test_a_decision_of_an_earlier_day_enters_the_history_and_nothing_else(as_, folder):
    keep_target(as_(), DECISION, read_targets(as_()).seen)
    earlier = change(decided_on=date(2017, 3, 1), value=55.0, planned_path=PATH | {"M24": 55.0})
    assert preview_target(as_(), earlier).later == date(2017, 7, 14)
    keep_target(as_(), earlier, read_targets(as_()).seen)
    assert load_definitions().target("OP-08").value == 60


def test_the_file_before_is_kept_under_a_name_that_is_not_read_as_definitions(as_, folder):
    keep_target(as_(), DECISION, read_targets(as_()).seen)
    assert [path.suffix for path in folder.glob("targets.yaml.*")] == [".bak"]
    assert load_definitions().target("OP-08").value == 60
