"""`wego template`, `check`, `submit`: verdicts, exit codes and JSON as the contract has them."""

from pathlib import Path

import openpyxl
import pytest

from etl.access import grant_access, read_trail
from etl.home import Home, open_home
from indicators.load import load_definitions
from tests.cli.conftest import MakeWorkbook, Run

ISSUE_KEYS = ["code", "severity", "sheet", "cell", "row", "column", "found", "expected", "message", "repair"]


@pytest.fixture
def opened(home: Path) -> Home:
    """The home that the command uses."""
    return open_home(home)


def faulty(workbook: MakeWorkbook) -> Path:
    """A workbook with two faults on its cover."""
    return workbook("P02", 4, cover={"safety_concerns_month": "many", "country": "ES"})


def test_a_template_is_written_in_the_language_asked_for(run: Run, tmp_path: Path) -> None:
    path = tmp_path / "new" / "P03.xlsx"
    done = run("template", "--partner", "p03", "--month", "2016-05", "--language", "bg", "--out", path)

    assert (done.code, done.out.strip()) == (0, str(path))
    cover = openpyxl.load_workbook(path)["META"]
    told = {row[0].value: row[2].value for row in cover.iter_rows(max_col=3)}
    assert (told["partner_code"][:3], told["reporting_month"], told["revision_no"]) == ("P03", "M05", 1)


def test_a_template_for_a_folder_gets_its_name(run: Run, tmp_path: Path) -> None:
    done = run("template", "--partner", "P08", "--month", "M01", "--out", tmp_path)

    assert (tmp_path / "P08_M01_en.xlsx").is_file()
    assert done.out.strip() == str(tmp_path / "P08_M01_en.xlsx")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--partner", "P99", "--month", "M05"), "no partner 'P99'"),
        (("--partner", "P01", "--month", "M77"), "'M77' is not a reporting month. Use M01 to M24"),
        (("--partner", "P01", "--month", "2030-01"), "not a reporting month"),
        (("--partner", "P01", "--month", "M05", "--language", "xx"), "no language 'xx'. Languages: en, bg"),
        (("--partner", "P01"), "Missing option"),
    ],
)
def test_a_template_for_nobody_is_wrong_use(run: Run, options: tuple[str, ...], said: str) -> None:
    done = run("template", *options)

    assert (done.code, done.out) == (2, "")
    assert said in done.err


def test_a_check_of_a_good_workbook_stores_nothing(run: Run, workbook: MakeWorkbook) -> None:
    path = workbook()
    done = run("check", path, "--json")

    assert (done.code, done.document) == (0, {"files": [{"file": str(path), "verdict": "accepted", "issues": []}]})
    assert run("status", "--month", "M05", "--json").document["partners"][0]["state"] == "late"


def test_a_check_lists_every_fault_with_all_that_the_contract_names(run: Run, workbook: MakeWorkbook) -> None:
    done = run("check", faulty(workbook), "--json")

    (file,) = done.document["files"]
    assert (done.code, file["verdict"]) == (1, "rejected")
    assert {"K01", "F02"} <= {issue["code"] for issue in file["issues"]}
    for issue in file["issues"]:
        assert list(issue) == ISSUE_KEYS
        assert issue["message"] and issue["repair"] and issue["cell"].startswith("C") and issue["sheet"] == "META"


def test_a_person_reads_place_and_repair_of_each_fault(run: Run, workbook: MakeWorkbook) -> None:
    done = run("check", faulty(workbook), workbook())

    assert done.code == 1
    assert "P02_M04.xlsx: rejected" in done.out and "P01_M05.xlsx: no faults" in done.out
    assert "Errors, to be repaired (2)" in done.out
    assert "META C13" in done.out and "(K01)" in done.out and "Write a whole number" in done.out
    assert "2 workbooks: 1 in order, 1 to be repaired or confirmed." in done.out


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"PK\x03\x04 torn"])
def test_what_is_no_workbook_is_a_fault_and_no_wrong_use(run: Run, tmp_path: Path, content: bytes) -> None:
    (tmp_path / "notes.xlsx").write_bytes(content)
    done = run("check", tmp_path / "notes.xlsx", "--json")

    assert done.code == 1
    assert [issue["code"] for issue in done.document["files"][0]["issues"]] == ["K06"]


def test_a_missing_file_is_told_with_the_other_faults(run: Run, workbook: MakeWorkbook, tmp_path: Path) -> None:
    for command in (["check"], ["submit", "--as", "one@example.org"]):
        done = run(*command, workbook(), tmp_path / "gone.xlsx", "--json")

        assert done.code == 1
        assert [file["verdict"] for file in done.document["files"]] == ["accepted", "rejected"]
        assert done.document["files"][1]["issues"][0]["code"] == "K06"


def test_a_folder_stands_for_its_workbooks(run: Run, workbook: MakeWorkbook) -> None:
    folder = workbook("P01", 1).parent
    workbook("P02", 1)
    (folder / "~$P01_M01.xlsx").write_bytes(b"Excel's own mark of an open workbook")
    (folder / "notes.txt").write_text("not a workbook")

    done = run("check", folder, folder / "P01_M01.xlsx", "--json")
    assert [Path(file["file"]).name for file in done.document["files"]] == ["P01_M01.xlsx", "P02_M01.xlsx"]
    assert done.code == 0


def test_a_folder_without_workbooks_is_wrong_use(run: Run, tmp_path: Path) -> None:
    done = run("check", tmp_path, "--json")

    assert done.code == 2
    assert "no workbook" in done.err


def test_a_good_workbook_is_stored_with_a_receipt(run: Run, workbook: MakeWorkbook, opened: Home) -> None:
    done = run("submit", workbook(), "--as", "one@example.org", "--json")

    (file,) = done.document["files"]
    assert (done.code, file["verdict"], file["state"], file["is_repeat"]) == (0, "accepted", "accepted", False)
    assert file["submission_id"]
    assert run("status", "--month", "M05", "--json").document["partners"][0]["state"] == "accepted"
    (entry,) = read_trail(opened)
    assert (entry["who"], entry["action"], entry["object"]) == ("one@example.org", "submit", file["submission_id"])


def test_the_same_content_again_gives_the_first_receipt(run: Run, workbook: MakeWorkbook, opened: Home) -> None:
    path = workbook()
    first = run("submit", path, "--as", "one@example.org", "--json").document["files"][0]
    again = run("submit", path, "--as", "one@example.org", "--json")

    assert again.code == 0
    assert again.document["files"][0]["submission_id"] == first["submission_id"]
    assert again.document["files"][0]["is_repeat"]
    assert len(read_trail(opened)) == 1
    assert "received before" in run("submit", path, "--as", "one@example.org").out


def test_a_faulty_workbook_is_not_stored(run: Run, workbook: MakeWorkbook, opened: Home) -> None:
    done = run("submit", faulty(workbook), "--as", "one@example.org", "--json")

    (file,) = done.document["files"]
    assert (done.code, file["verdict"], file["submission_id"], file["state"]) == (1, "rejected", None, None)
    assert read_trail(opened) == []


def test_files_are_taken_by_month_and_revision_however_they_are_named(run: Run, workbook: MakeWorkbook) -> None:
    second = workbook(name="a.xlsx", cover={"revision_no": 2, "safety_concerns_month": 1})
    done = run("submit", second, workbook(name="b.xlsx"), "--as", "one@example.org", "--json")

    # In another order the second revision would not follow on the first.
    assert done.code == 0
    assert [(Path(file["file"]).name, file["revision"]) for file in done.document["files"]] == [
        ("a.xlsx", 2),
        ("b.xlsx", 1),
    ]


def test_files_of_one_partner_are_taken_together_or_not_at_all(run: Run, workbook: MakeWorkbook) -> None:
    good, other = workbook("P02", 3), workbook("P01", 3)
    done = run("submit", good, faulty(workbook), other, "--as", "one@example.org", "--json")

    assert done.code == 1
    stored = {Path(file["file"]).name: file["submission_id"] is not None for file in done.document["files"]}
    assert stored == {"P02_M03.xlsx": False, "P02_M04.xlsx": False, "P01_M03.xlsx": True}
    again = run("submit", good, faulty(workbook), "--as", "one@example.org")
    assert "P02_M03.xlsx: no faults, but not stored" in again.out


def test_an_account_of_a_partner_sends_its_own_workbooks_only(run: Run, workbook: MakeWorkbook, opened: Home) -> None:
    grant_access(opened, "one@example.org", "partner", "P02")

    refused = run("submit", workbook("P01"), "--as", "One@Example.org", "--json")
    assert refused.code == 1
    assert [issue["code"] for issue in refused.document["files"][0]["issues"]] == ["F02"]
    assert run("submit", workbook("P02"), "--as", "One@Example.org").code == 0


@pytest.mark.parametrize("role", ["reader", "evaluator", "coordinator", "safeguarding"])
def test_another_account_sends_no_workbooks(run: Run, workbook: MakeWorkbook, opened: Home, role: str) -> None:
    grant_access(opened, "one@example.org", role)
    done = run("submit", workbook(), "--as", "one@example.org", "--json")

    (file,) = done.document["files"]
    (issue,) = file["issues"]
    assert (done.code, file["verdict"], file["submission_id"]) == (1, "rejected", None)
    assert (issue["code"], issue["cell"]) == ("F02", "C2")
    assert "doesn't send workbooks" in issue["message"]


def test_nobody_submits_without_a_name(run: Run, workbook: MakeWorkbook) -> None:
    done = run("submit", workbook())

    assert done.code == 2
    assert "--as" in done.err


def test_what_a_workbook_holds_does_not_steer_the_terminal(run: Run, workbook: MakeWorkbook) -> None:
    done = run("check", workbook(name="evil\x1b[2J.xlsx", cover={"country": "ES"}))

    assert done.code == 1
    assert "\x1b" not in done.out + done.err


def test_a_production_home_with_a_key_warns_of_nothing(
    run: Run, workbook: MakeWorkbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("WEGO_HOME_KIND", "production")
    monkeypatch.setenv("WEGO_STORE_KEY", "a key of this test, 0123456789")
    monkeypatch.delenv("WEGO_TODAY")
    done = run("submit", workbook(), "--as", "one@example.org", "--json")

    assert done.err == ""
    assert done.document["files"][0]["verdict"] == "accepted"


def test_every_partner_of_the_registry_gets_a_template(run: Run, tmp_path: Path) -> None:
    for partner in load_definitions().partners[:2]:
        assert run("template", "--partner", partner.code, "--month", "M02", "--out", tmp_path).code == 0
