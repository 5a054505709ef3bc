"""The product's own copy of a notebook finds the newest release beside it, as an evaluator's does."""

from pathlib import Path

from etl.cli.serve import write_newest
from etl.home import open_home
from indicators.load import Definitions
from released import open_release
from tests.reader.synthetic_release import write_synthetic_release

OLDER, NEWEST = "M12-20170116-bbbb01", "M18-20170716-bbbb02"


def test_the_newest_release_lies_beside_the_notebook(definitions: Definitions, tmp_path: Path) -> None:
    home = open_home(tmp_path / "home", "test")
    for name, month in ((OLDER, 12), (NEWEST, 18)):
        write_synthetic_release(home.releases / f"{name}.duckdb", definitions, month)
        folder = write_newest(home, definitions)
        assert folder.parent == home.path / "notebooks"
        assert open_release(folder).release_id == name
