"""Figures of several indicators side by side by country, partner or another released breakdown."""

from collections.abc import Iterable

import streamlit as st

from dashboard.breakdown import breakdown_name, category_name
from dashboard.links import link_to_indicator
from dashboard.markup import Child, Html, element, join
from dashboard.pickers import choose_one
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure
from dashboard.tables import build_table
from dashboard.topic import indicator_of
from etl.services import Definitions
from indicators.model.indicator import Indicator, Sum
from indicators.reasons import is_missing

# What stands beside a total rather than divides it, and what has a list of its own.
_NOT_PARTS = ("total", "companion", "observation", "wave")
Parts = dict[tuple[str, str, str], Row]


def breakdowns_of(standings: Iterable[Standing], parts: Parts, without: Iterable[str] = ()) -> list[str]:
    """Released breakdowns of the indicators in the order of the framework, without what is told elsewhere."""
    left_out = {*_NOT_PARTS, *without}
    found = (breakdown for one in standings for code, breakdown, _ in parts if code == one.code)
    return [name for name in dict.fromkeys(found) if name not in left_out]


def choose_breakdown(names: list[str], released: Released) -> str:
    """By what to divide; the choice stands in the address."""
    labels = {name: breakdown_name(name, released.context) for name in names}
    place, _beside = st.columns([1, 2])
    with place:
        return choose_one("by", released.context.texts("By"), labels, released.context.texts, default=names[0])


def build_parts(standings: Iterable[Standing], breakdown: str, parts: Parts, released: Released) -> Html:
    """One row a category, one column an indicator that has the breakdown."""
    _ = released.context.texts
    own = [one for one in standings if any(key[:2] == (one.code, breakdown) for key in parts)]
    categories = dict.fromkeys(category for code, name, category in parts if name == breakdown)
    title = breakdown_name(breakdown, released.context)
    rows = (
        [_name(breakdown, category, own, released), *_cells(own, breakdown, category, parts, released)]
        for category in categories
    )
    caption = _("By {breakdown}, at {month}", breakdown=title.lower(), month=released.month_code)
    table = build_table(
        [title, *(_(one.name) for one in own)], rows, caption, range(1, len(own) + 1), cls="cards parts"
    )
    links = (element("span", link_to_indicator(one.code, _(one.name))) for one in own)
    ways = element("p", _("What each figure means:"), " ", join(links, " · "), cls="quiet-text passports")
    return element("div", table, ways)


def _name(breakdown: str, category: str, own: list[Standing], released: Released) -> str:
    return category_name(breakdown, category, own[0].code, released)


def _cells(own: list[Standing], breakdown: str, category: str, parts: Parts, released: Released) -> Iterable[Child]:
    for standing in own:
        row = parts.get((standing.code, breakdown, category))
        yield _cell(row, standing, category, breakdown, released)


def _cell(row: Row | None, standing: Standing, category: str, breakdown: str, released: Released) -> Child:
    texts = released.context.texts
    if row is None:
        return "–"
    if is_left_out(indicator_of(standing, released), breakdown, category):
        return element("span", texts("not counted"), cls="state")
    base = None if is_missing(row["denominator"]) else texts("of {n}", n=texts.number(row["denominator"]))
    return element("span", build_figure(row, texts, standing.decimals), element("small", base) if base else None)


def say_left_out(standings: Iterable[Standing], released: Released) -> list[str]:
    """What an indicator doesn't count by its own definition, by kind: it stands in the list, in no figure."""
    _, definitions = released.context.texts, released.context.definitions
    found = []
    for standing in standings:
        indicator = indicator_of(standing, released)
        for breakdown in indicator.breakdowns:
            codes = category_codes(indicator, breakdown.name, definitions)
            out = [_(label) for code, label in codes.items() if is_left_out(indicator, breakdown.name, code)]
            if out:
                found.append(_("Not counted in “{name}”: {kinds}.", name=_(indicator.name), kinds=", ".join(out)))
    return found


def category_codes(indicator: Indicator, breakdown: str, definitions: Definitions) -> dict[str, str]:
    """The categories of a breakdown with their names, where a code list holds them."""
    column = next((one.column for one in indicator.breakdowns if one.name == breakdown), None)
    sheet = definitions.workbook.sheets.get(indicator.sheet or "")
    listed = sheet.columns[column].list if sheet and column in sheet.columns else None
    return definitions.codes(listed) if listed else {}


def is_left_out(indicator: Indicator, breakdown: str, category: str) -> bool:
    """Does the indicator leave this category out by its own definition, so that its 0 is none?"""
    column = next((one.column for one in indicator.breakdowns if one.name == breakdown), None)
    if column is None:
        return False
    rules = [indicator.calculation, *(indicator.calculation.terms if isinstance(indicator.calculation, Sum) else ())]
    taken = [rule.where[column] for rule in rules if column in rule.where]
    if any(category in rule.where_not.get(column, ()) for rule in rules):
        return True
    return bool(taken) and not any(category in codes for codes in taken)
