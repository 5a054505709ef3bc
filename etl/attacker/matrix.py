"""The integer programme of a system as columns and rows: whole numbers of women, nothing of a solver."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from etl.attacker.model import Quantity, System, Terms
from etl.attacker.witness import World

INFINITY = float("inf")
# Column -> factor, and the limits of the sum.
Row = tuple[dict[int, int], float, float]


@dataclass(frozen=True)
class Target:
    """A count over some partners: is it possible that it is at least k?"""

    scope: frozenset[str]
    terms: Terms


class Matrix:
    """Columns are what each quantity of each partner gains from knot to knot, then sums of all, then the targets.

    `heads` are the partners that may have women. Leaving others without any makes the worlds fewer, so what is found is
    true, and what is not found has to be asked again with more heads.
    """

    def __init__(self, system: System, heads: Sequence[str], targets: Sequence[Target]) -> None:
        self.system, self.heads = system, tuple(heads)
        self.lower: list[float] = []
        self.upper: list[float] = []
        self.rows: list[Row] = []
        self.gains: dict[tuple[str, int, Quantity], int] = {}
        # What all heads together gain: a column of its own, so that rows stay short.
        self.sums: dict[tuple[int, Quantity], int] = {}
        self.knots = system.knots
        self._knot_of = [min(knot for knot in self.knots if knot >= time) for time in range(len(system.times))]
        self._gains()
        for partner in self.heads:
            self._own(partner)
        self._public()
        asked = [self._over(target.scope, target.terms) for target in targets]
        # Columns before this one hold whole numbers; from it on stand the targets, each up to k.
        self.whole = len(self.lower)
        for place, terms in enumerate(asked):
            self._row(terms | {self.whole + place: -1}, 0, None)
        self.lower += [0.0] * len(asked)
        self.upper += [float(system.k)] * len(asked)

    def world(self, values: Sequence[int]) -> World:
        """The world of all times; what is gained up to a knot is gained as early as it can be."""
        system = self.system
        world: dict[str, tuple[tuple[int, ...], ...]] = {}
        for partner in self.heads:
            level, levels = (0,) * len(system.quantities), []
            done: set[int] = set()
            for time, knot in enumerate(self._knot_of):
                if knot not in done and system.moves[partner][time]:
                    done.add(knot)
                    gained = [values[self.gains[partner, knot, quantity]] for quantity in system.quantities]
                    level = tuple(map(int.__add__, level, gained))
                levels.append(level)
            world[partner] = tuple(levels)
        return world

    def sums_of(self, world: World) -> dict[int, int]:
        """Values of the columns of sums in a world."""
        place = {quantity: number for number, quantity in enumerate(self.system.quantities)}
        return {
            column: sum(
                levels[knot][place[quantity]] - (levels[before][place[quantity]] if before is not None else 0)
                for levels in world.values()
            )
            for (knot, quantity), column in self.sums.items()
            for before in [self._before(knot)]
        }

    def _before(self, knot: int) -> int | None:
        return max((one for one in self.knots if one < knot), default=None)

    def _gains(self) -> None:
        most = 1000.0 + max((abs(one.high or 0) for one in self.system.bounds), default=0)
        for partner in self.heads:
            for knot in self.knots:
                for quantity in self.system.quantities if self._can_move(partner, knot) else ():
                    self.gains[partner, knot, quantity] = len(self.lower)
                    self.lower.append(0.0 if self.system.is_monotone else -most)
                    self.upper.append(most)

    def _own(self, partner: str) -> None:
        """What each partner's own numbers must fulfil."""
        system = self.system
        for knot in self.knots:
            if not self._can_move(partner, knot):
                continue
            for amount in system.parts:
                if not (system.is_monotone and len(amount) == 1):
                    self._row(self._of(partner, knot, amount, is_gain=system.is_monotone), 0, None)
            for amount in system.equal:
                self._row(self._of(partner, knot, amount), 0, 0)
            for amount in system.within:
                self._row(self._of(partner, knot, amount), 0, None)

    def _of(self, partner: str, knot: int, amount: Mapping[Quantity, int], is_gain: bool = False) -> dict[int, int]:
        """An amount of a partner at a knot, or what it gains there."""
        return {
            self.gains[partner, one, quantity]: factor
            for one in self.knots
            if (one == knot if is_gain else one <= knot) and self._can_move(partner, one)
            for quantity, factor in amount.items()
        }

    def _public(self) -> None:
        for bound in self.system.bounds:
            self._row(self._over(bound.scope, bound.terms), bound.low, bound.high)
        for one in self.system.everybody:
            whole = self._over(one.scope, one.terms)
            # All of them; without an insider; without a partner that has no women.
            self._row(whole, max(one.least - one.known, one.without, one.without - one.known), None)
            for partner in self.heads:
                if partner in one.scope:
                    own = self._over(frozenset({partner}), one.terms)
                    rest = {one: whole.get(one, 0) - own.get(one, 0) for one in {**whole, **own}}
                    short = {column: factor for column, factor in rest.items() if factor}
                    self._row(short, one.without - one.known, None)

    def _can_move(self, partner: str, knot: int) -> bool:
        return any(moves and self._knot_of[time] == knot for time, moves in enumerate(self.system.moves[partner]))

    def _over(self, scope: frozenset[str], terms: Terms) -> dict[int, int]:
        """Terms over partners, as what they gained up to each time."""
        found: dict[int, int] = {}
        everyone = scope >= set(self.heads)
        for (time, quantity), factor in terms.items():
            for knot in (knot for knot in self.knots if knot <= time):
                own = [self.gains.get((partner, knot, quantity)) for partner in self.heads if partner in scope]
                for column in [self._sum(knot, quantity)] if everyone and len(own) > 1 else own:
                    if column is not None:
                        found[column] = found.get(column, 0) + factor
        return {column: factor for column, factor in found.items() if factor}

    def _sum(self, knot: int, quantity: Quantity) -> int:
        column = self.sums.get((knot, quantity))
        if column is None:
            column = self.sums[knot, quantity] = len(self.lower)
            self.lower.append(-INFINITY)
            self.upper.append(INFINITY)
            own = [self.gains.get((partner, knot, quantity)) for partner in self.heads]
            self._row({column: -1} | {one: 1 for one in own if one is not None}, 0, 0)
        return column

    def _row(self, terms: dict[int, int], low: int | None, high: int | None) -> None:
        least, most = (-INFINITY if low is None else float(low)), (INFINITY if high is None else float(high))
        self.rows.append((terms, least, most))
