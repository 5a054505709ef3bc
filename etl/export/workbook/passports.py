"""What every indicator is: definition, formula, limits, baseline and target with their sources."""

from collections.abc import Iterator
from typing import Any

from etl.export.workbook.formats import DAY, plan_format
from etl.export.workbook.page import Cell, Page, table_page
from etl.export.workbook.source import NO_VALUE, Source
from etl.export.workbook.words import say_path
from indicators.texts import N_

TITLE = N_("Definitions")
# Column of the table `indicator` -> width of its text.
_COLUMNS = {
    "indicator_code": 7.5, "indicator_name": 30, "level": 10, "objective": 12, "definition": 45, "unit": 14,
    "type": 14, "class": 24, "criterion": 14, "direction": 12, "frequency": 14, "breakdowns": 18, "formula": 45,
    "over_partners": 32, "over_time": 32, "means_of_verification": 32,
    "purpose": 38, "limits": 45, "baseline": 10, "baseline_note": 28,
    "target": 10, "target_state": 12, "target_source": 28, "target_decided_on": 12, "target_decision": 28,
    "planned_path": 26,
}  # fmt: skip
# Columns whose texts are translated one by one, and those whose codes have names.
_TRANSLATED = frozenset({
    "indicator_name", "definition", "over_partners", "over_time", "frequency", "means_of_verification", "purpose",
    "limits", "baseline_note", "target_source", "target_decision",
})  # fmt: skip
_CODED = frozenset({"level", "unit", "criterion", "direction", "target_state", "class"})
_NUMBERS = ("baseline", "target")


def build_passports(source: Source) -> Page:
    """One row for each indicator."""
    known = set(source.release.columns()["indicator"])
    columns = {name: float(width) for name, width in _COLUMNS.items() if name in known}
    head = [source.column_name("indicator", name) for name in columns]
    rows = ([_cell(source, row, name) for name in columns] for row in source.indicators)
    return table_page(source.texts(TITLE), head, columns.values(), rows, frozen_columns=2)


def _cell(source: Source, row: dict[str, Any], name: str) -> Cell:
    value = row[name]
    if value is None or value == "":
        return Cell(NO_VALUE, "none")
    if name in _NUMBERS:
        return Cell(value, "sign", plan_format(value, row["decimals"], row["unit"]))
    if name == "target_decided_on":
        return Cell(value, "sign", DAY)
    return Cell(_say(source, row["indicator_code"], name, value), "sign")


def _say(source: Source, code: str, name: str, value: Any) -> str:
    if name == "planned_path":
        return say_path(value, source.texts)
    if name in _TRANSLATED:
        kind = name if name.startswith("indicator_") else f"indicator_{name}"
        return source.label(kind, code, str(value))
    if name == "class":
        return f"{source.label(name, value)} ({value})"
    if name == "breakdowns":
        return ", ".join(source.label("breakdown", one) for one in _listed(value))
    return source.label(name, value) if name in _CODED else str(value)


def _listed(value: str) -> Iterator[str]:
    yield from (one.strip() for one in value.replace(";", ",").split(",") if one.strip())
