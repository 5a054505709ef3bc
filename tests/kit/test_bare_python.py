"""The kit runs on a bare Python: nothing installed but Python itself, no connection, no service of ours."""

from pathlib import Path

import pytest

from etl.release_file import ReleaseFile
from tests.kit import bare_run
from tests.kit.pythons import find_pythons, make_environment, run

pytestmark = pytest.mark.slow
PYTHONS = find_pythons()
RUNNER = str(Path(bare_run.__file__).resolve())
_READ = """
import sys
from released import figures, open_release
release = open_release(sys.argv[1], "el")
print(release.release_id, len(figures(release, breakdown=None)), release.texts("hidden to protect people"))
"""


@pytest.mark.parametrize("version", PYTHONS)
def test_the_tutorial_runs_beside_the_reading_part(version: str, kit_folder: Path, tmp_path: Path) -> None:
    python = make_environment(PYTHONS[version], tmp_path / "bare", "--without-pip")
    text = kit_folder / "tutorial.md"

    shown = run(python, RUNNER, str(text), cwd=kit_folder / "notebooks")

    assert f"ran {text.read_text(encoding='utf-8').count('```python')} of tutorial.md" in shown


@pytest.mark.parametrize("version", PYTHONS)
def test_every_notebook_runs_beside_the_reading_part(version: str, kit_folder: Path, tmp_path: Path) -> None:
    python = make_environment(PYTHONS[version], tmp_path / "bare", "--without-pip")
    notebooks = sorted(path.name for path in (kit_folder / "notebooks").glob("*.ipynb"))

    shown = run(python, RUNNER, *notebooks, cwd=kit_folder / "notebooks")

    assert [name for name in notebooks if f" of {name}\n" not in shown] == []


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_installs_without_an_index_and_reads_the_kit(
    version: str, release: ReleaseFile, kit_folder: Path, kit_file: Path, tmp_path: Path
) -> None:
    python = make_environment(PYTHONS[version], tmp_path / "fresh")
    [wheel] = (kit_folder / "wheel").glob("*.whl")
    run(python, "-m", "pip", "install", "--no-index", "--disable-pip-version-check", str(wheel), cwd=tmp_path)

    for given in (kit_file, kit_folder, kit_folder / "release"):
        shown = run(python, "-c", _READ, str(given), cwd=tmp_path)
        assert shown.startswith(release.release_id) and "hidden" not in shown


@pytest.mark.parametrize("version", PYTHONS)
def test_the_wheel_runs_from_the_import_path_without_being_installed(
    version: str, release: ReleaseFile, kit_folder: Path, tmp_path: Path
) -> None:
    [wheel] = (kit_folder / "wheel").glob("*.whl")

    shown = run(PYTHONS[version], "-c", _READ, str(kit_folder), cwd=tmp_path, PYTHONPATH=str(wheel))

    assert shown.startswith(release.release_id) and "hidden" not in shown
