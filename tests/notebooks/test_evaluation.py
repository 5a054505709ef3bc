"""The evaluator's three notebooks run from top to bottom on any release, and tell nothing that it doesn't."""

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.release_file import ReleaseFile
from indicators.load import Definitions
from released import open_release
from released.evaluation import build_frame, draw_sheet, judge_questions, judge_steps
from tests.notebooks.execution import attack, bytes_of, execute, shown_by, write_package

NAMES = ("evaluation_matrix", "contribution", "verification_sample")
ABSENT = {
    "evaluation_matrix": "no evaluation matrix",
    "contribution": "no reasoned theory of change",
    "verification_sample": "EXAMPLE",
}


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_a_published_release_and_the_attacker_learns_nothing(
    name: str, package: Path, release: ReleaseFile, monkeypatch: pytest.MonkeyPatch
) -> None:
    book = execute(name, package, monkeypatch)
    assert release.release_id in shown_by(book)
    assert attack(release, name, bytes_of(book)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_notebook_runs_on_another_project(
    name: str, mini_packages: dict[int, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in mini_packages.values():
        assert open_release(package).release_id in shown_by(execute(name, package, monkeypatch))


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_a_release_that_states_no_matrix_is_told_and_not_a_fault(
    name: str, release: ReleaseFile, definitions: Definitions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    older = tmp_path / release.path.name
    shutil.copyfile(release.path, older)
    with duckdb.connect(str(older)) as opened:
        opened.execute("DELETE FROM definition WHERE file IN ('evaluation.yaml', 'contribution.yaml')")
    package = write_package(tmp_path / "package", ReleaseFile(older), definitions)
    assert ABSENT[name] in shown_by(execute(name, package, monkeypatch))
    # The release file itself holds its definitions as text only.
    assert "open the data package" in shown_by(execute(name, older, monkeypatch))


def test_what_the_notebooks_rest_on_travels_with_the_release(package: Path, definitions: Definitions) -> None:
    opened = open_release(package)
    assert definitions.evaluation and definitions.contribution
    assert len(judge_questions(opened)) == len(definitions.evaluation.questions)
    assert len(judge_steps(opened)) == sum(len(result.leads_to) for result in definitions.results)


def test_cells_add_up_to_the_released_sums(package: Path, definitions: Definitions) -> None:
    opened, sums = open_release(package), dict[str, float]()
    for cell in build_frame(opened):
        for name in cell.serves:
            sums[name] = sums.get(name, 0) + cell.reported
    compared = 0
    for one in definitions.indicators:
        row = opened.figures(indicator=one.code, month=opened.month)[0]
        is_whole = one.disclosure_class == "C" and one.calculation.kind == "sum" and row["state"] == "value"
        if is_whole and row["value"]:
            assert sums[one.code] == row["value"], one.code
            compared += 1
    assert compared >= 3


def test_no_cell_is_about_women_and_every_reporting_partner_is_met(package: Path, definitions: Definitions) -> None:
    opened = open_release(package)
    drawn = draw_sheet(opened, "dice")
    women = {one.code for one in definitions.indicators if one.disclosure_class == "A"}
    assert not women & {name.split("/")[0] for cell in drawn.frame for name in cell.serves}
    reporting = opened.table("reporting").where(is_expected=True).keep(lambda row: row["received_on"] is not None)
    assert {cell.partner for cell in drawn.cells} == set(reporting.column("partner_code"))
