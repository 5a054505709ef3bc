"""Verification factors of a filled-in sheet: recounted over reported, by indicator and over all."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from released.evaluation.cell import Cell
from released.evaluation.sheet import Drawn, by_stratum
from released.statistics.sampling import Recount, Sizes, VerificationFactor, verification_factor

ALL = "all"
# A cell with what was recounted.
Pair = tuple[Cell, float]


@dataclass(frozen=True)
class Verified:
    """One line of the result: what was verified, with its factor; numbers are rows and months, not cells."""

    name: str
    factor: VerificationFactor | None
    visited_n: int
    units_n: int
    differing_n: int


def factors(drawn: Drawn, recounted: dict[int, float]) -> tuple[Verified, ...]:
    """The factor over all, in which each part weighs the same, and that of every part of an indicator."""
    pairs = [(cell, recounted[number]) for number, cell in enumerate(drawn.cells, start=1) if number in recounted]
    if not pairs:
        return ()
    every, seen = by_stratum(drawn.frame), by_stratum(cell for cell, _ in pairs)
    sizes = {stratum: (len(every[stratum]), len(units)) for stratum, units in seen.items()}
    lines, scaled = [], list[Recount]()
    for name in sorted({name for cell, _ in pairs for name in cell.serves}):
        own = [(cell, value) for cell, value in pairs if name in cell.serves]
        frame = [cell for cell in drawn.frame if name in cell.serves]
        lines.append(_verify(name, own, frame, _recounts(own), sizes))
        scaled += _recounts(own, sum(cell.reported for cell in frame))
    return (_verify(ALL, pairs, drawn.frame, scaled, sizes), *lines)


def _recounts(pairs: Iterable[Pair], whole: float = 1) -> list[Recount]:
    """As shares of `whole`, so that parts of different size can be added; nothing where nothing was reported."""
    if not whole:
        return []
    return [Recount(cell.stratum, cell.unit, cell.reported / whole, value / whole) for cell, value in pairs]


def _verify(name: str, pairs: Sequence[Pair], frame: Sequence[Cell], recounts: list[Recount], sizes: Sizes) -> Verified:
    strata = {cell.stratum for cell in frame}
    factor = verification_factor(recounts, {one: size for one, size in sizes.items() if one in strata})
    differing = {cell.unit for cell, value in pairs if not math.isclose(cell.reported, value)}
    visited, units = ({cell.unit for cell in cells} for cells in ([cell for cell, _ in pairs], frame))
    return Verified(name, factor, len(visited), len(units), len(differing))
