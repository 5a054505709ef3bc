"""Labels of an axis: numbers at even steps, which a drawing program chooses, and no figures."""

from collections.abc import Sequence

from etl.attacker.channels.tokens import read_tokens

_FEWEST = 3


def is_scale(labels: Sequence[str]) -> bool:
    """Do the labels rise or fall by even steps? Two could be any two numbers, unless one is zero."""
    numbers = [read_label(label) for label in labels]
    known = [number for number in numbers if number is not None]
    if len(known) != len(numbers):
        return False
    steps = {round(later - earlier, 9) for earlier, later in zip(known, known[1:], strict=False)}
    return len(steps) <= 1 and (len(known) >= _FEWEST or 0.0 in known)


def is_of_names(labels: Sequence[str]) -> bool:
    """Is none of the labels a number? Then the axis tells partners, countries or kinds, and its labels are words."""
    return all(read_label(label) is None for label in labels)


def read_label(label: str) -> float | None:
    """The number of a label with its sign; None when it is no single number."""
    tokens = list(read_tokens(label.replace("\N{MINUS SIGN}", "-")))
    if len(tokens) != 1 or tokens[0].kind != "number" or not tokens[0].readings or len(tokens[0].readings[0]) != 1:
        return None
    value = tokens[0].readings[0][0][0]
    return -value if label.strip()[0] in "-\N{MINUS SIGN}" else value
