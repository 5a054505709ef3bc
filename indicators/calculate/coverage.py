"""Coverage: who was due, who has reported, whose earlier value still counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from indicators.load import Definitions
from indicators.model.project import Partner


@dataclass(frozen=True)
class Coverage:
    """Numbers of partners: due and delivering the sheet, reported this month, carried forward from an earlier one."""

    reported: int
    expected: int
    carried: int


@dataclass(frozen=True)
class Reports:
    """Accepted workbooks: `months` holds, by partner, the months with one."""

    definitions: Definitions
    months: dict[str, frozenset[int]]

    def partners(self, sheet: str | None, country: str | None = None, partner: str | None = None) -> list[Partner]:
        """Partners of a scope that deliver the sheet at all."""
        return [
            one
            for one in self._by_scope(country, partner)
            if sheet is None or sheet == self.definitions.workbook.roles.sheet or one.is_delivering(sheet)
        ]

    def _by_scope(self, country: str | None, partner: str | None) -> Iterable[Partner]:
        if partner is not None:
            return (one for one in self.definitions.partners if one.code == partner)
        return (one for one in self.definitions.partners if country is None or one.country == country)

    def coverage(self, partners: list[Partner], month: int) -> Coverage:
        """Coverage of a month among these partners."""
        key = (month, *(one.code for one in partners))
        if key not in self._known:
            self._known[key] = self._count(partners, month)
        return self._known[key]

    def _count(self, partners: list[Partner], month: int) -> Coverage:
        due = [one for one in partners if self.definitions.is_expected(one, month)]
        silent = [one for one in due if month not in self.months.get(one.code, ())]
        carried = [one for one in silent if self.has_reported(one, month)]
        return Coverage(len(due) - len(silent), len(due), len(carried))

    def has_reported(self, partner: Partner, until: int) -> bool:
        """Has the partner an accepted workbook of this month or an earlier one?"""
        return self._first.get(partner.code, until + 1) <= until

    def has_reported_since(self, partner: Partner, since: int, until: int) -> bool:
        """Has the partner an accepted workbook of one of these months, both included?"""
        return any(since <= month <= until for month in self.months.get(partner.code, ()))

    def is_due(self, partners: list[Partner], month: int) -> bool:
        """Was any of these partners due up to the month?"""
        parse = self.definitions.periods.parse
        return any((parse(one.from_month) or 1) <= month for one in partners)

    @cached_property
    def _known(self) -> dict[tuple[object, ...], Coverage]:
        # Thousands of figures share a few hundred scopes.
        return {}

    @cached_property
    def _first(self) -> dict[str, int]:
        return {partner: min(months) for partner, months in self.months.items() if months}
