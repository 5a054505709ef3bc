"""Reports to the funder are data: each fault of them is told with its place and its repair."""

import pytest

from indicators.load import load_definitions
from tests.definitions.folder import edit, told

REPORT = {"code": "PROGRESS", "form": "progress", "month": "M06", "days_after_due": 9}


def listed(sheet, *columns):
    return REPORT | {"dissemination": {"sheet": sheet, "columns": list(columns)}}


def test_every_result_but_an_impact_belongs_to_a_work_stream():
    for result in load_definitions().results:
        assert bool(result.workstream) == (result.level != "impact"), result.code


@pytest.mark.parametrize(
    ("name", "change", "key", "words"),
    [
        ("project", lambda d: d.update(coordinator="P99"), "coordinator", "There is no partner P99."),
        ("project", lambda d: d.update(reports=[REPORT | {"month": "M13"}]), "reports.PROGRESS.month", "M13 is no"),
        ("project", lambda d: d.update(reports=[REPORT, REPORT]), "reports.PROGRESS", "stands 2 times"),
        ("project", lambda d: d.update(reports=[REPORT | {"form": "letter"}]), "reports.0.form", "'letter'"),
        ("project", lambda d: d.update(reports=[REPORT | {"days_after_due": -1}]), "reports.0.days_after_due", "0"),
        ("project", lambda d: d.update(reports=[listed("PARTIES", "x")]), "reports.PROGRESS.dissemination", "PARTIES"),
        (
            "project",
            lambda d: d.update(reports=[listed("COURSES", "x")]),
            "reports.PROGRESS.dissemination",
            "COURSES.x",
        ),
        (
            "project",
            lambda d: d.update(reports=[listed("CIRCLES", "stage")]),
            "reports.PROGRESS.dissemination",
            "in no release",
        ),
        ("results", lambda d: d[0].update(workstream="WS9"), "R-OC-1.workstream", "Unknown code WS9."),
    ],
)
def test_a_fault_is_told_with_its_place(folder, name, change, key, words):
    edit(folder, name, change)
    found = [fault for fault in told(folder) if fault.key == key]
    assert found and words in found[0].found
