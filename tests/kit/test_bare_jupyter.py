"""Every notebook of the kit runs in Jupyter alone: of the product's other packages none can be imported there."""

import re
import sysconfig
import tomllib
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

import indicators
from tests.kit.pythons import make_environment, run

pytestmark = pytest.mark.slow
_JUPYTER = {"ipykernel", "jupyterlab", "nbclient", "nbformat"}
# Not asked for by the product itself, but by what it asks for.
_ALSO = {"numpy", "etl", "indicators", "dashboard"}
_ROOT = Path(indicators.__file__).parents[1]
# What people without the product have: names that can't be found, and no way out of the machine.
_BARE = """
import sys

class Missing:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in {names!r}:
            raise ModuleNotFoundError(f"No module named {{name!r}}", name=name)

def refuse(event, arguments):
    if event == "socket.getaddrinfo" and arguments[0] not in (None, "127.0.0.1", "localhost"):
        raise RuntimeError(f"a connection was tried: {{arguments}}")
    if event == "socket.connect" and isinstance(arguments[1], tuple) and arguments[1][0] != "127.0.0.1":
        raise RuntimeError(f"a connection was tried: {{arguments}}")

sys.meta_path.insert(0, Missing())
sys.addaudithook(refuse)
"""
_EXECUTE = """
import sys
import nbformat
from nbclient import NotebookClient
for name in sys.argv[1:]:
    book = nbformat.read(name, as_version=4)
    NotebookClient(book, timeout=200, kernel_name="python3", resources={"metadata": {"path": "."}}).execute()
    faults = [one["text"] for cell in book.cells for one in cell.get("outputs", []) if one.get("name") == "stderr"]
    print(f"ran {name}", *faults)
"""


def unwanted() -> set[str]:
    """Names by which the product's own packages are imported, Jupyter's left out."""
    asked = tomllib.loads((_ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["dependencies"]
    packages = {_plain(re.split(r"[^A-Za-z0-9_.-]", one)[0]) for one in asked} - _JUPYTER
    found = packages_distributions()
    return {name for name, owners in found.items() if {_plain(owner) for owner in owners} & packages} | _ALSO


def _plain(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


@pytest.fixture(scope="module")
def jupyter(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Python with Jupyter (borrowed from the running one) and nothing else of ours."""
    import sys

    folder = tmp_path_factory.mktemp("jupyter") / "environment"
    python = make_environment(sys.executable, folder, "--without-pip")
    asked = "import sysconfig; print(sysconfig.get_paths()['purelib'])"
    packages = Path(run(python, "-c", asked, cwd=folder).strip())
    (packages / "bare_machine.py").write_text(_BARE.format(names=unwanted()), encoding="utf-8")
    # Read in the order of their names: first what is missing, then Jupyter.
    (packages / "a.pth").write_text("import bare_machine\n", encoding="utf-8")
    (packages / "b.pth").write_text(sysconfig.get_paths()["purelib"] + "\n", encoding="utf-8")
    return python


def test_the_machine_is_bare(jupyter: Path, tmp_path: Path) -> None:
    assert {"pandas", "duckdb", "plotly", "pydantic", "yaml", "babel"} <= unwanted()
    tried = "".join(
        f"\ntry:\n import {name}\n print('{name}')\nexcept ImportError: pass" for name in sorted(unwanted())
    )

    assert (
        run(
            jupyter,
            "-c",
            tried + "\ntry:\n import released\n print('released')\nexcept ImportError: pass",
            cwd=tmp_path,
        )
        == ""
    )


def test_every_notebook_runs_in_jupyter_alone(jupyter: Path, kit_folder: Path, tmp_path: Path) -> None:
    folder = kit_folder / "notebooks"
    names = sorted(path.name for path in folder.glob("*.ipynb"))

    shown = run(jupyter, "-c", _EXECUTE, *names, cwd=folder, HOME=str(tmp_path), IPYTHONDIR=str(tmp_path))

    assert shown.splitlines() == [f"ran {name}" for name in names]
