"""A home of its own for each test, the command run in this process, and small valid workbooks."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from etl.cli.app import app
from tests.intake.workbooks import Book


@dataclass(frozen=True)
class Outcome:
    """What a run of the command gave."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document of standard output."""
        return json.loads(self.out)


Run = Callable[..., Outcome]
MakeWorkbook = Callable[..., Path]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty test home on 1 August 2016: M01 to M07 are over."""
    folder = tmp_path / "home"
    monkeypatch.setenv("WEGO_HOME", str(folder))
    monkeypatch.setenv("WEGO_HOME_KIND", "test")
    monkeypatch.setenv("WEGO_TODAY", "2016-08-01")
    monkeypatch.delenv("WEGO_DEFINITIONS", raising=False)
    return folder


@pytest.fixture
def run(home: Path) -> Run:
    """Run `wego` with arguments; anything but an exit code is a fault of ours."""

    def run_command(*arguments: object) -> Outcome:
        result = CliRunner().invoke(app, [str(argument) for argument in arguments])
        if result.exception and not isinstance(result.exception, SystemExit):
            raise result.exception
        assert "Traceback" not in result.stderr
        return Outcome(result.exit_code, result.stdout, result.stderr)

    return run_command


@pytest.fixture
def workbook(tmp_path: Path) -> MakeWorkbook:
    """Write a valid workbook in which nothing happened; arguments as of `Book`."""

    def make(partner: str = "P01", month: int = 5, name: str | None = None, **about: Any) -> Path:
        path = tmp_path / "inbox" / (name or f"{partner}_M{month:02d}.xlsx")
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(Book(partner=partner, month=month, **about).content())
        return path

    return make
