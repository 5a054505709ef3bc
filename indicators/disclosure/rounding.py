"""Rounding of class A figures: half up, and never near the ends of a percentage."""

from decimal import ROUND_FLOOR, Decimal


def round_half_up(value: float, step: float) -> float:
    """The nearest multiple of the step; a tie goes up."""
    size = Decimal(str(step))
    # Ten digits are far beyond the data and far above binary noise, which would turn a tie into a near miss.
    steps = (Decimal(str(round(value, 10))) / size + Decimal("0.5")).to_integral_value(rounding=ROUND_FLOOR)
    # A negative zero would tell the sign of what was rounded away.
    return float(steps * size) + 0.0


def round_share(numerator: float, denominator: float, step: float, within: tuple[float, float] | None) -> float:
    """A percentage to a step, kept within bounds so that nearly nobody and nearly everybody look alike."""
    rounded = round_half_up(100 * numerator / denominator, step)
    return rounded if within is None else min(max(rounded, within[0]), within[1])
