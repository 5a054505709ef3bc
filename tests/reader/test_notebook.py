"""The notebook runs from top to bottom on a release, and what it recomputes equals what was released."""

import os
from pathlib import Path

import nbformat
import pytest
from nbclient import NotebookClient

from etl.cli.serve import NOTEBOOK
from etl.home import Home
from tests.reader.conftest import NEWEST

_SECONDS = 300


def execute(home: Home, monkeypatch: pytest.MonkeyPatch, release_id: str | None = None) -> str:
    """Run the notebook in a kernel of its own and return all that it shows."""
    monkeypatch.setenv("WEGO_HOME", str(home.path))
    monkeypatch.setenv("WEGO_HOME_KIND", home.kind)
    if release_id:
        monkeypatch.setenv("WEGO_RELEASE", release_id)
    book = nbformat.read(NOTEBOOK, as_version=4)
    NotebookClient(book, timeout=_SECONDS, kernel_name="python3").execute()
    outputs = [output for cell in book.cells if cell.cell_type == "code" for output in cell.outputs]
    assert [output for output in outputs if output.get("name") == "stderr"] == []
    shown = [str(output.get("text", "")) + str(output.get("data", "")) for output in outputs]
    return "\n".join(shown)


@pytest.mark.slow
def test_the_notebook_reads_the_latest_release(released_home: Home, monkeypatch: pytest.MonkeyPatch) -> None:
    shown = execute(released_home, monkeypatch)

    assert NEWEST in shown
    assert "Synthetic data" in shown
    assert shown.count("application/vnd.plotly.v1+json") == 2
    assert "recomputed, all equal" in shown


@pytest.mark.slow
def test_three_figures_of_a_published_release_are_recomputed_from_its_facts(
    published_home: Home, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "recomputed, all equal" in execute(published_home, monkeypatch)


def test_the_notebook_names_no_indicator() -> None:
    from indicators.load import load_definitions

    text = Path(NOTEBOOK).read_text(encoding="utf-8")
    assert [one.code for one in load_definitions().indicators if one.code in text] == []
    assert os.environ.get("HOME", "/root") not in text
