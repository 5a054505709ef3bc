"""How numbers and days are shown; the program that opens the workbook writes them as its own language does."""

from indicators.reasons import is_missing, is_percent

DAY = "yyyy\\-mm\\-dd"
_PERCENT = '"\u00a0%"'


def number_format(decimals: int | None, unit: str = "") -> str:
    """Format of a value by its indicator's decimals; with a unit that is a percentage, % stands behind."""
    if decimals is None:
        return "General"
    return "#,##0" + ("." + "0" * decimals if decimals else "") + (_PERCENT if is_percent(unit) else "")


def plan_format(value: float | None, decimals: int | None, unit: str = "") -> str:
    """Format of a planned value: whole ones stay short, 0.8 planned sessions are not 1."""
    if is_missing(value) or decimals is None:
        return "General"
    return number_format(0 if float(value or 0).is_integer() else max(decimals, 1), unit)
