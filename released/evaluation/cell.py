"""A number that can be recounted on the spot, and where it stands."""

from dataclasses import dataclass

POOL, REPORTS = "pool", "reporting"


@dataclass(frozen=True)
class Cell:
    """A number that somebody reported and that papers on the spot must bear out."""

    table: str
    partner: str
    month: str
    thing: str
    what: str
    serves: tuple[str, ...]
    reported: float
    proof: str
    submission_id: str = ""
    row_number: int | None = None

    @property
    def unit(self) -> str:
        """What is drawn as one: a row with all its cells."""
        return f"{self.table}/{self.partner}/{self.thing}"

    @property
    def stratum(self) -> str:
        """A partner's rows of one table."""
        return f"{self.table}/{self.partner}"
