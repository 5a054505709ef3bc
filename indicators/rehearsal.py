"""The expected population goes through the protector itself, closing after closing: no second reading of its rules."""

from dataclasses import dataclass, replace

from indicators.disclosure.book import Book
from indicators.disclosure.closings import close_women
from indicators.disclosure.women import Pathway
from indicators.expected_pathways import expect_pathways
from indicators.load import Definitions
from indicators.periods import month_number


@dataclass(frozen=True)
class Step:
    """A closing with the units known then, and the book before and after it."""

    closing: int
    before: Book
    after: Book
    pathways: list[Pathway]

    def is_new(self, indicator: str) -> bool:
        """Did a block of this indicator close here?"""
        return len(self.after.of(indicator)) > len(self.before.of(indicator))

    def pending(self, indicator: str) -> list[Pathway]:
        """Units that no earlier block of this indicator holds. To plan nothing is ever corrected."""
        booked = self.before.booked(indicator)
        return [one for one in self.pathways if one.code not in booked]


def rehearse(definitions: Definitions) -> list[Step]:
    """Deal with all closings in their order, each by a release of its own month."""
    book, steps = Book(), []
    for closing in sorted({month_number(code) for code in definitions.disclosure.closings}):
        pathways = expect_pathways(definitions, closing)
        after = close_women(definitions, book, pathways, closing)
        after = replace(after, done={**book.done, closing: closing})
        steps.append(Step(closing, book, after, pathways))
        book = after
    return steps
