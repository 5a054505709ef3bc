"""One thing that may have been reported twice: by two partners, or by one partner on two sheets."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from typing import Any

from etl.quality.conditions import fulfils
from etl.quality.known import Known, Row
from etl.quality.query import Query
from indicators.model.quality import TwiceQuestion
from indicators.periods import month_code

Pair = tuple[Row, Row]


def find_twice(known: Known) -> Iterator[Query]:
    """Queries of all pairs of rows that may be one thing."""
    for question in known.definitions.quality.twice:
        pairs = _between_sheets(known, question) if question.of_sheet else _between_partners(known, question)
        for first, second in pairs:
            yield _tell(known, question, first, second)


def _between_partners(known: Known, question: TwiceQuestion) -> Iterator[Pair]:
    newest = known.newest_rows(question.sheet, known.sheet(question.sheet).row_key)
    rows = [row for row in newest if fulfils(row, question.rows)]
    waiting = [row for row in known.waiting.get(question.sheet, ()) if fulfils(row, question.rows)]
    groups: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in [*rows, *waiting]:
        same = tuple(row.get(column) for column in question.same)
        if None not in same:
            groups[same].append(row)
    for group in groups.values():
        for first, second in _near(question, sorted(group, key=_when(question))):
            if first["partner_code"] != second["partner_code"] and _are_like(question, first, second):
                yield from () if _is_settled(known, question.sheet, first, second) else ((first, second),)


def _near(question: TwiceQuestion, rows: list[Row]) -> Iterator[Pair]:
    """Pairs of sorted rows; where dates count, each with those of the next days alone: a large store has many rows."""
    dates = tuple(question.near)
    for place, first in enumerate(rows):
        for second in rows[place + 1 :]:
            if dates and first.get(dates[0]) and (second[dates[0]] - first[dates[0]]).days > question.days:
                break
            yield first, second


def _when(question: TwiceQuestion) -> Any:
    dates = tuple(question.near)
    return lambda row: (*(row.get(column) or date.min for column in dates), row["partner_code"])


def _between_sheets(known: Known, question: TwiceQuestion) -> Iterator[Pair]:
    others: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for row in known.of(question.of_sheet or ""):
        others[row["partner_code"], *(row.get(column) for column in question.same.values())].append(row)
    for row in known.of(question.sheet, question.rows):
        for other in others.get((row["partner_code"], *(row.get(column) for column in question.same)), ()):
            if _are_like(question, other, row, is_reversed=True):
                yield other, row


def _are_like(question: TwiceQuestion, first: Row, second: Row, is_reversed: bool = False) -> bool:
    """Near dates, and similar numbers wherever both are given; at least one must be given where any is named."""
    near = [(there, here) if is_reversed else (here, there) for here, there in question.near.items()]
    for one, other in near:
        if (
            first.get(one) is None
            or second.get(other) is None
            or abs((first[one] - second[other]).days) > question.days
        ):
            return False
    alike = [(there, here) if is_reversed else (here, there) for here, there in question.alike.items()]
    both = [(first[one], second[other]) for one, other in alike if first.get(one) and second.get(other)]
    return (bool(both) or not alike) and all(_is_similar(question, one, other) for one, other in both)


def _is_similar(question: TwiceQuestion, one: float, other: float) -> bool:
    apart = abs(one - other)
    return apart <= max(question.measure.share * max(one, other), question.measure.least)


def _is_settled(known: Known, sheet: str, first: Row, second: Row) -> bool:
    """Both name one organiser, were merged, or intake asked and the coordinator accepted them as two."""
    joint = known.sheet(sheet).joint
    if joint is None:
        return False
    if _host(joint.organiser, first) == _host(joint.organiser, second):
        return True
    if frozenset((known.name_thing(sheet, first), known.name_thing(sheet, second))) in known.merged:
        return True
    is_same = all(first.get(column) == second.get(column) for column in joint.same)
    return is_same and any((row["submission_id"], sheet, row["row_number"]) in known.asked for row in (first, second))


def _host(organiser: str, row: Row) -> str:
    return str(row.get(organiser) or row["partner_code"])


def _tell(known: Known, question: TwiceQuestion, first: Row, second: Row) -> Query:
    """The question goes to the partner of the later row; it names the earlier one."""
    number, of_number = _first_number(question)
    other_sheet = question.of_sheet or question.sheet
    here, there = known.name_thing(question.sheet, second), known.name_thing(other_sheet, first)
    can_merge = question.of_sheet is None and known.sheet(question.sheet).joint is not None
    value, other_value = second.get(number), first.get(of_number)
    return known.query(
        question,
        question.sheet,
        (number, *question.near),
        [second],
        (there, here, first["partner_code"]),
        (value, other_value, *(str(second.get(column)) for column in question.near)),
        other=there,
        other_partner=first["partner_code"],
        other_month=month_code(first["month"]),
        other_value="–" if other_value is None else other_value,
        pair=(there, here) if can_merge else None,
        pair_partners=(first["partner_code"], second["partner_code"]) if can_merge else (),
    )


def _first_number(question: TwiceQuestion) -> tuple[str, str]:
    return next(iter((question.alike or question.same).items()))
