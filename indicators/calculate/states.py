"""State and coverage of an indicator's figures: what is a value, and why there is none."""

from dataclasses import dataclass
from functools import cached_property

from indicators.calculate.coverage import Coverage, Reports, Scope
from indicators.calculate.things import NOT_REPORTED, is_calendar
from indicators.disclosure.shown import NOT_DUE, VALUE, Shown
from indicators.load import Definitions
from indicators.model.disclosure import OutcomePlan
from indicators.model.indicator import DeliverablesOnTime, Indicator, Milestone, Share

NOT_APPLICABLE = "not_applicable"


@dataclass(frozen=True)
class Standing:
    """How the partners behind an indicator's figures stand, month by month."""

    definitions: Definitions
    reports: Reports
    indicator: Indicator

    def scope(self, breakdown: str, category: str) -> Scope:
        """The partners whose reports a figure rests on: a country's and a partner's rows carry their own."""
        country = category if breakdown == "country" and category in self._countries else None
        partner = category if breakdown == "partner" else None
        return Scope(self.indicator.sheet, country, partner)

    def coverage(self, scope: Scope, month: int) -> Coverage:
        """Who was due, who has reported, whose earlier value still counts."""
        return self.reports.coverage(scope, month, self._limit)

    def state(self, scope: Scope, month: int, figure: Shown) -> str:
        """State of a figure; of class A it is what the gate says."""
        if self.indicator.disclosure_class == "A":
            return figure.state
        coverage = self.coverage(scope, month)
        # A running total is not reported once everybody who ever reported has been silent for too long.
        if coverage.is_silent and self._limit is not None:
            return NOT_REPORTED
        # What passed the gate is a figure, zero or not; a count of things is no zero while nobody has reported.
        if figure.state == VALUE and (figure.value or self._is_calendar or self.indicator.disclosure_class == "B"):
            return VALUE
        if not self._is_applicable(scope):
            return NOT_APPLICABLE
        if self._is_calendar:
            return figure.state
        if not coverage.was_due:
            return NOT_DUE
        return figure.state if coverage.has_reported else NOT_REPORTED

    @cached_property
    def is_carried(self) -> bool:
        """Does a silent partner's earlier value still count? Flows and distinct counts simply stay to date."""
        if isinstance(self.definitions.disclosure.rows.get(self.indicator.code), OutcomePlan):
            return True
        calculation = self.indicator.calculation
        return isinstance(calculation, Milestone | Share) or calculation.over_time == "carried"

    @cached_property
    def _limit(self) -> int | None:
        """Months of silence for which an earlier value counts; None: for ever (class A, milestones, shares)."""
        if self.indicator.disclosure_class == "A" or self.indicator.calculation.over_time != "carried":
            return None
        return self.definitions.project.calendar.carry_forward_months

    @cached_property
    def _is_calendar(self) -> bool:
        return is_calendar(self.indicator)

    @cached_property
    def _countries(self) -> frozenset[str]:
        return frozenset(self.definitions.countries)

    def _is_applicable(self, scope: Scope) -> bool:
        """Is there anybody who could report this, or who leads a planned deliverable?"""
        partners = self.reports.scope(scope)
        if not isinstance(self.indicator.calculation, DeliverablesOnTime):
            return bool(partners)
        return any(partner.code in self._leads for partner in partners)

    @cached_property
    def _leads(self) -> frozenset[str]:
        return frozenset(deliverable.lead for deliverable in self.definitions.deliverables)
