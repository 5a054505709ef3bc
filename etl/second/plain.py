"""Class C figures: things and heads, by total and breakdown, month by month."""

from collections.abc import Mapping
from typing import Any

from etl.second.categories import categories_of
from etl.second.coverage import silent_state
from etl.second.on_time import deliverables_on_time, reports_on_time
from etl.second.rates import beside, mean, newest_wave, share_or_change
from etl.second.reading import amount, codes_of, fits, linear, month_code
from etl.second.things import country_of, rows_for
from etl.second.world import Place, Row, Shown, World


def show_plain(world: World, one: Mapping[str, Any]) -> dict[Place, Shown]:
    """What the total and each breakdown show when nothing has to be protected."""
    shown: dict[Place, Shown] = {}
    for month in range(1, world.until + 1):
        rows = rows_for(world, one, month) if one.get("sheet") else []
        for breakdown, category in categories_of(world, one, month):
            own = [row for row in rows if _is_of(world, one, breakdown, category, row)]
            figure = _figure(world, one, month, breakdown, category, own)
            shown[month_code(month), breakdown["name"], category] = figure
        for name, category, figure in beside(world, one, rows):
            silence = None if figure.value else silent_state(world, one, month, name, category)
            shown[month_code(month), name, category] = Shown(silence) if silence else figure
    return shown


def _is_of(world: World, one: Mapping[str, Any], breakdown: Mapping[str, Any], category: str, row: Row) -> bool:
    """Is the row one of the category?"""
    name = breakdown["name"]
    if name == "total" or breakdown.get("columns"):
        return True
    if name == "partner":
        return bool(row["partner_code"] == category)
    if name == "country":
        return country_of(world, one["sheet"], row) == category
    return category in codes_of(row.get(breakdown["column"]))


def _figure(
    world: World, one: Mapping[str, Any], month: int, breakdown: Mapping[str, Any], category: str, rows: list[Row]
) -> Shown:
    """One figure or, where there is none, why."""
    name, kind = breakdown["name"], one["calculation"]["kind"]
    if kind == "reports_on_time":
        return reports_on_time(world, month, name, category)
    if kind == "deliverables_on_time":
        return deliverables_on_time(world, one, month, breakdown, category)
    figure = _measure(world, one, breakdown, category, rows)
    if figure.value:
        return figure
    # Nothing but zeros of others, at a place whose own partners have never reported, is no zero of the place.
    silence = silent_state(world, one, month, name, category)
    return Shown(silence) if silence else figure


def _measure(
    world: World, one: Mapping[str, Any], breakdown: Mapping[str, Any], category: str, rows: list[Row]
) -> Shown:
    """The figure of rows, whoever was silent."""
    kind = one["calculation"]["kind"]
    if kind == "distinct":
        return _count(len(_different_codes(one["calculation"]["of"], rows)))
    if kind == "sum":
        return _count(_added(world, _terms(one["calculation"], breakdown, category), rows))
    if kind == "milestone":
        return _milestone(one["calculation"]["of"], rows, breakdown["name"])
    if kind == "ratio":
        return share_or_change(one["calculation"], rows)
    if kind == "share":
        return newest_wave(world, one, rows)
    if kind == "mean":
        return mean(one["calculation"]["mean"], one["calculation"]["weight"], rows)
    raise ValueError(f"class C has no figure of the kind {kind}")


def _count(number: float) -> Shown:
    """A count is its own numerator and has no denominator."""
    return Shown("value", number, number)


def _different_codes(columns: list[str], rows: list[Row]) -> set[str]:
    """The different codes that stand in any of the columns."""
    found: set[str] = set()
    for row in rows:
        for text in columns:
            [(_sign, column)] = linear(text)
            found.update(codes_of(row.get(column)))
    return found


def _terms(calculation: Mapping[str, Any], breakdown: Mapping[str, Any], category: str) -> list[Mapping[str, Any]]:
    """What is added up; a breakdown with a column for each category adds up that column."""
    if breakdown.get("columns"):
        return [{"of": "SHEET." + breakdown["columns"][category]}]
    return list(calculation["terms"])


def _added(world: World, terms: list[Mapping[str, Any]], rows: list[Row]) -> float:
    """The sum of the terms over the rows; what was not filled in adds nothing."""
    total: float = 0
    for row in rows:
        for term in terms:
            if fits(world, row, term):
                total += amount(row, term["of"]) or 0
    return total


def _milestone(text: str, rows: list[Row], breakdown: str) -> Shown:
    """The newest progress of the one thing; a category in which it can't be had yet stands at 0."""
    values = [value for value in (amount(row, text) for row in rows) if value is not None]
    if values:
        return _count(max(values))
    return Shown("not_reported") if breakdown == "total" else _count(0)
