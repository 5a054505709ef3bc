"""The closed blocks of class B as a release tells them: every figure of class B is a sum of these rows.

A block of answers lies within one partner and names its session only when it is one. A block of centres, forms or heads
is told by category, as it was placed when it closed: each of these parts passed k for everybody on its own, and the
figures of two following months differ by exactly one such row. So the rows tell nothing that the figures don't, but in
one case: a country's part of an older wave that closed after the newer wave was shown there. It passed the same test.
"""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from indicators.disclosure.book import Book
from indicators.disclosure.pooled import pooled_blocks
from indicators.disclosure.streams import POSITIVE, N
from indicators.load import Definitions
from indicators.model.disclosure import CountedPlan, PooledPlan
from indicators.model.indicator import Indicator, Share
from indicators.periods import month_code

Row = dict[str, Any]


def released_blocks(definitions: Definitions, book: Book, until: int) -> list[Row]:
    """Rows of the release's table `pool`; `month` is the one from whose end on the block counts."""
    rows: list[Row] = []
    for code, plan in definitions.disclosure.rows.items():
        if isinstance(plan, PooledPlan):
            rows += _pooled(definitions.indicator(code), book, until)
        elif isinstance(plan, CountedPlan):
            rows += _counted(code, definitions.indicator(code), "country", book, until)
    for key in definitions.disclosure.by_category:
        code, breakdown = key.split("/")
        rows += _counted(key, definitions.indicator(code), breakdown, book, until)
    return rows


def _pooled(indicator: Indicator, book: Book, until: int) -> Iterator[Row]:
    for number, block in enumerate(pooled_blocks(indicator, book, until), start=1):
        own = {"indicator_code": indicator.code, "partner_code": block["partner"], "month": month_code(block["month"])}
        # The block's own name holds session codes that are not shown: a number takes its place.
        yield block | own | {"block": f"{indicator.code}-{number:03d}"}


def _counted(key: str, indicator: Indicator, breakdown: str, book: Book, until: int) -> Iterator[Row]:
    parts: dict[tuple[int, str, str], dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for entry in book.of(key, until):
        parts[entry.closing, entry.block.split("/")[0], entry.category][entry.part] += entry.amount
    blocks = sorted({place[:2] for place in parts})
    # A share's waves are told apart; other streams have one name for all, which says nothing.
    is_share = isinstance(indicator.calculation, Share)
    for (closing, stream, category), amounts in sorted(parts.items()):
        yield {
            "indicator_code": indicator.code,
            "block": f"{indicator.code}-{blocks.index((closing, stream)) + 1:03d}",
            "month": month_code(closing),
            "breakdown": breakdown,
            "category": category,
            "wave": stream if is_share else None,
            "numerator": amounts[POSITIVE] if is_share else amounts[N],
            "denominator": amounts[N] if is_share else None,
        }
