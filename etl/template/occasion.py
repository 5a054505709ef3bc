"""Whose template it is, for which month, and what its rows hold."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from etl.history import History
from indicators.load import Definitions
from indicators.model.project import Partner

Codes = Callable[[], str]
_ACCEPTED = "accepted"


@dataclass(frozen=True)
class Known:
    """A value of an earlier month; `is_accepted` tells it from one that still waits for the coordinator."""

    value: Any
    month: int
    is_accepted: bool = True


@dataclass(frozen=True)
class PlannedRow:
    """One data row of a template: what is filled in, and what is known of its other cells."""

    values: dict[str, Any] = field(default_factory=dict)
    last: dict[str, Known] = field(default_factory=dict)
    # The row of another sheet that this one asks about, as far as it is told beside the key.
    told: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Occasion:
    """Whose template it is and for which month."""

    definitions: Definitions
    partner: Partner
    month: int
    history: History
    codes: Codes | None = None

    def is_due(self, name: str) -> bool:
        """Is the sheet filled in by this partner in this month?"""
        sheet = self.definitions.workbook.sheets[name]
        months = [self.definitions.periods.parse(code) for code in sheet.only_in]
        return self.partner.is_delivering(name) and (not months or self.month in months)

    @property
    def next_revision(self) -> int:
        """Number that the next workbook of the month must have."""
        return self.history.accepted_revision.get(self.month, 0) + 1

    def accepted(self, month: int) -> bool:
        """Is the newest record of a month accepted, not waiting?"""
        return self.history.newest[month].state == _ACCEPTED
