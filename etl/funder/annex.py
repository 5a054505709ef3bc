"""The indicator annex of the final report: every indicator with its way from baseline to the final figure."""

import json

from etl.funder.blocks import Block, Cell, Column, Form, Grid, Heading, Paragraph, cell
from etl.funder.figures import (
    baseline_cell,
    coverage_cell,
    name_cell,
    note_of,
    status_cell,
    target_cell,
    target_state_cell,
    value_cell,
)
from etl.funder.general import frame_form, general_part
from etl.funder.reading import Reading, Row
from etl.funder.wording import FIELDS, HIDDEN
from indicators.reasons import CLASS_OF_WOMEN, STATE_NAMES

FORM = "annex"
TITLE = "Final report: indicator annex"
_LEVELS = {"impact": "Impact", "outcome": "Outcomes", "output": "Outputs", "process": "Process"}
_MONTHS_WIDTH = 5.1


def build_annex(reading: Reading) -> Form:
    """The whole form."""
    blocks: list[Block] = [Paragraph(FIELDS), *general_part(reading, FORM), Heading("2. Indicators"), Paragraph(HIDDEN)]
    months = planned_points(reading)
    for level, name in _LEVELS.items():
        own = [one for one in reading.indicators if one["level"] == level]
        if own:
            rows = tuple(_annex_row(reading, one, months) for one in own)
            blocks += [
                Heading(name, 2),
                Grid("Indicators", f"{name}: indicators", _columns(reading, months), rows, name),
            ]
    return frame_form(reading, TITLE, tuple(blocks), is_wide=True)


def planned_points(reading: Reading) -> tuple[str, ...]:
    """Points of the planned paths before the last month: with them the targets say what was to be reached when."""
    points = {month for one in reading.indicators for month in json.loads(one["planned_path"] or "{}")}
    return tuple(sorted(month for month in points if month < _last_month(reading)))


def _last_month(reading: Reading) -> str:
    return reading.periods.codes[-1]


def _columns(reading: Reading, months: tuple[str, ...]) -> tuple[Column, ...]:
    width = _MONTHS_WIDTH / max(len(months), 1)
    return (
        Column("Indicator", 3.6),
        Column("Unit", 2.0),
        Column("Baseline", 1.5, is_number=True),
        Column("Target", 1.3, is_number=True),
        Column("Target state", 1.6),
        *(Column(f"Actual ({month})", width, is_number=True) for month in months),
        Column(f"Final ({_last_month(reading)})", 1.5, is_number=True),
        Column("Status", 1.4),
        Column("Source", 2.7),
        Column("Coverage", 1.7),
        Column("Note", 4.2),
    )


def _annex_row(reading: Reading, one: Row, months: tuple[str, ...]) -> tuple[Cell, ...]:
    code = one["indicator_code"]
    judged = reading.standing(code)
    return (
        name_cell(one),
        cell(one["unit"]),
        baseline_cell(reading, one),
        target_cell(reading, one),
        target_state_cell(one),
        *(_at(reading, one, month) for month in (*months, _last_month(reading))),
        status_cell(judged),
        cell(one["means_of_verification"] or "not stated"),
        coverage_cell(judged),
        cell(note_of(reading, one)),
    )


def _at(reading: Reading, one: Row, month: str) -> Cell:
    """The figure of a month; of women that of the supplementary closing after it, where the month itself shows none."""
    figure = reading.total(one["indicator_code"], month)
    if figure is None:
        return cell(STATE_NAMES["not_due"])
    later = _supplementary(reading, one, month) if figure["state"] != "value" else None
    if later is None:
        return value_cell(reading, one, figure)
    return cell(f"{value_cell(reading, one, later).text} ({later['month']})")


def _supplementary(reading: Reading, one: Row, month: str) -> Row | None:
    points = (*planned_points(reading), _last_month(reading))
    ends = min((point for point in points if point > month), default=month)
    closings = (closing for closing in reading.definitions.disclosure.closings if month < closing < ends)
    found = (reading.total(one["indicator_code"], closing) for closing in closings)
    shown = (figure for figure in found if figure and figure["class"] == CLASS_OF_WOMEN and figure["state"] == "value")
    return next(shown, None)
