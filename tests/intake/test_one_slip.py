"""One slip of the hand is told once or twice, never by every rule that looks at the cell."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from indicators.load import load_definitions
from indicators.model.workbook import Column
from tests.intake.breaches.within import ended
from tests.intake.workbooks import Row, centre, check, deliverable, event, full_book, pathway, practice, training

PATHWAY = {
    **{"women_active": 2, "women_completed_cum": 5, "econ_step_cum": 4, "tested_service_2": "HOUSING"},
    **{"work_known_entry_n": 7, "work_entry_n": 3, "work_known_last_n": 6, "work_last_n": 4},
    **{"ese_paired_n": 5, "ese_pre_mean": 2, "ese_post_mean": 3, "ese_improved_n": 4},
    **{"ses_paired_n": 4, "ses_pre_mean": 30, "ses_post_mean": 40, "satisfied_asked_n": 5, "satisfied_n": 4},
}
TRAINING = {
    **{"attended_women_n": 12, "attended_men_n": 5, "attended_undisclosed_n": 1},
    **{"satisfaction_n": 16, "satisfaction_mean": 4.2, "pre_n": 14, "post_n": 12, "paired_n": 11},
    **{"paired_pre_mean": 50, "paired_post_mean": 60, "paired_improved_n": 9},
}
EVENT = {
    **{"participants_women_n": 30, "participants_men_n": 9, "participants_undisclosed_n": 1, "mode": "HYBRID"},
    **{"policy_makers_n": 5, "practitioners_n": 20, "reach_n": 100, "reach_method": "COUNTED"},
}
ACCEPTED = {"deliverable_state": "ACCEPTED", "progress_pct": 100, "submitted_on": date(2016, 5, 3)}
ROWS = [
    ("PATHWAYS", pathway(**PATHWAY)),
    ("PATHWAYS", ended(**PATHWAY | {"women_active": 0, "women_completed_cum": 7})),
    ("TRAININGS", training(**TRAINING)),
    ("EVENTS", event(**EVENT)),
    ("SURVEY", centre()),
    ("PRACTICES", practice()),
    ("DELIVERABLES", deliverable(**ACCEPTED)),
]


def _slips(column: Column, value: Any) -> Iterator[Any]:
    """Values that a tired officer may write instead: nothing, one digit too many or too few, the next of the list."""
    if not column.is_required:
        yield None
    if column.type in ("integer", "decimal"):
        yield from (0, 60)
    elif column.type == "code":
        yield next(code for code in load_definitions().codes(column.list or "") if code != value)
    elif column.type == "month":
        yield from ("M01", "M07")


@pytest.mark.slow
@pytest.mark.parametrize(("sheet", "row"), ROWS, ids=lambda one: one if isinstance(one, str) else "")
def test_one_slip_gives_at_most_two_faults_and_none_twice_at_one_cell(sheet: str, row: Row) -> None:
    assert check(full_book(sheets={sheet: [row]})).issues == ()
    for name, column in load_definitions().workbook.sheets[sheet].columns.items():
        for value in _slips(column, row.get(name)):
            issues = check(full_book(sheets={sheet: [row | {name: value}]})).issues
            cells = [issue.cell for issue in issues]
            assert len(issues) <= 2 and len(set(cells)) == len(cells), (name, value, issues)
