"""Invented releases of two months and of a mini project, and forms opened again as their readers would."""

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import docx
import pytest
from docx.table import Table
from openpyxl import load_workbook

from etl.home import Home, open_home
from etl.release_file import ReleaseFile
from indicators.load import Definitions, load_definitions, read_definitions
from tests.reader.synthetic_release import write_synthetic_release

M12, M18 = "M12-20170116-dddd01", "M18-20170716-dddd02"
MINI = Path(__file__).parents[1] / "mini" / "definitions"
OPEN = "[To fill in"
Rows = list[dict[str, str]]


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """The project's own."""
    return load_definitions()


@pytest.fixture(scope="session")
def funder_home(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> Home:
    """A demo home with releases of M12 and M18; not to be changed."""
    home = open_home(tmp_path_factory.mktemp("funder") / "home", "demo").remember_day(date(2017, 8, 16))
    for name, month in ((M12, 12), (M18, 18)):
        write_synthetic_release(home.releases / f"{name}.duckdb", definitions, month)
    return home


@pytest.fixture(scope="session")
def release(funder_home: Home) -> ReleaseFile:
    """The release that the progress report is due for."""
    return ReleaseFile(funder_home.releases / f"{M12}.duckdb")


@pytest.fixture(scope="session")
def later(funder_home: Home) -> ReleaseFile:
    """A release of another month."""
    return ReleaseFile(funder_home.releases / f"{M18}.duckdb")


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> tuple[ReleaseFile, Definitions]:
    """Another project: no work streams, no deliverables, no reports in its settings."""
    definitions = read_definitions(MINI)
    path = tmp_path_factory.mktemp("mini_form") / "M12-20210311-aaaa01.duckdb"
    return ReleaseFile(write_synthetic_release(path, definitions, 12)), definitions


@dataclass(frozen=True)
class Opened:
    """A Word file as python-docx reads it."""

    document: Any

    @property
    def texts(self) -> list[str]:
        """Paragraphs outside tables."""
        return [one.text for one in self.document.paragraphs]

    def headings(self, level: int) -> list[str]:
        """Headings of a level."""
        return [one.text for one in self.document.paragraphs if one.style.name == f"Heading {level}"]

    def named(self) -> dict[str, str]:
        """The general information: names and what stands for them."""
        rows = self.document.tables[0].rows
        return {row.cells[0].text: row.cells[1].text for row in rows}

    def tables(self, *heads: str) -> Iterator[Rows]:
        """Tables that have these headings, as rows by heading."""
        for table in self.document.tables:
            found = [cell.text for cell in table.rows[0].cells]
            if set(heads) <= set(found):
                yield _rows(table, found)


def _rows(table: Table, heads: list[str]) -> Rows:
    return [dict(zip(heads, [cell.text for cell in row.cells], strict=True)) for row in table.rows[1:]]


@pytest.fixture(scope="session")
def open_word() -> Callable[[bytes], Opened]:
    """Opens a Word file."""
    return lambda data: Opened(docx.Document(io.BytesIO(data)))


@pytest.fixture(scope="session")
def open_book() -> Callable[[bytes], dict[str, list[tuple[Any, ...]]]]:
    """Opens a workbook: rows of each sheet."""

    def read(data: bytes) -> dict[str, list[tuple[Any, ...]]]:
        book = load_workbook(io.BytesIO(data))
        return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}

    return read
