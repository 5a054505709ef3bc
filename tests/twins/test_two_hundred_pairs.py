"""Two hundred pairs of worlds that differ in one woman: a release that closes nothing says the same of both."""

import random
from pathlib import Path

import pytest

from etl.export import Asked, build_csv, build_iati, build_package, build_parquet, build_xlsx
from etl.release_file import ReleaseFile
from tests.twins.outputs import spoken
from tests.twins.worlds import MONTHS, PARTNERS, base_world, publish_world, twins
from tests.whole_way.mini import definitions

BASES = range(20)
BUILDERS = (build_csv, build_parquet, build_xlsx, build_iati)


def outputs(path: Path) -> dict[str, object]:
    """All that leaves with a release, but for ids: tables, files of every format, names and sizes."""
    release = ReleaseFile(path)
    asked = Asked(given=definitions())
    files = {name: data for build in BUILDERS for name, data in build(release, asked).items()}
    # The package has files of the same names in a folder of its own.
    package = build_package(release, asked.definitions, ["en"])
    return spoken(path, files | {f"package/{name}": data for name, data in package.items()})


@pytest.mark.slow
@pytest.mark.parametrize("seed", BASES)
def test_a_release_that_closes_nothing_says_the_same_of_ten_worlds_with_one_woman_more_or_less(lived, tmp_path, seed):
    rng = random.Random(seed)
    partner, month, base = PARTNERS[seed % 3], MONTHS[seed % 4], base_world(rng)
    first = outputs(publish_world(lived, tmp_path / "base", partner, month, base))
    assert any(row for name, row in first.items() if name.startswith("table figure")), "an empty release proves nothing"
    for number, twin in enumerate(twins(base)):
        other = outputs(publish_world(lived, tmp_path / f"twin-{number}", partner, month, twin))
        assert other.keys() == first.keys(), twin
        assert not [name for name in first if first[name] != other[name]], twin
