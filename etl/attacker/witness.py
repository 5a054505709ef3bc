"""Witness worlds, checked by plain arithmetic on whole numbers: what a solver says counts only when this agrees."""

from collections.abc import Iterator, Mapping

from etl.attacker.model import Amount, System, Terms

Levels = tuple[tuple[int, ...], ...]
# Partner -> time -> quantity (in the system's order) -> women. A partner that is absent has none.
World = Mapping[str, Levels]


class Arithmetic:
    """Everything that a system demands of a world, ready to be added up."""

    def __init__(self, system: System) -> None:
        self.system = system
        self._place = {quantity: place for place, quantity in enumerate(system.quantities)}
        self._none = (0,) * len(system.quantities)
        self._parts = [self._amount(one) for one in system.parts]
        self._equal = [self._amount(one) for one in system.equal]
        self._within = [self._amount(one) for one in system.within]
        self._bounds = [(one, self._terms(one.terms)) for one in system.bounds]
        self._everybody = [(one, self._terms(one.terms)) for one in system.everybody]

    def broken(self, world: World) -> Iterator[str]:
        """Places of what a world does not fulfil; nothing when it fits all that is public."""
        for partner, levels in world.items():
            if not self._is_path(partner, levels):
                yield f"numbers of {partner}"
                return
        for partner, levels in world.items():
            yield from self._own(partner, levels)
        for bound, terms in self._bounds:
            found = sum(_over(terms, world[partner]) for partner in world if partner in bound.scope)
            if (bound.low is not None and found < bound.low) or (bound.high is not None and found > bound.high):
                yield bound.place
        for one, terms in self._everybody:
            own = [_over(terms, world[partner]) for partner in world if partner in one.scope]
            total = sum(own) + one.known
            # Partners without women are there as well: taking one of them away leaves all.
            if total < one.least or any(total - each < one.without for each in (*own, one.known, 0)):
                yield one.place

    def _is_path(self, partner: str, levels: Levels) -> bool:
        """Are these whole numbers for every time, unchanged where nothing of the partner can have changed?"""
        moves = self.system.moves.get(partner)
        if moves is None or len(levels) != len(moves):
            return False
        before = self._none
        for level, can_move in zip(levels, moves, strict=True):
            if len(level) != len(before) or any(type(one) is not int for one in level):
                return False
            if level != before and not can_move:
                return False
            before = level
        return True

    def _own(self, partner: str, levels: Levels) -> Iterator[str]:
        before = self._none
        for level in levels:
            if level != before:
                step = tuple(map(int.__sub__, level, before)) if self.system.is_monotone else level
                if any(_sum(one, step) < 0 for one in self._parts) or any(_sum(one, level) < 0 for one in self._within):
                    yield f"a negative part of {partner}"
                if any(_sum(one, level) for one in self._equal):
                    yield f"numbers of {partner} that don't add up"
            before = level

    def _amount(self, amount: Amount) -> list[tuple[int, int]]:
        return [(self._place[quantity], factor) for quantity, factor in amount.items()]

    def _terms(self, terms: Terms) -> list[tuple[int, int, int]]:
        return [(time, self._place[quantity], factor) for (time, quantity), factor in terms.items()]


def broken(system: System, world: World) -> list[str]:
    """Places of what a world does not fulfil."""
    return list(Arithmetic(system).broken(world))


def _sum(amount: list[tuple[int, int]], level: tuple[int, ...]) -> int:
    total = 0
    for place, factor in amount:
        total += factor * level[place]
    return total


def _over(terms: list[tuple[int, int, int]], levels: Levels) -> int:
    total = 0
    for time, place, factor in terms:
        total += factor * levels[time][place]
    return total
