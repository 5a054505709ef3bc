"""An IATI file: baseline, targets and actuals are those of the release; no element, attribute or text of its own."""

import calendar
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import cached_property
from typing import Any
from xml.etree import ElementTree as Xml

from etl.attacker.channels.exported import Found
from etl.attacker.channels.known import Known
from etl.attacker.channels.label_channel import numbers_of
from etl.attacker.channels.stated import read_definition
from etl.attacker.channels.wording import attack_wording
from etl.attacker.released import Released, Row

_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_DAY, _FLAG = r"\d{4}-\d\d-\d\d", "[01]"
_MOMENT = rf"{_DAY}T00:00:00Z"
# Element -> its attributes with the pattern of each; values of figures are compared, not matched.
_ELEMENTS: dict[str, dict[str, str]] = {
    "iati-activities": {"version": r"2\.03", "generated-datetime": _MOMENT},
    "iati-activity": {_LANG: "[a-z]{2}", "last-updated-datetime": _MOMENT, "hierarchy": "1"},
    "iati-identifier": {},
    "reporting-org": {"ref": ".*", "type": r"(\d\d)?"},
    "title": {},
    "description": {"type": "[14]"},
    "narrative": {_LANG: "[a-z]{2}"},
    "participating-org": {"role": "[14]", "ref": ".*"},
    "activity-status": {"code": "[23]"},
    "activity-date": {"type": "[234]", "iso-date": _DAY},
    "contact-info": {},
    "email": {},
    "website": {},
    "recipient-country": {"code": "[A-Z]{2}"},
    "sector": {"vocabulary": "1", "code": r"\d{5}"},
    "result": {"type": "[1239]", "aggregation-status": _FLAG},
    "indicator": {"measure": "[12]", "ascending": _FLAG, "aggregation-status": _FLAG},
    "reference": {"vocabulary": "99", "code": ".+"},
    "baseline": {"year": r"\d{4}", "iso-date": _DAY, "value": ".+"},
    "period": {},
    "period-start": {"iso-date": _DAY},
    "period-end": {"iso-date": _DAY},
    "target": {"value": ".+"},
    "actual": {"value": ".+"},
    "comment": {},
}
_COVERAGE = ("reported_n", "expected_reports_n", "carried_forward_n")
# What the coordinator has written into the project's settings: no text of the release, and none of the store.
_SETTINGS = frozenset({"iati-identifier", "reporting-org", "contact-info"})
_NONE: Counter[float] = Counter()
_WITH_TEXT = frozenset({"narrative", "iati-identifier", "email", "website"})
_DECLARATION = re.compile(rb"\A<\?xml version='1\.0' encoding='utf-8'\?>\s")


def attack_iati(released: Released, name: str, data: bytes, known: Known) -> Iterator[Found]:
    """Findings in an IATI file of a release."""
    rest = _DECLARATION.sub(b"", data)
    if b"<!" in rest or b"<?" in rest:
        yield name, "a comment or a declaration in its XML"
        return
    try:
        root = Xml.fromstring(data)
    except Xml.ParseError:
        yield name, "it can't be read as XML"
        return
    yield from _attack_shape(name, root)
    indicators = list(root.iter("indicator"))
    inside = {id(one) for indicator in indicators for one in indicator.iter()}
    settings = {id(one) for tag in _SETTINGS for found in root.iter(tag) for one in found.iter()}
    for element in root.iter():
        if id(element) not in inside | settings and element.text and element.text.strip():
            yield from attack_wording(f"{name}, {element.tag}", element.text, known)
    for number, indicator in enumerate(indicators, start=1):
        yield from _attack_indicator(_Own(released, indicator), f"{name}, indicator {number}", known)
    codes = [_code(indicator) for indicator in indicators]
    if len(set(codes)) != len(codes):
        yield name, "an indicator twice"


def _attack_shape(name: str, root: Xml.Element) -> Iterator[Found]:
    for element in root.iter():
        allowed = _ELEMENTS.get(element.tag)
        if allowed is None or set(element.attrib) - set(allowed):
            yield name, "an element or attribute that no export has"
            continue
        if not all(re.fullmatch(allowed[key], value) for key, value in element.attrib.items()):
            yield f"{name}, {element.tag}", "an attribute that no export has"
        has_text = element.text is not None and element.text.strip()
        if (has_text and element.tag not in _WITH_TEXT) or (element.tail and element.tail.strip()):
            yield f"{name}, {element.tag}", "a text between the elements"


def _code(indicator: Xml.Element) -> str:
    found = indicator.findall("reference")
    return str(found[0].get("code")) if len(found) == 1 else ""


class _Own:
    """What the release says of the indicator of an element."""

    def __init__(self, released: Released, element: Xml.Element) -> None:
        self.released, self.element, self.code = released, element, _code(element)

    @cached_property
    def row(self) -> Row | None:
        """Its row in the framework."""
        return next((row for row in self.released.tables["indicator"] if row["indicator_code"] == self.code), None)

    @cached_property
    def totals(self) -> dict[str, Row]:
        """Rows of the total that show a value, by month."""
        rows = (row for row in self.released.figures if row["indicator_code"] == self.code)
        return {row["month"]: row for row in rows if row["breakdown"] == "total" and row["state"] == "value"}

    @cached_property
    def path(self) -> dict[str, float]:
        """Points of the plan."""
        points: dict[str, Any] = json.loads((self.row or {}).get("planned_path") or "{}")
        return points if (self.row or {}).get("target_state") in ("binding", "confirmed") else {}

    @cached_property
    def calendar(self) -> dict[str, Any]:
        """The project's calendar."""
        return dict((read_definition(self.released, "project") or {}).get("calendar") or {})

    def ends(self, known: Known) -> dict[str, str]:
        """Months by the last day of each; the last month ends with the project."""
        year, month = map(int, str(self.calendar["first_month"]).split("-"))
        found = {}
        for number, code in known.months.items():
            years, rest = divmod(month - 1 + number - 1, 12)
            last = calendar.monthrange(year + years, rest + 1)[1]
            found[date(year + years, rest + 1, last).isoformat()] = code
        *_others, end = found
        return {day: code for day, code in found.items() if day != end} | {str(self.calendar["end"]): found[end]}


def _attack_indicator(own: _Own, place: str, known: Known) -> Iterator[Found]:
    if own.row is None:
        yield place, "an indicator that the release doesn't have"
        return
    place = f"{place} ({own.code})"
    for element in own.element.iter("narrative"):
        yield from attack_wording(place, element.text or "", known, {own.code})
    start = str(own.calendar.get("start"))
    for baseline in own.element.findall("baseline"):
        if not _is_same(baseline, own.row["baseline"]) or baseline.get("iso-date") != start:
            yield place, "a baseline that the release doesn't have"
        if baseline.get("year") != start[:4]:
            yield place, "a baseline that the release doesn't have"
    ends, seen = own.ends(known), set()
    for period in own.element.findall("period"):
        month = ends.get(_day(period, "period-end"), "")
        if not month or month in seen or _day(period, "period-start") != start:
            yield place, "a period that the release doesn't have"
        seen.add(month)
        yield from _attack_period(period, month, own, place)


def _attack_period(period: Xml.Element, month: str, own: _Own, place: str) -> Iterator[Found]:
    row = own.totals.get(month, {})
    coverage = Counter({float(row[name]): 1 for name in _COVERAGE if row.get(name) is not None})
    if row and row["reported_n"] == row["expected_reports_n"]:
        coverage[float(row["reported_n"])] += 1
    for tag, said, counts in (("target", own.path.get(month), _NONE), ("actual", row.get("value"), coverage)):
        found = period.findall(tag)
        if len(found) > 1 or not all(_is_same(one, said) for one in found):
            yield f"{place}, {tag}", "a number that the release doesn't tell of this indicator"
        for text in (one.text or "" for element in found for one in element.iter("narrative")):
            if numbers_of(text) - counts:
                yield f"{place}, {tag}", "a number beside a figure that is none of its coverage"


def _day(period: Xml.Element, tag: str) -> str:
    found = period.find(tag)
    return str(found.get("iso-date")) if found is not None else ""


def _is_same(element: Xml.Element, value: float | None) -> bool:
    """Does the element hold exactly this number, in the one way in which an export writes it?"""
    if value is None:
        return False
    written = str(int(value)) if float(value).is_integer() else repr(float(value))
    return element.get("value") == written
