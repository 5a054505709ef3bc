"""Charts hold what they are to show and nothing else: no script, no address, no zero where there is no value."""

import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest

from indicators.charts import palette as of_pages
from released import ReleaseFault, indicator, open_release
from released.charts import (
    PAGE,
    PHONE,
    Estimate,
    Months,
    Svg,
    Wording,
    chart,
    draw_columns,
    draw_coverage,
    draw_curve,
    draw_intervals,
    draw_status,
    palette,
)
from released.charts.lettering import measure, wrap
from released.charts.marks import LANE_SHAPES, STATUS_SHAPES
from released.charts.scale import even_steps
from released.release import Release
from released.texts import ENGLISH
from tests.released.package import write_folder

_NAMESPACE = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def release(tmp_path: Path) -> Release:
    return open_release(write_folder(tmp_path / "package"))


def rows(*values: float | str) -> list[dict]:
    """Rows of months; a word is a state."""
    return [
        {
            "month": f"M{number:02d}",
            "state": value if isinstance(value, str) else "value",
            "value": None if isinstance(value, str) else value,
            "status": "on_track",
            "expected": 2.0,
            "target": 4.0,
            "progress_pct": 100.0,
            "target_state": "binding",
        }
        for number, value in enumerate(values, start=1)
    ]


def elements(svg: Svg, tag: str) -> list[ElementTree.Element]:
    return list(ElementTree.fromstring(str(svg)).iter(_NAMESPACE + tag))


def words(svg: Svg) -> str:
    return " ".join(one.text or "" for one in elements(svg, "text"))


def all_charts(release: Release, width: float) -> list[Svg]:
    about, months, texts = indicator(release, "X1"), Months.of(release), release.texts
    standing = [{"status": status, "target_state": target, "objective": "O1"} for status in STATUS_SHAPES
                for target in ("binding", "proposed")]  # fmt: skip
    reporting = [
        {"partner_code": "P1", "month": month, "is_expected": True, "state": state, "is_on_time": is_on_time,
         "received_on": received_on}
        for month, state, is_on_time, received_on in (
            ("M01", "accepted", True, "2030-02-01"),
            ("M02", "accepted", False, "2030-03-20"),
            ("M03", "late", False, None),
        )
    ]  # fmt: skip
    estimates = [Estimate("One <b>", 5, 3, 8, (4, 6), 7, True), Estimate("Two", None, note="too few")]
    return [
        chart(release, "X1", width),
        chart(release, "W1", width),
        draw_columns(rows(0, "not_reported", 2.5), about, months, texts, width),
        draw_status(standing, texts, width=width),
        draw_coverage(reporting, months, texts, width=width),
        draw_intervals(estimates, "A finding", Wording("interval", "rounding", "target"), texts, width=width),
    ]


@pytest.mark.parametrize("width", [PAGE, PHONE])
def test_every_chart_is_well_formed_named_and_calls_nothing(release: Release, width: float) -> None:
    for svg in all_charts(release, width):
        root = ElementTree.fromstring(str(svg))
        assert root.get("role") == "img"
        assert root[0].tag == f"{_NAMESPACE}title" and root[0].text == svg.name and svg.name
        assert root[1].tag == f"{_NAMESPACE}desc" and root[1].text == svg.description and svg.description
        assert not re.search(r"<script|javascript:|@import|@font-face|href|url\(|\son\w+=", str(svg))
        assert re.findall(r"https?://[^\"]+", str(svg)) == ["http://www.w3.org/2000/svg"]


@pytest.mark.parametrize("width", [PAGE, PHONE])
def test_no_text_leaves_the_drawing(release: Release, width: float) -> None:
    for svg in all_charts(release, width):
        for one in elements(svg, "text"):
            place, size = float(one.get("x") or 0), float(one.get("font-size") or 0)
            wide = measure(one.text or "", size, one.get("font-weight") == "bold")
            left = place - wide * {"middle": 0.5, "end": 1}.get(one.get("text-anchor") or "", 0)
            assert left > -8 and left + wide < width + 8, one.text


def test_a_month_without_a_value_stands_in_the_lane_and_breaks_the_line(release: Release) -> None:
    about, months = indicator(release, "X1"), Months.of(release)
    with_gap = draw_curve(rows(1, "not_reported", 3), about, months, ENGLISH)
    whole = draw_curve(rows(1, 2, 3), about, months, ENGLISH)

    def joins(svg: Svg) -> int:
        return sum(one.get("stroke") == palette.ACTUAL for one in elements(svg, "line"))

    assert joins(whole) - joins(with_gap) == 2
    assert "M02: not reported" in with_gap and "M02: 0" not in with_gap
    assert "Not reported" in words(with_gap) and "Not reported" not in words(whole)


def test_what_is_not_due_is_not_drawn(release: Release) -> None:
    svg = draw_curve(rows(1, "not_due", "not_applicable"), indicator(release, "X1"), Months.of(release), ENGLISH)
    assert "not due" not in svg and "not applicable" not in svg


def test_figures_about_women_are_points_and_never_columns(release: Release) -> None:
    about = indicator(release, "W1")
    svg = draw_curve(rows(10, 15, 20), about, Months.of(release), ENGLISH)
    assert not [one for one in elements(svg, "line") if one.get("stroke") == palette.ACTUAL]
    with pytest.raises(ValueError, match="about women"):
        draw_columns(rows(10, 15), about, Months.of(release), ENGLISH)


def test_the_title_says_the_finding_and_names_a_proposed_target(release: Release) -> None:
    about = replace(indicator(release, "X1"), target_state="proposed")
    behind = [{**row, "status": "at_risk"} for row in rows(1, 1, 1)]
    assert "behind the plan since M01" in draw_curve(behind, about, Months.of(release), ENGLISH).name
    assert "target 4, proposed" in words(draw_curve(behind, about, Months.of(release), ENGLISH))


def test_a_status_against_a_proposed_target_is_hollow(release: Release) -> None:
    def fills(target_state: str) -> set[str | None]:
        row = {"status": "on_track", "target_state": target_state, "objective": "O1"}
        return {one.get("fill") for one in elements(draw_status([row], ENGLISH), "rect")}

    assert palette.STATUS_COLOURS["on_track"] in fills("binding")
    assert palette.STATUS_COLOURS["on_track"] not in fills("proposed")


def test_groups_stand_in_the_order_of_their_names(release: Release) -> None:
    standing = [{"status": "on_track", "target_state": "binding", "objective": code} for code in ("O2", "O3", "O1")]
    svg = draw_status(standing, ENGLISH, names={"O1": "First", "O2": "Second"})
    assert [one for one in words(svg).split() if one in ("First", "Second", "O3")] == ["First", "Second", "O3"]


def test_every_status_and_state_has_a_shape_of_its_own() -> None:
    assert len(set(STATUS_SHAPES.values())) == len(STATUS_SHAPES)
    assert len(set(LANE_SHAPES.values())) == len(LANE_SHAPES)


def test_colours_are_those_of_the_pages_and_stand_out_from_paper() -> None:
    assert palette.STATUS_COLOURS == of_pages.STATUS_COLOURS
    assert (palette.ACTUAL, palette.PLAN) == (of_pages.ACTUAL, of_pages.PLAN)
    for colour in (*palette.STATUS_COLOURS.values(), palette.ACTUAL, palette.PLAN):
        assert palette.contrast(colour, palette.PAPER) >= 3
    assert palette.contrast(palette.SOFT, palette.PAPER) >= 4.5


def test_names_are_escaped_and_signs_that_xml_refuses_are_left_out(release: Release) -> None:
    about = replace(indicator(release, "X1"), name='A <b>"&" \x08name')
    svg = draw_curve(rows(1), about, Months.of(release), ENGLISH)
    assert 'A <b>"&" name' in (ElementTree.fromstring(str(svg))[0].text or "")


def test_the_same_rows_give_the_same_chart_and_other_rows_other_ids(release: Release) -> None:
    assert chart(release, "X1") == chart(release, "X1")
    ids = [re.findall(r'id="([^"]+)"', svg) for svg in all_charts(release, PAGE)]
    assert len({one for found in ids for one in found}) == sum(map(len, ids))


def test_an_unknown_indicator_is_told(release: Release) -> None:
    with pytest.raises(ReleaseFault, match="X1"):
        chart(release, "X9")


@pytest.mark.parametrize("text", ["a b", "Ευαισθητοποίηση και δεξιότητες επαγγελματιών", "x" * 200, "12\u00a0%"])
def test_lines_wrap_within_their_width_and_lose_nothing(text: str) -> None:
    lines = wrap(text, 80, 13)
    assert all(measure(line, 13) <= 80 for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@pytest.mark.parametrize(("values", "from_zero"), [([0.3, 0.7], True), ([4.17, 4.32, 4], False), ([-28, 37], True),
                                                   ([1700], True), ([], True), ([5, 5], False)])  # fmt: skip
def test_steps_of_an_axis_are_even_and_hold_all_values(values: list[float], from_zero: bool) -> None:
    steps = even_steps(values, from_zero)
    assert 2 <= len(steps.values) <= 7
    assert all(steps.start <= value <= steps.end for value in values)
    assert not from_zero or steps.start <= 0 <= steps.end
    assert len({f"{value:.{steps.decimals}f}" for value in steps.values}) == len(steps.values)


def test_a_missing_workbook_is_a_cross_and_one_that_is_not_expected_no_mark(release: Release) -> None:
    due = {"partner_code": "P1", "is_expected": True, "is_on_time": None, "received_on": None}
    rows = [{**due, "month": "M01", "state": "late"}, {**due, "month": "M02", "state": "not_due"}]
    svg = draw_coverage(rows, Months.of(release), ENGLISH)

    assert "P1, M01: missing" in svg and "P1, M02" not in svg
    assert svg.name.startswith("0 of 1 workbooks due were received")
