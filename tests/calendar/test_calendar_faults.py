"""What an amendment forgets is told at load, with file, key and repair."""

import pytest
import yaml

from indicators.faults import DefinitionError
from indicators.load import DEFAULT_FOLDER, read_definitions
from tests.calendar.variants import MINI, copy_definitions, edit, extend


@pytest.fixture
def folder(tmp_path):
    return copy_definitions(MINI, tmp_path / "definitions")


def faults(folder):
    with pytest.raises(DefinitionError) as told:
        read_definitions(folder)
    assert all(fault.repair for fault in told.value.faults)
    return {(fault.file, fault.key): fault.found for fault in told.value.faults}


def set_calendar(folder, **about):
    values = {name: yaml.safe_load(text) if isinstance(text, str) else text for name, text in about.items()}
    edit(folder, "project", lambda project: project["calendar"].update(values))


def test_months_that_are_added_without_partners_end_and_closing_are_all_told_at_once(folder):
    set_calendar(folder, months=18)
    found = faults(folder)
    assert found["project.yaml", "calendar.end"].endswith("but its last month M18 ends on 2021-08-31.")
    assert found["partners.yaml", "to_month"] == "Nobody reports for M13, M14, M15, M16, M17, M18."
    assert found["disclosure.yaml", "closings"].startswith("M18, the last month, is no closing")


def test_an_end_that_is_moved_without_its_months_is_told(folder):
    set_calendar(folder, end="2021-08-31")
    assert ("project.yaml", "calendar.end") in faults(folder)


def test_a_start_in_another_month_than_the_first_is_told(folder):
    set_calendar(folder, start="2020-04-01")
    assert ("project.yaml", "calendar.first_month") in faults(folder)


def test_days_after_the_last_full_month_belong_to_it(folder):
    set_calendar(folder, end="2021-03-10")
    assert read_definitions(folder).periods.last_day(12).isoformat() == "2021-03-10"


def test_a_month_in_which_everybody_has_left_is_told(folder):
    edit(folder, "partners", lambda partners: [one.update(to_month="M11") for one in partners])
    assert faults(folder)["partners.yaml", "to_month"] == "Nobody reports for M12."


def test_the_projects_own_calendar_and_a_whole_amendment_load(folder):
    assert read_definitions(DEFAULT_FOLDER).periods.count == 24
    assert extend(folder, "2021-08-31", 18, ["M18"], {}, "2020-12-15").periods.count == 18
