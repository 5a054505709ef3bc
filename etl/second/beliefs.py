"""What a partner may still believe of the others, although it knows by which rule countries are shown."""

from collections import Counter
from collections.abc import Mapping
from fractions import Fraction

from etl.second.blocks import REST, Piece, total
from etl.second.reading import delivers, partners
from etl.second.world import World


def is_doubt_left(world: World, sheet_name: str, pieces: list[Piece], shown_as: Mapping[str, str], doubt: int) -> bool:
    """Can every partner believe that any other one in the rest has `doubt` women there?

    A partner with many women in a hidden country would know that its neighbours there have few, or the country would be
    shown. It can't know when its women and `doubt` more would still be fewer than those of each country shown: then the
    country may have been merged to hide the rest, if that may lie with a partner that has no neighbour, or is small.
    """
    by_country = {category: total(own.amount for own in pieces if own.category == category) for category in shown_as}
    sizes = [size for category, size in by_country.items() if shown_as[category] != REST]
    if not sizes:
        return True
    hidden = _hidden_women(world, sheet_name, pieces, shown_as)
    of_country = Counter(one["country"] for one in partners(world) if delivers(one, sheet_name))
    alone = {one["code"] for one in partners(world) if delivers(one, sheet_name) and of_country[one["country"]] == 1}
    neighbours = [women for partner, women in hidden.items() if partner not in alone]
    if not neighbours:
        return True
    room = min(sizes) - doubt - 1
    if room < doubt or max(neighbours) > room:
        return False
    return len(neighbours) < len(hidden) or total(hidden.values()) <= 2 * min(sizes) - 3


def _hidden_women(
    world: World, sheet_name: str, pieces: list[Piece], shown_as: Mapping[str, str]
) -> dict[str, Fraction]:
    """Women that are not shown by country, of each partner that could have some."""
    hidden = {
        one["code"]: Fraction(0)
        for one in partners(world)
        if delivers(one, sheet_name) and shown_as.get(one["country"], REST) == REST
    }
    for piece in pieces:
        if shown_as[piece.category] == REST:
            hidden[piece.partner] = hidden.get(piece.partner, Fraction(0)) + piece.amount
    return hidden
