"""A mini home with a release of M06, lived until M12, which each test gets as a copy of its own."""

import shutil
from pathlib import Path

import pytest

from etl.home import Home, open_home
from etl.store import Store
from tests.whole_way.mini import definitions, live, publish


@pytest.fixture(scope="session")
def lived_home(tmp_path_factory) -> Home:
    """Made once: don't write to it."""
    home = open_home(tmp_path_factory.mktemp("lived"), "test")
    for store, month in live(home):
        if month == 6:
            publish(store, month)
    return home


@pytest.fixture
def store(lived_home, tmp_path) -> Store:
    """A copy of the lived home on the day after M12 was due."""
    return lived_store(Path(shutil.copytree(lived_home.path, tmp_path / "home")))


def lived_store(folder: Path) -> Store:
    """The store of a lived home on the day after M12 was due."""
    loaded = definitions()
    return Store(open_home(folder).at(loaded.periods.due_day(12)), loaded)
