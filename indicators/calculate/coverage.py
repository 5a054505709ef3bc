"""Coverage: who was due, who has reported, whose earlier value still counts."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from indicators.load import Definitions
from indicators.model.project import Partner


@dataclass(frozen=True)
class Coverage:
    """A month of the partners of a scope, in numbers: due, reported this month, carried forward from an earlier one.

    `was_due`: was any of them due up to the month? `has_reported`: has any of them ever reported? `is_silent`: have all
    who ever did been silent for too long?
    """

    reported: int
    expected: int
    carried: int
    was_due: bool
    has_reported: bool
    is_silent: bool


class Scope(NamedTuple):
    """The partners that deliver a sheet (none: any sheet): all, those of a country, or one."""

    sheet: str | None
    country: str | None = None
    partner: str | None = None


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

    def coverage(self, scope: Scope, month: int, limit: int | None = None) -> Coverage:
        """Coverage of a month; an earlier value counts for `limit` months of silence, for ever where that is None."""
        key = (scope, month, limit)
        if key not in self._known:
            self._known[key] = self._count(self.scope(scope), month, limit)
        return self._known[key]

    def scope(self, scope: Scope) -> list[Partner]:
        """The partners of a scope."""
        if scope not in self._partners:
            self._partners[scope] = self.partners(scope.sheet, scope.country, scope.partner)
        return self._partners[scope]

    def _count(self, partners: list[Partner], month: int, limit: int | None) -> Coverage:
        since = 1 if limit is None else month - limit
        own = [(one.code, self.months.get(one.code, frozenset())) for one in partners]
        due = [months for code, months in own if self._first_due[code] <= month <= self._last_due[code]]
        silent = [months for months in due if month not in months]
        told = [months for _code, months in own if any(one <= month for one in months)]
        return Coverage(
            reported=len(due) - len(silent),
            expected=len(due),
            carried=sum(any(since <= one <= month for one in months) for months in silent),
            was_due=any(self._first_due[code] <= month for code, _months in own),
            has_reported=bool(told),
            is_silent=bool(told) and not any(since <= one <= month for months in told for one in months),
        )

    @cached_property
    def _first_due(self) -> dict[str, int]:
        parse = self.definitions.periods.parse
        return {one.code: parse(one.from_month) or 1 for one in self.definitions.partners}

    @cached_property
    def _last_due(self) -> dict[str, int]:
        periods = self.definitions.periods
        return {one.code: periods.parse(one.to_month) or periods.count for one in self.definitions.partners}

    @cached_property
    def _known(self) -> dict[tuple[Scope, int, int | None], Coverage]:
        # Thousands of figures share a few hundred scopes.
        return {}

    @cached_property
    def _partners(self) -> dict[Scope, list[Partner]]:
        return {}
