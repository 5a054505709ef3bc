"""What an indicator is: its definition as the release holds it, with names in the reader's language."""

import json
from dataclasses import dataclass
from html import escape
from typing import Any

from released.fault import ReleaseFault, listed
from released.release import Release


@dataclass(frozen=True)
class Indicator:
    """One indicator of the results framework; texts are in the reader's language where the release has them so."""

    code: str
    name: str
    definition: str
    level: str
    objective: str
    objective_name: str
    result: str
    unit: str
    unit_name: str
    type: str
    decimals: int
    disclosure_class: str
    baseline: float | None
    target: float | None
    target_state: str | None
    target_source: str | None
    planned_path: dict[str, float | None]
    criterion: str
    direction: str
    frequency: str
    breakdowns: tuple[str, ...]
    purpose: str
    limits: str
    formula: str
    means_of_verification: str

    @property
    def is_about_women(self) -> bool:
        """Class A: shown at closings only, rounded, and some of it withheld."""
        return self.disclosure_class == "A"

    def _repr_html_(self) -> str:
        lines = [
            ("definition", self.definition),
            ("unit", self.unit_name),
            ("purpose", self.purpose),
            ("limits", self.limits),
            ("formula", self.formula),
        ]
        told = "".join(f"<dt><b>{key}</b></dt><dd>{escape(text)}</dd>" for key, text in lines if text)
        return f"<p><b>{escape(self.code)}: {escape(self.name)}</b></p><dl>{told}</dl>"


def indicator(release: Release, code: str) -> Indicator:
    """What an indicator is; raises ReleaseFault for an unknown code, with those that exist."""
    table = release.table("indicator")
    for row in table.where(indicator_code=code):
        return _build(release, row)
    known = listed(table.column("indicator_code"))
    raise ReleaseFault(f"There is no indicator {code!r} in the release {release.release_id}; known: {known}.")


def indicators(release: Release) -> tuple[Indicator, ...]:
    """All indicators in the order of the results framework."""
    return tuple(_build(release, row) for row in release.table("indicator").sorted_by("position"))


def _build(release: Release, row: dict[str, Any]) -> Indicator:
    code, label = row["indicator_code"], release.texts.label

    def told(column: str) -> str:
        return label(f"indicator_{column}", code, row.get(column) or "")

    def plain(column: str) -> str:
        return str(row.get(column) or "")

    return Indicator(
        code=code,
        name=label("indicator_name", code, row["indicator_name"]),
        definition=told("definition"),
        level=plain("level"),
        objective=plain("objective"),
        objective_name=label("objective_name", row["objective"]),
        result=plain("result"),
        unit=plain("unit"),
        unit_name=label("unit", row["unit"]),
        type=plain("type"),
        decimals=int(row.get("decimals") or 0),
        disclosure_class=plain("class"),
        baseline=row.get("baseline"),
        target=row.get("target"),
        target_state=row.get("target_state"),
        target_source=row.get("target_source"),
        planned_path=json.loads(row.get("planned_path") or "{}"),
        criterion=plain("criterion"),
        direction=plain("direction"),
        frequency=told("frequency"),
        breakdowns=tuple(name for name in plain("breakdowns").split(";") if name),
        purpose=told("purpose"),
        limits=told("limits"),
        formula=plain("formula"),
        means_of_verification=told("means_of_verification"),
    )
