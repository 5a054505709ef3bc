"""A figure as disclosure control lets it out."""

from dataclasses import dataclass

WITHHELD = "withheld"
NOT_DUE = "not_due"
VALUE = "value"
TOO_FEW = "too_few"


@dataclass(frozen=True)
class Shown:
    """State and, if the state is `value`, the value; numerator and denominator only where the class allows them."""

    state: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


# (month, breakdown, category) of one indicator.
Place = tuple[int, str, str]
