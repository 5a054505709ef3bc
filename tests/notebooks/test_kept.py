"""Every notebook as it is kept: without outputs, for any project, and with the reading part and plain Python alone."""

import ast
import json
import re
import sys

import pytest

from etl.cli.notebook import list_notebooks
from indicators.load import Definitions
from tests.notebooks.execution import FOLDER


def cells_of(name: str) -> list[dict]:
    return json.loads((FOLDER / f"{name}.ipynb").read_text(encoding="utf-8"))["cells"]


@pytest.mark.parametrize("name", list_notebooks())
def test_a_notebook_is_kept_without_outputs_and_names_no_indicator(name: str, definitions: Definitions) -> None:
    cells = cells_of(name)
    code = [cell for cell in cells if cell["cell_type"] == "code"]
    assert code and all(not cell["outputs"] and cell["execution_count"] is None for cell in code)
    text = "\n".join("".join(cell["source"]) for cell in cells)
    assert [one.code for one in definitions.indicators if one.code in text] == []
    assert not re.search(r"\bM\d\d\b|WE GO", text)


@pytest.mark.parametrize("name", list_notebooks())
def test_a_notebook_needs_the_reading_part_and_python_alone(name: str) -> None:
    sources = ["".join(cell["source"]) for cell in cells_of(name) if cell["cell_type"] == "code"]
    nodes = [node for source in sources for node in ast.walk(ast.parse(source))]
    imported = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    imported |= {str(node.module) for node in nodes if isinstance(node, ast.ImportFrom)}
    assert {one.split(".")[0] for one in imported} <= {"released", *sys.stdlib_module_names}
