"""A release in memory, of a project that nobody has: its figures, facts and definitions are what a test says."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from released.release import Release
from released.table import Table
from released.texts import ENGLISH

Rows = list[dict[str, Any]]
_FIGURE: dict[str, Any] = {
    "breakdown": "total",
    "category": "all",
    "state": "value",
    "value": None,
    "status": "on_track",
}
_FIGURE |= {"numerator": None, "denominator": None, "reported_n": 4, "expected_reports_n": 4, "carried_forward_n": 0}
_FIGURE |= {"target_state": "confirmed", "class": "C"}


class World:
    """A source of tables that tells which of them were read."""

    path = Path("world")

    def __init__(self, tables: Mapping[str, Rows], definitions: dict[str, Any] | None) -> None:
        self._tables, self._definitions = tables, definitions
        self.read_tables: set[str] = set()

    def tables(self) -> tuple[str, ...]:
        return tuple(self._tables)

    def read(self, name: str) -> Table:
        self.read_tables.add(name)
        return Table.of(self._tables[name], name)

    def definitions(self) -> dict[str, Any] | None:
        return self._definitions


def figure(code: str, value: float | None, month: str = "M06", **other: Any) -> dict[str, Any]:
    """A row of the table of figures; without a value it is withheld."""
    state = "value" if value is not None else "withheld"
    return _FIGURE | {"indicator_code": code, "month": month, "value": value, "state": state} | other


def indicator(code: str, result: str = "R-1", position: int = 0, **other: Any) -> dict[str, Any]:
    """A row of the table of indicators."""
    row = {"indicator_code": code, "indicator_name": f"Name of {code}", "result": result, "position": position}
    row |= {"objective": "O", "unit": "things", "decimals": 0, "class": "C", "type": "count", "direction": "up"}
    return row | {"criterion": "relevance", "target": 1, "target_state": "confirmed", "baseline": 0} | other


def release_of(tables: Mapping[str, Rows], **definitions: Any) -> tuple[Release, World]:
    """The release with what it states, and its source."""
    about = {"release_id": "M06-x", "month": "M06", "as_of": "2030-07-20", "is_draft": False, "is_synthetic": True}
    about |= {"project": "Looms", "first_month": "2030-01"}
    results = [
        {"result": f"R-{n}", "result_name": f"Result {n}", "position": n, "level": level, "assumptions": "[]"}
        for n, level in ((1, "output"), (2, "outcome"))
    ]
    source = World({"release": [about], "result": results, **tables}, definitions or None)
    return Release(source, ENGLISH), source
