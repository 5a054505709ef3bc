"""Every file that a release gives is the same, byte for byte, in worlds that differ in what isn't shown alone.

Ids are made by chance, so they are made alike here: then nothing at all may differ, be it a size, an order, a place of
a mark, a statistic in a footer, a property or the content of an unused page of the database.
"""

import itertools
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from etl.download import DOWNLOADS, Wanted, make_download
from etl.export import Selection
from etl.home import Home
from etl.release_file import ReleaseFile
from tests.twins.conftest import lived_until
from tests.twins.worlds import Circle, publish_world
from tests.whole_way.mini import definitions

pytestmark = pytest.mark.slow
# P03's circle at M12, corrected on the same day: as many women enrolled in each world as before; who has left,
# completed or goes on is in no figure yet.
BASE = Circle("S2", 9, 5, 2)
WORLDS = {
    "the first": BASE,
    "one left, instead of completing": replace(BASE, completed=4, left=3),
    "one more completed": replace(BASE, active=8, completed=6),
    "one more left": replace(BASE, active=8, left=3),
    "all have ended": Circle("S6", 0, 14, 2),
}
SELECTED = Selection(indicators=("OP-01", "OP-02"), breakdowns=("total",), from_month="M07")
IN_PARTS = ("csv", "parquet", "datapackage", "xlsx", "iati")


@pytest.fixture(scope="module")
def lived_to_closing(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Home]:
    """Lived to M12, at which the women enrolled since M06 are told and all else is withheld."""
    with lived_until(tmp_path_factory.mktemp("twins") / "closing", 12) as home:
        yield home


@pytest.fixture(scope="module")
def releases(lived_to_closing: Home, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """The release of each world, with the same ids in all."""
    return {
        name: _publish(lived_to_closing, tmp_path_factory.mktemp("world") / "home", WORLDS[name]) for name in WORLDS
    }


def _publish(before: Home, folder: Path, world: Circle) -> Path:
    numbers = itertools.count(1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("uuid_utils.uuid7", lambda **_at: f"00000000-0000-7000-8000-{next(numbers):012x}")
        patch.setattr("secrets.token_hex", lambda length: "a" * 2 * length)
        return publish_world(before, folder, "P03", 12, world)


def test_the_worlds_close_something_and_withhold_what_differs(releases: dict[str, Path]) -> None:
    rows = ReleaseFile(releases["the first"]).figures(breakdown="total", month="M12")
    states = dict(zip(rows["indicator_code"], rows["state"], strict=True))
    assert (states["OP-01"], states["OP-02"]) == ("value", "withheld")


def test_the_release_file_is_the_same_to_the_byte(releases: dict[str, Path]) -> None:
    first, *others = (path.read_bytes() for path in releases.values())
    assert {other == first for other in others} == {True}


@pytest.mark.parametrize("kind", DOWNLOADS)
def test_every_file_to_take_along_is_the_same_to_the_byte(releases: dict[str, Path], kind: str) -> None:
    assert len(_made(releases, Wanted(kind))) == 1


@pytest.mark.parametrize("kind", IN_PARTS)
def test_a_part_of_the_figures_is_the_same_to_the_byte(releases: dict[str, Path], kind: str) -> None:
    assert len(_made(releases, Wanted(kind, "en", SELECTED))) == 1


def _made(releases: dict[str, Path], wanted: Wanted) -> set[tuple[str, bytes]]:
    """Names and contents of the file in all worlds; one when they are alike."""
    made = (make_download(ReleaseFile(path), definitions(), wanted) for path in releases.values())
    return {(one.name, one.data) for one in made}
