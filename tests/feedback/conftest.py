"""A real LibreOffice that opens workbooks and saves them again, without a window; the files behind the breaches."""

import importlib
import pkgutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

import etl.check
from etl.check import Checked
from tests.intake import breaches
from tests.machine_setup import HOW_TO_OFFICE, find_office

for module in pkgutil.iter_modules(breaches.__path__):
    importlib.import_module(f"{breaches.__name__}.{module.name}")


@dataclass(frozen=True)
class Office:
    """One program with a profile of its own, so that test processes don't wait for each other."""

    program: str
    folder: Path

    def convert(self, files: Mapping[str, bytes], ending: str = "xlsx") -> dict[str, bytes]:
        """Open files and save them in another format; a file that can't be opened is missing in what comes back."""
        before, after = self.folder / "before", self.folder / f"after_{ending}"
        for folder in (before, after):
            folder.mkdir(exist_ok=True)
            for old in folder.iterdir():
                old.unlink()
        for name, content in files.items():
            (before / f"{name}.xlsx").write_bytes(content)
        profile = f"-env:UserInstallation={(self.folder / 'profile').as_uri()}"
        command = [self.program, profile, "--headless", "--convert-to", ending, "--outdir", after]
        subprocess.run([*command, *sorted(before.iterdir())], capture_output=True, check=True, timeout=600)
        return {path.stem: path.read_bytes() for path in after.iterdir()}


@pytest.fixture(scope="session")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    """The machine's LibreOffice."""
    program = find_office()
    if program is None:
        pytest.fail(HOW_TO_OFFICE)
    return Office(program, tmp_path_factory.mktemp("office"))


@dataclass
class Seen:
    """The bytes of every file that was checked, by digest; the last one for a file that can't be parsed."""

    by_digest: dict[str, bytes] = field(default_factory=dict)
    last: bytes | None = None

    def of(self, checked: Any) -> bytes | None:
        """The file behind a result; None when what came out is no result of a check."""
        if not isinstance(checked, Checked):
            return None
        return self.by_digest[checked.parsed.sha256] if checked.parsed else self.last


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> Seen:
    """What is checked from now on."""
    found, real = Seen(), etl.check.read_workbook

    def read(source: Any, *rest: Any, **options: Any) -> Any:
        reading = real(source, *rest, **options)
        if isinstance(source, bytes):
            found.last = source
            if reading.parsed:
                found.by_digest[reading.parsed.workbook.sha256] = source
        return reading

    monkeypatch.setattr(etl.check, "read_workbook", read)
    return found
