"""What is attacked: every count of a partner at a closing, or between two closings; and worlds in which things wait.

A count over a longer time contains that over a shorter one, one of the consortium or of a country contains that of each
of its partners (with or without any one other). So a world in which a partner's count between two following closings
is not small is a witness for all of them.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from etl.attacker.model import ALL, Amount, Attribute, Quantity, System, Terms, add_terms, at, between
from etl.attacker.witness import World

Span = tuple[int | None, int]


@dataclass(frozen=True)
class Check:
    """A count of one partner: an attribute at a closing (a stock), or what it gained since the closing before."""

    partner: str
    attribute: Attribute
    time: int


def all_checks(system: System) -> Iterator[Check]:
    """Every check but those that can only be 0; partners of one orbit can't be told apart, so one stands for all."""
    for partner, *_others in system.orbits():
        for time, moves in enumerate(system.moves[partner]):
            for attribute in system.attributes:
                if moves and not (attribute.is_stock and time in system.no_stock):
                    yield Check(partner, attribute, time)


class Spans:
    """Times between which nothing is known, for all pathways and for those that have ended.

    What came within a span may have come at any of its times at which the partner can have changed.
    """

    def __init__(self, system: System) -> None:
        self.system = system
        self._all, self._ended = (
            [_span(knots, time) for time in range(len(system.times))] for knots in (system.knots, system.outcome_knots)
        )

    def of(self, check: Check) -> Span:
        """The knot before a check's time (None: the start), and the one at or after it."""
        return (self._all if _is_of_all(check.attribute) else self._ended)[check.time]

    def terms(self, check: Check) -> Terms:
        """What must be large at a knot, so that the count is large once everything else waits for it."""
        knot = self._all[check.time][1]
        if not check.attribute.is_stock:
            return between(self.of(check)[0], knot, check.attribute.amount)
        start, end = self._ended[check.time]
        # Pathways may end later than this, where the partner can change in time: women in them are still running.
        can_wait = any(self.system.moves[check.partner][check.time + 1 : end + 1])
        amount = check.attribute.amount
        return add_terms(
            *(
                (factor, at(knot if block == ALL or not can_wait else start, {(block, column): 1}))
                for (block, column), factor in amount.items()
            )
        )

    def variants(self, world: World) -> Iterator[World]:
        """A world, and for each time the same one in which what may wait for that time has waited.

        Either everything has waited for it, or what ended came after it.
        """
        yield world
        for time in range(len(self.system.times)):
            yield {partner: self._delayed(partner, levels, time, time) for partner, levels in world.items()}
            if time + 1 < len(self.system.times):
                yield {partner: self._delayed(partner, levels, None, time + 1) for partner, levels in world.items()}

    def _delayed(
        self, partner: str, levels: tuple[tuple[int, ...], ...], time_of_all: int | None, time_of_ended: int
    ) -> tuple[tuple[int, ...], ...]:
        delayed = [list(level) for level in levels]
        for spans, time, is_all in ((self._all, time_of_all, True), (self._ended, time_of_ended, False)):
            start, end = (None, -1) if time is None else spans[time]
            first = next((one for one in range(time or 0, end + 1) if self.system.moves[partner][one]), None)
            if time is None or first is None:
                continue
            old = (0,) * len(self.system.quantities) if start is None else levels[start]
            for place, (block, _column) in enumerate(self.system.quantities):
                if (block == ALL) == is_all:
                    for one in range(0 if start is None else start + 1, first):
                        delayed[one][place] = old[place]
        return tuple(map(tuple, delayed))


def leading(spans: Spans, checks: list[Check]) -> list[Check]:
    """Checks from which others follow: of a span the earliest, for what comes early may come late; of sums that lie
    within each other the smaller ones.
    """
    parts = {tuple(sorted(one.items())) for one in spans.system.parts}
    attributes = spans.system.attributes
    least = {one for one in attributes if not any(_is_within(other, one, parts) for other in attributes)}
    found: dict[tuple[object, ...], Check] = {}
    for check in checks:
        found.setdefault((check.partner, check.attribute, spans.of(check)), check)
    return [one for one in found.values() if one.attribute in least]


def _is_within(one: Attribute, other: Attribute, parts: set[tuple[tuple[Quantity, int], ...]]) -> bool:
    rest = _difference(other.amount, one.amount)
    return one is not other and one.is_stock == other.is_stock and tuple(sorted(rest.items())) in parts


def _difference(one: Amount, other: Amount) -> dict[Quantity, int]:
    found = dict(one)
    for quantity, factor in other.items():
        found[quantity] = found.get(quantity, 0) - factor
    return {quantity: factor for quantity, factor in found.items() if factor}


def _is_of_all(attribute: Attribute) -> bool:
    return any(block == ALL for block, _column in attribute.amount)


def _span(knots: tuple[int, ...], time: int) -> Span:
    return max((knot for knot in knots if knot < time), default=None), min(knot for knot in knots if knot >= time)
