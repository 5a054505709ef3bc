"""Where each indicator stands in a release: its totals by month, the newest one that is shown, and what was said."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from etl.export.workbook.source import Rows, Source
from indicators.reasons import CLASS_OF_WOMEN

Row = dict[str, Any]
_ASKED_FOR = ("delayed", "at_risk")


@dataclass(frozen=True)
class Standing:
    """One indicator; `shown` is the total that it is judged by: the last one, of class A the newest closed one."""

    indicator: Row
    totals: dict[str, Row]
    last_month: str
    shown: Row | None
    comment: Row | None

    @property
    def code(self) -> str:
        """Code of the indicator."""
        return str(self.indicator["indicator_code"])

    @property
    def now(self) -> Row:
        """The total of the last month."""
        return self.totals[self.last_month]

    @property
    def status(self) -> str:
        """Status of the shown total."""
        return str(self.shown["status"]) if self.shown else "unavailable"

    @property
    def is_proposed(self) -> bool:
        """Is the target only proposed?"""
        return bool(self.indicator["target_state"] == "proposed")

    @property
    def needs_comment(self) -> bool:
        """Is a cause asked for?"""
        return self.status in _ASKED_FOR


def read_standings(source: Source) -> Iterator[Standing]:
    """The selected indicators in the order of the framework; `last_month` is the last of the selected months."""
    by_code: dict[str, dict[str, Row]] = {}
    for row in source.totals:
        by_code.setdefault(row["indicator_code"], {})[row["month"]] = row
    comments = source.rows("comment")
    for indicator in source.indicators:
        totals = by_code.get(indicator["indicator_code"])
        if totals:
            last = max(totals)
            yield Standing(indicator, totals, last, _shown(totals, last), _comment(comments, indicator, last))


def _shown(totals: dict[str, Row], last: str) -> Row | None:
    now = totals[last]
    if now["state"] == "value":
        return now
    closed = [month for month, row in totals.items() if row["state"] == "value" and row["class"] == CLASS_OF_WOMEN]
    return totals[max(closed)] if closed else None


def _comment(comments: Rows, indicator: Row, last: str) -> Row | None:
    own = [row for row in comments if row["indicator_code"] == indicator["indicator_code"] and row["month"] <= last]
    return max(own, key=lambda row: row["month"], default=None)
