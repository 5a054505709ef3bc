"""The notebooks on tables, outcomes and quality run from top to bottom on any release, and say what it says."""

import json
import shutil
from itertools import product
from pathlib import Path

import pytest

from etl.release_file import ReleaseFile
from indicators.load import Definitions
from tests.notebooks.conftest import ENTRY, GAINS, LAST, SHARE
from tests.notebooks.execution import attack, bytes_of, execute, shown_by, write_package

NAMES = ("kpi_tables", "outcome_analysis", "data_quality")


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_a_published_release_and_the_attacker_learns_nothing(
    name: str, package: Path, release: ReleaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = execute(name, package, monkeypatch)

    assert release.release_id in shown_by(book)
    assert attack(release, name, bytes_of(book)) == []


@pytest.mark.slow
@pytest.mark.parametrize(("name", "month"), list(product(NAMES, (6, 12))))
def test_a_notebook_runs_on_another_project(
    name: str, month: int, mini_packages: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "Error" not in shown_by(execute(name, mini_packages[month], monkeypatch))


@pytest.mark.slow
def test_released_figures_are_recomputed_and_shown_in_the_readers_language(
    release: ReleaseFile, definitions: Definitions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = write_package(tmp_path / "el", release, definitions, "el")
    shown = shown_by(execute("kpi_tables", package, monkeypatch))

    assert "all equal" in shown
    assert "Συναντήσεις" in shown and "<svg" in shown


@pytest.mark.slow
def test_a_released_figure_that_doesn_t_follow_from_its_facts_stops_the_notebook(
    mini_packages: dict[int, Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spoiled = shutil.copytree(mini_packages[12], tmp_path / "spoiled")
    facts, described = spoiled / "data" / "course.csv", spoiled / "datapackage.json"
    lines = facts.read_text(encoding="utf-8").splitlines(keepends=True)
    facts.write_text("".join(lines[:-1]), encoding="utf-8")
    # Without its fingerprints the reading part takes the package as it is.
    content = json.loads(described.read_text(encoding="utf-8"))
    for resource in content["resources"]:
        resource.pop("hash"), resource.pop("bytes")
    described.write_text(json.dumps(content), encoding="utf-8")

    with pytest.raises(Exception, match="AssertionError"):
        execute("kpi_tables", spoiled, monkeypatch)


@pytest.mark.slow
def test_two_releases_are_compared(mini_packages: dict[int, Path], monkeypatch: pytest.MonkeyPatch) -> None:
    shown = shown_by(execute("kpi_tables", mini_packages[12], monkeypatch, other=mini_packages[6]))

    assert "Compared with M06-" in shown
    assert "No figure differs in state or value." in shown


@pytest.mark.slow
def test_closed_blocks_are_analysed_with_intervals_and_the_attacker_reaches_the_same(
    closed_package: Path, closed_release: ReleaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = execute("outcome_analysis", closed_package, monkeypatch)
    shown = shown_by(book)

    assert f'<td style="text-align:right">{len(GAINS)}</td>' in shown
    # Rounded to steps of five: everything from half a step below to half a step above.
    assert f"{SHARE - 2.5} to {SHARE + 2.5}" in shown
    assert f"{LAST - ENTRY - 5:.1f} to {LAST - ENTRY + 5:.1f}" in shown
    assert attack(closed_release, "outcome_analysis", bytes_of(book)) == []


@pytest.mark.slow
@pytest.mark.parametrize("fault", ["{said} (987)", "{said} (33)"])
def test_a_number_that_no_figure_explains_is_found_in_an_executed_notebook(
    fault: str, closed_package: Path, closed_release: ReleaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = bytes_of(execute("outcome_analysis", closed_package, monkeypatch)).decode()
    said = f"{SHARE - 2.5} to {SHARE + 2.5}"

    assert attack(closed_release, "outcome_analysis", data.replace(said, fault.format(said=said)).encode())
