"""The cells of one indicator in the tracking table: never a blank, and never a 0 that nobody counted."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from etl.export.workbook.formats import number_format, plan_format
from etl.export.workbook.page import Cell, Row
from etl.export.workbook.source import NO_VALUE, Source
from etl.export.workbook.standing import Standing
from etl.export.workbook.styles import Role
from indicators.charts.palette import STATUS_SYMBOLS
from indicators.reasons import N_, is_less_better, is_missing

_NONE = Cell(NO_VALUE, "none")
_NO_TARGET, _NOTHING_DUE = N_("no target"), N_("nothing was due yet")


@dataclass(frozen=True)
class HalfYear:
    """First and last month; `is_over`: the release tells its end."""

    first: str
    last: str
    is_over: bool


def indicator_row(source: Source, standing: Standing, halves: list[HalfYear]) -> Row:
    """What it is, what was planned and reached by half-year, where it stands, and what was said on it."""
    _, about = source.texts, standing.indicator
    name = source.label("indicator_name", standing.code, about["indicator_name"])
    if is_less_better({**standing.now, "direction": about.get("direction")}):
        name = f"{name} ({_('less is better')})"
    cells = [Cell(standing.code, "sign"), Cell(name, "sign"), Cell(source.label("unit", about["unit"]), "sign")]
    cells += [_plan(about["baseline"], standing), _plan(about["target"], standing, _(_NO_TARGET))]
    state = about["target_state"]
    cells.append(Cell(source.label("target_state", state), "sign") if state else _NONE)
    for half in halves:
        cells += [_plan(_planned(standing, half.last), standing), _actual(source, standing, half)]
    return [*cells, *_newest(source, standing), *_said(source, standing)]


def _planned(standing: Standing, month: str) -> float | None:
    """As the release tells it: with the figure, for a month to come with the indicator's path."""
    if month in standing.totals:
        return cast("float | None", standing.totals[month]["expected"])
    path: dict[str, float | None] = json.loads(standing.indicator["planned_path"] or "{}")
    return path.get(month)


def _actual(source: Source, standing: Standing, half: HalfYear) -> Cell:
    if not half.is_over:
        return Cell(source.texts("to come"), "none")
    row = standing.totals.get(half.last)
    return _value(source, standing, row) if row else _NONE


def _newest(source: Source, standing: Standing) -> Iterator[Cell]:
    """The figure that it is judged by with its month, status and coverage."""
    row = standing.shown or standing.now
    yield _value(source, standing, row)
    yield Cell(row["month"], "sign")
    yield _status(source, standing)
    yield Cell(say_coverage(source, row), "sign")


def _status(source: Source, standing: Standing) -> Cell:
    """Symbol and word, hollow against a proposed target; of a figure without a status the cause."""
    status = standing.status
    said = f"{STATUS_SYMBOLS[status][standing.is_proposed]} {source.label('status', status)}"
    if standing.shown is not None and status == "unavailable":
        said += f" ({source.texts(_NO_TARGET if is_missing(standing.shown['target']) else _NOTHING_DUE)})"
    return Cell(said, cast(Role, status))


def say_coverage(source: Source, row: dict[str, Any]) -> str:
    """How many partners a total rests on; a dash where no report was expected."""
    expected, reported = int(row["expected_reports_n"] or 0), int(row["reported_n"] or 0)
    if not expected:
        return NO_VALUE
    return source.texts.plural("{reported} of {n} partner", "{reported} of {n} partners", expected, reported=reported)


def _said(source: Source, standing: Standing) -> list[Cell]:
    """Cause and action of what is not on track; that none was given is told as well."""
    _, comment = source.texts, standing.comment
    if not standing.needs_comment:
        return [_NONE, _NONE]
    if comment is None:
        return [Cell(_("No cause given yet."), "sign"), _NONE]
    cause, due = str(comment["cause"]), comment["due"]
    is_over = isinstance(due, date) and due < source.release.info.as_of
    if is_over and comment["month"] != standing.last_month:
        cause += "\n" + _("Said for {month}; its day is over, and nothing newer was said.", month=comment["month"])
    until = [due.isoformat()] if isinstance(due, date) else []
    who = " · ".join([comment["owner"], *until] if comment["owner"] else until)
    action = "\n".join(text for text in (comment["action"], who) if text)
    return [Cell(cause, "sign"), Cell(action, "sign") if action else _NONE]


def _value(source: Source, standing: Standing, row: dict[str, Any]) -> Cell:
    """The number, or the word for why there is none, with the pattern of its state."""
    if row["state"] != "value":
        return Cell(source.label("state", row["state"]), cast(Role, row["state"]))
    return Cell(row["value"], "sign", number_format(standing.indicator["decimals"], row["unit"]))


def _plan(value: float | None, standing: Standing, without: str = NO_VALUE) -> Cell:
    if is_missing(value):
        return Cell(without, "none")
    return Cell(value, "sign", plan_format(value, standing.indicator["decimals"], standing.indicator["unit"]))
