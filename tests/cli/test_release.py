"""`wego publish`, `audit`, `export`: from the store to what others may read."""

from pathlib import Path

import pytest

import etl.audit
import etl.publish
from etl.access import read_trail
from etl.attacker.attack import Verdict
from etl.attacker.finding import Finding
from etl.errors import UserError
from etl.home import open_home
from etl.release_file import find_release
from etl.store import Store
from indicators.load import load_definitions
from tests.cli.conftest import MakeWorkbook, Run
from tests.reader.synthetic_release import write_synthetic_release

RELEASE = "M06-20160801-aaaaaa"


@pytest.fixture
def released(home: Path) -> Path:
    """A home with one invented release."""
    write_synthetic_release(open_home(home).releases / f"{RELEASE}.duckdb", load_definitions(), 2)
    return home


@pytest.mark.slow
def test_a_release_is_published_and_its_id_is_all_that_is_printed(run: Run, workbook: MakeWorkbook, home: Path) -> None:
    run("submit", workbook(month=1), "--as", "one@example.org")
    done = run("publish", "--month", "M02", "--as", "head@example.org")

    opened = open_home(home)
    assert done.code == 0
    assert find_release(opened).release_id == done.out.strip()
    newest = read_trail(opened)[0]
    assert (newest["who"], newest["action"], newest["object"]) == ("head@example.org", "publish", done.out.strip())
    superseding = run(
        "publish", "--month", "2016-02", "--supersedes", done.out.strip(), "--reason", "a try", "--draft", "--json"
    )
    assert superseding.document["supersedes"] == done.out.strip() and superseding.document["is_draft"]
    assert Path(superseding.document["path"]).is_file()
    assert find_release(opened).release_id == done.out.strip()
    audited = run("audit", "--json").document
    assert (audited["releases_n"], audited["release_id"], audited["findings"]) == (2, None, [])
    assert audited["tried"]["releases"] == 2 and audited["tried"]["rules"] > 20 and audited["tried"]["exports"] > 5


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--month", "M09"), "has not begun yet"),
        (("--month", "M25"), "not a reporting month"),
        (("--month", "M06", "--supersedes", RELEASE), "both --supersedes ID and --reason"),
        (("--month", "M06", "--reason", "why"), "both --supersedes ID and --reason"),
        (("--month", "M06", "--supersedes", "M01-x", "--reason", "why"), "no release M01-x"),
        ((), "--month"),
    ],
)
def test_a_wrong_request_publishes_nothing(run: Run, released: Path, options: tuple[str, ...], said: str) -> None:
    done = run("publish", *options)

    assert (done.code, done.out) == (2, "")
    assert said in done.err
    assert len(list(released.glob("releases/*.duckdb"))) == 1


def test_what_the_auditor_refuses_is_a_fault_of_the_data(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_about: object) -> None:
        raise UserError("The auditor can't clear this release.")

    monkeypatch.setattr(etl.publish, "publish_release", refuse)
    done = run("publish", "--month", "M06", "--json")

    assert (done.code, done.document) == (1, {"error": "The auditor can't clear this release."})
    assert "auditor" in done.err


def test_a_finding_of_the_audit_is_told_with_exit_code_1(
    run: Run, released: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def find(store: Store, release_id: str | None, tell: object) -> Verdict:
        return Verdict((Finding(str(release_id), "OP-01", "a count under k"),))

    monkeypatch.setattr(etl.audit, "audit_releases", find)

    assert run("audit", "--release", "latest").out.strip() == f"{RELEASE}: OP-01: a count under k"
    done = run("audit", "--json")
    assert (done.code, done.document["findings"]) == (1, ["None: OP-01: a count under k"])
    assert run("audit", "--release", "M01-x").code == 2


def test_an_export_says_which_files_it_wrote(run: Run, released: Path, tmp_path: Path) -> None:
    done = run("export", "--release", "latest", "--format", "csv", "--out", tmp_path / "new" / "folder", "--json")

    assert (done.code, done.document["release_id"]) == (0, RELEASE)
    files = [Path(name) for name in done.document["files"]]
    assert {"figures.csv", "dictionary.csv", "README.txt"} <= {path.name for path in files}
    assert all(path.is_file() for path in files)
    shown = run("export", "--release", RELEASE, "--format", "parquet", "--out", tmp_path)
    assert str(tmp_path / "figures.parquet") in shown.out.splitlines()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--format", "csv", "--language", "sv"), "no language 'sv'"),
        (("--format", "csv", "--indicator", "XX-01"), "no indicator 'XX-01'"),
        (("--format", "pdf"), "csv, xlsx, parquet"),
        (("--format", "csv", "--release", "M99-x"), f"Known releases: {RELEASE}"),
    ],
)
def test_an_export_that_is_not_possible_is_wrong_use(
    run: Run, released: Path, tmp_path: Path, options: tuple[str, ...], said: str
) -> None:
    done = run("export", *options, "--out", tmp_path / "out")

    assert done.code == 2
    assert said in done.err
    assert not (tmp_path / "out").exists()


def test_an_export_without_any_release_says_how_to_make_one(run: Run, tmp_path: Path) -> None:
    done = run("export", "--format", "csv", "--out", tmp_path / "out")

    assert done.code == 2
    assert "wego publish" in done.err


def test_another_project_is_served_by_the_same_command(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    definitions = load_definitions(Path(__file__).parents[1] / "mini" / "definitions")
    monkeypatch.setenv("WEGO_DEFINITIONS", str(definitions.folder))
    monkeypatch.setenv("WEGO_TODAY", definitions.periods.month_end(3).isoformat())
    home = open_home()
    write_synthetic_release(home.releases / "M02-20200101-aaaaaa.duckdb", definitions, 2)
    partner = definitions.partners[0].code

    assert run("template", "--partner", partner, "--month", "M03", "--out", tmp_path).code == 0
    assert len(run("status", "--json").document["partners"]) == len(definitions.partners)
    exported = run("export", "--format", "csv", "--out", tmp_path)
    facts = {f"{sheet.fact}.csv" for sheet in definitions.workbook.sheets.values() if sheet.fact}
    assert facts and facts <= {Path(line).name for line in exported.out.splitlines()}
    assert definitions.project.name in (tmp_path / "README.txt").read_text(encoding="utf-8")
