"""The second calculation stands alone: nothing of ours, and of others only the reader of YAML."""

import ast
import sys
from pathlib import Path

import etl.second

FOLDER = Path(etl.second.__file__).parent


def imported(path: Path) -> set[str]:
    """Full names of what a module imports."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path.name}: relative imports hide where a name comes from"
            names.add(node.module or "")
    return names


def is_allowed(name: str) -> bool:
    """Is it the standard library's, the reader of YAML, or the second calculation's own?"""
    top = name.split(".")[0]
    return top in sys.stdlib_module_names or top == "yaml" or name == "etl.second" or name.startswith("etl.second.")


def test_the_second_calculation_imports_the_standard_library_and_yaml_alone():
    foreign = {path.name: [name for name in imported(path) if not is_allowed(name)] for path in FOLDER.glob("*.py")}
    assert len(foreign) > 10
    assert not {name: found for name, found in foreign.items() if found}


def test_the_first_calculation_knows_nothing_of_the_second():
    rooms = [FOLDER.parent.parent / "indicators", FOLDER.parent]
    knowing = {
        path.name
        for room in rooms
        for path in room.rglob("*.py")
        if FOLDER not in path.parents and any(name.startswith("etl.second") for name in imported(path))
    }
    assert knowing == {"verification.py"}
