"""An invented release of the project and one of the mini project, for all tests of exports."""

import pytest

from etl.export import Asked
from etl.home import open_home
from etl.release_file import ReleaseFile
from indicators.load import Definitions, load_definitions
from tests.reader.synthetic_release import write_synthetic_release
from tests.whole_way.mini import definitions as mini_definitions

NAME, MINI_NAME = "M18-20170716-5afe01", "M08-20180916-5afe02"


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """The project's own definitions."""
    return load_definitions()


@pytest.fixture(scope="session")
def release(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> ReleaseFile:
    """A release of the project. Not to be changed."""
    home = open_home(tmp_path_factory.mktemp("exports") / "home", "test")
    path = home.releases / f"{NAME}.duckdb"
    write_synthetic_release(path, definitions, 18)
    return ReleaseFile(path)


@pytest.fixture(scope="session")
def mini(tmp_path_factory: pytest.TempPathFactory) -> tuple[ReleaseFile, Asked]:
    """A release of another project, and what its exports are asked with."""
    path = tmp_path_factory.mktemp("mini") / f"{MINI_NAME}.duckdb"
    write_synthetic_release(path, mini_definitions(), 8)
    return ReleaseFile(path), Asked(given=mini_definitions())
