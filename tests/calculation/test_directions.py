"""Targets and paths that lead the wrong way are refused at load, with place and repair."""

import shutil
from pathlib import Path

import pytest
import yaml

from indicators.faults import DefinitionError, Fault
from indicators.load import Definitions, read_definitions

MINI = Path(__file__).parent.parent / "mini" / "definitions"


@pytest.fixture
def folder(tmp_path):
    return Path(shutil.copytree(MINI, tmp_path / "definitions"))


def change(folder: Path, code: str, about: dict, version: dict) -> None:
    """Give an indicator of the mini project another direction, baseline or target."""
    path = folder / "indicators.yaml"
    indicators = yaml.safe_load(path.read_text())
    next(one for one in indicators if one["code"] == code).update(about)
    path.write_text(yaml.safe_dump(indicators, sort_keys=False))
    path = folder / "targets.yaml"
    targets = yaml.safe_load(path.read_text())
    targets[code][0].update(version)
    path.write_text(yaml.safe_dump(targets, sort_keys=False))


def load(folder: Path) -> Definitions:
    return read_definitions(folder)


def faults(folder: Path) -> list[Fault]:
    with pytest.raises(DefinitionError) as told:
        load(folder)
    assert all(fault.repair for fault in told.value.faults)
    return told.value.faults


def test_a_path_down_from_a_baseline_loads(folder):
    change(folder, "PR-01", {"direction": "down", "baseline": {"value": 90}}, {"planned_path": {"M06": 85, "M12": 80}})
    assert load(folder).indicator("PR-01").direction == "down"


def test_down_needs_to_know_where_it_starts(folder):
    change(folder, "PR-01", {"direction": "down", "baseline": {"value": None, "note": "not measured"}}, {})
    [fault] = faults(folder)
    assert (fault.file, fault.key) == ("indicators.yaml", "PR-01.baseline")
    assert "from where it falls" in fault.found and "scale" in fault.repair


def test_down_without_a_target_needs_no_start(folder):
    nothing = {"value": None, "state": None, "planned_path": {"M06": None, "M12": None}}
    change(folder, "PR-01", {"direction": "down", "baseline": {"value": None, "note": "not measured"}}, nothing)
    assert load(folder).target("PR-01").value is None


@pytest.mark.parametrize(
    ("about", "path", "told"),
    [
        ({"direction": "down", "baseline": {"value": 60}}, {"M06": 70, "M12": 80}, "from the start (60) to M06 (70)"),
        ({"direction": "down", "baseline": {"value": 90}}, {"M06": 75, "M12": 80}, "from M06 (75) to M12 (80)"),
        ({"baseline": {"value": 90}}, {"M06": 95, "M12": 80}, "from M06 (95) to M12 (80)"),
        ({"baseline": {"value": 90}}, {"M06": None, "M12": 80}, "from the start (90) to M12 (80)"),
    ],
)
def test_a_path_that_goes_the_wrong_way_is_refused(folder, about, path, told):
    change(folder, "PR-01", about, {"planned_path": path})
    found = faults(folder)
    assert (found[0].file, found[0].key) == ("targets.yaml", "PR-01.planned_path")
    assert told in found[0].found
    assert ("fall" if about.get("direction") else "rise") in found[0].repair


def test_a_path_without_a_target_is_refused(folder):
    change(folder, "PR-01", {}, {"value": None, "state": None})
    assert [fault.key for fault in faults(folder)] == ["PR-01.planned_path"]


def test_an_unknown_direction_is_refused(folder):
    change(folder, "PR-01", {"direction": "sideways"}, {})
    assert "direction" in faults(folder)[0].key


@pytest.mark.parametrize("limits", [[0.9, 0.8], [0.9, 0.9], [0, 0.9]])
def test_limits_to_look_at_rise_and_are_above_nothing(folder, limits):
    path = folder / "progress.yaml"
    rules = yaml.safe_load(path.read_text()) | {"sensitivity": limits}
    path.write_text(yaml.safe_dump(rules, sort_keys=False))
    assert [(fault.file, fault.key) for fault in faults(folder)] == [("progress.yaml", "sensitivity")]
