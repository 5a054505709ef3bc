"""Where pages find the survey and the practices: wrong places are told when the definitions load."""

import pytest

from indicators.load import load_definitions, read_definitions
from tests.definitions.folder import faults

GOOD = {"sheet": "COURSES", "theme": "session_code", "state": "session_code", "since": "session_code"}
GOOD |= {"adopted_by": "session_code"}


def write_study(folder, practices: dict[str, str] | None = None, survey: dict[str, str] | None = None) -> None:
    parts = {"practices": practices, "survey": survey}
    lines = (f"{name}: {{{', '.join(f'{k}: {v}' for k, v in part.items())}}}" for name, part in parts.items() if part)
    (folder / "study.yaml").write_text("\n".join(lines), encoding="utf-8")


def test_a_project_without_a_study_loads(folder):
    assert read_definitions(folder).study is None


def test_the_projects_own_study_names_both_parts():
    study = load_definitions().study
    assert study and study.survey and study.practices


def test_a_study_of_released_columns_loads(folder):
    write_study(folder, GOOD)
    assert read_definitions(folder).study.practices.sheet == "COURSES"


@pytest.mark.parametrize(
    ("change", "key"),
    [
        ({"sheet": "TEA"}, "practices.sheet"),
        ({"sheet": "CIRCLES"}, "practices.theme"),
        ({"theme": "tea"}, "practices.theme"),
        ({"state": "satisfaction_n"}, "practices.state"),
        ({"given_up": "[OVER]"}, "practices.given_up"),
    ],
)
def test_what_is_not_there_or_not_released_is_a_fault(folder, change, key):
    write_study(folder, GOOD | change)
    assert ("study.yaml", key) in faults(folder)


def test_a_survey_of_a_column_that_is_not_there_is_a_fault(folder):
    write_study(folder, survey={"sheet": "COURSES", "wave": "tide"})
    assert faults(folder) == [("study.yaml", "survey.wave")]
