"""A figure by country, partner or another breakdown: a table whose bars are the chart."""

from typing import Any

import pandas as pd
import streamlit as st

from dashboard.coverage_note import say_coverage
from dashboard.glossary import build_term
from dashboard.markup import Child, Html, element, show
from dashboard.session import Context, Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure
from dashboard.tables import build_bar, build_table
from indicators.disclosure.book import NOT_BROKEN_DOWN
from indicators.names import BESIDE_NAMES, category_label
from indicators.reasons import is_missing


def show_breakdown(figures: pd.DataFrame, standing: Standing, released: Released) -> None:
    """The parts of the newest shown figure, where the release holds any."""
    _ = released.context.texts
    month = (standing.shown or standing.now)["month"]
    parts = figures[(figures["breakdown"] != "total") & (figures["month"] == month)]
    names = list(dict.fromkeys(parts["breakdown"]))
    if not names:
        return
    show(element("h3", _("Breakdown at {month}", month=month)))
    chosen = _choose(names, released) if len(names) > 1 else names[0]
    show(_build(parts[parts["breakdown"] == chosen], chosen, standing, released))
    if standing.is_of_women:
        said = _(
            "Women in blocks closed up to {month}, not everybody enrolled by then. What could not be told apart safely "
            "stands under “not broken down”.",
            month=month,
        )
        show(element("p", said, cls="note"))


def _choose(names: list[str], released: Released) -> str:
    _ = released.context.texts
    chosen = st.segmented_control(
        _("By"),
        names,
        default=names[0],
        required=True,
        format_func=lambda name: breakdown_name(name, released.context),
        key=f"breakdown_{_.language}",
        label_visibility="collapsed",
    )
    return chosen if chosen in names else names[0]


def breakdown_name(breakdown: str, context: Context) -> str:
    """Name of a breakdown in the reader's language, with a capital: that of its code list, where it has one."""
    code_list = context.definitions.code_lists.get(breakdown)
    name = context.texts(code_list.name if code_list else BESIDE_NAMES.get(breakdown, breakdown))
    return (name[:1].upper() + name[1:]).replace("_", " ")


def _build(parts: pd.DataFrame, breakdown: str, standing: Standing, released: Released) -> Html:
    _ = released.context.texts
    records: list[dict[str, Any]] = [{str(k): v for k, v in row.items()} for row in parts.to_dict("records")]
    shown = [abs(float(row["value"])) for row in records if row["state"] == "value"]
    longest = max(shown, default=0.0) or 1.0
    has_base = any(not is_missing(row["denominator"]) for row in records)
    head = [breakdown_name(breakdown, released.context), _("Value"), "", _("Coverage")]
    if has_base:
        head.insert(3, _("Base"))
    rows = []
    for row in records:
        cells: list[Child] = [
            category_name(breakdown, row["category"], standing.code, released),
            build_figure(row, _, standing.decimals),
            _bar(row, longest),
            say_coverage(row, _),
        ]
        if has_base:
            cells.insert(3, "–" if is_missing(row["denominator"]) else _.number(row["denominator"]))
        rows.append(cells)
    numeric = (1, 3) if has_base else (1,)
    terms = {3: build_term("denominator", _, head[3])} if has_base else None
    caption = _("Breakdown at {month}", month=records[0]["month"])
    return build_table(head, rows, caption, numeric, cls="breakdown", terms=terms)


def _bar(row: dict[str, Any], longest: float) -> Html:
    if row["state"] != "value":
        return element("span", cls="barcell")
    return build_bar(100 * abs(float(row["value"])) / longest)


def category_name(breakdown: str, category: str, indicator_code: str, released: Released) -> str:
    """Name of a category in the reader's language; its code where it has none."""
    _ = released.context.texts
    if category == NOT_BROKEN_DOWN:
        return _("not broken down")
    if category in released.partners:
        return released.partner_name(category)
    label = category_label(released.context.definitions, indicator_code, breakdown, category)
    return _(label) if label else category
