"""The part of each work stream: planned against implemented, deviations with cause and action, deliverables."""

from dataclasses import dataclass

from etl.funder.blocks import Block, Cell, Column, Grid, Heading, Paragraph, ToFillIn, cell, open_cell, row
from etl.funder.figures import (
    INDICATOR_COLUMNS,
    indicator_rows,
    name_cell,
    plan_cell,
    status_cell,
    value_cell,
)
from etl.funder.reading import BEHIND, Reading, Row
from indicators.report_references import WORKSTREAMS

# Levels of what a work stream does; what follows from it has a part of its own.
DONE = ("output", "process")
_NO_STREAM = "Activities of no single work stream"
_DEVIATIONS = (
    Column("What", 3.9),
    Column("Planned", 1.6, is_number=True),
    Column("Implemented", 2.1, is_number=True),
    Column("Status", 1.5),
    Column("Cause", 3.3),
    Column("Action", 3.4),
    Column("Who, until when", 2.1),
)
_DELIVERABLES = (
    Column("Deliverable", 5.0),
    Column("Lead", 4.0),
    Column("Due", 2.5),
    Column("Submitted", 2.2),
    Column("State (first told for)", 2.5),
    Column("In time", 1.5),
)


@dataclass(frozen=True)
class WorkStream:
    """One work stream with its indicators and deliverables."""

    name: str
    indicators: tuple[Row, ...]
    deliverables: tuple[Row, ...]


def list_work_streams(reading: Reading) -> list[WorkStream]:
    """The work streams in the order of their list; at the end what belongs to none."""
    definitions = reading.definitions
    codes = definitions.code_lists[WORKSTREAMS].codes if WORKSTREAMS in definitions.code_lists else {}
    names = {code: f"{code} {name}" for code, name in codes.items()} | {"": _NO_STREAM}
    of_result = {one.code: one.workstream for one in definitions.results}
    of_deliverable = {one.code: one.workstream for one in definitions.deliverables}
    found = [
        WorkStream(
            name,
            tuple(
                one for one in reading.indicators if one["level"] in DONE and of_result.get(one["result"], "") == code
            ),
            tuple(one for one in reading.rows("milestone") if of_deliverable.get(one["deliverable_code"], "") == code),
        )
        for code, name in names.items()
    ]
    return [one for one in found if one.indicators or one.deliverables]


def work_stream_part(reading: Reading, stream: WorkStream) -> tuple[Block, ...]:
    """The blocks of one work stream."""
    blocks: list[Block] = [
        Heading(stream.name, 2),
        ToFillIn("What was done in the period, in which order and by whom."),
    ]
    if stream.indicators:
        caption = f"{stream.name}: planned and implemented"
        rows = indicator_rows(reading, stream.indicators)
        blocks += [
            Heading("Planned and implemented", 3),
            Grid("Planned and implemented", caption, INDICATOR_COLUMNS, rows, stream.name),
        ]
    blocks += [Heading("Deviations", 3), *deviations(reading, stream)]
    if stream.deliverables:
        rows = tuple(_deliverable_row(reading, one) for one in stream.deliverables)
        caption = f"{stream.name}: deliverables"
        blocks += [Heading("Deliverables", 3), Grid("Deliverables", caption, _DELIVERABLES, rows, stream.name)]
    return tuple(blocks)


def deviations(reading: Reading, stream: WorkStream) -> tuple[Block, ...]:
    """What is behind its plan, with cause and action as the coordinator wrote them; open fields where nobody did."""
    rows = (*_behind(reading, stream), *_late(reading, stream))
    if not rows:
        return (Paragraph("The release tells no deviation."),)
    return (Grid("Deviations", f"{stream.name}: deviations", _DEVIATIONS, rows, stream.name),)


def _behind(reading: Reading, stream: WorkStream) -> tuple[tuple[Cell, ...], ...]:
    """Indicators that are behind their plan, and those on which something was said in the period."""
    rows = []
    for one in stream.indicators:
        figure, comment = reading.standing(one["indicator_code"]), reading.comment(one["indicator_code"])
        if figure is None or not (comment or figure["status"] in BEHIND):
            continue
        told = (plan_cell(reading, one, figure), value_cell(reading, one, figure), status_cell(figure))
        rows.append((name_cell(one), *told, *_said(reading, comment)))
    return tuple(rows)


def _said(reading: Reading, comment: Row | None) -> tuple[Cell, Cell, Cell]:
    if comment is None:
        return open_cell("cause"), open_cell("action"), open_cell("who, until when")
    return (
        cell(f"{comment['month']}: {comment['cause']}"),
        cell(comment["action"]),
        cell(f"{comment['owner']}, {reading.day(comment['due'])}"),
    )


def _late(reading: Reading, stream: WorkStream) -> tuple[tuple[Cell, ...], ...]:
    """Deliverables that are due and came late, or did not come."""
    late = [one for one in stream.deliverables if one["is_due"] and one["is_on_time"] is False]
    return tuple(
        (
            cell(f"{one['deliverable_code']} {one['deliverable_name']}"),
            cell(one["due_month"]),
            cell(reading.day(one["submitted_on"]) if one["submitted_on"] else "not submitted"),
            cell("late"),
            *_said(reading, None),
        )
        for one in late
    )


def _deliverable_row(reading: Reading, one: Row) -> tuple[Cell, ...]:
    in_time = {True: "yes", False: "no"}.get(one["is_on_time"], "not due yet")
    return row(
        f"{one['deliverable_code']} {one['deliverable_name']}",
        reading.partner(one["lead"]),
        reading.month_name(one["due_month"]),
        reading.day(one["submitted_on"]) if one["submitted_on"] else "not submitted",
        _state(reading, one),
        in_time,
    )


def _state(reading: Reading, one: Row) -> str:
    """The newest state, with the month for which it was told first: the day of an acceptance is not reported."""
    state = one["deliverable_state"]
    if state is None:
        return "not reported"
    if "deliverable" not in reading.release.tables():
        return reading.label("deliverable_state", state)
    months = [
        fact["month"]
        for fact in reading.rows("deliverable")
        if fact["deliverable_code"] == one["deliverable_code"] and fact["deliverable_state"] == state
    ]
    first = f" ({min(months)})" if months else ""
    return f"{reading.label('deliverable_state', state)}{first}"
