"""The home's own copies of the notebooks read the release that was asked for, each release from a folder of its own."""

import json
from pathlib import Path

import pytest

from etl.cli.notebook import copy_notebooks, list_notebooks, prepare_release
from etl.home import open_home
from etl.release_file import find_release
from indicators.load import Definitions
from released import open_release
from tests.reader.synthetic_release import write_synthetic_release

OLDER, NEWEST = "M12-20170116-bbbb01", "M18-20170716-bbbb02"


def test_releases_and_languages_lie_side_by_side_and_the_settings_name_the_one_asked_for(
    definitions: Definitions, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = open_home(tmp_path / "home", "test")
    for name, month in ((OLDER, 12), (NEWEST, 18)):
        write_synthetic_release(home.releases / f"{name}.duckdb", definitions, month)
    folders = set()
    for name, language in ((OLDER, "en"), (NEWEST, "en"), (NEWEST, "bg")):
        settings = prepare_release(home, find_release(home, name), definitions, language)
        for setting, value in settings.items():
            monkeypatch.setenv(setting, value)
        release = open_release()
        assert (release.release_id, release.language) == (name, language)
        assert release.texts("on track") == ("on track" if language == "en" else "по план")
        folders.add(settings["RELEASED_PATH"])
    assert len(folders) == 3


def test_all_notebooks_are_copied_together(tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", "test")
    folder = copy_notebooks(home)

    assert len(list_notebooks()) == 7 and {path.stem for path in folder.iterdir()} == set(list_notebooks())
    assert all(json.loads(path.read_bytes())["cells"] for path in folder.iterdir())
