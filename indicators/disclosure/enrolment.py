"""The enrolment ledger: increments of women enrolled, in total and by country."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from indicators.disclosure.book import (
    NOT_BROKEN_DOWN,
    Book,
    Entry,
    Unit,
    block_entries,
    by_partner,
    pending_units,
)
from indicators.disclosure.countries import category_or_rest, shown_categories
from indicators.disclosure.doubt import is_doubt_left
from indicators.disclosure.everybody import is_k_for_everybody
from indicators.disclosure.shown import VALUE, WITHHELD, Shown
from indicators.disclosure.women import Pathway
from indicators.load import Definitions
from indicators.model.disclosure import CountryParts, EnrolmentPlan
from indicators.model.indicator import Indicator, Sum
from indicators.model.project import Partner

PART = "women"


def close_enrolment(
    definitions: Definitions,
    indicator: Indicator,
    plan: EnrolmentPlan,
    book: Book,
    pathways: list[Pathway],
    closing: int,
) -> list[Entry]:
    """The entries of a new block, empty when what is pending does not pass: then all of it waits."""
    assert isinstance(indicator.calculation, Sum)
    women = indicator.calculation.terms[0].of
    current = [Unit(one.code, one.partner, one.country, {PART: one.amount(women) or 0.0}) for one in pathways]
    pending = pending_units(book, indicator.code, current)
    if not is_k_for_everybody(by_partner(pending, PART), plan.of_all, plan.k):
        return []
    shown = _shown_countries(definitions, indicator, plan.countries, pending) if plan.countries else set()
    placed = [replace(unit, category=category_or_rest(unit.category, shown)) for unit in pending]
    return block_entries(indicator.code, f"E{closing}", closing, placed)


def _shown_countries(
    definitions: Definitions, indicator: Indicator, parts: CountryParts, pending: Iterable[Unit]
) -> set[str]:
    amounts: dict[str, dict[str, float]] = defaultdict(lambda: defaultdict(float))
    for unit in pending:
        amounts[unit.category][unit.partner] += unit.amounts[PART]
    delivering = {
        country: [
            one for one in definitions.partners if one.country == country and one.is_delivering(indicator.sheet or "")
        ]
        for country in definitions.countries
    }

    def passes(countries: Set[str], own: Mapping[str, float]) -> bool:
        # A country with one partner is a partner: it is never shown.
        if sum(len(delivering.get(country, ())) for country in countries) < parts.min_units:
            return False
        return is_k_for_everybody(own, parts.k, parts.k_without_partner)

    shown = shown_categories(amounts, [country for country, ones in delivering.items() if ones], passes)
    if parts.doubt is None or not shown:
        return shown
    smallest = min(sum(amounts[country].values()) for country in shown)
    rest = _rest(pending, shown, [one for country, ones in delivering.items() if country not in shown for one in ones])
    return shown if is_doubt_left(smallest, rest, _neighbours(delivering), parts.doubt) else set()


def _rest(pending: Iterable[Unit], shown: Set[str], partners: Iterable[Partner]) -> dict[str, float]:
    """Women that would stand under `not_broken_down`, by partner; one that could have some there has 0."""
    rest = dict.fromkeys((one.code for one in partners), 0.0)
    for unit in pending:
        if unit.category not in shown:
            rest[unit.partner] = rest.get(unit.partner, 0.0) + unit.amounts[PART]
    return rest


def _neighbours(delivering: Mapping[str, list[Partner]]) -> dict[str, int]:
    return {one.code: len(ones) - 1 for ones in delivering.values() for one in ones}


def show_enrolment(
    definitions: Definitions, indicator: Indicator, book: Book, closing: int
) -> dict[tuple[str, str], Shown]:
    """Figures of a closing by breakdown and category: sums of closed blocks, so that they add up."""
    has_new = any(entry.closing == closing for entry in book.of(indicator.code))
    rows = {("total", "all"): book.total(indicator.code, PART, closing) if has_new else 0.0}
    for breakdown in indicator.breakdowns:
        for category in (*definitions.countries, NOT_BROKEN_DOWN):
            own = [entry.amount for entry in book.of(indicator.code, closing) if entry.category == category]
            rows[breakdown.name, category] = sum(own) if has_new else 0.0
    # A zero is never shown: it would tell that nobody joined.
    return {place: Shown(VALUE, amount, amount) if amount > 0 else Shown(WITHHELD) for place, amount in rows.items()}
