"""Small things in words: a planned path, yes and no."""

import json

from etl.export.workbook.source import NO_VALUE
from indicators.texts import Texts


def say_path(path: str, texts: Texts) -> str:
    """For instance "M06: – · M12: 30 · M24: 200"."""
    points: dict[str, float | None] = json.loads(path or "{}")
    said = (f"{month}: {NO_VALUE if value is None else texts.amount(value)}" for month, value in points.items())
    return " · ".join(said) or NO_VALUE


def say_yes(value: object, texts: Texts) -> str:
    """Yes or no."""
    return texts("Yes") if value else texts("No")
