"""`wego access`, `backup`, `restore`, `doctor`, `notebook`: who may enter, and whether the house stands."""

from pathlib import Path

import nbformat
import pytest

from etl.access import read_trail
from etl.cli.notebook import FOLDER, copy_notebooks
from etl.home import open_home
from indicators.load import load_definitions
from tests.cli.conftest import MakeWorkbook, Run
from tests.reader.synthetic_release import write_synthetic_release


def test_access_is_granted_listed_and_revoked(run: Run) -> None:
    granted = run("access", "grant", "One@Example.org", "partner", "--partner", "p03", "--as", "head@example.org")
    assert (granted.code, granted.out.strip()) == (0, "one@example.org is partner of P03.")
    (row,) = run("access", "list", "--json").document["access"]
    assert (row["email"], row["role"], row["partner"]) == ("one@example.org", "partner", "P03")
    assert row["granted_by"] == "head@example.org" and row["granted_at"] == "2016-08-01T12:00:00"
    assert "one@example.org" in run("access", "list").out

    assert run("access", "revoke", "ONE@example.org").code == 0
    assert run("access", "list", "--json").document == {"access": []}


@pytest.mark.parametrize(
    "arguments",
    [
        ("grant", "one@example.org", "king"),
        ("grant", "one@example.org", "partner"),
        ("grant", "one@example.org", "partner", "--partner", "P99"),
        ("grant", "one@example.org", "reader", "--partner", "P01"),
        ("grant", "nobody", "reader"),
        ("grant", "one@example.org"),
        ("revoke", "one@example.org"),
    ],
)
def test_wrong_access_is_wrong_use(run: Run, arguments: tuple[str, ...]) -> None:
    done = run("access", *arguments)

    assert (done.code, done.out) == (2, "")
    assert done.err.strip()


def test_a_home_is_saved_and_brought_back(
    run: Run, workbook: MakeWorkbook, home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run("submit", workbook(), "--as", "one@example.org")
    write_synthetic_release(open_home(home).releases / "M02-20160801-aaaaaa.duckdb", load_definitions(), 2)
    saved = run("backup", tmp_path / "backup.zip", "--json")
    assert saved.code == 0
    assert run("restore", tmp_path / "backup.zip").code == 2

    monkeypatch.setenv("WEGO_HOME", str(tmp_path / "other"))
    restored = run("restore", tmp_path / "backup.zip", "--json")
    assert (restored.code, restored.document["files"]) == (0, saved.document["files"])
    assert run("status", "--month", "M05", "--json").document["partners"][0]["state"] == "accepted"
    assert "M02-20160801-aaaaaa" in run("doctor").out


def test_a_backup_over_a_file_or_into_no_folder_is_wrong_use(run: Run, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_text("an older one")

    assert run("backup", tmp_path / "backup.zip").code == 2
    assert run("backup", tmp_path / "gone" / "backup.zip").code == 2


def test_a_damaged_backup_is_a_fault_of_the_file(run: Run, tmp_path: Path) -> None:
    (tmp_path / "backup.zip").write_bytes(b"torn")
    done = run("restore", tmp_path / "backup.zip")

    assert done.code == 1
    assert "not a whole backup" in done.err


def test_the_doctor_finds_an_empty_home_sound(run: Run) -> None:
    done = run("doctor", "--json")

    assert done.code == 0
    assert [finding["subject"] for finding in done.document["findings"]] == [
        "packages",
        "definitions",
        "home",
        "encryption",
        "store",
        "chain of releases",
        "access list",
        "sign-in",
        "rights",
        "releases",
    ]
    assert all(finding["is_sound"] and not finding["repair"] for finding in done.document["findings"])


def test_the_doctor_names_what_is_broken_and_its_repair(run: Run, home: Path) -> None:
    opened = open_home(home)
    opened.store_path.write_bytes(b"no database" * 500)
    opened.access_path.write_bytes(b"no database" * 500)
    (opened.releases / "M02-20160801-aaaaaa.duckdb").write_bytes(b"no release")

    done = run("doctor")
    assert done.code == 1
    for subject in ("store", "chain of releases", "access list", "releases"):
        assert f"✗ {subject}: " in done.out
    assert done.out.count("Repair: ") == 4
    assert "✓ definitions" in done.out


def test_the_doctor_tells_faulty_definitions(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("WEGO_DEFINITIONS", str(tmp_path))
    done = run("doctor")

    assert done.code == 1
    assert "project.yaml" in done.out and "store" not in done.out


def test_a_notebook_is_opened_as_a_copy_that_is_kept(home: Path) -> None:
    opened = open_home(home)
    path = copy_notebooks(opened) / "kpi_tables.ipynb"
    path.write_text("my own notes", encoding="utf-8")

    assert copy_notebooks(opened) == path.parent
    assert path.read_text(encoding="utf-8") == "my own notes"
    copy_notebooks(opened, is_fresh=True)
    assert path.read_bytes() == (FOLDER / path.name).read_bytes()
    kept = path.with_name("kpi_tables_before_20160801120000.ipynb")
    assert kept.read_text(encoding="utf-8") == "my own notes"


@pytest.mark.parametrize("path", sorted(FOLDER.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]

    assert cells
    assert all(not cell.outputs and cell.execution_count is None for cell in cells)


def test_the_command_may_take_the_last_coordinator_away_and_says_what_follows(run: Run) -> None:
    run("access", "grant", "head@example.org", "coordinator")
    for words in (("revoke", "head@example.org"), ("grant", "head@example.org", "reader")):
        run("access", "grant", "head@example.org", "coordinator")
        done = run("access", *words)
        assert done.code == 0 and "There is no coordinator left" in done.err

    run("access", "grant", "head@example.org", "coordinator")
    run("access", "grant", "second@example.org", "coordinator")
    assert "no coordinator left" not in run("access", "revoke", "head@example.org").err


def test_a_backup_leaves_an_entry_so_that_the_pages_know_of_it(run: Run, home: Path, tmp_path: Path) -> None:
    run("access", "grant", "head@example.org", "coordinator")
    assert run("backup", tmp_path / "backup.zip").code == 0
    newest = read_trail(open_home(home), newest=1)[0]
    assert (newest["action"], newest["who"]) == ("backup", "command line")
