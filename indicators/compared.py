"""What the second calculation compared, in a sentence: the same on pages and in workbooks."""

from indicators.texts import Texts


def say_compared(compared: int, differences: int, texts: Texts) -> str:
    """How many figures were calculated a second time, and whether anything differed."""
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
