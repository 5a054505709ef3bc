"""Figures of several indicators in one table, in the order of the framework: in total, or of one category."""

from collections.abc import Iterable

import pandas as pd

from dashboard.coverage_note import say_coverage
from dashboard.glossary import build_term
from dashboard.indicator_name import build_name
from dashboard.markup import Child, Html, element
from dashboard.rows import Row
from dashboard.session import Released
from dashboard.standing import Standing
from dashboard.symbols import build_figure, build_state, build_status
from dashboard.tables import build_table
from indicators.reasons import format_plan, format_value, is_missing

TOTAL = ("total", "all")
Place = tuple[str, str]


def read_parts(standings: Iterable[Standing], released: Released) -> dict[tuple[str, str, str], Row]:
    """The rows of the release's month by indicator, breakdown and category."""
    codes = dict.fromkeys(one.code for one in standings)
    own = (row for code in codes for row in released.figure_rows.get((code, released.month_code), ()))
    return {(row["indicator_code"], row["breakdown"], row["category"]): row for row in own}


def build_figures(standings: Iterable[Standing], place: Place, released: Released, caption: str) -> Html:
    """One row an indicator; a plan and a status have the totals alone. What has no such breakdown is left out."""
    _, found = released.context.texts, list(standings)
    parts = read_parts(found, released)
    is_total = place == TOTAL
    there = [one for one in found if (one.code, *place) in parts]
    # Where nothing rests on a number of answers there is nothing to tell of it.
    has_base = any(not is_missing(parts[one.code, *place]["denominator"]) for one in there)
    head = [_("Indicator"), _("Value"), *([_("Base")] if has_base else [])]
    if is_total:
        head.append(_("Planned by {month}", month=released.month_code))
    right, terms = range(1, len(head)), {2: build_term("denominator", _, _("Base"))} if has_base else {}
    head += [_("Status"), _("Coverage")] if is_total else [_("Coverage")]
    terms[len(head) - 1] = build_term("coverage", _, head[-1])
    rows = [_row(one, parts[one.code, *place], parts, is_total, has_base, released) for one in there]
    return build_table(head, rows, caption, right, cls="cards figures-of", terms=terms)


def _row(
    standing: Standing,
    row: Row,
    parts: dict[tuple[str, str, str], Row],
    is_total: bool,
    has_base: bool,
    released: Released,
) -> list[Child]:
    texts = released.context.texts
    value = element(
        "span", build_figure(row, texts, standing.decimals), *_companions(standing, parts, is_total, released)
    )
    cells: list[Child] = [_build_first(standing, is_total, released), value]
    if has_base:
        cells.append("–" if is_missing(row["denominator"]) else texts.number(row["denominator"]))
    if is_total:
        planned = format_plan(row["expected"], row["unit"], texts, standing.decimals)
        cells += [planned, build_status(str(row["status"]), standing.is_proposed, texts)]
    return [*cells, say_coverage(row, texts)]


def _build_first(standing: Standing, is_total: bool, released: Released) -> Html:
    """The name and, under a total, what it doesn't tell."""
    texts, limits = released.context.texts, standing.indicator.get("limits")
    told = element("small", texts(limits), cls="limits") if limits and is_total else None
    return element("span", build_name(standing, released), told)


def _companions(
    standing: Standing, parts: dict[tuple[str, str, str], Row], is_total: bool, released: Released
) -> list[Html]:
    """The second figure that must stand beside the first, such as a response rate."""
    definitions, texts = released.context.definitions, released.context.texts
    indicator = definitions.indicator(standing.code)
    if not is_total or indicator.companion is None:
        return []
    beside = [row for (code, breakdown, _), row in parts.items() if code == standing.code and breakdown == "companion"]
    return [
        element("small", texts(indicator.companion.name), texts.colon, format_value(row["value"], "percent", texts, 1))
        if row["state"] == "value"
        else element("small", texts(indicator.companion.name), texts.colon, build_state(row["state"], texts))
        for row in beside
    ]


def planned_column(figures: pd.DataFrame, code: str, place: Place) -> pd.DataFrame:
    """All months of one indicator and one category."""
    breakdown, category = place
    return figures[
        (figures["indicator_code"] == code) & (figures["breakdown"] == breakdown) & (figures["category"] == category)
    ]
