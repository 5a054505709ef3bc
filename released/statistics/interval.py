"""An interval with what it promises."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Interval:
    """From `low` to `high`; `level` is the confidence that the method really reaches, as a share of 1."""

    low: float
    high: float
    level: float

    def __contains__(self, value: object) -> bool:
        return isinstance(value, (int, float)) and self.low <= value <= self.high

    @property
    def width(self) -> float:
        """How much is left open."""
        return self.high - self.low


def expect_level(level: float) -> None:
    """Raises ValueError for a confidence that is no share of 1."""
    if not 0 < level < 1:
        raise ValueError(f"The level {level} is not between 0 and 1: write 0.95 for 95 %.")
