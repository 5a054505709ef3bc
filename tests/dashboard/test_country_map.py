"""The map of countries: our own shapes, every country with its number, none with a figure about women."""

import json
import math
from pathlib import Path

import pytest

from dashboard.countries import count_partners, read_by_country
from dashboard.exchange import Practice, count_states, find_ways, read_practices
from indicators.charts import country_map
from indicators.charts.country_map import CountryFigure, Way, draw_country_map, has_shape
from indicators.charts.palette import CLEAR
from indicators.load import load_definitions
from indicators.texts import Texts

DEFINITIONS = load_definitions()
TEXTS = Texts("en")
SHAPES = Path(country_map.__file__).parent / "shapes" / "europe.geojson"
EXCHANGE = DEFINITIONS.study.practices


def row(category, value=1.0, state="value", **other):
    return {"category": category, "value": value, "state": state, "unit": "practices", "class": "C"} | other


def labels(figure):
    return [one.text for one in figure.layout.annotations if one.text]


def test_every_country_of_the_project_has_a_shape_and_the_file_is_small():
    assert [code for code in DEFINITIONS.countries if not has_shape(code)] == []
    assert SHAPES.stat().st_size <= 60_000


def test_shapes_are_closed_rings_within_the_window():
    for feature in json.loads(SHAPES.read_text())["features"]:
        for [ring] in feature["geometry"]["coordinates"]:
            assert ring[0] == ring[-1] and len(ring) > 3
            assert all(-25 <= x <= 75 and 30 <= y <= 76 for x, y in ring), feature["properties"]


def test_no_country_crosses_the_open_sea():
    # Between Iceland and the North Cape there is water: a ring cut wrongly at the date line would cover it.
    for feature in json.loads(SHAPES.read_text())["features"]:
        for [ring] in feature["geometry"]["coordinates"]:
            assert not any(-12 < x < 8 and y > 67 for x, y in ring), feature["properties"]
            spans = [abs(a[0] - b[0]) for a, b in zip(ring, ring[1:], strict=False) if max(a[1], b[1]) > 67]
            assert max(spans, default=0) < 35, feature["properties"]


def test_the_projection_keeps_areas_alike():
    # A square degree shrinks with the cosine of its latitude, in the south as in the north.
    def area(x, y, size=0.1):
        ring = tuple(map(country_map._project, ((x, y), (x + size, y), (x + size, y + size), (x, y + size))))
        return abs(country_map._doubled(ring)) / 2

    south, north = area(33, 35), area(20, 68)
    assert north / south == pytest.approx(math.cos(math.radians(68.05)) / math.cos(math.radians(35.05)), rel=0.002)


def test_each_country_says_its_number_and_one_without_says_so_and_is_empty():
    figures = [CountryFigure("BG", "Bulgaria", 3.0, "3"), CountryFigure("CY", "Cyprus", None, "not reported")]
    chart = draw_country_map(figures)
    assert labels(chart) == ["BG <b>3</b>", "CY <b>–</b>"]
    _grey, filled, empty = chart.layout.shapes
    assert (empty.fillcolor, empty.line.dash) == (CLEAR, "dot") and filled.fillcolor != CLEAR
    assert "not reported" in chart.layout.annotations[1].hovertext


def test_zero_is_a_value_and_never_empty():
    _grey, own = draw_country_map([CountryFigure("ES", "Spain", 0.0, "0")]).layout.shapes
    assert own.fillcolor != CLEAR and own.line.dash == "solid"


def test_outlines_are_no_data():
    assert not draw_country_map([CountryFigure("ES", "Spain", 0.0, "0")]).data


def test_a_small_country_is_labelled_beside_itself_and_a_large_one_upon_it():
    figures = [CountryFigure("CY", "Cyprus", 1.0, "1"), CountryFigure("FR", "France", 1.0, "1")]
    assert [one.showarrow for one in draw_country_map(figures).layout.annotations] == [True, False]


def test_a_country_without_a_shape_is_left_out_and_the_others_are_drawn():
    chart = draw_country_map([CountryFigure("XX", "Nowhere", 1.0, "1"), CountryFigure("IE", "Ireland", 2.0, "2")])
    assert labels(chart) == ["IE <b>2</b>"]


def test_names_of_people_or_files_can_be_no_markup():
    chart = draw_country_map([CountryFigure("BG", "<b>Bulgaria</b>", 1.0, "<i>1</i>")])
    assert "&lt;i&gt;" in labels(chart)[0] and "&lt;b&gt;" in chart.layout.annotations[0].hovertext


def test_a_way_is_an_arrow_and_one_to_nowhere_is_none():
    figures = [CountryFigure("BG", "Bulgaria", 1.0, "1"), CountryFigure("ES", "Spain", 0.0, "0")]
    chart = draw_country_map(figures, [Way("BG", "ES", 2), Way("BG", "XX", 1), Way("BG", "BG", 1)])
    assert sum(one.arrowhead == 2 for one in chart.layout.annotations) == 1


def test_countries_come_from_the_rows_and_the_partners_and_no_figure_about_women_is_drawn():
    rows = [
        row("BG", 3.0),
        row("ES", None, "not_reported"),
        row("IT", 50.0, **{"class": "A"}),
        row("not_broken_down", 2.0),
    ]
    found = read_by_country(rows, ["BG", "CY", "IT"], 0, str.lower, TEXTS)
    assert [(one.code, one.value) for one in found] == [("BG", 3.0), ("CY", None), ("ES", None), ("IT", None)]
    assert "50" not in str(found)


def test_partners_are_counted_by_their_country():
    partners = {"P01": {"country": "IE"}, "P02": {"country": "IE"}, "P03": {"country": "PT"}}
    assert [(one.code, one.shown) for one in count_partners(partners, DEFINITIONS, TEXTS)] == [("IE", "2"), ("PT", "1")]


def practice_row(month, state, adopters=None, counts_from="M01"):
    own = {"practice_code": "GP-BG-01", "country": "BG", "practice_theme": "SKILLS", "practice_state": state}
    own |= {"state_month": month, "adopted_partner_codes": adopters}
    return own | {"month": month, "counts_from": counts_from}


def read(rows):
    return read_practices(rows, EXCHANGE, "practice_code", "country")


def test_a_practice_is_what_its_newest_counted_row_says():
    rows = [practice_row("M10", "SHARED", "P05;P13"), practice_row("M04", "DESCRIBED")]
    rows.append(practice_row("M12", "WITHDRAWN", counts_from=None))
    [one] = read(rows)
    assert (one.state, one.since, one.adopters) == ("SHARED", "M10", ("P05", "P13"))


def test_an_older_release_that_does_not_say_which_row_counts_has_its_newest():
    rows = [
        {name: value for name, value in practice_row(month, "SHARED").items() if name != "counts_from"}
        for month in ("M10", "M04")
    ]
    assert read(rows)[0].since == "M10"


def test_ways_lead_to_other_countries_alone_and_not_from_what_was_given_up():
    country_of = {"P01": "BG", "P05": "ES", "P06": "ES", "P13": "IT"}
    practices = [
        Practice("a", "BG", "", "SHARED", None, ("P01", "P05", "P06")),
        Practice("b", "BG", "", "SHARED", None, ("P05", "P13", "P99")),
        Practice("c", "IT", "", "WITHDRAWN", None, ("P05",)),
    ]
    assert find_ways(practices, country_of, EXCHANGE) == [Way("BG", "ES", 2), Way("BG", "IT", 1)]


def test_states_are_counted_in_their_order_with_those_that_nobody_is_in():
    practices = [Practice("a", "BG", "", "SHARED", None, ())]
    assert list(count_states(practices, ["NOMINATED", "SHARED"]).items()) == [("NOMINATED", 0), ("SHARED", 1)]
