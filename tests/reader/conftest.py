"""Homes with invented releases, made once for all tests of the reader."""

import pytest

from etl.home import Home, open_home
from etl.release_file import ReleaseFile
from indicators.load import Definitions, load_definitions
from tests.reader.synthetic_release import write_synthetic_release

# Oldest first; the last is a draft that would replace the newest release.
OLDER, MISTAKEN = "M12-20170116-aaaa01", "M18-20170716-aaaa02"
NEWEST, DRAFT = "M18-20170716-aaaa03", "M19-20170816-aaaa04"


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    """The project's own definitions."""
    return load_definitions()


@pytest.fixture(scope="session")
def released_home(tmp_path_factory: pytest.TempPathFactory, definitions: Definitions) -> Home:
    """A home with four releases, of which one is replaced and one is a draft. Not to be changed."""
    home = open_home(tmp_path_factory.mktemp("released") / "home", "test")
    for name, month, about in (
        (OLDER, 12, {}),
        (MISTAKEN, 18, {}),
        (NEWEST, 18, {"supersedes": MISTAKEN, "reason": "a workbook was missing"}),
        (DRAFT, 19, {"supersedes": NEWEST, "reason": "a try", "is_draft": True}),
    ):
        write_synthetic_release(home.releases / f"{name}.duckdb", definitions, month, **about)
    return home


@pytest.fixture(scope="session")
def release(released_home: Home) -> ReleaseFile:
    """The newest release. Not to be changed."""
    return ReleaseFile(released_home.releases / f"{NEWEST}.duckdb")
