"""Two honest releases of the mini project; tests spoil copies of them, or the protector that makes them."""

import shutil
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest

from etl.home import Home, open_home
from etl.publish import publish_release
from etl.store import Store
from tests.publish.conftest import lived_home, store  # noqa: F401 - fixtures
from tests.whole_way.mini import definitions

Spoil = Callable[[str], list[Path]]


@pytest.fixture(scope="session")
def honest(lived_home: Home, tmp_path_factory: pytest.TempPathFactory) -> list[Path]:  # noqa: F811
    """The releases of M06 and M12: don't write to them."""
    folder = Path(shutil.copytree(lived_home.path, tmp_path_factory.mktemp("honest") / "home"))
    loaded = definitions()
    home = open_home(folder).at(loaded.periods.due_day(12))
    publish_release(Store(home, loaded), 12)
    return sorted(home.releases.glob("*.duckdb"))


@pytest.fixture
def releases(honest: list[Path], tmp_path: Path) -> list[Path]:
    """Copies of the two releases, the older one first."""
    return [Path(shutil.copy2(path, tmp_path / path.name)) for path in honest]


@pytest.fixture
def spoil(releases: list[Path]) -> Spoil:
    """Copies of the releases, the newest changed by statements that each must change something."""

    def spoiled(statements: str) -> list[Path]:
        with duckdb.connect(str(releases[-1])) as connection:
            for statement in filter(None, map(str.strip, statements.split(";;"))):
                changed = connection.execute(statement).fetchone()
                assert changed is None or changed[0] != 0, f"the mutant changed nothing: {statement}"
        return releases

    return spoiled
