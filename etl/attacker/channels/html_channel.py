"""An HTML or SVG page: its text, attributes, comments, scripts, pictures and the lengths of its bars."""

import json
import re
from collections.abc import Iterator, Mapping
from itertools import product
from typing import Any

from etl.attacker.channels.chart_channel import attack_chart
from etl.attacker.channels.exported import Found
from etl.attacker.channels.html_units import Unit, UnitReader, read_picture
from etl.attacker.channels.json_channel import attack_json
from etl.attacker.channels.known import Known
from etl.attacker.channels.mark_channel import attack_marks
from etl.attacker.channels.numbers import Numbers
from etl.attacker.channels.scale import is_of_names, is_scale
from etl.attacker.channels.text_channel import attack_columns
from etl.attacker.channels.wording import attack_wording

# Bars: how long they are, or where a mark on them stands, in percent.
_BAR = re.compile(r"(?:^|;)\s*(?:width|left|height)\s*:\s*(\d+(?:\.\d+)?)%")
_PLOT = re.compile(r"Plotly\.(?:newPlot|react)\(\s*[\"'][^\"']*[\"']\s*,")
_SHOWN_BY_STYLE = re.compile(r"content\s*:\s*([\"'])(.*?)\1|/\*(.*?)\*/", re.DOTALL)
_FULL = (0.0, 100.0)


def attack_html(place: str, text: str, known: Known, subjects: frozenset[str] = frozenset()) -> Iterator[Found]:
    """Findings in a page; `subjects` are the indicators that it as a whole is about."""
    reader = UnitReader()
    reader.feed(text)
    reader.close()
    for number, unit in enumerate(reader.units, start=1):
        yield from _attack_unit(f"{place}, {unit.place} {number}", unit, known, subjects)
    for labels in reader.ticks.values():
        if is_of_names(labels):
            for label in labels:
                yield from attack_wording(f"{place}, an axis", label, known, subjects)
        elif not is_scale(labels):
            yield f"{place}, an axis", "labels that are no even scale"
    yield from attack_marks(place, text, known)
    for kind, given, content in reader.scripts:
        yield from _attack_script(f"{place}, {kind}", kind, given, content, known)
    for number, (beside, address) in enumerate(reader.pictures, start=1):
        yield from _attack_picture(f"{place}, picture {number}", beside, address, known)


def _attack_unit(place: str, unit: Unit, known: Known, subjects: frozenset[str]) -> Iterator[Found]:
    # A section about women stays one, whichever other indicator a line of it names.
    about = known.subjects(unit.heading) or subjects
    of_women = frozenset(code for code in about if known.is_of_women(code))
    for text in unit.texts:
        yield from attack_columns(place, text, known)
    named = known.subjects(unit.text) | of_women or about
    yield from attack_wording(place, unit.text, known, about)
    women = sorted(code for code in named if known.is_of_women(code))
    if women:
        yield from _attack_bars(f"{place} ({', '.join(women)})", unit, known, women)


def _attack_bars(place: str, unit: Unit, known: Known, women: list[str]) -> Iterator[Found]:
    """A bar is a figure, too: its length is the share of one shown number in another, from zero or the baseline."""
    lengths = [found for style in unit.styles for found in _BAR.findall(style)]
    if not lengths:
        return
    shares = Numbers([*_FULL, 99.0, *(share for code in women for share in _shares(known, code))])
    for length in lengths:
        decimals = len(length.partition(".")[2])
        if not shares.explain(float(length), decimals):
            yield place, "a bar whose length no shown figure explains"


def _shares(known: Known, code: str) -> Iterator[float]:
    for row in known.rows_of(code):
        numbers = [float(row[name]) for name in ("value", "expected", "target") if row[name] is not None]
        for start in {0.0, float(row["baseline"] or 0)}:
            ends = numbers + _longest(known, row) if row["value"] is not None else numbers
            yield from (100 * (one - start) / (end - start) for one, end in product(numbers, ends) if end != start)


def _longest(known: Known, row: Mapping[str, Any]) -> list[float]:
    """Of a breakdown the longest bar is full."""
    same = [one for one in known.rows_of(row["indicator_code"]) if one["month"] == row["month"]]
    values = [abs(one["value"]) for one in same if one["breakdown"] == row["breakdown"] and one["value"] is not None]
    return [max(values)] if values else []


def _attack_script(place: str, kind: str, given: Mapping[str, str], content: str, known: Known) -> Iterator[Found]:
    if kind == "style":
        # A style sheet paints; what it writes into a page, or notes beside, is text.
        for _quote, shown, noted in _SHOWN_BY_STYLE.findall(content):
            yield from attack_wording(place, shown or noted, known)
        return
    if "json" in given.get("type", ""):
        yield from _attack_json(place, content, known)
        return
    rest, charts = _take_charts(content)
    for number, chart in enumerate(charts, start=1):
        yield from attack_chart(f"{place}, chart {number}", chart, known)
    yield from attack_wording(place, rest, known)


def _attack_json(place: str, content: str, known: Known) -> Iterator[Found]:
    try:
        yield from attack_json(place, json.loads(content), known)
    except ValueError:
        yield place, "a script that can't be read"


def _take_charts(content: str) -> tuple[str, list[dict[str, Any]]]:
    """Charts that a script draws, and the script without them."""
    decoder, charts, rest, reached = json.JSONDecoder(), [], [], 0
    for match in _PLOT.finditer(content):
        try:
            data, end = decoder.raw_decode(content, _skip(content, match.end()))
            layout, end = decoder.raw_decode(content, _skip(content, end))
        except ValueError:
            continue
        charts.append({"data": data, "layout": layout})
        rest.append(content[reached : match.start()])
        reached = end
    return "".join([*rest, content[reached:]]), charts


def _skip(content: str, position: int) -> int:
    while position < len(content) and content[position] in " ,\n\t\r":
        position += 1
    return position


def _attack_picture(place: str, beside: str, address: str, known: Known) -> Iterator[Found]:
    kind, data = read_picture(address)
    if kind == "image/svg+xml":
        yield from attack_html(place, data.decode("utf-8", "replace"), known, known.subjects(beside))
    else:
        yield place, "a picture that can't be read"
