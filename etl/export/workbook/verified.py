"""What the second calculation compared, in a sentence."""

from etl.export.workbook.source import Source
from indicators.compared import say_compared


def say_verification(source: Source) -> str:
    """How many figures were calculated a second time, and whether anything differed."""
    rows = source.rows("verification")
    compared = sum(int(row["figures_compared_n"] or 0) for row in rows)
    return say_compared(compared, sum(int(row["differences_n"] or 0) for row in rows), source.texts)
