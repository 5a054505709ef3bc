"""Contradictions that no intake rule tells: within a row, between a thing's months, in a mean and its people."""

from collections.abc import Iterator
from math import floor
from typing import Any

from etl.quality.conditions import fulfils
from etl.quality.known import Known, Row
from etl.quality.query import Query, plain
from indicators.model.quality import CopiedQuestion, FallsQuestion, RowQuestion, WholeAnswersQuestion
from indicators.periods import month_code

_NONE = "–"


def find_contradictions(known: Known) -> Iterator[Query]:
    """Queries of all kinds of contradictions."""
    quality = known.definitions.quality
    for row in quality.rows:
        yield from _rows(known, row)
    for whole in quality.whole_answers:
        yield from _impossible_means(known, whole)
    for falls in quality.falls:
        yield from _falls(known, falls)
    for copied in quality.copied:
        yield from _copied(known, copied)


def _rows(known: Known, question: RowQuestion) -> Iterator[Query]:
    sheet = known.sheet(question.sheet)
    for row in known.newest_rows(question.sheet, sheet.row_key):
        if fulfils(row, question.rows):
            values = tuple(row[column] for column in question.columns)
            places: dict[str, Any] = {}
            if len(values) > 1:
                places["other_value"] = _NONE if values[1] is None else values[1]
                places["labels"] = {"other_label": sheet.columns[question.columns[1]].label}
            about = (known.name_thing(question.sheet, row),)
            yield known.query(question, question.sheet, question.columns, [row], about, values, **places)


def _impossible_means(known: Known, question: WholeAnswersQuestion) -> Iterator[Query]:
    for row in known.of(question.sheet, question.rows):
        mean, n = row[question.column], row[question.people]
        if mean is None or not n or is_mean_of_whole_answers(mean, n):
            continue
        below = floor(mean * n) / n
        yield known.query(
            question,
            question.sheet,
            (question.column, question.people),
            [row],
            (known.name_thing(question.sheet, row), row["month"]),
            (mean, n),
            n=n,
            below=round(below, 2),
            above=round(below + 1 / n, 2),
        )


def is_mean_of_whole_answers(mean: float, n: int) -> bool:
    """Can n whole answers give this mean, rounded to the decimals with which it was written?

    The GRIM test of Brown and Heathers (2017, doi:10.1177/1948550616673876): the sum of answers is a whole number.
    """
    decimals = len(f"{mean:.6f}".rstrip("0").partition(".")[2])
    nearest = min((floor(mean * n), floor(mean * n) + 1), key=lambda total: abs(total / n - mean))
    return abs(nearest / n - mean) <= 0.5 * 10**-decimals + 1e-9


def _falls(known: Known, question: FallsQuestion) -> Iterator[Query]:
    for key, rows in known.series(question.sheet, ("partner_code", *question.series)).items():
        newest = rows[-1]
        lost = next((row for row in reversed(rows[:-1]) if _has_lost(row, newest, question.column)), None)
        if lost is not None and fulfils(newest, question.rows):
            yield known.query(
                question,
                question.sheet,
                (question.column,),
                [newest],
                key,
                (_shown(lost[question.column]), _shown(newest[question.column])),
                value=_shown(newest[question.column]),
                before=_shown(lost[question.column]),
                since=month_code(lost["month"]),
                evidence=tuple((row["month"], _shown(row[question.column])) for row in rows),
            )


def _has_lost(before: Row, after: Row, column: str) -> bool:
    old, new = before[column], after[column]
    if isinstance(old, str):
        return bool(set(old.split(";")) - set((new or "").split(";")))
    return old is not None and new is not None and new < old


def _shown(value: Any) -> Any:
    return _NONE if value is None else value.replace(";", ", ") if isinstance(value, str) else plain(value)


def _copied(known: Known, question: CopiedQuestion) -> Iterator[Query]:
    for key, rows in known.series(question.sheet, ("partner_code", *question.series)).items():
        newest = {row[question.differs]: row for row in rows if (row[question.column] or 0) >= question.least_value}
        told = list(newest.values())
        for first, second in zip(told, told[1:], strict=False):
            if first[question.column] == second[question.column] != 0:
                yield known.query(
                    question,
                    question.sheet,
                    (question.column,),
                    [second],
                    (*key, second[question.differs]),
                    (first[question.column],),
                    other=known.name_thing(question.sheet, first),
                    since=month_code(first["month"]),
                )
