"""Runs a notebook in a kernel of its own on the data package of a release."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

from etl.attacker.channels import attack_outputs
from etl.attacker.released import read_released
from etl.cli.serve import ROOT
from etl.export import build_package
from etl.export.writing import write_plainly
from etl.kit.catalogues import write_catalogues
from etl.release_file import ReleaseFile
from indicators.load import Definitions

FOLDER = ROOT / "notebooks"
_SECONDS = 300


def write_package(folder: Path, release: ReleaseFile, definitions: Definitions, language: str = "en") -> Path:
    """The release as an evaluator gets it, in one language beside English, with the sentences of the charts."""
    write_plainly(folder, build_package(release, definitions, list(dict.fromkeys((language, "en")))))
    write_catalogues(folder.with_name(f"{folder.name}_catalogues"), definitions, [language])
    return folder


def execute(name: str, package: Path, monkeypatch: pytest.MonkeyPatch, other: Path | None = None) -> Mapping[str, Any]:
    """Run all cells from top to bottom; an error in one of them fails the test."""
    monkeypatch.setenv("RELEASED_PATH", str(package))
    monkeypatch.setenv("RELEASED_CATALOGUES", str(package.with_name(f"{package.name}_catalogues")))
    if other:
        monkeypatch.setenv("RELEASED_OTHER", str(other))
    book = nbformat.read(FOLDER / f"{name}.ipynb", as_version=4)
    NotebookClient(book, timeout=_SECONDS, kernel_name="python3").execute()
    return book


def shown_by(book: Mapping[str, Any]) -> str:
    """All that the cells show; nothing of it is a warning."""
    outputs = [output for cell in book["cells"] if cell["cell_type"] == "code" for output in cell["outputs"]]
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    return "\n".join(str(output.get("text", "")) + str(output.get("data", "")) for output in outputs)


def attack(release: ReleaseFile, name: str, data: bytes) -> list[str]:
    """What the attacker finds in an executed notebook."""
    return [str(one) for one in attack_outputs(read_released(release.path), {f"{name}.ipynb": data})]


def bytes_of(book: Mapping[str, Any]) -> bytes:
    """The executed notebook as a file."""
    return nbformat.writes(nbformat.from_dict(dict(book))).encode()
