"""Bare Pythons: of other versions those that the machine has, and always the running one, in fresh environments."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

OTHERS = ("3.10", "3.12", "3.13")
_SECONDS = 300


def find_pythons() -> dict[str, str]:
    """Version -> program: the running Python, and of the others those that are there and can make an environment."""
    running = f"{sys.version_info[0]}.{sys.version_info[1]}"
    found = {running: sys.executable}
    for version in OTHERS:
        for program in _candidates(version):
            if version not in found and _works(program, version):
                found[version] = program
    return found


def _candidates(version: str) -> Iterator[str]:
    named = shutil.which(f"python{version}")
    if named:
        yield named
    # Where pyenv keeps its versions: its commands answer only in folders that ask for them.
    root = Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")
    yield from (str(path) for path in sorted(root.glob(f"versions/{version}.*/bin/python")))


def _works(program: str, version: str) -> bool:
    asked = "import sys, venv, ensurepip; print('%d.%d' % sys.version_info[:2])"
    try:
        done = subprocess.run([program, "-c", asked], capture_output=True, text=True, timeout=60, check=False)
    except OSError:
        return False
    return done.stdout.strip() == version


def make_environment(program: str, folder: Path, *options: str) -> Path:
    """A fresh environment without anything of the running one; returns its Python."""
    run(program, "-m", "venv", *options, str(folder), cwd=folder.parent)
    scripts = folder / ("Scripts" if os.name == "nt" else "bin")
    return scripts / ("python.exe" if os.name == "nt" else "python")


def run(program: str | Path, *arguments: str, cwd: Path, **settings: str) -> str:
    """Run a Python and return what it printed; its faults are the test's."""
    clean = {
        name: value for name, value in os.environ.items() if not name.startswith(("PYTHON", "RELEASED", "JUPYTER"))
    }
    # pip asks no index, and nothing is read from the person's own folder.
    own = {"PIP_NO_INDEX": "1", "PIP_CONFIG_FILE": os.devnull, "PYTHONNOUSERSITE": "1", "PYTHONUTF8": "1"}
    done = subprocess.run(
        [str(program), *arguments],
        cwd=cwd,
        env=clean | own | settings,
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=_SECONDS,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-2000:] + done.stderr[-4000:]
    return done.stdout
