"""Tells the faults of a workbook's cells: each where it stands, with the case whose repair fits the cell."""

import re
from typing import Any

from etl.cell_limits import CellFault, example_of
from etl.issue import Issue
from etl.message import Messages
from etl.read import Broken
from indicators.model.workbook import Column

_SHORT_MONTH = re.compile(r"[^\W\d_]?[0-9]{1,2}")
# Type of a column -> case of K03.
_MISSING = {
    **{"integer": "count", "decimal": "number", "code": "code", "code_set": "code"},
    **{"date": "date", "month": "month", "string": "missing"},
}


class CellIssues:
    """Adds the faults of cells to the issues of a workbook; `places` say where each sheet has its columns."""

    def __init__(self, messages: Messages, places: dict[str, dict[str, Any]], issues: list[Issue]) -> None:
        self.definitions = messages.definitions
        self.messages, self.places, self.issues = messages, places, issues
        # Of the workbook, as soon as its cover was read.
        self.partner = ""
        roles = self.definitions.workbook.roles
        # Whose workbook of which month: rules F02 and F03 say it better than a type does.
        self.better = {(roles.partner, "K04"): ("F02", "unknown"), (roles.month, "K01"): ("F03", "unknown")}

    def tell(self, sheet: str, code: str, row: int, fault: CellFault, found: Any = "") -> None:
        """Add a fault as it is."""
        rule, case = fault.rule, fault.case
        places = fault.places
        if sheet == self.definitions.workbook.roles.sheet and (code, rule) in self.better:
            rule, case = self.better[code, rule]
            places = self._places_of_role(rule)
        place = self.places[sheet][code]
        cell = f"C{place}" if self.definitions.workbook.sheets[sheet].is_upright else f"{place}{row}"
        self.issues.append(self.messages.issue(rule, case, sheet, cell, row, code, found, **places))

    def tell_missing(self, sheet: str, code: str, column: Column, row: int) -> None:
        """A required cell is blank."""
        self.tell(sheet, code, row, self._missing(sheet, code, column))

    def tell_wrong(self, sheet: str, code: str, column: Column, row: int, fault: CellFault, raw: Any) -> None:
        """A cell holds something that can't be its value."""
        self.tell(sheet, code, row, self._refine(sheet, code, column, fault), self._found(column, raw))

    def _places_of_role(self, rule: str) -> dict[str, str]:
        if rule == "F02":
            return {"example": self.definitions.partners[0].code}
        codes = self.definitions.periods.codes
        return {"first": codes[0], "last": codes[-1], "example": self.messages.example_month()}

    def _missing(self, sheet: str, code: str, column: Column) -> CellFault:
        about = self.definitions.workbook.sheets[sheet]
        if code in about.row_key and not about.is_upright and column.type == "string":
            return CellFault("K03", "key")
        case = _MISSING.get(column.type, "missing")
        if case == "count" and column.min:
            case = "number"
        return CellFault("K03", case, {"example": self.messages.example_month()})

    def _refine(self, sheet: str, code: str, column: Column, fault: CellFault) -> CellFault:
        """The fault with the repair that fits its cell."""
        if fault.rule == "K01" and fault.case in ("integer", "decimal") and column.is_required:
            return CellFault("K01", f"{fault.case}_required", fault.places)
        about = self.definitions.workbook.sheets[sheet]
        if fault.rule != "K05" or code not in about.row_key:
            return fault
        own = self._own_pattern(column.pattern or "")
        places = {"example": example_of(own)} if example_of(own) != own else fault.places
        if about.prefill:
            return CellFault("K05", "issued" if about.prefill.fresh_codes else "known", places)
        return CellFault("K05", "numbered" if own != column.pattern else "pattern", places)

    def _own_pattern(self, pattern: str) -> str:
        # The part of a pattern that any partner's code fits stands for the partner's own code.
        form = re.sub(r"[0-9]+", lambda digits: f"[0-9]{{{len(digits[0])}}}", self.partner)
        return pattern.replace(form, self.partner) if form else pattern

    def _found(self, column: Column, raw: Any) -> Any:
        if isinstance(raw, Broken):
            return ""
        # A letter and two digits are nobody's name or number: M25 may be shown.
        if column.type == "month" and isinstance(raw, str) and _SHORT_MONTH.fullmatch(raw.strip()):
            return raw.strip()
        return self.messages.found(raw)
