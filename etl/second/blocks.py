"""When a number may close: the test for everybody, shares of the largest, and categories that hide one another."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

# Category of what is not shown by itself.
REST = "not_broken_down"


def exact(number: float | int | None) -> Fraction:
    """The number as it was written down, free of the computer's rounding: 0.3 is three tenths; blank is 0."""
    return Fraction(str(round(number or 0, 9)))


def total(amounts: Iterable[float | Fraction]) -> Fraction:
    """An exact sum."""
    return sum((one if isinstance(one, Fraction) else exact(one) for one in amounts), Fraction(0))


def is_k_for_everybody(by_partner: Mapping[str, Fraction], k: int, without: int | None = None) -> bool:
    """At least k for the consortium, and at least k (or `without`) when any one partner takes its own away."""
    needed = k if without is None else without
    everything = total(by_partner.values())
    return everything >= k and all(everything - own >= needed for own in by_partner.values())


def is_over_half(amounts: Iterable[Fraction]) -> bool:
    """Does one of the amounts make up more than half of their sum? What is taken back weighs as what is added."""
    listed = list(amounts)
    return any(2 * abs(one) > total(listed) for one in listed)


@dataclass(frozen=True)
class Piece:
    """What one unit adds to a category."""

    unit: str
    partner: str
    category: str
    amount: Fraction


def by_partner(pieces: Iterable[Piece]) -> dict[str, Fraction]:
    """The pieces' sums by partner."""
    sums: dict[str, Fraction] = defaultdict(Fraction)
    for piece in pieces:
        sums[piece.partner] += piece.amount
    return dict(sums)


def is_k_or_nothing_left(pieces: Iterable[Piece], k: int, without: int | None = None) -> bool:
    """As for everybody, but when no other partner adds or takes back anything, nothing is left to learn (class B)."""
    sums, needed = by_partner(pieces), k if without is None else without
    left = [[amount for other, amount in sums.items() if other != partner] for partner in sums]
    return total(sums.values()) >= k and all(total(others) >= needed or not any(others) for others in left)


def merged_categories(
    pieces: Iterable[Piece],
    everywhere: Iterable[str],
    may_be_shown: Callable[[list[Piece]], bool],
    may_be_rest: Callable[[list[Piece]], bool],
) -> dict[str, str]:
    """Where each category is shown: by itself, or merged into the rest until the rest passes as well.

    What fails is merged with the smallest passing sibling, for the remainder of a shown total is a number, too.
    `everywhere`: categories in which there could have been something: were all others shown, their 0 would be, too.
    """
    own: dict[str, list[Piece]] = {category: [] for category in everywhere}
    for piece in pieces:
        own.setdefault(piece.category, []).append(piece)
    shown = [category for category in own if category != REST and may_be_shown(own[category])]
    shown.sort(key=lambda category: (total(piece.amount for piece in own[category]), category))
    rest = [category for category in own if category not in shown]
    while rest and shown and not may_be_rest([piece for category in rest for piece in own[category]]):
        rest.append(shown.pop(0))
    return {category: category if category in shown else REST for category in own}
