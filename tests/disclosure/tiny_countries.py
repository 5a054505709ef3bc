"""Tiny consortia by country: every way in which a number of new women can lie with the partners, and what is shown."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from itertools import combinations
from pathlib import Path

from indicators.disclosure.book import Book
from indicators.disclosure.enrolment import close_enrolment
from indicators.disclosure.women import Pathway
from indicators.load import Definitions, read_definitions
from indicators.model.disclosure import CountryParts, EnrolmentPlan

MINI = Path(__file__).parent.parent / "mini" / "definitions"
World = tuple[int, ...]
# Total and what each country shows, or nothing.
Output = tuple[tuple[str, float], ...]


class Consortium:
    """Partners by country, as in "AABBC": the first two partners are of country A."""

    def __init__(self, countries: str, k: int, doubt: int | None) -> None:
        loaded = read_definitions(MINI)
        first = loaded.partners[0]
        self.countries, self.k = countries, k
        self.partners = tuple(
            first.model_copy(update={"code": f"P{number:02d}", "country": country})
            for number, country in enumerate(countries, start=1)
        )
        parts = CountryParts(k=2 * k, k_without_partner=k, min_units=2, doubt=doubt)
        self.plan = EnrolmentPlan(ledger="enrolment", k=k, k_consortium=2 * k, countries=parts)
        self.definitions: Definitions = loaded.model_copy(update={"partners": self.partners})
        self.indicator = self.definitions.indicator("OP-01")

    def publish(self, world: World) -> Output:
        """What a first block with these women of each partner shows."""
        pathways = [
            Pathway(f"{one.code}-1", one.code, one.country, {"women_enrolled_cum": women}, is_ended=False)
            for one, women in zip(self.partners, world, strict=True)
            if women
        ]
        entries = close_enrolment(self.definitions, self.indicator, self.plan, Book(), pathways, 6)
        shown: dict[str, float] = defaultdict(float)
        for entry in entries:
            shown[entry.category] += entry.amount
        return tuple(sorted(shown.items()))

    def counts(self, world: World, insider: int | None) -> dict[str, int]:
        """Every count that is secret while small; what no woman can be in by the registry is none.

        Of each country and of each partner, and of each country without one partner.
        """
        found = {f"partner {own}": women for own, women in enumerate(world) if own != insider}
        for country in sorted(set(self.countries)):
            own = [place for place, one in enumerate(self.countries) if one == country]
            total = sum(world[place] for place in own)
            if own != [insider]:
                found[f"country {country}"] = total
            for taken in own:
                if set(own) - {taken, insider}:
                    found[f"country {country} without {taken}"] = total - world[taken]
        return found

    def learnt(self, shown: Mapping[World, Output]) -> Iterator[str]:
        """Counts under k of which an outsider or a partner is sure; `shown` has all worlds of their totals."""
        for insider in (None, *range(len(self.countries))):
            largest: dict[tuple[Output, int | None], dict[str, int]] = defaultdict(dict)
            for world, output in shown.items():
                tops = largest[output, None if insider is None else world[insider]]
                for name, count in self.counts(world, insider).items():
                    tops[name] = max(tops.get(name, 0), count)
            for (output, known), tops in largest.items():
                small = [name for name, top in tops.items() if output and top < self.k]
                yield from (f"{dict(output)} insider {insider} with {known}: {name}" for name in small)


def all_worlds(partners: int, totals: range, least: int = 0) -> Iterator[World]:
    """Every way in which each of the totals can lie with the partners, none of which has under `least`."""
    for total in totals:
        places = total - partners * least + partners - 1
        for bars in combinations(range(places), partners - 1):
            edges = (-1, *bars, places)
            yield tuple(later - earlier - 1 + least for earlier, later in zip(edges, edges[1:], strict=False))
