"""The committee's report and the brief are the same in two worlds that differ in one woman, sign by sign."""

import random
from pathlib import Path

import pytest

from etl.attacker.channels.content import content_of
from etl.home import Home
from etl.release_file import ReleaseFile
from etl.report import build_report
from tests.twins.outputs import without_ids
from tests.twins.worlds import base_world, publish_world, twins
from tests.whole_way.mini import definitions


def made(path: Path, kind: str) -> tuple[bytes, dict[str, object]]:
    """The page but for ids, and what a reader of the PDF finds."""
    page, paper = (build_report(ReleaseFile(path), definitions(), "en", kind, format) for format in ("html", "pdf"))
    return without_ids(page), content_of(paper, "report.pdf")


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["pack", "brief"])
def test_a_report_says_the_same_of_two_worlds_that_differ_in_one_woman(lived: Home, tmp_path: Path, kind: str) -> None:
    rng = random.Random(7)
    base, partner = base_world(rng), rng.choice(["P01", "P02", "P03"])
    worlds = [base, *rng.sample(list(twins(base)), 2)]
    paths = [publish_world(lived, tmp_path / str(n), partner, 8, world) for n, world in enumerate(worlds)]
    first, *others = (made(path, kind) for path in paths)
    assert b"<h1>" in first[0] and all(other == first for other in others)
