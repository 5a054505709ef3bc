"""Exports: the same values in every format, nothing that a spreadsheet runs, and a word on what is made up."""

import csv
import io
import shutil
import zipfile
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from etl.errors import UserError
from etl.export import SYNTHETIC_LABEL, export_name, export_release, neutralise
from etl.release_file import ReleaseFile
from etl.services import Wanted, make_download
from indicators.load import load_definitions

# As evaluators' programs know them (the contract), not as the code has them.
# fmt: off
COLUMNS = [
    "release_id", "indicator_code", "indicator_name", "level", "objective", "unit", "month", "breakdown",
    "category", "state", "value", "numerator", "denominator", "baseline", "target", "expected", "progress_pct",
    "status", "reported_n", "expected_reports_n", "carried_forward_n", "as_of", "definition_version",
    "rule_version", "criterion", "target_state", "class",
]
# fmt: on
FORMULA = '=HYPERLINK("http://example.org","click")'


@pytest.fixture(scope="module")
def exported(release: ReleaseFile, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """All formats of one release, each in a folder of its own."""
    folder = tmp_path_factory.mktemp("exported")
    for name in ("csv", "xlsx", "parquet"):
        export_release(release, name, folder / name)
    return folder


def read_csv(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def book(exported: Path, release: ReleaseFile) -> openpyxl.Workbook:
    """The exported workbook, loaded once, for that takes two seconds."""
    return openpyxl.load_workbook(exported / "xlsx" / export_name(release, "xlsx"))


def read_sheet(book: openpyxl.Workbook, name: str) -> list[dict[str, Any]]:
    rows = book[name].iter_rows(values_only=True)
    header = next(rows)
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_the_figures_have_the_columns_of_the_contract_in_order(exported: Path, book: openpyxl.Workbook) -> None:
    assert list(read_csv(exported / "csv" / "figures.csv")[0]) == COLUMNS
    assert pq.read_table(exported / "parquet" / "figures.parquet").column_names == COLUMNS
    assert [cell.value for cell in next(book["figures"].iter_rows())] == COLUMNS


def test_csv_xlsx_and_parquet_hold_the_same_values(
    exported: Path, release: ReleaseFile, book: openpyxl.Workbook
) -> None:
    expected = pq.read_table(exported / "parquet" / "figures.parquet").to_pylist()
    sheet = read_sheet(book, "figures")
    lines = read_csv(exported / "csv" / "figures.csv")

    assert expected == release.arrow("figure").to_pylist()
    assert len(expected) == len(sheet) == len(lines) > 1000
    for exact, cell_row, line in zip(expected, sheet, lines, strict=True):
        for name, value in exact.items():
            assert cell_row[name] == value
            if value is None:
                assert line[name] == ""
            elif isinstance(value, str):
                assert line[name] == value
            else:
                assert float(line[name]) == value


def test_facts_and_dictionary_lie_beside_the_figures(exported: Path, release: ReleaseFile) -> None:
    facts = {"session", "event", "practice", "deliverable", "pool", "centre_count"}
    beside = {"figures", "dictionary", "label", *facts}

    assert {path.stem for path in (exported / "csv").glob("*.csv")} == beside
    assert {path.stem for path in (exported / "parquet").iterdir()} == beside
    assert len(read_csv(exported / "csv" / "session.csv")) == len(release.table("session")) > 0
    described = {(row["table_name"], row["column_name"]) for row in read_csv(exported / "csv" / "dictionary.csv")}
    assert {("figure", name) for name in COLUMNS} <= described


def test_what_has_no_value_is_empty_and_never_zero(exported: Path) -> None:
    hidden = [row for row in read_csv(exported / "csv" / "figures.csv") if row["state"] != "value"]

    assert hidden
    assert {row["value"] + row["numerator"] + row["denominator"] + row["progress_pct"] for row in hidden} == {""}


def test_text_that_a_spreadsheet_would_run_is_neutralised_and_numbers_are_left(
    release: ReleaseFile, tmp_path: Path
) -> None:
    path = tmp_path / f"{release.release_id}.duckdb"
    shutil.copy(release.path, path)
    with duckdb.connect(str(path)) as connection:
        connection.execute("DELETE FROM figure WHERE month <> 'M08'")
        connection.execute("UPDATE figure SET indicator_name = ?, value = -3.5 WHERE state = 'value'", [FORMULA])
    export_release(ReleaseFile(path), "csv", tmp_path)
    export_release(ReleaseFile(path), "xlsx", tmp_path)

    line = next(row for row in read_csv(tmp_path / "figures.csv") if row["state"] == "value")
    assert (line["indicator_name"], line["value"]) == ("'" + FORMULA, "-3.5")
    sheet = openpyxl.load_workbook(tmp_path / export_name(release, "xlsx"))["figures"]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert any(cell.value == "'" + FORMULA for cell in sheet["C"])
    assert any(cell.value == -3.5 for cell in sheet["K"])


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_every_start_of_a_formula_is_neutralised(start: str) -> None:
    table = pa.table({"text": [f"{start}1", "plain", None, "a=1"], "number": [-1.0, 2.0, None, 3.0]})

    assert neutralise(table).to_pydict() == {
        "text": [f"'{start}1", "plain", None, "a=1"],
        "number": [-1.0, 2.0, None, 3.0],
    }


def test_the_workbook_is_ready_to_be_read(book: openpyxl.Workbook) -> None:
    sheet = book["figures"]

    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == f"A1:AA{sheet.max_row}"
    assert 20 < sheet.column_dimensions["C"].width <= 60
    assert sheet["A1"].font.bold


def test_every_format_says_that_the_data_are_made_up(
    exported: Path, release: ReleaseFile, book: openpyxl.Workbook
) -> None:
    label = SYNTHETIC_LABEL.encode()

    assert label in (exported / "csv" / "README.txt").read_bytes()
    assert pq.read_schema(exported / "parquet" / "session.parquet").metadata[b"data"] == label
    assert SYNTHETIC_LABEL in book.properties.description
    assert any("Synthetic data" in str(row[0].value) for row in book["Cover"].iter_rows())


def test_the_readme_names_project_release_month_and_day(exported: Path, release: ReleaseFile) -> None:
    text = (exported / "csv" / "README.txt").read_text(encoding="utf-8")

    for name in ("project", "release_id", "month", "as_of"):
        assert str(release.about()[name]) in text


def test_the_bundle_is_the_csv_export(release: ReleaseFile, exported: Path) -> None:
    made = make_download(release, load_definitions(), Wanted("csv"))
    with zipfile.ZipFile(io.BytesIO(made.data)) as bundle:
        assert set(bundle.namelist()) == {path.name for path in (exported / "csv").iterdir()}
        assert bundle.read("figures.csv") == (exported / "csv" / "figures.csv").read_bytes()


def test_an_unknown_format_is_refused_with_the_known_ones(release: ReleaseFile, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="csv, xlsx, parquet"):
        export_release(release, "pdf", tmp_path)


def test_a_folder_that_is_a_file_is_refused(release: ReleaseFile, tmp_path: Path) -> None:
    (tmp_path / "out").write_text("a file")

    with pytest.raises(UserError, match="can't be written"):
        export_release(release, "csv", tmp_path / "out")
