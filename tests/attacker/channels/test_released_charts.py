"""Charts of the reading part tell what the release tells; a number put into one is found by what it is about."""

import pytest

from etl.export import build_package
from etl.release_file import ReleaseFile
from indicators.load import load_definitions
from released import Release, chart, newest_figures, open_release
from released.charts import Months, draw_coverage, draw_status
from tests.attacker.channels.conftest import OF_WOMEN, Attack


@pytest.fixture(scope="module")
def opened(file: ReleaseFile, tmp_path_factory: pytest.TempPathFactory) -> Release:
    """The newest release as an evaluator opens it."""
    folder = tmp_path_factory.mktemp("package")
    for name, data in build_package(file, load_definitions(), ["en"]).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return open_release(folder)


def test_charts_of_every_indicator_are_clear(opened: Release, attack: Attack) -> None:
    codes = opened.table("indicator").column("indicator_code")
    assert attack({f"{code}.svg": chart(opened, code).encode() for code in codes}) == []


def test_overviews_are_clear(opened: Release, attack: Attack) -> None:
    drawn = {
        "status.svg": draw_status(newest_figures(opened), opened.texts),
        "coverage.svg": draw_coverage(opened.table("reporting"), Months.of(opened), opened.texts),
    }
    assert attack({name: svg.encode() for name, svg in drawn.items()}) == []


@pytest.mark.parametrize("fault", ["{shown}", "M12: {shown}"])
def test_a_raw_number_of_women_in_a_chart_is_found(opened: Release, attack: Attack, shown: float, fault: str) -> None:
    svg = chart(opened, OF_WOMEN)
    said = f">{shown:g}<"
    assert said in svg

    found = attack({"chart.svg": svg.replace(said, f">{fault.format(shown=int(shown) + 3)}<").encode()})
    assert [f"({OF_WOMEN})" in one for one in found] == [True]
