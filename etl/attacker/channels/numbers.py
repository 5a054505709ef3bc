"""A set of numbers that tells whether a shown one is one of them, rounded as it was shown."""

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from etl.attacker.channels.tokens import Number

_RESIDUE = 1e-9


class Numbers:
    """Numbers that are known; signs are left aside, for a fall is told as a number, too."""

    def __init__(self, numbers: Iterable[float]) -> None:
        self.sorted = sorted({abs(float(number)) for number in numbers})

    def explain(self, value: float, decimals: int) -> bool:
        """Is the shown number a known one, rounded to its decimals?"""
        step = 0.5 * 10.0**-decimals + _RESIDUE
        position = bisect_left(self.sorted, abs(value) - step)
        return position < len(self.sorted) and self.sorted[position] <= abs(value) + step


def explain_any(readings: Iterable[Sequence[Number]], known: Sequence[Numbers]) -> bool:
    """Is there a way to read a number, in which each part of it is known to one of the sets?"""
    return any(all(any(one.explain(*number) for one in known) for number in reading) for reading in readings)
