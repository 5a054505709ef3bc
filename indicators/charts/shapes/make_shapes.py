"""Makes `europe.geojson` from the TopoJSON of the npm package world-atlas: `python make_shapes.py countries-50m.json`.

Run once; it is kept so that anybody can make the file again or another part of the world from it.
"""

import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

Point = tuple[float, float]
Ring = list[Point]

# West, south, east, north in degrees; what lies outside is cut off.
WINDOW = (-25.0, 30.0, 75.0, 76.0)
# Islands far from their country would make every map small: the Canaries, Madeira, the Azores.
FAR_OFF = {"ES": (-20.0, 27.0, -12.0, 30.5), "PT": (-32.0, 30.0, -14.0, 41.0)}
TOLERANCE, LEAST_AREA = 0.068, 0.07
CODES = {
    "008": "AL", "020": "AD", "040": "AT", "112": "BY", "056": "BE", "070": "BA", "100": "BG", "191": "HR",
    "196": "CY", "203": "CZ", "208": "DK", "233": "EE", "246": "FI", "250": "FR", "276": "DE", "300": "GR",
    "348": "HU", "352": "IS", "372": "IE", "380": "IT", "428": "LV", "438": "LI", "440": "LT", "442": "LU",
    "470": "MT", "498": "MD", "492": "MC", "499": "ME", "528": "NL", "807": "MK", "578": "NO", "616": "PL",
    "620": "PT", "642": "RO", "643": "RU", "674": "SM", "688": "RS", "703": "SK", "705": "SI", "724": "ES",
    "752": "SE", "756": "CH", "792": "TR", "804": "UA", "826": "GB", "268": "GE", "504": "MA",
    "012": "DZ", "788": "TN", "434": "LY", "818": "EG", "376": "IL", "275": "PS", "400": "JO", "422": "LB",
    "760": "SY", "368": "IQ", "398": "KZ", "031": "AZ", "364": "IR", "051": "AM",
}  # fmt: skip
# Parts that the source draws apart and that have no code of their own.
BY_NAME = {"N. Cyprus": "CY", "Kosovo": "XK"}


def main(source: Path, target: Path) -> None:
    """Write the shapes of all countries within the window."""
    topology = json.loads(source.read_text(encoding="utf-8"))
    arcs = [_simplify(arc) for arc in _decode(topology)]
    found: dict[str, list[Ring]] = {}
    for country in topology["objects"]["countries"]["geometries"]:
        code = CODES.get(country.get("id", "")) or BY_NAME.get(country["properties"]["name"])
        if code and country["type"] in ("Polygon", "MultiPolygon"):
            found.setdefault(code, []).extend(_rings(country, arcs, code))
    features = [_feature(code, _worth_drawing(rings)) for code, rings in sorted(found.items()) if rings]
    lines = ",\n".join(json.dumps(feature, separators=(",", ":")) for feature in features)
    target.write_text(f'{{"type":"FeatureCollection","features":[\n{lines}\n]}}\n', encoding="utf-8")


def _decode(topology: dict[str, Any]) -> Iterator[Ring]:
    (scale_x, scale_y), (shift_x, shift_y) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + shift_x, y * scale_y + shift_y))
        yield points


def _simplify(points: Ring) -> Ring:
    """Douglas and Peucker; by arcs, so that neighbours keep one border."""
    if len(points) < 3:
        return points
    (x0, y0), (x1, y1) = points[0], points[-1]
    squeeze = math.cos(math.radians(y0))
    length = math.hypot((x1 - x0) * squeeze, y1 - y0)

    def distance(point: Point) -> float:
        x, y = (point[0] - x0) * squeeze, point[1] - y0
        if not length:
            return math.hypot(x, y)
        return abs(x * (y1 - y0) - y * (x1 - x0) * squeeze) / length

    far = max(range(1, len(points) - 1), key=lambda place: distance(points[place]))
    if distance(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return _simplify(points[: far + 1])[:-1] + _simplify(points[far:])


def _rings(country: dict[str, Any], arcs: list[Ring], code: str) -> Iterator[Ring]:
    """The outer rings, cut to the window; holes are countries of their own, which are drawn later."""
    polygons = [country["arcs"]] if country["type"] == "Polygon" else country["arcs"]
    for polygon in polygons:
        ring: Ring = []
        for number in polygon[0]:
            arc = arcs[number] if number >= 0 else arcs[~number][::-1]
            ring += arc[1:] if ring else arc
        ring = _unrolled(ring)
        if code in FAR_OFF and all(_is_in(point, FAR_OFF[code]) for point in ring):
            continue
        cut = _cut(ring)
        if len(cut) > 3:
            yield cut


def _unrolled(ring: Ring) -> Ring:
    """A country that reaches over the date line goes on beyond 180 degrees, not back around the earth."""
    if max(x for x, _y in ring) - min(x for x, _y in ring) < 180:
        return ring
    return [(x + 360 if x < 0 else x, y) for x, y in ring]


def _is_in(point: Point, box: tuple[float, float, float, float]) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _cut(ring: Ring) -> Ring:
    """Sutherland and Hodgman, edge by edge of the window."""
    for axis, bound, sign in ((0, WINDOW[0], 1), (1, WINDOW[1], 1), (0, WINDOW[2], -1), (1, WINDOW[3], -1)):
        kept: Ring = []
        for start, end in zip(ring, ring[1:] + ring[:1], strict=True):
            is_in, was_in = (sign * (point[axis] - bound) >= 0 for point in (end, start))
            if is_in != was_in:
                share = (bound - start[axis]) / (end[axis] - start[axis])
                kept.append((start[0] + share * (end[0] - start[0]), start[1] + share * (end[1] - start[1])))
            if is_in:
                kept.append(end)
        ring = kept
    return ring


def _worth_drawing(rings: list[Ring]) -> list[Ring]:
    """Without the smallest islands; the largest part always stays."""
    largest = max(rings, key=_area)
    return [ring for ring in rings if ring is largest or _area(ring) >= LEAST_AREA]


def _area(ring: Ring) -> float:
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1], strict=True))) / 2


def _feature(code: str, rings: list[Ring]) -> dict[str, Any]:
    shapes = [[[[round(x, 2), round(y, 2)] for x, y in (*ring, ring[0])]] for ring in rings]
    return {
        "type": "Feature",
        "properties": {"code": code},
        "geometry": {"type": "MultiPolygon", "coordinates": shapes},
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(__file__).with_name("europe.geojson"))
