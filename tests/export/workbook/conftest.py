"""What tests of the KPI workbook share: its sheets as rows, and a release with something changed."""

import io
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import duckdb
import openpyxl
import pytest
from python_calamine import CalamineWorkbook

from etl.export import xlsx_bytes
from etl.release_file import ReleaseFile
from indicators.load import Definitions
from tests.reader.synthetic_release import write_synthetic_release

NEWEST = "M18-20170716-synthetic-ee0018"
Rows = list[list[Any]]
Change = Callable[..., ReleaseFile]


@pytest.fixture(scope="package")
def release(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> ReleaseFile:
    """A release of made up data. Not to be changed."""
    path = tmp_path_factory.mktemp("workbook") / f"{NEWEST}.duckdb"
    return ReleaseFile(write_synthetic_release(path, definitions, 18))


@pytest.fixture(scope="package")
def sheets(release: ReleaseFile) -> dict[str, Rows]:
    """Its workbook as a program reads it."""
    return read(xlsx_bytes(release))


@pytest.fixture(scope="package")
def book(release: ReleaseFile) -> openpyxl.Workbook:
    """Its workbook with its looks."""
    return openpyxl.load_workbook(io.BytesIO(xlsx_bytes(release)))


@pytest.fixture
def changed(release: ReleaseFile, tmp_path: Path) -> Change:
    """Makes a copy of the release after statements in SQL."""

    def change(*statements: str) -> ReleaseFile:
        path = Path(shutil.copy(release.path, tmp_path / release.path.name))
        with duckdb.connect(str(path)) as opened:
            for statement in statements:
                opened.execute(statement)
        return ReleaseFile(path)

    return change


def read(data: bytes) -> dict[str, Rows]:
    """Rows of every sheet."""
    opened = CalamineWorkbook.from_filelike(io.BytesIO(data))
    return {name: opened.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in opened.sheet_names}


def texts_of(rows: Rows) -> str:
    """All that stands in a sheet."""
    return "\n".join(str(cell) for row in rows for cell in row if cell != "")


def indicator_rows(rows: Rows, definitions: Definitions) -> dict[str, list[Any]]:
    """The rows of a sheet that begin with an indicator's code."""
    codes = {one.code for one in definitions.indicators}
    return {row[0]: row for row in rows if row[0] in codes}


def plain(cell: Any) -> Any:
    """A cell of a sheet or of a table, so that both can be compared."""
    if isinstance(cell, datetime):
        return cell.date()
    return None if cell == "" else float(cell) if isinstance(cell, int) and not isinstance(cell, bool) else cell
