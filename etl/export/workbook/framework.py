"""The results framework as a tracking table: objective, result, indicator; planned and actual by half-year; status."""

from collections.abc import Iterator

from etl.export.workbook.framework_cells import HalfYear, indicator_row
from etl.export.workbook.page import Cell, Page, Row, told_page
from etl.export.workbook.source import Rows, Source
from etl.export.workbook.standing import Standing, read_standings
from indicators.periods import half_years, month_code, month_number
from indicators.texts import N_

TITLE = N_("Results framework")
_BEFORE = (7.0, 27.0, 11.5, 8.0, 8.0, 11.5)
_OF_HALF_YEAR = (9.2, 9.2)
# Cause and action: long texts, which give room to headings and statuses of long words.
_SAID = (21.5, 23.0)
_AFTER = (9.2, 6.5, 14.0, 10.5, *_SAID)


def build_framework(source: Source) -> Page:
    """The table; objectives and results stand as lines of their own above their indicators."""
    standings = list(read_standings(source))
    halves = list(_half_years(source, standings))
    widths = (*_BEFORE, *(_OF_HALF_YEAR * len(halves)), *_AFTER)
    rows = [*_head(source, halves), *_body(source, standings, halves, len(widths))]
    return told_page(source.texts(TITLE), widths, rows, giving=len(_SAID), head_rows=2, frozen_columns=2)


def _half_years(source: Source, standings: list[Standing]) -> Iterator[HalfYear]:
    """Half-years of the project; of a selection of months those that it touches."""
    selection, count = source.asked.selection, int(source.about["months_n"])
    first = month_number(selection.from_month) if selection.from_month else 1
    last = month_number(selection.to_month) if selection.to_month else count
    # What is told of a month that is still to come is its plan alone.
    known = max((month_number(one.last_month) for one in standings), default=0)
    for start, end in half_years(count):
        if start <= last and end >= first:
            yield HalfYear(month_code(start), month_code(end), is_over=end <= known)


def _head(source: Source, halves: list[HalfYear]) -> Iterator[Row]:
    _ = source.texts
    above: list[str] = [""] * len(_BEFORE)
    below = [_("Code"), _("Indicator"), _("Unit"), _("Baseline"), _("Target"), _("State of the target")]
    for half in halves:
        above += [f"{half.first}–{half.last} ({source.label('month_short', half.last)})", ""]
        below += [_("Planned by {month}", month=half.last), f"{_('Actual')} {half.last}"]
    above += [_("Newest figure"), *[""] * (len(_AFTER) - 1)]
    below += [_("Value"), _("Month"), _("Status"), _("Coverage"), _("Cause"), _("Action")]
    yield [Cell(text, "head_above") for text in above]
    yield [Cell(text, "head") for text in below]


def _body(source: Source, standings: list[Standing], halves: list[HalfYear], width: int) -> Iterator[Row]:
    results = sorted(source.rows("result"), key=lambda row: row["position"])
    for objective in sorted(source.rows("objective"), key=lambda row: row["position"]):
        code = objective["objective"]
        found = [one for one in standings if one.indicator["objective"] == code]
        if not found:
            continue
        kind = source.texts("general objective") if objective["is_general"] else source.texts("specific objective")
        name = source.label("objective_name", code, objective["objective_name"])
        yield _bar(f"{code} · {name} ({kind})", "objective", width)
        for title, group in _groups(source, [one for one in results if one["objective"] == code], found):
            yield _bar(title, "result", width)
            yield from (indicator_row(source, one, halves) for one in group)


def _groups(source: Source, results: Rows, standings: list[Standing]) -> Iterator[tuple[str, list[Standing]]]:
    """Indicators by result; those of none, as in older releases, by level."""
    for result in results:
        group = [one for one in standings if one.indicator.get("result") == result["result"]]
        if group:
            yield source.label("result_name", result["result"], result["result_name"]), group
    placed = {result["result"] for result in results}
    others = [one for one in standings if one.indicator.get("result") not in placed]
    for level in dict.fromkeys(one.indicator["level"] for one in others):
        yield source.texts(level).capitalize(), [one for one in others if one.indicator["level"] == level]


def _bar(text: str, role: str, width: int) -> Row:
    """A line over the whole table; its text runs on over the empty cells beside it."""
    return [Cell(text, role), *[Cell(None, role)] * (width - 1)]  # type: ignore[arg-type]
