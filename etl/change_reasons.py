"""Why a figure differs from the earlier release's: computed from what both releases tell, never guessed.

Class A has one data reason, whatever the cause: a closing. Which workbooks came is public, but not used for it. Where a
sheet's rows are not released, the reason is what came in of the figure's scope, for no more than that is public.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any, get_args

from etl.compared import Key, Row, Side, Source, key_of
from indicators.model.disclosure import MixedPlan
from indicators.periods import month_number

# In this order they stand in the column `reason`.
REASONS = (
    "new_data",
    "late_data",
    "correction",
    "returned",
    "merge",
    "closing",
    "definition",
    "target",
    "partners",
    "calendar",
)
# Keys of an indicator's definition that decide what the figure is, not how it is worded.
_DECIDING = ("calculation", "sheet", "breakdowns", "baseline", "scale", "lowest_value", "type", "class", "direction")
_MIXED = get_args(MixedPlan.model_fields["ledger"].annotation)[0]


@dataclass(frozen=True)
class Reasons:
    """Finds the reasons of differences between two releases."""

    before: Side
    after: Side

    def of(
        self, row: Row, fields: set[str], old: set[Source], new: set[Source], since: int | None = None
    ) -> tuple[str, ...]:
        """Reasons in their order; `fields` differ, `old` and `new` stand behind the figure then and now.

        `since`: month of the earlier figure, when it is of another month.
        """
        key = key_of(row)
        found = self._definitions(key, fields)
        if fields & {"state", "value"}:
            # No workbook stands behind it any more, as after an erasure: that it was corrected is all there is to say.
            found = found | self._data(row, key, old, new, since) or {"correction"}
        return tuple(reason for reason in REASONS if reason in found)

    def _data(self, row: Row, key: Key, old: set[Source], new: set[Source], since: int | None) -> set[str]:
        if row["class"] == "A":
            return {"closing"}
        found = {reason for one in self._changed_sources(old, new) for reason in self._of_source(one, old, new)}
        if self._is_mixed(key[0]):
            # Which of the two brought the change is not told: single women's things are added at closings alone.
            found |= self._of_scope(key) | self._of_closings(key, self.before.month if since is None else since)
        return found or self._of_scope(key) or self._of_due_days(key)

    def _changed_sources(self, old: set[Source], new: set[Source]) -> Iterable[Source]:
        yield from old ^ new
        # A merge changes rows of submissions that are as they were.
        yield from (one for one in old & new if self._is_rewritten(one))

    def _is_rewritten(self, source: Source) -> bool:
        first, second = self.before.facts.get(source), self.after.facts.get(source)
        return first is not None and second is not None and first != second

    def _of_source(self, source: Source, old: set[Source], new: set[Source]) -> set[str]:
        submission, sheet, _row = source
        known = self.after.submissions.get(submission) or self.before.submissions.get(submission)
        if known is None:
            return set()
        place = (known["partner_code"], known["month"])
        first, second = self.before.accepted.get(place), self.after.accepted.get(place)
        if first == second:
            return {"merge"} if self._is_rewritten(source) else set()
        if first is not None and second is not None and self._has_same_rows(first, second, sheet, old, new):
            return set()
        return self._of_workbook(place, first, second)

    def _has_same_rows(self, first: str, second: str, sheet: str | None, old: set[Source], new: set[Source]) -> bool:
        """Did the revision leave the rows behind this figure as they were?"""
        rows = [
            sorted(str(side.facts[one]) for one in sources if one[:2] == (submission, sheet) and one in side.facts)
            for side, sources, submission in ((self.before, old, first), (self.after, new, second))
        ]
        return bool(rows[0]) and rows[0] == rows[1]

    def _of_workbook(self, place: tuple[str, int], first: str | None, second: str | None) -> set[str]:
        """What happened to the workbook of a partner and month between the releases."""
        found = set()
        if first is None and second is not None:
            found.add("new_data" if place[1] > self.before.month else "late_data")
        if first is not None and second is not None:
            found.add("correction")
        if first is not None and self.after.submissions.get(first, {}).get("state") == "returned":
            found.add("returned")
        return found

    def _of_scope(self, key: Key) -> set[str]:
        """What came in for the figure's scope, where no rows tell: a workbook without rows is a report, too."""
        until = month_number(key[1])
        found: set[str] = set()
        for place in self.before.accepted.keys() | self.after.accepted.keys():
            first, second = self.before.accepted.get(place), self.after.accepted.get(place)
            if first != second and place[1] <= until and self._is_in_scope(place[0], key):
                found |= self._of_workbook(place, first, second)
        return found

    def _is_in_scope(self, partner: str, key: Key) -> bool:
        match key[2]:
            case "partner":
                return partner == key[3]
            case "country" if key[3] in self.after.countries.values():
                return self.after.countries.get(partner) == key[3]
        return True

    def _of_due_days(self, key: Key) -> set[str]:
        """A due day that has passed since makes what is missing late."""
        until = month_number(key[1])
        passed = (
            row["month"] <= until
            and self.before.as_of < row["due_on"] <= self.after.as_of
            and self._is_in_scope(row["partner_code"], key)
            for row in self.after.due_days
        )
        return {"new_data"} if any(passed) else set()

    def _of_closings(self, key: Key, since: int) -> set[str]:
        closings = map(month_number, self.after.definition("disclosure").get("closings", []))
        return {"closing"} if any(since < closing <= month_number(key[1]) for closing in closings) else set()

    def _is_mixed(self, code: str) -> bool:
        return self._plan(self.after, code).get("ledger") == _MIXED

    @staticmethod
    def _plan(side: Side, code: str) -> dict[str, Any]:
        return side.definition("disclosure").get("rows", {}).get(code, {})

    def _definitions(self, key: Key, fields: set[str]) -> set[str]:
        found: set[str] = set()
        if self.before.about["definition_version"] == self.after.about["definition_version"]:
            return found
        if fields & {"target", "expected", "status"} and self._differs(key[0], "target", "planned_path"):
            found.add("target")
        if fields & {"state", "value", "expected", "status"} and self._part("project", "calendar"):
            found.add("calendar")
        if fields & {"state", "value", "status"} and self._part("partners"):
            found.add("partners")
        if fields & {"state", "value", "status"} and self._is_redefined(key[0], fields):
            found.add("definition")
        return found

    def _differs(self, code: str, *columns: str) -> bool:
        first, second = self.before.indicators.get(code, {}), self.after.indicators.get(code, {})
        return any(first.get(column) != second.get(column) for column in columns)

    def _part(self, name: str, part: str | None = None) -> bool:
        """Does this definitions file (or one part of it) differ?"""
        if self.before.text(name) == self.after.text(name):
            return False
        first, second = self.before.definition(name), self.after.definition(name)
        return bool(first != second if part is None else first.get(part) != second.get(part))

    def _is_redefined(self, code: str, fields: set[str]) -> bool:
        entries: list[dict[str, Any]] = [
            next((one for one in side.definition("indicators") if one["code"] == code), {})
            for side in (self.before, self.after)
        ]
        if any(entries[0].get(name) != entries[1].get(name) for name in _DECIDING):
            return True
        if self._plan(self.before, code) != self._plan(self.after, code):
            return True
        is_planned = "deliverables" in str(entries[1].get("calculation", {}).get("kind"))
        return ("status" in fields and self._part("progress")) or (is_planned and self._part("deliverables"))
