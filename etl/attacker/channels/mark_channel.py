"""Marks of a drawing with an axis: where one stands is a figure, too, and a finer one than the text beside it.

A mark with a title stands at a number of its own title, or at one that is rounded there; every other mark, line or box
in the field at a number of the drawing's indicators or at a label of the axis. Drawings that name no indicator about
women are left aside.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Xml

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.scale import read_label
from etl.attacker.channels.tokens import read_tokens

_DRAWING = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# Places are written to a tenth; and the height of a mark above a line's beginning in a chart that lies.
_NEAR, _ABOVE = 0.11, 12.0
Places = list[tuple[float, float]]


@dataclass(frozen=True)
class _Axis:
    """Labels of an axis by place: upright (`way` 1, by y) or lying (`way` 0, by x)."""

    way: int
    places: tuple[float, ...]
    numbers: tuple[float, ...]

    def place(self, number: float) -> float:
        """Where a number stands."""
        (first, last), (low, high) = (self.places[0], self.places[-1]), (self.numbers[0], self.numbers[-1])
        return first + (number - low) / (high - low) * (last - first)

    def holds(self, point: tuple[float, float], from_y: float) -> bool:
        """Does a point lie in the field?"""
        low, high = sorted((self.places[0], self.places[-1]))
        return low - 1 <= point[self.way] <= high + 1 and point[1] >= from_y


def attack_marks(place: str, text: str, known: Known) -> Iterator[Found]:
    """Findings in the drawings of a page, or in one that is a file of its own."""
    for number, found in enumerate(_DRAWING.finditer(text), start=1):
        if "ytick" in found.group():
            yield from _attack_drawing(f"{place}, drawing {number}", found.group(), known)


def _attack_drawing(place: str, text: str, known: Known) -> Iterator[Found]:
    subjects = known.subjects(re.sub(r"<[^>]*>", " ", text))
    women = sorted(code for code in subjects if known.is_of_women(code))
    root = _parse(text) if women else None
    # A program's own drawing, such as Plotly's, writes its labels another way; its points are read from its data.
    axis = _read_axis(root) if root is not None else None
    if root is None or axis is None:
        return
    told = sorted({number for code in subjects for number in known.of_indicator(code).sorted})
    numbers = [*told, *(-one for one in told), *axis.numbers]
    titled, others = _split(root)
    from_y = 0.0 if axis.way else min((point[1] for _title, points in titled for point in points), default=0.0) - _ABOVE
    for title, points in titled:
        yield from _attack_points(f"{place} ({', '.join(women)})", points, axis, from_y, _numbers_of(title, numbers))
    yield from _attack_points(f"{place} ({', '.join(women)})", others, axis, from_y, numbers)


def _attack_points(place: str, points: Places, axis: _Axis, from_y: float, numbers: Sequence[float]) -> Iterator[Found]:
    known = [axis.place(number) for number in numbers]
    for point in points:
        if axis.holds(point, from_y) and not any(abs(point[axis.way] - one) <= _NEAR for one in known):
            yield place, "a mark at a place that no shown figure explains"
            return


def _parse(text: str) -> Xml.Element | None:
    try:
        return Xml.fromstring(text)
    except Xml.ParseError:
        return None


def _read_axis(root: Xml.Element) -> _Axis | None:
    """The axis of a drawing; its lines stand beside the labels, all at one distance."""
    labels = [one for group in root.iter() if group.get("class") == "ytick" for one in _named(group, "text")]
    numbers = [read_label(one.text or "") for one in labels]
    known = [number for number in numbers if number is not None]
    if len(known) < 2 or len(known) < len(numbers) or not all(one.get("x") and one.get("y") for one in labels):
        return None
    places = [(float(one.get("x") or 0), float(one.get("y") or 0)) for one in labels]
    way = int(len({x for x, _y in places}) == 1)
    ends = {points[0][way] for points in map(_points_of, _named(root, "line")) if _is_across(points, way)}
    distances = (round(end - places[0][way], 1) for end in sorted(ends, key=lambda end: abs(end - places[0][way])))
    for distance in distances:
        own = [point[way] + distance for point in places]
        if all(any(abs(one - end) <= _NEAR for end in ends) for one in own):
            return _Axis(way, tuple(own), tuple(known))
    return None


def _is_across(points: Places, way: int) -> bool:
    return points[0][way] == points[1][way]


def _named(root: Xml.Element, name: str) -> list[Xml.Element]:
    return [one for one in root.iter() if one.tag.rpartition("}")[2] == name]


def _split(root: Xml.Element) -> tuple[list[tuple[str, Places]], Places]:
    """Places of the marks that have a title, with it, and of all others."""
    titled, others = list[tuple[str, Places]](), Places()
    for element in root.iter():
        points = _points_of(element)
        titles = [one.text or "" for one in element if one.tag.rpartition("}")[2] == "title"]
        if points and titles:
            titled.append((titles[0], points))
        else:
            others += points
    return titled, others


def _points_of(element: Xml.Element) -> Places:
    """The middle of a mark, the ends of a line, the corners of a box; the paper's own corner is at nought."""
    name, given = element.tag.rpartition("}")[2], element.get

    def of(*keys: str) -> tuple[float, ...]:
        return tuple(float(given(key) or 0) for key in keys)

    if name == "circle":
        return [of("cx", "cy")]  # type: ignore[list-item]
    if name == "line":
        return [of("x1", "y1"), of("x2", "y2")]  # type: ignore[list-item]
    if name == "rect":
        x, y, width, height = of("x", "y", "width", "height")
        return [(x, y), (x + width, y + height)] if x or y else []
    if name in ("polygon", "polyline", "path"):
        listed = [float(one) for one in re.findall(r"-?\d+(?:\.\d+)?", given("points") or given("d") or "")]
        xs, ys = listed[::2], listed[1::2]
        return [((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)] if xs and ys else []
    return []


def _numbers_of(title: str, told: Sequence[float]) -> list[float]:
    """Numbers of a title, read in every way; a fall may be told without its sign. With each those rounded to it."""
    readings = [reading for token in read_tokens(title) if token.kind == "number" for reading in token.readings]
    found = [(sign * value, decimals) for reading in readings for value, decimals in reading for sign in (1, -1)]
    rounded = (one for one in told if any(abs(one - value) <= 0.5 * 10.0**-decimals for value, decimals in found))
    return [*(value for value, _decimals in found), *rounded]
