"""Exact algebra: which counts follow from the public equalities alone, by elimination over a prime field.

A count that follows over the rational numbers follows over the field as well; one that follows by chance only (about
one in 10^18) would be a finding too many, never one too few.
"""

from collections.abc import Iterable, Iterator, Mapping

from etl.attacker.checks import Check
from etl.attacker.model import Quantity, System, Terms, between

PRIME = (1 << 61) - 1
_Unknown = tuple[str, int, Quantity]
_Row = dict[_Unknown | None, int]


class Algebra:
    """The space of everything that the equalities of a system tell, in echelon form."""

    def __init__(self, system: System) -> None:
        self.system = system
        # A partner's numbers stay as they are while nothing of it can change: one unknown for all these times.
        self._since = {partner: _last_moves(moves) for partner, moves in system.moves.items()}
        self._pivots: dict[_Unknown, _Row] = {}
        known = {quantity for one in system.bounds if one.is_equality for _time, quantity in one.terms}
        for equation in self._own(known):
            self._add(equation)
        for bound in system.bounds:
            if bound.is_equality:
                assert bound.low is not None
                self._add(self._vector(bound.scope, bound.terms, -bound.low))

    @property
    def rank(self) -> int:
        """Number of independent equalities."""
        return len(self._pivots)

    def value(self, scope: frozenset[str], terms: Terms) -> int | None:
        """The count if the equalities determine it, else None."""
        rest = self._reduce(self._vector(scope, terms, 0))
        if any(unknown is not None for unknown in rest):
            return None
        # Large residues stand for negative numbers.
        found = rest.get(None, 0)
        return found if found <= PRIME // 2 else found - PRIME

    def is_small(self, scope: frozenset[str], terms: Terms) -> bool:
        """Do the equalities say that the count is under k?"""
        found = self.value(scope, terms)
        return found is not None and 0 <= found < self.system.k

    def _own(self, known: set[Quantity]) -> Iterator[_Row]:
        """Sums that are always 0 for each partner, where an equality tells something of one of their quantities."""
        for amount in self.system.equal:
            if not any(quantity in known for quantity in amount):
                continue
            for partner in self.system.partners:
                for time, moves in enumerate(self.system.moves[partner]):
                    if moves:
                        terms = {(time, quantity): factor for quantity, factor in amount.items()}
                        yield self._vector(frozenset({partner}), terms, 0)

    def _vector(self, scope: frozenset[str], terms: Terms, constant: int) -> _Row:
        found: _Row = {None: constant % PRIME}
        for partner in scope:
            for (time, quantity), factor in terms.items():
                since = self._since[partner][time]
                if since is not None:
                    unknown = (partner, since, quantity)
                    found[unknown] = (found.get(unknown, 0) + factor) % PRIME
        return {unknown: factor for unknown, factor in found.items() if factor}

    def _reduce(self, row: _Row) -> _Row:
        row = dict(row)
        while True:
            pivot = next((unknown for unknown in row if unknown is not None and unknown in self._pivots), None)
            if pivot is None:
                return row
            _subtract(row, self._pivots[pivot], row[pivot])

    def _add(self, row: _Row) -> None:
        row = self._reduce(row)
        pivot = next((unknown for unknown in row if unknown is not None), None)
        if pivot is None:
            return
        inverse = pow(row[pivot], -1, PRIME)
        row = {unknown: factor * inverse % PRIME for unknown, factor in row.items()}
        for other in self._pivots.values():
            if pivot in other:
                _subtract(other, row, other[pivot])
        self._pivots[pivot] = row


def attack_algebra(system: System, checks: Iterable[Check]) -> Iterator[Check]:
    """Checks whose count the equalities alone determine, of the consortium, a country or the partner itself."""
    listed = list(checks)
    if not listed:
        return
    algebra = Algebra(system)
    for check in listed:
        since = None if check.attribute.is_stock or not check.time else check.time - 1
        terms = between(since, check.time, check.attribute.amount)
        country = system.country[check.partner]
        own = frozenset(one for one in system.partners if system.country[one] == country)
        scopes = (frozenset(system.partners), own, frozenset({check.partner}))
        if any(algebra.is_small(scope, terms) for scope in scopes):
            yield check


def _subtract(row: _Row, other: Mapping[_Unknown | None, int], factor: int) -> None:
    for unknown, own in other.items():
        rest = (row.get(unknown, 0) - factor * own) % PRIME
        if rest:
            row[unknown] = rest
        else:
            row.pop(unknown, None)


def _last_moves(moves: tuple[bool, ...]) -> list[int | None]:
    """For each time the last one at which something can have changed; None when there was none yet."""
    found: list[int | None] = []
    for time, can in enumerate(moves):
        found.append(time if can else found[-1] if found else None)
    return found
