"""Homes with and without a key; a planted word that stands nowhere else."""

from pathlib import Path

import pytest

from etl.store_key import KEY, KEY_FILE
from tests.cli.conftest import home, run, workbook
from tests.dashboard.conftest import open_page, releases

__all__ = ["home", "open_page", "releases", "run", "workbook"]

# A quote and a percent sign: what breaks a statement or a format.
TEXT = "the key's 100% of these tests, 0123456789"
OTHER = "another key of these tests, 9876543210"
WORD = "kanariword"


@pytest.fixture
def with_key(monkeypatch: pytest.MonkeyPatch) -> str:
    """A key in the environment."""
    monkeypatch.setenv(KEY, TEXT)
    return TEXT


def set_key(monkeypatch: pytest.MonkeyPatch, text: str | None) -> None:
    """Another key in the environment, or none."""
    monkeypatch.delenv(KEY_FILE, raising=False)
    if text is None:
        monkeypatch.delenv(KEY, raising=False)
    else:
        monkeypatch.setenv(KEY, text)


def key_file(folder: Path, text: str, name: str = "store.key", mode: int = 0o600) -> Path:
    """A file that holds a key, with the newline that an editor leaves."""
    path = folder / name
    path.write_text(f"{text}\n")
    path.chmod(mode)
    return path


def places_of(word: str, *folders: Path) -> list[str]:
    """Files below these folders in whose bytes the word stands."""
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [str(path) for path in found if word.encode() in path.read_bytes()]
