"""A closed block by category: what fails is merged with the smallest passing sibling."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Set

from indicators.disclosure.book import NOT_BROKEN_DOWN

# Category -> partner -> amount.
Amounts = Mapping[str, Mapping[str, float]]


def shown_categories(
    amounts: Amounts, existing: Iterable[str], passes: Callable[[Set[str], Mapping[str, float]], bool]
) -> set[str]:
    """Categories of one block that may be shown.

    `existing` are the categories that are known to exist: when one of them is not shown, the remainder is a figure and
    must pass, too, even when it is empty (else an empty remainder would tell a zero). `passes` is asked about a single
    category, and about all of the remainder together.
    """
    shown = {category for category in amounts if passes({category}, amounts[category])}
    everyone = set(existing) | set(amounts)
    while shown:
        rest = everyone - shown
        if not rest or passes(rest, _merged(amounts, rest)):
            return shown
        shown.remove(min(shown, key=lambda category: (sum(amounts[category].values()), category)))
    return shown


def _merged(amounts: Amounts, categories: Iterable[str]) -> dict[str, float]:
    merged: dict[str, float] = defaultdict(float)
    for category in categories:
        for partner, amount in amounts.get(category, {}).items():
            merged[partner] += amount
    return merged


def category_or_rest(category: str, shown: set[str]) -> str:
    """The category under which an amount of the block is shown."""
    return category if category in shown else NOT_BROKEN_DOWN
