"""The one test that everything shown of people must pass."""

from collections.abc import Iterable, Mapping


def is_k_for_everybody(
    by_partner: Mapping[str, float], k: float, k_without: float | None = None, may_be_one_partner: bool = False
) -> bool:
    """At least k for the consortium, and at least `k_without` (default k) without any one partner.

    A partner knows its own women, so what is left without it must be as large. With `may_be_one_partner` nothing may be
    left when a partner is taken away (class B and countries of one partner's centres). NaN fails.
    """
    total = sum(by_partner.values())
    if not total >= k:
        return False
    floor = k if k_without is None else k_without
    for partner, own in by_partner.items():
        rest = total - own
        if may_be_one_partner and all(not other for name, other in by_partner.items() if name != partner):
            continue
        if not rest >= floor:
            return False
    # A consortium of one partner has nobody else to hide among: an empty rest fails above unless it is allowed.
    return True


def is_nobody_dominant(amounts: Iterable[float], share: float = 0.5) -> bool:
    """Does no single amount, a correction included, make up more than the share of the whole?"""
    listed = list(amounts)
    total = sum(listed)
    return total > 0 and all(abs(amount) <= share * total for amount in listed)
