"""Files for others by real processes: whatever is asked or happens, a clear sentence, the exit code, no half file."""

import ctypes
import os
import resource
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from etl.home import open_home
from indicators.load import load_definitions
from tests.reader.synthetic_release import write_synthetic_release

RELEASE = "M06-20160801-aaaaaa"
_FILES = {"export": "out/new", "report": "out/pack", "funder": "out/form.docx"}
_ALWAYS = {"export": ("--format", "kit"), "report": (), "funder": ("--form", "progress")}


@pytest.fixture(scope="module")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A home with one invented release; not to be changed."""
    home = open_home(tmp_path_factory.mktemp("exporting") / "home", "test")
    write_synthetic_release(home.releases / f"{RELEASE}.duckdb", load_definitions(), 6)
    return home.path


def wego(home: Path, *arguments: object, before: Callable[[], None] | None = None) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, in the folder beside the home; `before` limits that process."""
    settings = {"WEGO_HOME": str(home), "WEGO_HOME_KIND": "test", "WEGO_TODAY": "2016-08-01"}
    command = [sys.executable, "-m", "etl.cli", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, env=os.environ | settings, preexec_fn=before)


def expect_told(done: subprocess.CompletedProcess[str], code: int, said: str, out: Path) -> None:
    """One sentence, the code, and nothing written."""
    assert (done.returncode, done.stdout) == (code, ""), done.stderr
    assert said in done.stderr and "Traceback" not in done.stderr
    assert not out.exists()


@pytest.mark.slow
@pytest.mark.parametrize("command", list(_FILES))
@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--release", "M99-x"), f"Known releases: {RELEASE}"),
        (("--language", "sv"), "There is no language"),
        (("--format", "nonsense"), "There is no format 'nonsense'"),
        (("--indicator", "XX-99"), "The release has no indicator 'XX-99'"),
    ],
)
def test_what_there_isnt_is_wrong_use(
    released: Path, tmp_path: Path, command: str, options: tuple[str, str], said: str
) -> None:
    if (command, options[0]) in (("report", "--indicator"), ("funder", "--indicator"), ("funder", "--language")):
        # The whole release speaks there, in the form's own language.
        said = "No such option"
    always = ("--format", "csv") if options[0] == "--indicator" and command == "export" else _ALWAYS[command]
    done = wego(released, command, *always, *options, "--out", tmp_path / _FILES[command])
    expect_told(done, 2, said, tmp_path / "out")


@pytest.mark.slow
@pytest.mark.parametrize("command", list(_FILES))
def test_a_damaged_release_is_told(released: Path, tmp_path: Path, command: str) -> None:
    home = shutil.copytree(released, tmp_path / "home")
    path = home / "releases" / f"{RELEASE}.duckdb"
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])

    done = wego(home, command, *_ALWAYS[command], "--out", tmp_path / _FILES[command])
    expect_told(done, 2, "is not a readable release file", tmp_path / "out")


def limit_size() -> None:
    """No file larger than a few thousand bytes: what a full disk looks like to a process."""
    resource.setrlimit(resource.RLIMIT_FSIZE, (6_000, 6_000))


@pytest.mark.slow
@pytest.mark.parametrize("command", list(_FILES))
def test_a_full_disk_is_told_and_leaves_nothing(released: Path, tmp_path: Path, command: str) -> None:
    done = wego(released, command, *_ALWAYS[command], "--out", tmp_path / _FILES[command], before=limit_size)
    assert done.returncode in (1, 2), done.stderr
    assert "room" in done.stderr and "Traceback" not in done.stderr and done.stdout == ""
    assert not (tmp_path / "out").exists()


def give_up_rights() -> None:
    """Whoever runs the tests as root may write everywhere, unless that one right of root is dropped."""
    drop, overriding = 24, 1  # PR_CAPBSET_DROP, CAP_DAC_OVERRIDE
    if os.geteuid() == 0 and ctypes.CDLL(None).prctl(drop, overriding, 0, 0, 0):
        raise OSError("the right can't be dropped")


@pytest.mark.slow
@pytest.mark.parametrize("command", list(_FILES))
def test_without_the_right_to_write_nothing_is_left(released: Path, tmp_path: Path, command: str) -> None:
    closed = tmp_path / "closed"
    closed.mkdir(mode=0o555)
    done = wego(released, command, *_ALWAYS[command], "--out", closed / _FILES[command], before=give_up_rights)
    expect_told(done, 2, "no right to write", closed / "out")


@pytest.mark.slow
def test_the_kit_is_an_export_like_the_others(released: Path, tmp_path: Path) -> None:
    done = wego(released, "export", "--format", "kit", "--language", "bg", "--out", tmp_path / "kit")
    (path,) = (tmp_path / "kit").iterdir()

    assert (done.returncode, done.stdout.strip()) == (0, str(path))
    assert path.name.startswith("kit_") and RELEASE in path.name and path.name.endswith("_bg.zip")
    done = wego(released, "export", "--format", "kit", "--indicator", "OP-07", "--out", tmp_path / "part")
    expect_told(done, 2, "The kit is always whole", tmp_path / "part")


@pytest.mark.slow
def test_a_notebook_that_there_isnt_and_a_language_that_there_isnt_open_nothing(released: Path, tmp_path: Path) -> None:
    home = shutil.copytree(released, tmp_path / "home")

    assert "There are committee_report, contribution" in wego(home, "notebook", "nonsense").stderr
    assert "There is no language 'sv'" in wego(home, "notebook", "--language", "sv").stderr
    assert wego(home, "notebook", "--release", "M99-x").returncode == 2
    assert not (home / "notebooks").exists()
