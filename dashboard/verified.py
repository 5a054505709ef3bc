"""What the second calculation compared: pure, from the release's own tables."""

from dataclasses import dataclass

from dashboard.rows import Row


@dataclass(frozen=True)
class Compared:
    """One indicator's figures, calculated a second time."""

    code: str
    figures_n: int
    values_n: int
    differences_n: int


@dataclass(frozen=True)
class Verification:
    """All figures of a release, calculated a second time; `compared_n` is 0 where that was never done."""

    compared_n: int = 0
    differences_n: int = 0
    by_indicator: tuple[Compared, ...] = ()

    def of(self, code: str) -> Compared | None:
        """What was compared of one indicator; None in releases of earlier versions."""
        return next((one for one in self.by_indicator if one.code == code), None)


def read_verification(summary: list[Row], details: list[Row]) -> Verification:
    """Read the tables `verification` and `verification_detail`; earlier versions have the first alone."""
    return Verification(
        compared_n=sum(int(row["figures_compared_n"] or 0) for row in summary),
        differences_n=sum(int(row["differences_n"] or 0) for row in summary),
        by_indicator=tuple(
            Compared(
                str(row["indicator_code"]),
                int(row["figures_compared_n"] or 0),
                int(row["values_compared_n"] or 0),
                int(row["differences_n"] or 0),
            )
            for row in details
        ),
    )
