"""What the second calculation compared, in a sentence."""

from etl.export.workbook.source import Source


def say_verification(source: Source) -> str:
    """How many figures were calculated a second time, and whether anything differed."""
    texts, rows = source.texts, source.rows("verification")
    compared = sum(int(row["figures_compared_n"] or 0) for row in rows)
    differences = sum(int(row["differences_n"] or 0) for row in rows)
    if not compared:
        return texts("The figures of this release were not calculated a second time.")
    said = texts.plural(
        "{n} figure was calculated a second time by another program",
        "{n} figures were calculated a second time by another program",
        compared,
    )
    if not differences:
        return texts("{compared}; no difference.", compared=said)
    different = texts.plural("{n} differs", "{n} differ", differences)
    return texts("{compared}; {different}.", compared=said, different=different)
