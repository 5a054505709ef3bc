"""Rows that presuppose another row which nobody has reported."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from itertools import product
from typing import Any

from etl.quality.conditions import fulfils
from etl.quality.known import Known, Row
from etl.quality.query import Query
from indicators.model.quality import NeedsQuestion

_PARTNER = "partner_code"
Index = Mapping[tuple[Any, ...], list[Row]]


def find_missing(known: Known) -> Iterator[Query]:
    """Queries of all rows that stand alone."""
    for question in known.definitions.quality.needs:
        yield from _missing(known, question)


def _missing(known: Known, question: NeedsQuestion) -> Iterator[Query]:
    index: dict[tuple[Any, ...], list[Row]] = defaultdict(list)
    for other in known.of(question.of_sheet, question.of_rows):
        index[tuple(other.get(column) for column in question.link.values())].append(other)
    for row in _newest(known, question):
        for values in _link_values(question, row):
            linked = _linked_partner(question, row, values)
            if _is_own(question, row, linked) or not _is_time(known, question, row, linked):
                continue
            if not any(_fits(question, row, other) for other in index.get(values, ())):
                yield _tell(known, question, row, linked)


def _newest(known: Known, question: NeedsQuestion) -> Iterator[Row]:
    keys = known.sheet(question.sheet).row_key
    for row in known.newest_rows(question.sheet, keys):
        if row.get(question.column) is not None and fulfils(row, question.rows):
            yield row


def _link_values(question: NeedsQuestion, row: Row) -> Iterator[tuple[Any, ...]]:
    """The values to look for: one for each code of a cell with several."""
    cells = [row.get(column) for column in question.link]
    yield from product(*(cell.split(";") if isinstance(cell, str) else [cell] for cell in cells))


def _linked_partner(question: NeedsQuestion, row: Row, values: tuple[Any, ...]) -> str:
    for there, value in zip(question.link.values(), values, strict=True):
        if there == _PARTNER:
            return str(value)
    return str(row[_PARTNER])


def _is_own(question: NeedsQuestion, row: Row, linked: str) -> bool:
    # Where another partner is looked for, one that names itself needs nobody.
    return _PARTNER in question.link.values() and linked == row[_PARTNER]


def _is_time(known: Known, question: NeedsQuestion, row: Row, linked: str) -> bool:
    """Has the partner that would have told it reported since? Before that nothing is missing."""
    if question.near:
        return row["month"] in known.reported.get(linked, ())
    return known.newest_month(linked) >= row["month"] + question.months


def _fits(question: NeedsQuestion, row: Row, other: Row) -> bool:
    if question.is_by_then and other["month"] > row["month"]:
        return False
    dates = [(row.get(here), other.get(there)) for here, there in question.near.items()]
    return all(one and two and abs((one - two).days) <= question.days for one, two in dates)


def _tell(known: Known, question: NeedsQuestion, row: Row, linked: str) -> Query:
    asked = linked if question.asks == "linked" else row[_PARTNER]
    query = known.query(
        question,
        question.sheet,
        (question.column,),
        [row],
        (known.name_thing(question.sheet, row), linked),
        (row[question.column], row["month"], *(str(row.get(column)) for column in question.near)),
        partner=asked,
        other_partner=linked,
    )
    # The sentence names the partner whose row it is, even where another one is asked.
    return query if asked == row[_PARTNER] else _named(query, row[_PARTNER])


def _named(query: Query, partner: str) -> Query:
    return replace(query, places={**query.places, "partner": partner})
