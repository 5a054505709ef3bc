"""How punctual each partner reports: pure, from the release's table `reporting`."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dashboard.matrix import kind_of
from dashboard.rows import Row
from indicators.periods import month_number

ON_TIME, RECEIVED_LATE, WAITING, RETURNED, MISSING = "on_time", "accepted_late", "waiting", "returned", "late"
# What a reader may look for, in the order of the legend; "missing, still in time" is no fault yet.
LOOKED_FOR = (ON_TIME, RECEIVED_LATE, WAITING, RETURNED, "missing", MISSING)


@dataclass(frozen=True)
class Timeliness:
    """One partner's expected workbooks up to the release's month, by what became of them."""

    partner_code: str
    expected_n: int
    counts: Mapping[str, int]

    def of(self, kind: str) -> int:
        """How many workbooks are of this kind."""
        return self.counts.get(kind, 0)


def read_timeliness(rows: Iterable[Row], partners: Iterable[str], month: int) -> list[Timeliness]:
    """One for each partner, in the order of the partners; months after `month` and those not expected don't count."""
    counted: dict[str, Counter[str]] = {code: Counter() for code in partners}
    for row in rows:
        code = str(row["partner_code"])
        if code in counted and row["is_expected"] and month_number(row["month"]) <= month:
            counted[code][kind_of(row)] += 1
    return [Timeliness(code, sum(counts.values()), dict(counts)) for code, counts in counted.items()]


def having(found: Iterable[Timeliness], kind: str | None) -> list[Timeliness]:
    """Those with at least one workbook of a kind; all without one."""
    return [one for one in found if kind is None or one.of(kind)]
