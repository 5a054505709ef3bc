"""Targets: state and decision fit, the history is dated, and the planned path ends in the target."""

import pytest

from indicators.load import load_definitions, read_definitions
from tests.definitions.folder import edit, told

DEFINITIONS = load_definitions()
CONFIRMED = {"state": "confirmed", "decision": "Board of 1 June 2020."}


@pytest.mark.parametrize(
    ("code", "change", "key", "words"),
    [
        ("OP-04", {"decision": ""}, "OP-04.2020-03-01.decision", "confirmed, but no decision"),
        ("OP-04", {"decision": "  "}, "OP-04.2020-03-01.decision", "confirmed, but no decision"),
        ("OP-02", {"decision": "Board."}, "OP-02.2020-03-01.decision", "state proposed rests on no decision"),
        ("OP-01", {"value": None, "planned_path": {}}, "OP-01.2020-03-01.state", "state binding with the value null"),
        ("OP-02", {"state": None}, "OP-02.2020-03-01.state", "state null with the value 40"),
        ("OP-03", {"decided_on": "2023-01-01"}, "OP-03.decided_on", "2023-01-01 is no day"),
        ("OP-03", {"decided_on": "2016-01-01"}, "OP-03.decided_on", "2016-01-01 is no day"),
        ("OP-03", {"planned_path": {"M12": 6, "M06": 3}}, "OP-03.planned_path", "M12, M06 are not in order"),
        ("OP-03", {"planned_path": {"M06": 3, "M12": 5}}, "OP-03.planned_path", "(M12: 5) is not the target, 6"),
        ("OP-03", {"planned_path": {"M06": 6, "M12": None}}, "OP-03.planned_path", "(M12: null) is not the target, 6"),
        ("OP-03", {"planned_path": {}}, "OP-03.planned_path", "(none: null) is not the target, 6"),
        ("OP-03", {"planned_path": {"M06": 3, "M13": 6}}, "OP-03.planned_path", "M13 is no reporting month"),
        ("PR-01", {"value": 180, "planned_path": {"M12": 180}}, "PR-01.value", "180 is no percentage"),
        ("PR-01", {"state": "wished"}, "PR-01.0.state", "'wished'"),
    ],
)
def test_a_fault_of_a_target_is_told_with_its_key_and_what_was_found(folder, code, change, key, words):
    edit(folder, "targets", lambda data: data[code][0].update(change))
    found = [fault for fault in told(folder) if (fault.file, fault.key) == ("targets.yaml", key)]
    assert found and words in " ".join(fault.found for fault in found), list(map(str, told(folder)))


def test_two_targets_of_one_day_are_a_fault_and_of_two_days_a_history(folder):
    edit(folder, "targets", lambda data: data["OP-02"].append(data["OP-02"][0] | CONFIRMED))
    assert [fault.key for fault in told(folder)] == ["OP-02.decided_on"]
    edit(folder, "targets", lambda data: data["OP-02"][1].update(decided_on="2020-06-01"))
    loaded = read_definitions(folder)
    assert loaded.target("OP-02").state == "confirmed"
    assert [version.state for version in loaded.targets["OP-02"]] == ["proposed", "confirmed"]


def test_every_confirmed_target_names_its_decision_and_no_proposal_does():
    for code, versions in DEFINITIONS.targets.items():
        for version in versions:
            assert bool(version.decision) == (version.state == "confirmed"), code
