"""What a form needs to know of a release: its rows by table, and the row that each indicator is judged by."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from etl.release_file import ReleaseFile
from etl.release_schema import TABLES as RELEASE_TABLES
from indicators.load import Definitions
from indicators.periods import Periods, month_number
from indicators.reasons import CLASS_OF_WOMEN
from indicators.texts import Texts, load_texts

Row = dict[str, Any]
BEHIND = ("delayed", "at_risk")
# Funder's forms are in one language.
LANGUAGE = "en"


@dataclass(frozen=True)
class Reading:
    """A release with the definitions in force, which say what the project is called and which reports are due."""

    release: ReleaseFile
    definitions: Definitions

    @cached_property
    def about(self) -> Row:
        """The one row of the table `release`."""
        return self.release.about()

    @property
    def month(self) -> str:
        """Code of the release's last month."""
        return str(self.about["month"])

    @property
    def as_of(self) -> date:
        """The day up to which data came in."""
        return self.release.info.as_of

    @property
    def periods(self) -> Periods:
        """The reporting months."""
        return self.definitions.periods

    @cached_property
    def texts(self) -> Texts:
        """How numbers and days are written."""
        return load_texts(self.definitions, LANGUAGE)

    def rows(self, table: str) -> list[Row]:
        """All rows of a table, in its order; what an older release doesn't have yet is empty."""
        if table not in self._tables:
            lacking = dict.fromkeys(RELEASE_TABLES.get(table, ()))
            found = self.release.arrow(table).to_pylist() if table in self.release.tables() else []
            self._tables[table] = [lacking | row for row in found]
        return self._tables[table]

    @cached_property
    def indicators(self) -> list[Row]:
        """The indicators in the order of the framework."""
        return sorted(self.rows("indicator"), key=lambda row: row["position"])

    def total(self, code: str, month: str) -> Row | None:
        """The total of an indicator at a month."""
        return self._totals.get((code, month))

    def standing(self, code: str) -> Row | None:
        """The total that an indicator is judged by: of women the newest closed one, else that of the last month."""
        own = [row for (one, _month), row in self._totals.items() if one == code]
        shown = [row for row in own if row["class"] == CLASS_OF_WOMEN and row["state"] == "value"]
        return max(shown, key=lambda row: str(row["month"])) if shown else self.total(code, self.month)

    def last_closed(self, code: str) -> str | None:
        """Month of the newest closed figure about women."""
        found = self.standing(code)
        is_closed = found is not None and found["class"] == CLASS_OF_WOMEN and found["state"] == "value"
        return str(found["month"]) if found is not None and is_closed else None

    def comment(self, code: str) -> Row | None:
        """The newest comment on an indicator."""
        own = [row for row in self.rows("comment") if row["indicator_code"] == code]
        return max(own, key=lambda row: (row["month"], str(row["written_on"] or "")), default=None)

    @cached_property
    def uncommented(self) -> list[Row]:
        """Judged totals that are behind their plan and on which nobody has said why."""
        judged = [self.standing(one["indicator_code"]) for one in self.indicators]
        return [row for row in judged if row and row["status"] in BEHIND and not self.comment(row["indicator_code"])]

    @cached_property
    def unreported(self) -> list[Row]:
        """Partner and month for which an expected workbook isn't accepted, oldest first."""
        open_ones = [row for row in self.rows("reporting") if row["is_expected"] and row["state"] != "accepted"]
        return sorted(open_ones, key=lambda row: (row["month"], row["partner_code"]))

    def month_name(self, code: str) -> str:
        """A month with its name, for instance "M05 (May 2016)"."""
        return f"{code} ({self.texts.month_name(*self.periods.calendar_month(month_number(code)))})"

    def day(self, day: date) -> str:
        """A day in words; its month is written out, so that nobody takes it for another."""
        return self.texts.day(day, "long")

    def label(self, code_list: str, code: Any) -> str:
        """Label of a code; the code itself where the list doesn't know it."""
        found = self.definitions.code_lists.get(code_list)
        return "" if code is None else str(found.codes.get(code, code) if found else code)

    def partner(self, code: str | None) -> str:
        """A partner's code and name."""
        names = {row["partner_code"]: row["partner_name"] for row in self.rows("partner")}
        return f"{code} {names.get(code, '')}".strip() if code else ""

    @cached_property
    def _tables(self) -> dict[str, list[Row]]:
        return {}

    @cached_property
    def _totals(self) -> dict[tuple[str, str], Row]:
        totals = (row for row in self.rows("figure") if row["breakdown"] == "total")
        return {(row["indicator_code"], row["month"]): row for row in totals}
