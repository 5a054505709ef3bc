"""Homes that the tests of twins begin from."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from etl.home import Home, open_home
from etl.publish import publish_release
from tests.whole_way.mini import FOLDER, live


@contextmanager
def lived_until(folder: Path, month: int) -> Iterator[Home]:
    """The mini project's home lived to a month, with a closing at M06; its definitions hold while it is used."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGO_DEFINITIONS", str(FOLDER))
        home = open_home(folder, "test")
        for store, lived in live(home, until=month):
            if lived == 6:
                publish_release(store, lived)
        yield home


@pytest.fixture(scope="module")
def lived(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Lived to M07, with a closing behind it: what comes next closes nothing until M12."""
    with lived_until(tmp_path_factory.mktemp("twins") / "lived", 7) as home:
        yield home
