"""A map of countries, shaded by a figure: shapes of our own, no tiles, no internet.

The outlines belong to the layout, not to the data: a chart's data is figures and nothing else.

Lambert's azimuthal equal-area projection around the middle of Europe, so that no country looks larger than it is. Each
country carries its code and its number; one without a figure is an empty shape in dots, and the table says why.
Never of a figure about women: the caller hands over what is shown by country.
"""

import json
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from pathlib import Path

import plotly.graph_objects as go

from indicators.charts.drawing import Drawing
from indicators.charts.palette import ACTUAL, CATEGORIES, CLEAR, GRID

Point = tuple[float, float]
Ring = tuple[Point, ...]

_SHAPES = Path(__file__).parent / "shapes" / "europe.geojson"
_MIDDLE = (math.radians(10), math.radians(52))
# So many units to a radius of the earth that whole numbers are fine enough.
_UNITS = 5000
_MARGIN = 0.02 * _UNITS
# A label on a country smaller than this (share of the earth's radius, squared) would cover it: it stands below.
_SMALL = 0.0006 * _UNITS**2
_LIGHTEST, _DARKEST = 0.14, 0.9
_INK, _PAPER = "#241B2F", "rgba(255,255,255,0.92)"


@dataclass(frozen=True)
class CountryFigure:
    """One country: `shown` is its number as people read it, or the word for why there is none (`value` is None)."""

    code: str
    name: str
    value: float | None
    shown: str


@dataclass(frozen=True)
class Way:
    """Something that went from one country to another, `n` times."""

    start: str
    end: str
    n: int


def has_shape(code: str) -> bool:
    """Can this country be drawn?"""
    return code in _load_shapes()


def draw_country_map(figures: Sequence[CountryFigure], ways: Sequence[Way] = (), height: int = 560) -> go.Figure:
    """The countries that have a shape, their neighbours in grey, and arrows for what went from one to another."""
    chart = Drawing()
    drawn = [figure for figure in figures if has_shape(figure.code)]
    frame = _frame([figure.code for figure in drawn])
    _add_neighbours(chart, {figure.code for figure in drawn}, frame)
    highest = max((figure.value for figure in drawn if figure.value is not None), default=0.0)
    for figure in drawn:
        _add_country(chart, figure, highest)
    known = {figure.code for figure in drawn}
    for way in ways:
        if {way.start, way.end} <= known and way.start != way.end:
            _add_way(chart, way)
    for figure in drawn:
        _add_label(chart, figure)
    _set_frame(chart, frame, height)
    return chart.build()


def _add_neighbours(chart: Drawing, own: set[str], frame: Sequence[Point]) -> None:
    """Without the islands that the frame would cut: a corner of one is a grey spot that nobody can read."""
    shapes = [shape for code, shape in _load_shapes().items() if code not in own]
    rings = [ring for shape in shapes for ring in shape if ring is shape[0] or _is_within(ring, frame)]
    chart.add_shape(type="path", path=_path(rings), fillcolor=GRID, line={"width": 0}, layer="below")


def _add_country(chart: Drawing, figure: CountryFigure, highest: float) -> None:
    """Filled by its figure; without one an empty shape in dots."""
    chart.add_shape(
        type="path",
        path=_path(_load_shapes()[figure.code]),
        fillcolor=CLEAR if figure.value is None else _shade(figure.value, highest),
        line={"color": ACTUAL, "width": 1.4, "dash": "dot" if figure.value is None else "solid"},
        layer="below",
    )


def _shade(value: float, highest: float) -> str:
    share = max(0.0, min(1.0, value / highest)) if highest > 0 else 0.0
    red, green, blue = (int(ACTUAL[place : place + 2], 16) for place in (1, 3, 5))
    return f"rgba({red},{green},{blue},{_LIGHTEST + share * (_DARKEST - _LIGHTEST):.2f})"


def _add_label(chart: Drawing, figure: CountryFigure) -> None:
    x, y = _anchor(figure.code)
    is_small = _largest_area(figure.code) < _SMALL
    number = escape(figure.shown) if figure.value is not None else "–"
    chart.add_annotation(
        x=x,
        y=y,
        text=f"{escape(figure.code)} <b>{number}</b>",
        hovertext=f"<b>{escape(figure.name)}</b><br>{escape(figure.shown)}",
        showarrow=is_small,
        ax=0,
        ay=26,
        arrowhead=0,
        arrowwidth=1.2,
        arrowcolor=ACTUAL,
        font={"size": 12, "color": _INK},
        bgcolor=_PAPER,
        bordercolor=ACTUAL,
        borderpad=2,
        borderwidth=1,
    )


def _add_way(chart: Drawing, way: Way) -> None:
    """An arrow a little to the right of the straight line, so that there and back stay apart."""
    (x0, y0), (x1, y1) = _anchor(way.start), _anchor(way.end)
    length = math.hypot(x1 - x0, y1 - y0)
    aside = ((y1 - y0) / length * 0.006 * _UNITS, (x0 - x1) / length * 0.006 * _UNITS)
    chart.add_annotation(
        ax=x0 + aside[0],
        ay=y0 + aside[1],
        x=x1 + aside[0],
        y=y1 + aside[1],
        axref="x",
        ayref="y",
        text="",
        arrowhead=2,
        arrowsize=1.1,
        arrowwidth=min(1.2 + 0.6 * way.n, 4),
        arrowcolor=CATEGORIES[2],
        startstandoff=16,
        standoff=18,
    )


def _frame(codes: Sequence[str]) -> tuple[Point, Point]:
    """From where to where the map reaches, sideways and upwards."""
    shapes = _load_shapes()
    points = [point for code in codes or shapes for ring in shapes[code] for point in ring]
    across, up = ([point[axis] for point in points] for axis in (0, 1))
    return (min(across) - _MARGIN, max(across) + _MARGIN), (min(up) - _MARGIN, max(up) + _MARGIN)


def _is_within(ring: Ring, frame: Sequence[Point]) -> bool:
    return all(low <= value <= high for point in ring for value, (low, high) in zip(point, frame, strict=True))


def _set_frame(chart: Drawing, frame: Sequence[Point], height: int) -> None:
    for reach, update in zip(frame, (chart.update_xaxes, chart.update_yaxes), strict=True):
        update(range=list(reach), visible=False, fixedrange=True, constrain="domain")
    chart.update_yaxes(scaleanchor="x")
    chart.update_layout(
        height=height,
        showlegend=False,
        margin={"l": 0, "r": 0, "t": 4, "b": 4},
        paper_bgcolor=CLEAR,
        plot_bgcolor=CLEAR,
        hovermode="closest",
    )


def _path(rings: Sequence[Ring]) -> str:
    """Rings one after the other as a drawn line."""
    return "".join("M" + "L".join(f"{x:.0f},{y:.0f}" for x, y in ring) + "Z" for ring in rings)


@lru_cache(maxsize=1)
def _load_shapes() -> dict[str, tuple[Ring, ...]]:
    """Projected rings by country, the largest first."""
    features = json.loads(_SHAPES.read_text(encoding="utf-8"))["features"]
    found = {}
    for feature in features:
        rings = [tuple(map(_project, polygon[0])) for polygon in feature["geometry"]["coordinates"]]
        found[str(feature["properties"]["code"])] = tuple(sorted(rings, key=_area, reverse=True))
    return found


def _project(place: Sequence[float]) -> Point:
    """Lambert's azimuthal equal-area projection."""
    along, up = math.radians(place[0]) - _MIDDLE[0], math.radians(place[1])
    sin0, cos0 = math.sin(_MIDDLE[1]), math.cos(_MIDDLE[1])
    scale = _UNITS * math.sqrt(2 / (1 + sin0 * math.sin(up) + cos0 * math.cos(up) * math.cos(along)))
    x = scale * math.cos(up) * math.sin(along)
    return x, scale * (cos0 * math.sin(up) - sin0 * math.cos(up) * math.cos(along))


def _area(ring: Ring) -> float:
    return abs(_doubled(ring)) / 2


def _doubled(ring: Ring) -> float:
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))


def _largest_area(code: str) -> float:
    return _area(_load_shapes()[code][0])


@lru_cache(maxsize=128)
def _anchor(code: str) -> Point:
    """The middle of the country's largest part."""
    ring = _load_shapes()[code][0]
    whole = _doubled(ring) * 3
    pairs = [(a, b, a[0] * b[1] - b[0] * a[1]) for a, b in zip(ring, ring[1:] + ring[:1], strict=True)]
    return (
        sum((a[0] + b[0]) * cross for a, b, cross in pairs) / whole,
        sum((a[1] + b[1]) * cross for a, b, cross in pairs) / whole,
    )
