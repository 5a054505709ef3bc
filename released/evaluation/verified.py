"""Verification factors of a filled-in sheet: recounted over reported, by indicator and over all."""

import math
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from released.evaluation.cell import Cell
from released.evaluation.sheet import Drawn, by_stratum
from released.statistics.sampling import Recount, Sizes, VerificationFactor, verification_factor


@dataclass(frozen=True)
class Verified:
    """One line of the result: what was verified, by how many cells, with its factor."""

    name: str
    factor: VerificationFactor | None
    recounted_n: int
    all_n: int
    differing_n: int


def factors(drawn: Drawn, recounted: dict[int, float]) -> tuple[tuple[Verified, ...], Verified | None]:
    """Factors of every part of an indicator, and the one over all, in which each part weighs the same."""
    cells = [(cell, recounted[number]) for number, cell in enumerate(drawn.cells, start=1) if number in recounted]
    sizes = _sizes(drawn, [cell for cell, _ in cells])
    parts = sorted({name for cell, _ in cells for name in cell.serves})
    lines, scaled = [], list[Recount]()
    for name in parts:
        own = [(cell, value) for cell, value in cells if name in cell.serves]
        every = [cell for cell in drawn.frame if name in cell.serves]
        recounts = [Recount(cell.stratum, cell.unit, cell.reported, value) for cell, value in own]
        factor = verification_factor(recounts, _of(sizes, every))
        lines.append(Verified(name, factor, len(own), len(every), factor.differing_n if factor else 0))
        whole = sum(cell.reported for cell in every)
        if whole:
            scaled += [Recount(one.stratum, one.unit, one.reported / whole, one.recounted / whole) for one in recounts]
    over_all = verification_factor(scaled, sizes) if scaled else None
    differing = sum(not math.isclose(cell.reported, value) for cell, value in cells)
    whole_frame = Verified("all", over_all, len(cells), len(drawn.frame), differing)
    return tuple(lines), whole_frame if over_all else None


def _sizes(drawn: Drawn, visited: Collection[Cell]) -> dict[str, tuple[int, int]]:
    every, seen = by_stratum(drawn.frame), by_stratum(visited)
    return {stratum: (len(every[stratum]), len(units)) for stratum, units in seen.items()}


def _of(sizes: Sizes, cells: Iterable[Cell]) -> dict[str, tuple[int, int]]:
    strata = {cell.stratum for cell in cells}
    return {stratum: size for stratum, size in sizes.items() if stratum in strata}
