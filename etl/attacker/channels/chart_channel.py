"""A Plotly figure: every point, tooltip and label. Its `data` is never layout; of its layout only what is read."""

import base64
import binascii
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.numbers import Numbers
from etl.attacker.channels.wording import attack_wording

# Looks of a trace. All else in a trace may carry a figure.
_LOOKS = frozenset({
    "line", "marker", "textfont", "hoverlabel", "type", "mode", "xaxis", "yaxis", "xaxis_", "connectgaps", "opacity",
    "orientation", "showlegend", "cliponaxis", "uid", "textposition", "insidetextanchor", "legendgroup", "visible",
    "fill", "fillcolor", "width", "offset", "legendrank", "constraintext", "hoverinfo", "textangle", "stackgroup",
})  # fmt: skip
# Words of a layout that a reader sees. Its other parts (sizes, colours, places in the picture) are no figures.
_WORDS = frozenset({"text", "title", "hovertext", "ticktext", "meta", "name", "ticksuffix", "tickprefix", "subtitle"})
# A template holds looks alone; a trace of its own in it would be drawn by nobody, and so would hide.
_TEMPLATE = "template"
# Of looks that can differ from point to point: a size or a colour by number is a figure.
_BY_POINT = ("size", "color", "opacity", "symbol", "width")


def is_chart(document: Any) -> bool:
    """Is it a Plotly figure?"""
    return (
        isinstance(document, Mapping)
        and isinstance(document.get("data"), list)
        and isinstance(document.get("layout"), Mapping)
    )


def attack_chart(
    place: str, chart: Mapping[str, Any], known: Known, subjects: frozenset[str] = frozenset()
) -> Iterator[Found]:
    """Findings in a figure; `subjects` are the indicators that it is drawn for, if its title doesn't name them."""
    layout = chart["layout"]
    title = " ".join(_texts_of(layout.get("title")))
    subjects = known.subjects(title) or subjects
    months = _months(known, chart)
    for number, trace in enumerate(chart["data"], start=1):
        yield from _attack_trace(f"{place}, trace {number}", trace, known, subjects, months)
    yield from _attack_layout(f"{place}, layout", layout, known, subjects, months)
    for key in sorted(set(chart) - {"data", "layout", "config", "frames"}):
        yield from _attack_leaf(f"{place}, {key}", chart[key], known, subjects)
    if chart.get("frames"):
        yield place, "frames that no chart has"


def _months(known: Known, chart: Mapping[str, Any]) -> dict[int, str]:
    """Months by their place on the axis; empty where the figure is no curve over months."""
    axes = [axis for key, axis in chart["layout"].items() if key.startswith("xaxis") and isinstance(axis, Mapping)]
    is_curve = any(
        str(text).startswith(tuple(known.months.values()))
        for axis in axes
        for text in decode(axis.get("ticktext")) or ()
    )
    return {0: "", **known.months} if is_curve else {}


def _attack_trace(
    place: str, trace: Mapping[str, Any], known: Known, subjects: frozenset[str], months: dict[int, str]
) -> Iterator[Found]:
    named = known.subjects(str(trace.get("name") or ""))
    subjects = named or subjects
    women = [code for code in subjects if known.is_of_women(code)]
    for key, value in trace.items():
        if key in ("x", "x0", "dx") and months:
            yield from _attack_positions(f"{place}, {key}", value, months)
        elif key in _LOOKS:
            yield from _attack_looks(f"{place}, {key}", value, known, subjects)
        elif key == "y" and women and months:
            yield from _attack_points(f"{place}, y", trace, known, sorted(women), months)
        elif women and months and len(beside := decode(value) or []) == len(decode(trace.get("x")) or []) > 0:
            yield from _attack_tooltips(f"{place}, {key}", trace, beside, known, sorted(women), months)
        else:
            yield from _attack_leaf(f"{place}, {key}", value, known, subjects)


def _attack_positions(place: str, value: Any, months: dict[int, str]) -> Iterator[Found]:
    for one in decode(value) or [value]:
        if one is not None and one not in months:
            yield place, "a point at no month"


def _attack_points(
    place: str, trace: Mapping[str, Any], known: Known, women: Sequence[str], months: dict[int, str]
) -> Iterator[Found]:
    """A point of a figure about women is what the release says at its month, or a plan."""
    places, values = decode(trace.get("x")) or [], decode(trace.get("y")) or []
    if len(places) != len(values):
        yield place, "points without a month"
    for month, value in zip(places, values, strict=False):
        # The lane below the curve marks a state: its own axis, no figure.
        if value is None or str(trace.get("yaxis") or "y") != "y":
            continue
        if not any(one.explain(value, 9) for one in _of_month(known, women, months.get(month))):
            yield f"{place} ({', '.join(women)})", "a point that the release doesn't tell of its month"


def _of_month(known: Known, women: Sequence[str], month: str | None) -> list[Numbers]:
    return [known.of_month(code, month) for code in women if month is not None]


def _attack_tooltips(
    place: str,
    trace: Mapping[str, Any],
    texts: Sequence[Any],
    known: Known,
    women: Sequence[str],
    months: dict[int, str],
) -> Iterator[Found]:
    """What stands beside a point of a figure about women tells its own month and nothing else."""
    for month, text in zip(decode(trace.get("x")) or [], texts, strict=False):
        only = _of_month(known, women, months.get(month))
        told = " | ".join(_flat(text))
        yield from attack_wording(place, told, known, women, only or [Numbers([])])


def _flat(value: Any) -> Iterator[str]:
    """All that one point carries as texts."""
    listed = list(value.values()) if isinstance(value, Mapping) and decode(value) is None else decode(value)
    if listed is not None:
        for one in listed:
            yield from _flat(one)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield _written(value)
    elif value is not None:
        yield str(value)


def _attack_looks(place: str, value: Any, known: Known, subjects: frozenset[str]) -> Iterator[Found]:
    if isinstance(value, Mapping):
        for key in _BY_POINT:
            listed = decode(value.get(key))
            if listed and any(isinstance(one, int | float) for one in listed):
                yield from _attack_leaf(f"{place}.{key}", listed, known, subjects)


def _attack_leaf(place: str, value: Any, known: Known, subjects: frozenset[str]) -> Iterator[Found]:
    listed = decode(value)
    if listed is not None:
        for one in listed:
            yield from _attack_leaf(place, one, known, subjects)
    elif isinstance(value, Mapping):
        for key, one in value.items():
            yield from _attack_leaf(f"{place}.{key}" if str(key).isidentifier() else place, one, known, subjects)
    elif isinstance(value, str):
        yield from attack_wording(place, _without_places(value), known, subjects)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        yield from attack_wording(place, _written(value), known, subjects)


def _without_places(text: str) -> str:
    """A template of tooltips without the places that it fills, whose formats have digits ("%{y:.2f}")."""
    while "%{" in text:
        start = text.index("%{")
        end = text.find("}", start)
        text = text[:start] + " " + (text[end + 1 :] if end >= 0 else "")
    return text


def _written(number: float) -> str:
    return str(int(number)) if float(number).is_integer() else f"{number:.12f}".rstrip("0")


def decode(value: Any) -> list[Any] | None:
    """A list as such, be it written plainly or packed as binary; None when it is none."""
    if isinstance(value, list | tuple):
        return list(value)
    if isinstance(value, Mapping) and set(value) >= {"dtype", "bdata"}:
        try:
            packed = numpy.frombuffer(base64.b64decode(value["bdata"]), dtype=numpy.dtype(value["dtype"]))
        except (binascii.Error, TypeError, ValueError):
            return ["\N{REPLACEMENT CHARACTER}0unreadable"]
        return [None if one != one else one for one in packed.tolist()]
    return None


def _texts_of(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, Mapping):
        for one in value.values():
            yield from _texts_of(one)


def _attack_layout(
    place: str, layout: Mapping[str, Any], known: Known, subjects: frozenset[str], months: dict[int, str]
) -> Iterator[Found]:
    for key, value in layout.items():
        if key == _TEMPLATE:
            yield from _attack_template(f"{place}.{key}", value)
        elif key in ("annotations", "shapes", "images"):
            for one in value or ():
                yield from _attack_mark(f"{place}.{key}", one, known, subjects, months)
        elif key in _WORDS:
            yield from _attack_leaf(
                f"{place}.{key}", value if key != "title" else list(_texts_of(value)), known, subjects
            )
        elif isinstance(value, Mapping):
            yield from _attack_layout(f"{place}.{key}", value, known, subjects, months)


def _attack_template(place: str, template: Any) -> Iterator[Found]:
    told = {
        "x",
        "y",
        "z",
        "text",
        "customdata",
        "hovertext",
        "hovertemplate",
        "meta",
        "ids",
        "values",
        "labels",
        "name",
    }
    for traces in (template.get("data") or {}).values() if isinstance(template, Mapping) else ():
        for trace in traces:
            if told & set(trace):
                yield place, "points in a template"


def _attack_mark(
    place: str, mark: Mapping[str, Any], known: Known, subjects: frozenset[str], months: dict[int, str]
) -> Iterator[Found]:
    """A label or a shape in the picture: its text, and its place where that is one on the axes of the figures."""
    for key in ("text", "hovertext", "meta", "name"):
        yield from _attack_leaf(f"{place}.{key}", mark.get(key), known, subjects)
    if mark.get("source"):
        yield place, "a picture that can't be read"
    if not months or not any(known.is_of_women(code) for code in subjects):
        return
    for key in ("y", "y0", "y1"):
        value = mark.get(key)
        is_in_data = str(mark.get("yref") or "y") == "y"
        if is_in_data and isinstance(value, int | float) and value:
            yield from attack_wording(f"{place}.{key}", _written(value), known, subjects)
