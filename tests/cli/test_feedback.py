"""`wego check --feedback DIR`: one marked workbook for each faulty file; nothing that is there is overwritten."""

from pathlib import Path

import openpyxl
import pytest

from etl.layout import ISSUES_SHEET
from tests.cli.conftest import MakeWorkbook, Run

FAULTY = {"safety_concerns_month": "many", "country": "ES"}


def test_each_faulty_workbook_is_written_back_marked(run: Run, workbook: MakeWorkbook, tmp_path: Path) -> None:
    good, faulty, out = workbook(), workbook("P02", 4, cover=FAULTY), tmp_path / "new" / "out"
    done = run("check", good, faulty, "--feedback", out, "--json")

    assert done.code == 1
    written = {Path(file["file"]).name: file["feedback"] for file in done.document["files"]}
    assert written == {"P01_M05.xlsx": None, "P02_M04.xlsx": str(out / "P02_M04_feedback.xlsx")}
    assert [path.name for path in out.iterdir()] == ["P02_M04_feedback.xlsx"]
    book = openpyxl.load_workbook(out / "P02_M04_feedback.xlsx")
    assert book.active.title == ISSUES_SHEET
    assert "K01" in book["META"]["C13"].comment.text


def test_a_person_is_told_where_it_was_written(run: Run, workbook: MakeWorkbook, tmp_path: Path) -> None:
    done = run("check", workbook("P02", 4, cover=FAULTY), "--feedback", tmp_path / "out")

    assert f"Marked workbook: {tmp_path / 'out' / 'P02_M04_feedback.xlsx'}" in done.out


def test_without_the_option_the_document_is_as_it_was(run: Run, workbook: MakeWorkbook) -> None:
    done = run("check", workbook("P02", 4, cover=FAULTY), "--json")

    assert "feedback" not in done.document["files"][0]


def test_neither_the_input_nor_another_feedback_is_overwritten(
    run: Run, workbook: MakeWorkbook, tmp_path: Path
) -> None:
    first = workbook("P02", 4, cover=FAULTY)
    other = tmp_path / "other" / first.name
    other.parent.mkdir()
    other.write_bytes(workbook("P02", 3, cover=FAULTY).read_bytes())
    before = first.read_bytes()
    out = first.parent
    for _ in range(2):
        run("check", first, other, "--feedback", out, "--json")

    assert first.read_bytes() == before
    names = sorted(path.name for path in out.glob("*feedback*"))
    assert names == ["P02_M04_feedback.xlsx"] + [f"P02_M04_feedback_{n}.xlsx" for n in (2, 3, 4)]
    # A later round of the feedback itself keeps the name, with the next number.
    done = run("check", out / "P02_M04_feedback_2.xlsx", "--feedback", out, "--json")
    assert done.document["files"][0]["feedback"] == str(out / "P02_M04_feedback_5.xlsx")


@pytest.mark.parametrize("name", ["..xlsx", "a|b<c>?.xlsx", "-rf.xlsx", "CON:.xlsx", "п" * 120 + ".xlsx"])
def test_an_odd_name_stays_in_the_folder(run: Run, workbook: MakeWorkbook, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    faulty = workbook("P02", 4, name=name, cover=FAULTY)
    done = run("check", faulty, "--feedback", out, "--json")

    (written,) = out.iterdir()
    assert done.document["files"][0]["feedback"] == str(written)
    assert not set(written.name) & set('|<>?:\\"*')


def test_a_link_in_the_folder_is_not_followed(run: Run, workbook: MakeWorkbook, tmp_path: Path) -> None:
    out, precious = tmp_path / "out", tmp_path / "precious.txt"
    out.mkdir()
    precious.write_text("mine")
    (out / "P02_M04_feedback.xlsx").symlink_to(precious)
    run("check", workbook("P02", 4, cover=FAULTY), "--feedback", out, "--json")

    assert precious.read_text() == "mine"
    assert (out / "P02_M04_feedback_2.xlsx").is_file()


def test_what_is_no_workbook_gets_none(run: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.xlsx").write_bytes(b"not a workbook")
    done = run("check", tmp_path / "notes.xlsx", tmp_path / "gone.xlsx", "--feedback", tmp_path / "out", "--json")

    assert [file["feedback"] for file in done.document["files"]] == [None, None]
    assert list((tmp_path / "out").iterdir()) == []


def test_what_may_be_personal_gets_none(run: Run, workbook: MakeWorkbook, tmp_path: Path) -> None:
    faulty = workbook("P02", 4, cover={"safety_concerns_month": "anna.petrova@example.org"})
    done = run("check", faulty, "--feedback", tmp_path / "out", "--json")

    (file,) = done.document["files"]
    assert "F06" in {issue["code"] for issue in file["issues"]}
    assert file["feedback"] is None
    assert list((tmp_path / "out").iterdir()) == []


def test_a_folder_that_cannot_be_made_is_wrong_use(run: Run, workbook: MakeWorkbook, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    done = run("check", workbook(), "--feedback", tmp_path / "file" / "out")

    assert (done.code, done.out) == (2, "")
    assert "can't be written" in done.err


def test_the_folder_of_the_workbooks_can_be_checked_again(run: Run, workbook: MakeWorkbook) -> None:
    folder = workbook("P02", 4, cover=FAULTY).parent
    run("check", folder, "--feedback", folder)
    again = run("check", folder, "--json")

    assert len(again.document["files"]) == 2
    told = [[(issue["code"], issue["cell"]) for issue in file["issues"]] for file in again.document["files"]]
    assert told[0] == told[1]
