"""Releases to run notebooks on: the demo's newest, one in which blocks were closed, and another project's."""

import shutil
from pathlib import Path

import duckdb
import pytest

from etl.home import Home, open_home
from etl.release_file import ReleaseFile, find_release
from indicators.load import Definitions, load_definitions
from tests.notebooks.execution import write_package
from tests.whole_way import mini

# Gains of eight sessions: (sum over persons, persons).
GAINS = ((87.5, 7), (112.5, 9), (66, 6), (130.5, 9), (45, 5), (100, 8), (75, 6), (60, 5))
SHARE, ENTRY, LAST = 55, 40, 45


@pytest.fixture(scope="session")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="session")
def release(published_home: Home) -> ReleaseFile:
    return find_release(published_home)


@pytest.fixture(scope="session")
def package(release: ReleaseFile, definitions: Definitions, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_package(tmp_path_factory.mktemp("newest") / "package", release, definitions)


@pytest.fixture(scope="session")
def closed_release(release: ReleaseFile, tmp_path_factory: pytest.TempPathFactory) -> ReleaseFile:
    """The same release, had trainings and pathways got so far that blocks were closed."""
    path = tmp_path_factory.mktemp("closed") / release.path.name
    shutil.copyfile(release.path, path)
    with duckdb.connect(str(path)) as opened:
        closing = opened.execute("SELECT max(month) FROM figure WHERE class = 'A' AND state = 'withheld'").fetchone()
        assert closing
        at = f"class = 'A' AND month = '{closing[0]}' AND indicator_code IN (SELECT indicator_code FROM indicator WHERE"
        shares = f"UPDATE figure SET state = 'value', value = {SHARE} WHERE {at} type = 'percent' AND decimals = 0)"
        opened.execute(shares)
        for category, value in (("all", LAST - ENTRY), ("entry", ENTRY), ("last", LAST)):
            opened.execute(
                f"UPDATE figure SET state = 'value', value = {value} "
                f"WHERE {at} type = 'percent_change') AND category = '{category}'"
            )
        _close_gains(opened)
    return ReleaseFile(path)


def _close_gains(opened: duckdb.DuckDBPyConnection) -> None:
    found = opened.execute("SELECT indicator_code FROM indicator WHERE type = 'mean_change' AND class = 'B'").fetchone()
    assert found
    for number, (total, persons) in enumerate(GAINS, start=1):
        opened.execute(
            "INSERT INTO pool SELECT ?, ?, month, partner_code, country, training_type, session, "
            "NULL, NULL, NULL, ?, ? FROM pool WHERE session IS NOT NULL LIMIT 1",
            [found[0], f"{found[0]}-{number:03d}", total, persons],
        )
    mean = sum(total for total, _ in GAINS) / sum(persons for _, persons in GAINS)
    opened.execute(
        "UPDATE figure SET state = 'value', value = ? WHERE indicator_code = ? AND breakdown = 'total' "
        "AND month = (SELECT month FROM release)",
        [mean, found[0]],
    )


@pytest.fixture(scope="session")
def closed_package(
    closed_release: ReleaseFile, definitions: Definitions, tmp_path_factory: pytest.TempPathFactory
) -> Path:
    return write_package(tmp_path_factory.mktemp("with_blocks") / "package", closed_release, definitions)


@pytest.fixture(scope="session")
def mini_packages(tmp_path_factory: pytest.TempPathFactory) -> dict[int, Path]:
    """Two releases of the mini project, by month."""
    folder = tmp_path_factory.mktemp("mini_notebooks")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("WEGO_DEFINITIONS", str(mini.FOLDER))
        home, found = open_home(folder / "home", "test"), {}
        for store, month in mini.live(home):
            if month in (6, 12):
                release = ReleaseFile(mini.publish(store, month).path)
                found[month] = write_package(folder / f"M{month:02d}", release, mini.definitions())
    return found
