"""Charts of the reading part tell what the release tells; a number put into one is found by what it is about."""

import re
from collections.abc import Callable

import pytest

from etl.export import build_package
from etl.release_file import ReleaseFile
from indicators.load import load_definitions
from released import Release, chart, newest_figures, open_release
from released.charts import Estimate, Months, Wording, draw_coverage, draw_intervals, draw_status
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


def moved(tag: str, keys: str, by: float) -> Callable[[str], str]:
    """The last element of a kind that has a title, some pixels away; `keys` are its places across."""

    def change(svg: str) -> str:
        *_others, last = re.finditer(rf"<{tag} [^>]*><title>", svg)
        told = re.sub(rf'(?<= {keys}=")[\d.]+', lambda found: f"{float(found[0]) + by:.1f}", last[0])
        return svg[: last.start()] + told + svg[last.end() :]

    return change


def raised(svg: str, by: float) -> str:
    """The newest mark of the curve a little higher, as if it stood at a value before rounding."""
    *_others, last = re.finditer(r'<polygon points="([^"]*)"[^>]*><title>M', svg)
    points = [point.split(",") for point in last[1].split()]
    return svg.replace(last[1], " ".join(f"{x},{float(y) - by:.1f}" for x, y in points))


@pytest.mark.parametrize("width", [720, 360])
@pytest.mark.parametrize("by", [0.3, 2.0, -7.0])
def test_a_mark_of_women_beside_the_place_of_its_number_is_found(
    opened: Release, attack: Attack, width: float, by: float
) -> None:
    svg = chart(opened, OF_WOMEN, width)
    assert attack({"chart.svg": svg.encode()}) == []
    assert raised(svg, by) != svg
    found = attack({"chart.svg": raised(svg, by).encode()})
    assert ["a mark at a place" in one and f"({OF_WOMEN})" in one for one in found] == [True]
    assert attack({"page.html": f"<h1>Women</h1><figure>{raised(svg, by)}</figure>".encode()})


@pytest.mark.parametrize("change", [moved("circle", "cy", 3), lambda svg: plan_ends(svg, 3)])
def test_a_plan_drawn_elsewhere_is_found(opened: Release, attack: Attack, change: Callable[[str], str]) -> None:
    svg = chart(opened, OF_WOMEN)
    assert change(svg) != svg
    assert attack({"chart.svg": change(svg).encode()})


def plan_ends(svg: str, by: float) -> str:
    """The dotted line ends somewhere else."""
    *_others, last = re.finditer(r'(?<= y2=")[\d.]+(?="[^>]*stroke-dasharray="2 4"/>)', svg)
    return f"{svg[: last.start()]}{float(last[0]) + by:.1f}{svg[last.end() :]}"


def intervals(opened: Release, shown: float, place: float) -> str:
    about = f"{OF_WOMEN} {opened.texts.label('indicator_name', OF_WOMEN)}"
    estimates = [Estimate(about, shown), Estimate(f"{about}, planned", 0.0)]
    svg = draw_intervals(estimates, "Women", Wording("interval"), opened.texts, decimals=0)
    return moved("circle", "cx", place)(svg)


def test_a_dot_of_women_on_a_lying_axis_is_found_beside_its_number(
    opened: Release, attack: Attack, shown: float
) -> None:
    assert attack({"chart.svg": intervals(opened, shown, 0).encode()}) == []
    assert attack({"chart.svg": intervals(opened, shown, 9).encode()})
