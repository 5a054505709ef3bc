"""What stands still: a sheet declared empty month after month, a thing that stays at an open state."""

from collections.abc import Iterator

from etl.quality.conditions import fulfils
from etl.quality.habits import runs
from etl.quality.known import Known, Row
from etl.quality.query import Query
from indicators.model.quality import SilentQuestion, StaysQuestion
from indicators.periods import month_code


def find_standstill(known: Known) -> Iterator[Query]:
    """Queries of sheets that are always empty and of things that don't move."""
    for silent in known.definitions.quality.silent:
        yield from _silent(known, silent)
    for stays in known.definitions.quality.stays:
        yield from _stays(known, stays)


def _silent(known: Known, question: SilentQuestion) -> Iterator[Query]:
    cover, nothing = known.definitions.workbook.roles.sheet, known.definitions.workbook.states["nothing"]
    column = known.sheet(question.sheet).state_column or ""
    for (partner,), rows in known.series(cover, ("partner_code",)).items():
        told = {row["month"]: row for row in rows}
        # Only while it lasts: what was silent once and speaks now needs no question.
        run = list(runs((month, row[column] == nothing) for month, row in sorted(told.items())))[-1]
        since, last = run[0][0], told[run[-1][0]]
        open_thing = _open_thing(known, question, str(partner), last["month"])
        if run[0][1] and len(run) >= question.months and open_thing is not None:
            yield known.query(
                question,
                cover,
                (column,),
                [last],
                (question.sheet, since),
                (since, open_thing),
                thing=open_thing,
                n=len(run),
                since=month_code(since),
                labels={"sheet": known.sheet(question.sheet).label},
            )


def _open_thing(known: Known, question: SilentQuestion, partner: str, month: int) -> str | None:
    """The first thing that is open at the end of a month; an empty name where none is asked for, None without one."""
    if question.while_sheet is None:
        return ""
    keys = known.sheet(question.while_sheet).row_key
    newest: dict[tuple[object, ...], Row] = {}
    for row in known.of(question.while_sheet):
        if row["partner_code"] == partner and row["month"] <= month:
            newest[tuple(row[column] for column in keys)] = row
    still = [row for row in newest.values() if fulfils(row, question.while_rows)]
    return known.name_thing(question.while_sheet, still[0]) if still else None


def _stays(known: Known, question: StaysQuestion) -> Iterator[Query]:
    for row in known.newest_rows(question.sheet, question.series):
        n = known.newest_month(row["partner_code"]) - row["month"]
        if n >= question.months and fulfils(row, question.rows):
            yield known.query(
                question,
                question.sheet,
                (question.column,),
                [row],
                (known.name_thing(question.sheet, row),),
                (row[question.column], row["month"]),
                n=n,
                since=month_code(row["month"]),
            )
