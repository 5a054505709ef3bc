"""Results of an IATI file: one for each result of the framework, its indicators with baseline and periods.

A period runs from the project's start, for figures are told to date. It ends where the plan has a point, at a released
closing, or at the release's month. Only decided targets are told (binding or confirmed): a proposal would be read as
a promise. Whatever has no shown value has no `actual`.
"""

import json
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as Xml

from etl.export.iati_texts import add_narratives, add_said
from indicators.iati import codes_of
from indicators.load import Definitions
from indicators.names import TARGET_STATE_NAMES
from indicators.periods import month_number
from indicators.reasons import CLASS_OF_WOMEN, coverage_sentence
from indicators.texts import N_, Texts

Row = dict[str, Any]
Rows = dict[str, list[Row]]
_OF_THE_PUBLISHER = "99"
_DECIDED = ("binding", "confirmed")
_ADDED_UP = "count"
WITHHELD = N_(
    "Figures about women are told at closings only; one that could tell of single women is withheld and left out."
)


def build_results(rows: Rows, definitions: Definitions, languages: list[Texts], month: str) -> Iterator[Xml.Element]:
    """One element for each result that has indicators, in the framework's order; `month` is the release's."""
    points = {point for row in rows["indicator"] for point in _path(row)} | {month}
    figures: dict[str, dict[str, Row]] = {}
    for one in rows["figure"]:
        figures.setdefault(one["indicator_code"], {})[one["month"]] = one
    for result in rows["result"]:
        own = [row for row in rows["indicator"] if row["result"] == result["result"]]
        if own:
            element = _build_result(result, own, languages)
            for row in own:
                shown = figures.get(row["indicator_code"], {})
                element.append(_build_indicator(row, shown, points, definitions, languages))
            yield element


def _build_result(result: Row, own: list[Row], languages: list[Texts]) -> Xml.Element:
    kind = codes_of(result["level"], "", "").result_type
    is_sum = all(row["type"] == _ADDED_UP for row in own)
    element = Xml.Element("result", {"type": str(kind), "aggregation-status": _flag(is_sum)})
    add_narratives(Xml.SubElement(element, "title"), result["result_name"], languages)
    return element


def _build_indicator(
    row: Row, figures: dict[str, Row], points: set[str], definitions: Definitions, languages: list[Texts]
) -> Xml.Element:
    codes = codes_of(row["level"], row["type"], row["direction"])
    told = {"ascending": _flag(codes.is_ascending), "aggregation-status": _flag(row["type"] == _ADDED_UP)}
    element = Xml.Element("indicator", {"measure": str(codes.measure)} | told)
    add_narratives(Xml.SubElement(element, "title"), row["indicator_name"], languages)
    add_said(Xml.SubElement(element, "description"), ((one.language, _describe(row, one)) for one in languages))
    # Here and not at the result: the standard wants a reference in one of the two places alone.
    Xml.SubElement(element, "reference", vocabulary=_OF_THE_PUBLISHER, code=row["indicator_code"])
    _add_baseline(element, row, definitions, languages)
    for month in _months(row, figures, points):
        _add_period(element, month, row, figures.get(month), definitions, languages)
    return element


def _describe(row: Row, texts: Texts) -> str:
    definition, unit = row["definition"], row["unit"]
    said = [texts(definition), texts("Unit: {unit}.", unit=texts(unit))]
    return " ".join([*said, texts(WITHHELD)] if row["class"] == CLASS_OF_WOMEN else said)


def _add_baseline(parent: Xml.Element, row: Row, definitions: Definitions, languages: list[Texts]) -> None:
    if row["baseline"] is None:
        return
    start = definitions.project.calendar.start
    told = {"year": str(start.year), "iso-date": start.isoformat(), "value": number(row["baseline"])}
    element = Xml.SubElement(parent, "baseline", told)
    if row["baseline_note"]:
        add_narratives(Xml.SubElement(element, "comment"), row["baseline_note"], languages)


def _months(row: Row, figures: dict[str, Row], points: set[str]) -> list[str]:
    """Months at whose end a period ends: a planned point, or a figure that is shown there or at a closing."""
    shown = {month for month, figure in figures.items() if figure["state"] == "value"}
    told = shown if row["class"] == CLASS_OF_WOMEN else shown & points
    return sorted(told | set(_decided_path(row)), key=month_number)


def _add_period(
    parent: Xml.Element,
    month: str,
    row: Row,
    figure: Row | None,
    definitions: Definitions,
    languages: list[Texts],
) -> None:
    period = Xml.SubElement(parent, "period")
    start, end = definitions.project.calendar.start, definitions.periods.last_day(month_number(month))
    Xml.SubElement(period, "period-start", {"iso-date": start.isoformat()})
    Xml.SubElement(period, "period-end", {"iso-date": end.isoformat()})
    planned = _decided_path(row).get(month)
    if planned is not None:
        target = Xml.SubElement(period, "target", value=number(planned))
        is_last = month == max(_path(row), key=month_number)
        add_said(Xml.SubElement(target, "comment"), ((one.language, _say(row, is_last, one)) for one in languages))
    if figure is not None and figure["state"] == "value" and figure["value"] is not None:
        actual = Xml.SubElement(period, "actual", value=number(figure["value"]))
        said = [(one.language, coverage_sentence(figure, one)) for one in languages]
        if said[0][1]:
            add_said(Xml.SubElement(actual, "comment"), said)


def _say(row: Row, is_last: bool, texts: Texts) -> str:
    name = TARGET_STATE_NAMES[row["target_state"]]
    state = texts("Target: {state}", state=texts(name))
    return state if is_last else f"{texts('Planned path')}. {state}"


def _path(row: Row) -> dict[str, float]:
    points: dict[str, float | None] = json.loads(row["planned_path"] or "{}")
    return {month: value for month, value in points.items() if value is not None}


def _decided_path(row: Row) -> dict[str, float]:
    return _path(row) if row["target_state"] in _DECIDED else {}


def number(value: float) -> str:
    """A number with all its digits; a whole one without a decimal sign."""
    return str(int(value)) if float(value).is_integer() else repr(float(value))


def _flag(is_so: bool) -> str:
    return "1" if is_so else "0"
