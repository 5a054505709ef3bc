"""What the project studies and exchanges: which sheets hold it, and in which columns."""

from pydantic import Field

from indicators.model.base import Definition


class Survey(Definition):
    """The survey of services; of its rows nothing is released but counts of centres by country and wave."""

    sheet: str
    wave: str = Field(description="column with the survey wave")


class Exchange(Definition):
    """Good practices and who took them up, from a sheet whose rows are released."""

    sheet: str
    theme: str = Field(description="column with the theme of a practice")
    state: str = Field(description="column with how far a practice has come; its code list is in rank order")
    since: str = Field(description="column with the month of that state")
    adopted_by: str = Field(description="column with the partners that took a practice up")
    given_up: tuple[str, ...] = Field(default=(), description="states in which a practice is no longer exchanged")


class Study(Definition):
    """Where the pages find the survey of services and the exchange of practices; either may be missing."""

    survey: Survey | None = None
    practices: Exchange | None = None
