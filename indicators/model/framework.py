"""The results framework: what is to be reached, against which target, and what the grant binds."""

from datetime import date
from typing import Literal

from pydantic import Field

from indicators.model.base import Definition

Level = Literal["impact", "outcome", "output", "process"]
# The letters with which the codes of results and indicators begin.
LETTERS: dict[str, Level] = {"IM": "impact", "OC": "outcome", "OP": "output", "PR": "process"}
# A result leads to one of its own level or of the next; good process serves outputs and outcomes alike.
LEADS_TO: dict[Level, tuple[Level, ...]] = {
    "process": ("process", "output", "outcome"),
    "output": ("output", "outcome"),
    "outcome": ("outcome", "impact"),
    "impact": (),
}
# The six criteria of the OECD's Development Assistance Committee, as revised in 2019.
Criterion = Literal["relevance", "coherence", "effectiveness", "efficiency", "impact", "sustainability"]


class Objective(Definition):
    """A general or specific objective of the results framework."""

    code: str
    name: str
    is_general: bool = False


class Result(Definition):
    """What is to be reached, and what must hold outside the project's reach so that it leads to the next results."""

    code: str = Field(pattern=r"^R-[A-Z]{2}-\d+$")
    level: Level
    objective: str
    workstream: str = Field(
        default="", description="work stream whose activities bring it about; empty for what all of them do together"
    )
    statement: str = Field(min_length=1)
    assumptions: tuple[str, ...] = Field(min_length=1)
    leads_to: tuple[str, ...] = ()


class TargetVersion(Definition):
    """A target as decided on a day; the newest counts, the older ones are kept."""

    decided_on: date
    value: float | None
    state: Literal["binding", "confirmed", "proposed"] | None
    source: str
    decision: str = Field(default="", description="which decision confirmed it; a binding target rests on the grant")
    planned_path: dict[str, float | None]
    unit: str = ""


class Amendment(Definition):
    """A dated change of what the grant binds."""

    decided_on: date
    value: int
    decision: str = Field(min_length=1)


class GrantFigure(Definition):
    """A number of the project itself that the grant binds; the registry and the calendar must agree with it."""

    value: int
    source: str
    amendments: tuple[Amendment, ...] = ()

    @property
    def in_force(self) -> int:
        """The number that counts now: the newest amendment's."""
        return max(self.amendments, key=lambda one: one.decided_on).value if self.amendments else self.value
