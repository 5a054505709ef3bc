"""The demo's diary: what happens on which day, in order."""

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from etl.demo.remarks import REMARKS, Remark
from etl.demo.troubles import (
    LATE,
    MADE_UP,
    MISTAKES,
    QUERIES,
    RELEASES,
    RETURN,
    SLIPS,
    USUAL_DAY,
    Query,
)
from indicators.load import Definitions
from indicators.model.project import Partner


@dataclass(frozen=True)
class Part:
    """One workbook of a delivery; `state` is what must become of it (None: it is refused)."""

    month: int
    revision: int = 1
    state: str | None = "accepted"
    has_slip: bool = False
    has_mistake: bool = False
    is_without_organiser: bool = False


@dataclass(frozen=True)
class Delivery:
    """A partner sends workbooks."""

    day: date
    partner: Partner
    parts: tuple[Part, ...]


@dataclass(frozen=True)
class Decision:
    """The coordinator decides on what waits."""

    day: date
    query: Query


@dataclass(frozen=True)
class Comment:
    """The coordinator comments on an indicator."""

    day: date
    remark: Remark


@dataclass(frozen=True)
class Publication:
    """A release is published."""

    day: date
    month: int


Entry = Delivery | Decision | Comment | Publication
# On one day partners come first: a release holds what was received on its day.
_ORDER = (Delivery, Decision, Comment, Publication)


def write_diary(definitions: Definitions, seed: int) -> list[Entry]:
    """Everything that happens, in order; the same seed gives the same diary."""
    entries: list[Entry] = [*_deliveries(definitions, seed), *_desk(definitions)]
    place = {kind: number for number, kind in enumerate(_ORDER)}
    return sorted(entries, key=lambda entry: (entry.day, place[type(entry)]))


def delivery_day(definitions: Definitions, partner: str, month: int, seed: int) -> date:
    """Day on which a partner sends the workbook of a month."""
    periods = definitions.periods
    if (partner, month) in MADE_UP:
        return delivery_day(definitions, partner, MADE_UP[partner, month], seed)
    if (partner, month) in LATE:
        return periods.due_day(month) + timedelta(days=LATE[partner, month])
    shift = random.Random(f"{seed}/{partner}/{month}/day").randint(-1, 1)
    return periods.month_end(month) + timedelta(days=USUAL_DAY[partner] + shift)


def _deliveries(definitions: Definitions, seed: int) -> Iterator[Entry]:
    for partner in definitions.partners:
        for month in range(1, definitions.periods.count + 1):
            key = (partner.code, month)
            if not definitions.is_expected(partner, month) or key in MADE_UP:
                continue
            day = delivery_day(definitions, partner.code, month, seed)
            if key in SLIPS:
                yield Delivery(day - timedelta(days=1), partner, (Part(month, state=None, has_slip=True),))
            yield Delivery(day, partner, tuple(_parts(partner.code, month)))
            if key in QUERIES:
                yield from _after_query(day, partner, QUERIES[key])


def _after_query(day: date, partner: Partner, query: Query) -> Iterator[Entry]:
    decided = day + timedelta(days=query.after_days)
    yield Decision(decided, query)
    if query.decision == RETURN:
        # Sent again two days after it came back, with the organiser named.
        yield Delivery(decided + timedelta(days=2), partner, (Part(query.month),))


def _parts(partner: str, month: int) -> Iterator[Part]:
    for (late_partner, late_month), with_month in MADE_UP.items():
        if (late_partner, with_month) == (partner, month):
            yield Part(late_month)
    if (partner, month - 1) in MISTAKES:
        yield Part(month - 1, revision=2)
    key = (partner, month)
    state = "received" if key in QUERIES else "accepted"
    yield Part(month, 1, state, has_mistake=key in MISTAKES, is_without_organiser=key in QUERIES)


def _desk(definitions: Definitions) -> Iterator[Entry]:
    due_day = definitions.periods.due_day
    for month, after in RELEASES.items():
        yield Publication(due_day(month) + timedelta(days=after), month)
    for remark in REMARKS:
        yield Comment(due_day(remark.month) + timedelta(days=1), remark)
