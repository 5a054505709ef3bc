"""Cells that tell an indicator: values and plans as pages show them, states in words, never a blank."""

from collections.abc import Iterable

from etl.funder.blocks import Cell, Column, cell
from etl.funder.reading import Reading, Row
from indicators.names import TARGET_STATE_NAMES
from indicators.reasons import STATE_NAMES, STATUS_NAMES, format_plan, format_value, is_missing, state_reason

INDICATOR_COLUMNS = (
    Column("Indicator", 3.6),
    Column("Unit", 2.0),
    Column("Baseline", 1.5, is_number=True),
    Column("Target", 1.3, is_number=True),
    Column("Target state", 1.6),
    Column("Planned", 1.4, is_number=True),
    Column("Implemented", 2.1, is_number=True),
    Column("Month", 1.1),
    Column("Status", 1.4),
    Column("Coverage", 1.7),
)


def indicator_rows(reading: Reading, indicators: Iterable[Row]) -> tuple[tuple[Cell, ...], ...]:
    """One row per indicator, for INDICATOR_COLUMNS."""
    return tuple(_indicator_row(reading, one) for one in indicators)


def _indicator_row(reading: Reading, indicator: Row) -> tuple[Cell, ...]:
    figure = reading.standing(indicator["indicator_code"])
    return (
        name_cell(indicator),
        cell(indicator["unit"]),
        baseline_cell(reading, indicator),
        target_cell(reading, indicator),
        target_state_cell(indicator),
        plan_cell(reading, indicator, figure),
        value_cell(reading, indicator, figure),
        cell(figure["month"] if figure else ""),
        status_cell(figure),
        coverage_cell(figure),
    )


def name_cell(indicator: Row) -> Cell:
    """Code and name."""
    return cell(f"{indicator['indicator_code']} {indicator['indicator_name']}")


def baseline_cell(reading: Reading, indicator: Row) -> Cell:
    """The value before the project."""
    return _number(reading, indicator, indicator["baseline"], "not known", is_plan=True)


def target_cell(reading: Reading, indicator: Row) -> Cell:
    """The value aimed at for the project's end."""
    return _number(reading, indicator, indicator["target"], "no target", is_plan=True)


def target_state_cell(indicator: Row) -> Cell:
    """Is the target binding, confirmed or proposed?"""
    return cell(TARGET_STATE_NAMES.get(indicator["target_state"], "–"))


def plan_cell(reading: Reading, indicator: Row, figure: Row | None) -> Cell:
    """The value planned for the month of the figure."""
    return _number(reading, indicator, figure["expected"] if figure else None, "no plan yet", is_plan=True)


def value_cell(reading: Reading, indicator: Row, figure: Row | None) -> Cell:
    """The value, or why there is none."""
    if figure is None:
        return cell(STATE_NAMES["not_due"])
    if figure["state"] != "value":
        return cell(STATE_NAMES[figure["state"]])
    return _number(reading, indicator, figure["value"], "–")


def status_cell(figure: Row | None) -> Cell:
    """The status that the release gives."""
    return cell(STATUS_NAMES[figure["status"] if figure else "unavailable"])


def coverage_cell(figure: Row | None) -> Cell:
    """How many partners the figure rests on."""
    if figure is None or not figure["expected_reports_n"]:
        return cell("–")
    carried = figure["carried_forward_n"] or 0
    told = f"{figure['reported_n']} of {figure['expected_reports_n']}"
    return cell(f"{told}, {carried} carried forward" if carried else told)


def note_of(reading: Reading, indicator: Row) -> str:
    """Why there is no figure, and what the newest comment says."""
    code = indicator["indicator_code"]
    figure, comment = reading.total(code, reading.month), reading.comment(code)
    told = []
    if figure is not None and figure["state"] != "value":
        about = figure | {name: indicator[name] for name in ("frequency", "decimals", "direction")}
        told.append(state_reason(about, reading.texts, reading.periods, reading.last_closed(code)))
    if comment is not None:
        told.append(f"Cause ({comment['month']}): {comment['cause']} Action: {comment['action']}")
    return " ".join(told)


def _number(reading: Reading, indicator: Row, value: float | None, otherwise: str, is_plan: bool = False) -> Cell:
    if value is None or is_missing(value):
        return cell(otherwise)
    unit, decimals = indicator["unit"], int(indicator["decimals"] or 0)
    shown = format_plan if is_plan else format_value
    places = (0 if float(value).is_integer() else max(decimals, 1)) if is_plan else decimals
    return Cell(shown(value, unit, reading.texts, decimals), number=round(float(value), places))
