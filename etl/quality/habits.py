"""Numbers that never change, are always 0 or always round: questions on habits, asked with care."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from etl.quality.known import Known, Row
from etl.quality.query import Query
from indicators.model.quality import RepeatQuestion, RoundQuestion, SameSheetQuestion, ZeroQuestion
from indicators.periods import month_code

# What tells one submission from another, not one content from another.
_OWN = ("submission_id", "row_number", "month", "partner_code")


def find_habits(known: Known) -> Iterator[Query]:
    """Queries of all kinds of habits."""
    quality = known.definitions.quality
    for repeated in quality.repeats:
        yield from _repeats(known, repeated)
    for same in quality.same_sheets:
        yield from _same_sheets(known, same)
    for zero in quality.zeros:
        yield from _zeros(known, zero)
    for rounded in quality.round_numbers:
        yield from _round_numbers(known, rounded)


def runs(months: Iterable[tuple[int, Any]]) -> Iterator[list[tuple[int, Any]]]:
    """Months in a row with the same content; a month that is missing ends the run."""
    run: list[tuple[int, Any]] = []
    for month, content in months:
        if run and (month != run[-1][0] + 1 or content != run[-1][1]):
            yield run
            run = []
        run.append((month, content))
    if run:
        yield run


def _repeats(known: Known, question: RepeatQuestion) -> Iterator[Query]:
    for key, rows in known.series(question.sheet, ("partner_code", *question.series), question.rows).items():
        told = {row["month"]: row for row in rows}
        contents = ((month, tuple(row[column] for column in question.columns)) for month, row in sorted(told.items()))
        for run in runs(contents):
            since, last = run[0][0], told[run[-1][0]]
            if len(run) >= question.months and None not in run[0][1]:
                yield known.query(
                    question,
                    question.sheet,
                    (question.columns[-1], *question.columns[:-1]),
                    [last],
                    (*key, since),
                    (since, *run[0][1]),
                    value=run[0][1][-1],
                    n=len(run),
                    since=month_code(since),
                    evidence=tuple((month, content[-1]) for month, content in run),
                )


def _same_sheets(known: Known, question: SameSheetQuestion) -> Iterator[Query]:
    flows = [name for name, column in known.sheet(question.sheet).columns.items() if column.kind == "flow"]
    by_partner: dict[str, dict[int, list[Row]]] = defaultdict(lambda: defaultdict(list))
    for row in known.of(question.sheet):
        by_partner[row["partner_code"]][row["month"]].append(row)
    for partner, months in by_partner.items():
        for run in runs((month, _content(rows)) for month, rows in sorted(months.items())):
            since, rows = run[0][0], months[run[-1][0]]
            if len(run) >= question.months and any(row[flow] for row in rows for flow in flows):
                yield known.query(
                    question,
                    question.sheet,
                    (),
                    rows,
                    (partner, since),
                    (since, run[0][1]),
                    thing=question.sheet,
                    n=len(run),
                    since=month_code(since),
                    labels={"sheet": known.sheet(question.sheet).label},
                )


def _content(rows: list[Row]) -> tuple[str, ...]:
    return tuple(sorted(str([value for name, value in row.items() if name not in _OWN]) for row in rows))


def _zeros(known: Known, question: ZeroQuestion) -> Iterator[Query]:
    for key, rows in known.series(question.sheet, question.series, question.rows).items():
        told = [row for row in rows if row[question.column] is not None]
        if len(told) >= question.least_n and not any(row[question.column] for row in told):
            yield known.query(
                question,
                question.sheet,
                (question.column,),
                told,
                key,
                (0,),
                n=len(told),
                since=month_code(told[0]["month"]),
                evidence=tuple((row["month"], 0) for row in told),
            )


def _round_numbers(known: Known, question: RoundQuestion) -> Iterator[Query]:
    for key, rows in known.series(question.sheet, question.series, question.rows).items():
        told = [row for row in rows if (row[question.column] or 0) >= max(question.least_value, 1)]
        if len(told) >= question.least_n and all(row[question.column] % question.multiple == 0 for row in told):
            yield known.query(
                question,
                question.sheet,
                (question.column,),
                told,
                key,
                (question.multiple,),
                n=len(told),
                multiple=question.multiple,
                evidence=tuple((row["month"], row[question.column]) for row in told),
            )
