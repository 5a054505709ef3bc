"""Two hundred pairs of worlds that differ in one woman: a release that closes nothing says the same of both."""

import random
from pathlib import Path

import pytest

from etl.export import build_csv, build_parquet, build_xlsx
from etl.release_file import ReleaseFile
from tests.twins.outputs import spoken
from tests.twins.worlds import MONTHS, PARTNERS, base_world, publish_world, twins

BASES = range(20)


def outputs(path: Path) -> dict[str, object]:
    """All that leaves with a release, but for ids: tables, files of every format, names and sizes."""
    release = ReleaseFile(path)
    files = build_csv(release) | build_parquet(release) | build_xlsx(release)
    return spoken(path, files)


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
