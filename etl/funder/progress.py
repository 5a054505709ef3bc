"""The technical report on progress: what a release tells, part by part, and what a person has still to write."""

from collections import Counter
from datetime import date

from etl.funder.blocks import Block, Bullets, Cell, Column, Form, Grid, Heading, Paragraph, ToFillIn, cell, row
from etl.funder.due import report_of
from etl.funder.figures import INDICATOR_COLUMNS, indicator_rows
from etl.funder.general import frame_form, general_part, partners_part
from etl.funder.reading import Reading
from etl.funder.wording import BLOCKS, ETHICS, FIELDS, HIDDEN, NOT_LISTED
from etl.funder.workstreams import DONE, WorkStream, deviations, list_work_streams, work_stream_part
from indicators.names import TARGET_STATE_NAMES
from indicators.reasons import STATUS_NAMES

FORM = "progress"
TITLE = "Technical report on progress"
_BEST_FIRST = ("ahead", "on_track", "at_risk", "delayed", "unavailable")
_NUMBERS = ("integer", "decimal")
# Width of a column by its type; a day with its month written out needs room.
_WIDTHS, _OTHER_WIDTH = {"date": 2.9, "integer": 1.9, "decimal": 1.9}, 2.3


def build_progress(reading: Reading) -> Form:
    """The whole form."""
    streams = (block for one in list_work_streams(reading) for block in work_stream_part(reading, one))
    blocks = (
        Paragraph(FIELDS),
        *general_part(reading, FORM),
        *partners_part(reading),
        *_achievements(reading),
        *_ethics(reading),
        Heading("4. Conclusions"),
        ToFillIn("What follows for the rest of the project: what to keep, to change and to ask the funder for."),
        ToFillIn("Recommendations to the European Commission on law and policy, or that there are none yet."),
        Heading("5. Work streams"),
        *streams,
        *_results(reading),
        *_checks(reading),
        *_dissemination(reading),
    )
    return frame_form(reading, TITLE, blocks)


def _achievements(reading: Reading) -> tuple[Block, ...]:
    blocks: list[Block] = [
        Heading("2. Achievements"),
        ToFillIn("The main achievements of the period in half a page, for readers who don't know the project."),
    ]
    for objective in sorted(reading.rows("objective"), key=lambda one: one["position"]):
        kind = "General objective" if objective["is_general"] else f"Specific objective {objective['objective']}"
        blocks += [
            Heading(f"{kind}: {objective['objective_name']}", 2),
            ToFillIn("What was reached towards this objective, and how it is known."),
        ]
    return (*blocks, Heading("Where the indicators stand", 2), _standing_grid(reading))


def _standing_grid(reading: Reading) -> Grid:
    """How many indicators have which status; a status against a proposed target is counted apart."""
    states = [state for state in TARGET_STATE_NAMES if any(one["target_state"] == state for one in reading.indicators)]
    judged = [(one["target_state"], reading.standing(one["indicator_code"])) for one in reading.indicators]
    counts = Counter((state, figure["status"]) for state, figure in judged if figure)
    columns = (Column("Status", 5.0), *(Column(f"Against {state} targets", 4.0, is_number=True) for state in states))
    rows = tuple(
        (cell(STATUS_NAMES[status]), *(_count(counts[state, status]) for state in states)) for status in _BEST_FIRST
    )
    return Grid("Status", "Indicators by status and by state of their target", columns, rows)


def _count(n: int) -> Cell:
    return Cell(str(n), number=n)


def _ethics(reading: Reading) -> tuple[Block, ...]:
    women = reading.definitions.disclosure.classes.get("A")
    promised = [BLOCKS.format(block=women.k_consortium or women.k, k=women.k)] if women and women.k else []
    told = (*ETHICS[:3], *promised, *ETHICS[3:])
    return (
        Heading("3. Ethical issues"),
        Bullets(told),
        ToFillIn("Ethical issues of the period and what was done. Describe neither women nor centres nor cases."),
    )


def _results(reading: Reading) -> tuple[Block, ...]:
    """What follows from the work streams together: results above outputs."""
    above = WorkStream("Outcomes and impact", tuple(one for one in reading.indicators if one["level"] not in DONE), ())
    rows = indicator_rows(reading, above.indicators)
    grid = Grid("Results", "Results: outcomes and impact", INDICATOR_COLUMNS, rows)
    return (
        Heading("6. Outputs and results"),
        Paragraph("Outputs stand with their work stream. What follows from them together stands here."),
        *([grid] if rows else []),
        Heading("Deviations", 2),
        *deviations(reading, above),
        ToFillIn("Which results the outputs led to, for whom, and what can't be concluded yet."),
    )


def _checks(reading: Reading) -> tuple[Block, ...]:
    """Where the evidence of each figure lies."""
    columns = (Column("Source document", 11.4), Column("Indicators that rest on it", 6.0))
    sources: dict[str, list[str]] = {}
    for one in reading.indicators:
        sources.setdefault(one["means_of_verification"] or "not stated", []).append(one["indicator_code"])
    rows = tuple(row(source, ", ".join(codes)) for source, codes in sources.items())
    return (
        Heading("7. Figures that are not shown, and checks on the spot"),
        Paragraph(HIDDEN),
        Grid("Source documents", "Source documents that may be checked on the spot", columns, rows),
    )


def _dissemination(reading: Reading) -> tuple[Block, ...]:
    return (
        Heading("8. Communication and dissemination"),
        ToFillIn("Whom communication reached, what it changed, and how the funding statement was used."),
        *_listed(reading),
    )


def _listed(reading: Reading) -> tuple[Block, ...]:
    """The released rows that the report's settings name, the oldest first."""
    report = report_of(reading.definitions, FORM)
    listed = report.dissemination if report else None
    sheet = reading.definitions.workbook.sheets[listed.sheet] if listed else None
    if listed is None or sheet is None or not sheet.fact:
        return ()
    if sheet.fact not in reading.release.tables():
        return (Paragraph(NOT_LISTED),)
    names = [name for name in listed.columns if name in reading.release.columns()[sheet.fact]]
    # The newest row of each thing; where a release doesn't say so, each row counts.
    facts = [one for one in reading.rows(sheet.fact) if one.get("counts_from", "all") and not one.get("counts_to")]
    facts.sort(key=lambda one: tuple(str(one[name]) for name in (*names, "partner_code")))
    columns = tuple(_fact_column(reading, listed.sheet, name) for name in names)
    rows = tuple(
        (cell(one["partner_code"]), *(_fact_cell(reading, listed.sheet, name, one[name]) for name in names))
        for one in facts
    )
    if not rows:
        return (Paragraph(NOT_LISTED),)
    return (Grid("Communication", f"{sheet.label}, as reported", (Column("Partner", 1.4), *columns), rows),)


def _fact_column(reading: Reading, sheet: str, name: str) -> Column:
    column = reading.definitions.workbook.sheets[sheet].columns[name]
    return Column(column.label, _WIDTHS.get(column.type, _OTHER_WIDTH), is_number=column.type in _NUMBERS)


def _fact_cell(reading: Reading, sheet: str, name: str, value: object) -> Cell:
    code_list = reading.definitions.workbook.sheets[sheet].columns[name].list
    if value is None:
        return cell("not told")
    if isinstance(value, date):
        return cell(reading.day(value))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return Cell(reading.texts.number(value), number=value)
    return cell(reading.label(code_list, value) if code_list else value)
