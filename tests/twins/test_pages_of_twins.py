"""What a reader's pages say is the same in two worlds that differ in one woman, in every part of what is sent."""

import random
import re
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from etl.home import Home
from tests.twins.outputs import without_ids
from tests.twins.worlds import base_world, publish_world, twins

ENTRY = Path(__file__).parents[2] / "dashboard" / "app.py"
PAGES = ("overview", "objectives", "practices", "partners", "releases", "downloads", "words")
# What Streamlit numbers anew in each run: elements, and the media files that it serves.
_RUNS = re.compile(rb"\$\$ID-[0-9a-f]{32}|/media/[0-9a-f]+|[0-9a-f]{56}|[0-9a-f]{32}")


def sent(folder: Path, page: str, patch: pytest.MonkeyPatch) -> bytes:
    """Everything that the server sends for a page: markup, charts, tables, captions, options of its pickers."""
    patch.setenv("WEGO_HOME", str(folder))
    app = AppTest.from_file(str(ENTRY), default_timeout=60).run()
    if page != "overview":
        app = app.switch_page(f"views/{page}.py").run()
    assert not app.exception, app.exception
    elements = [repr(element.proto) for block in (app.main, app.sidebar) for element in _leaves(block)]
    assert elements
    return _RUNS.sub(b"<run>", without_ids("\n".join(elements).encode()))


def _leaves(block):
    for child in block.children.values():
        if hasattr(child, "children"):
            yield from _leaves(child)
        else:
            yield child


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1))
def test_every_page_says_the_same_of_two_worlds_that_differ_in_one_woman(lived: Home, tmp_path, monkeypatch, seed):
    rng = random.Random(100 + seed)
    base, partner = base_world(rng), rng.choice(["P01", "P02", "P03"])
    worlds = [base, *rng.sample(list(twins(base)), 2)]
    for number, world in enumerate(worlds):
        publish_world(lived, tmp_path / str(number), partner, 8, world)
    for page in PAGES:
        first, *others = (sent(tmp_path / str(number), page, monkeypatch) for number in range(len(worlds)))
        assert all(other == first for other in others), page
