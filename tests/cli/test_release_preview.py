"""`wego publish --preview`: the same words as on the desk, nothing kept, no number that has not left."""

import json
import re

import pytest

from etl.home import open_home
from etl.release_preview import preview_release
from etl.store import Store
from indicators.load import load_definitions
from tests.cli.conftest import MakeWorkbook, Run
from tests.publish.unpublished import copy_unpublished, give_back, live_mini
from tests.whole_way.mini import FOLDER, definitions

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def mini_home(tmp_path_factory):
    """The mini project at its first closing, M06; copy it."""
    return live_mini(tmp_path_factory.mktemp("mini") / "home")


@pytest.fixture
def unpublished(mini_home, home, tmp_path, monkeypatch):
    """A copy in which one workbook of M06 was returned."""
    for name in ("WEGO_HOME_KIND", "WEGO_TODAY"):
        monkeypatch.delenv(name)
    store = copy_unpublished(mini_home, definitions(), tmp_path / "before", mini_home.today())
    give_back(store, "P02", 6)
    monkeypatch.setenv("WEGO_HOME", str(store.home.path))
    monkeypatch.setenv("WEGO_DEFINITIONS", str(FOLDER))
    return store


def unexplained(text, store):
    """Digits that are no month, partner, indicator, date, release, released value or count of what is listed."""
    known_here, preview = store.definitions, preview_release(store, 6)
    names = [one.name for one in known_here.indicators] + [one.code for one in known_here.indicators]
    for known in sorted(names, key=len, reverse=True):
        text = text.replace(known, "")
    text = re.sub(r"\bM\d\d\b|\bP\d\d\b|\(\w+ 20\d\d\)", "", text)
    text = re.sub(r"Tried: .*?\.", "", text)
    left = re.findall(r"\d+", text)
    assert not any(one.released for one in preview.women), "nothing was released, so no value explains a digit"
    return [one for one in left if one != str(len(preview.absent))]


def test_a_preview_prints_both_outcomes_and_no_number_that_has_not_left(run: Run, unpublished) -> None:
    state = unpublished.version()
    done = run("publish", "--month", "M06", "--preview")

    assert done.code == 0, done.err
    assert "publish now or wait?" in done.out
    assert "Publish now\n" in done.out and "Wait\n" in done.out
    assert re.search(r"P02 returned for correction: M06", done.out)
    assert "figure of M06" in done.out and "no new figure" in done.out
    assert "Nothing was learnt." in done.out
    assert unexplained(done.out, unpublished) == []
    assert unpublished.version() == state
    assert not list(unpublished.home.releases.glob("*.duckdb"))


def test_a_preview_for_programs_is_one_document_without_any_value(run: Run, unpublished) -> None:
    document = run("publish", "--month", "M06", "--preview", "--json").document

    assert (document["month"], document["closing"], document["skipped"]) == ("M06", "M06", [])
    assert {one["outcome"] for one in document["women"]} == {"new", "stays_closed"}
    assert all(one["released"] is None for one in document["women"])
    assert {"partner": "P02", "months": {"M06": "returned"}, "is_reporting_women": True} in document["absent"]
    assert document["attack"]["findings"] == [] and document["refusals"] == []
    counts = [value for value in _leaves(document) if isinstance(value, int | float) and not isinstance(value, bool)]
    assert counts == []


def _leaves(value):
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list):
        return [leaf for one in value for leaf in _leaves(one)]
    return [value]


def test_a_release_without_all_partners_asks_nothing_and_says_so_beside_its_id(run: Run, unpublished) -> None:
    done = run("publish", "--month", "M06", "--json")

    assert done.code == 0
    assert json.loads(done.out)["release_id"].startswith("M06-")
    assert "Absent partners: P02" in done.err and "--preview" in done.err


def test_a_preview_of_a_running_month_says_that_it_would_not_leave(run: Run, unpublished) -> None:
    open_home(unpublished.home.path).remember_day(unpublished.definitions.periods.first_day(7))
    done = run("publish", "--month", "M07", "--preview")

    assert done.code == 1
    assert "M07 is not over" in done.err


def test_a_preview_of_a_month_that_has_not_begun_is_wrong_use(run: Run, home, workbook: MakeWorkbook) -> None:
    done = run("publish", "--month", "M20", "--preview")

    assert (done.code, done.out) == (2, "")
    assert "M20 has not begun yet" in done.err
    assert Store(open_home(home), load_definitions()).version()
