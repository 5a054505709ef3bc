"""Rounding of class A figures: half up, and never near the ends of a percentage."""

from decimal import ROUND_HALF_UP, Decimal


def round_half_up(value: float, step: float) -> float:
    """The nearest multiple of the step; a tie goes up."""
    size = Decimal(str(step))
    # Ten digits are far beyond the data and far above binary noise, which would turn a tie into a near miss.
    steps = (Decimal(str(round(value, 10))) / size).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    return float(steps * size)


def round_share(numerator: float, denominator: float, step: float, within: tuple[float, float] | None) -> float:
    """A percentage to a step, kept within bounds so that nearly nobody and nearly everybody look alike."""
    rounded = round_half_up(100 * numerator / denominator, step)
    return rounded if within is None else min(max(rounded, within[0]), within[1])
