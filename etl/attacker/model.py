"""What an attacker doesn't know, as whole numbers, and everything that binds them.

A world says for every partner, at every closing that a release has dealt with, how many women each column of the
ledger sheet holds: of all pathways (`ALL`) and of the pathways that have ended. Worlds that fit everything public can't
be told apart by a reader. Times are positions in `System.times`; before the first everything is 0.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace

# (block, column): the indicator whose block it is, ENDED for all ended pathways, ALL for all pathways.
Quantity = tuple[str, str]
# A signed sum of quantities.
Amount = Mapping[Quantity, int]
# A signed sum of quantities at times.
Terms = Mapping[tuple[int, Quantity], int]
ALL = "all"
ENDED = "ended"
# More women than any project has.
_MUCH = 10**6


@dataclass(frozen=True)
class Bound:
    """A sum over some partners lies between two whole numbers (None: no limit); equal limits make it an equality."""

    place: str
    scope: frozenset[str]
    terms: Terms
    low: int | None
    high: int | None

    @property
    def is_equality(self) -> bool:
        """Is the sum known exactly?"""
        return self.low is not None and self.low == self.high


@dataclass(frozen=True)
class Everybody:
    """A published condition: at least `least` of all in the scope, and `without` when any one partner is taken away.

    `known` is what an insider adds to the sum; taken away itself, it leaves `without` to the others.
    """

    place: str
    scope: frozenset[str]
    terms: Terms
    least: int
    without: int
    known: int = 0

    def summed(self) -> "Everybody":
        """The same for one partner that stands for all in the scope: as much as two equal ones would need."""
        needed = max(self.least - self.known, self.without, 2 * self.without - self.known)
        return replace(self, scope=frozenset({""}), least=needed, without=-_MUCH, known=0)


@dataclass(frozen=True, eq=False)
class Attribute:
    """What a count counts: women for whom it came true between two closings, or (a stock) who have it at a closing."""

    name: str
    amount: Amount
    is_stock: bool = False


@dataclass(frozen=True)
class System:
    """The unknowns of an attack and what is known of them.

    `moves`: whether anything of a partner can have changed at each time; without a newly accepted workbook it can't.
    `parts` are sums that are never negative, in each partner's every increment (or level, when corrections are
    allowed); `equal` are sums that are always 0; `within` hold at every time as levels. `no_stock` are times at which
    women in running pathways are no secret.
    """

    times: tuple[str, ...]
    country: Mapping[str, str]
    moves: Mapping[str, tuple[bool, ...]]
    quantities: tuple[Quantity, ...]
    parts: tuple[Amount, ...]
    equal: tuple[Amount, ...]
    within: tuple[Amount, ...]
    bounds: tuple[Bound, ...]
    everybody: tuple[Everybody, ...]
    attributes: tuple[Attribute, ...]
    k: int
    no_stock: frozenset[int] = frozenset()
    is_monotone: bool = True

    @property
    def partners(self) -> tuple[str, ...]:
        """Partners that can have women at all, in order."""
        return tuple(sorted(self.moves))

    @property
    def knots(self) -> tuple[int, ...]:
        """Times of which something is known, and the last one.

        Between two knots nothing binds but what each partner's own numbers must fulfil, so in any world the numbers of
        a time in between may be those of either knot: a world of knots stands for all times.
        """
        return self._known_at(lambda _block: True)

    @property
    def outcome_knots(self) -> tuple[int, ...]:
        """Times of which something is known of ended pathways, and the last one."""
        return self._known_at(lambda block: block != ALL)

    def _known_at(self, is_meant: Callable[[str], bool]) -> tuple[int, ...]:
        told = (*(one.terms for one in self.bounds), *(one.terms for one in self.everybody))
        known = {time for terms in told for time, (block, _column) in terms if is_meant(block)}
        return tuple(sorted(known | ({len(self.times) - 1} if self.times else set())))

    def orbits(self) -> list[tuple[str, ...]]:
        """Partners that nothing public tells apart: same country, and changes possible at the same times."""
        found: dict[tuple[str, tuple[bool, ...]], list[str]] = {}
        for partner in self.partners:
            found.setdefault((self.country[partner], self.moves[partner]), []).append(partner)
        return [tuple(members) for members in found.values()]

    def merged(self) -> "System":
        """The same, but a column holds the same women in every indicator's block.

        So it is when no cell is left blank. These worlds are fewer, and fewer worlds teach more.
        """
        bounds = tuple(replace(one, terms=_merge_terms(one.terms)) for one in self.bounds)
        everybody = tuple(replace(one, terms=_merge_terms(one.terms)) for one in self.everybody)
        attributes: dict[tuple[tuple[Quantity, int], ...], Attribute] = {}
        for one in self.attributes:
            amount = _merge(one.amount)
            attributes.setdefault(tuple(sorted(amount.items())), replace(one, amount=amount))
        return replace(
            self,
            quantities=tuple(sorted({_merged(one) for one in self.quantities})),
            parts=distinct(map(_merge, self.parts)),
            equal=distinct(map(_merge, self.equal)),
            within=distinct(map(_merge, self.within)),
            bounds=bounds,
            everybody=everybody,
            attributes=tuple(attributes.values()),
        )

    def summed(self, k: int) -> "System":
        """The consortium as if it were one partner: what its sums may be, as far as they alone tell; counts up to k."""
        everyone, only = set(self.moves), frozenset({""})
        return replace(
            self,
            country={"": ""},
            moves={"": tuple(any(one) for one in zip(*self.moves.values(), strict=True))},
            bounds=tuple(replace(one, scope=only) for one in self.bounds if one.scope >= everyone),
            everybody=tuple(one.summed() for one in self.everybody if one.scope >= everyone),
            k=k,
        )

    def with_corrections(self) -> "System":
        """The same, but numbers may also fall: worlds with corrections."""
        return replace(self, is_monotone=False)


def _merged(quantity: Quantity) -> Quantity:
    block, column = quantity
    return (block if block == ALL else ENDED), column


def _merge(amount: Amount) -> dict[Quantity, int]:
    found: dict[Quantity, int] = {}
    for quantity, factor in amount.items():
        found[_merged(quantity)] = found.get(_merged(quantity), 0) + factor
    return {quantity: factor for quantity, factor in found.items() if factor}


def _merge_terms(terms: Terms) -> dict[tuple[int, Quantity], int]:
    return add_terms(*((factor, {(time, _merged(quantity)): 1}) for (time, quantity), factor in terms.items()))


def distinct(amounts: Iterable[Amount]) -> tuple[Amount, ...]:
    """Each amount once, in order; nothing that is always 0."""
    found: dict[tuple[tuple[Quantity, int], ...], Amount] = {}
    for one in amounts:
        if one:
            found.setdefault(tuple(sorted(one.items())), one)
    return tuple(found.values())


def add_terms(*parts: tuple[int, Terms]) -> dict[tuple[int, Quantity], int]:
    """A weighted sum of terms, without those that cancel out."""
    found: dict[tuple[int, Quantity], int] = {}
    for weight, terms in parts:
        for key, factor in terms.items():
            found[key] = found.get(key, 0) + weight * factor
    return {key: factor for key, factor in found.items() if factor}


def at(time: int | None, amount: Amount) -> dict[tuple[int, Quantity], int]:
    """An amount at a time; nothing before the first (None)."""
    return {} if time is None else {(time, quantity): factor for quantity, factor in amount.items()}


def between(before: int | None, time: int, amount: Amount) -> dict[tuple[int, Quantity], int]:
    """What an amount gained between two times."""
    return add_terms((1, at(time, amount)), (-1, at(before, amount)))
