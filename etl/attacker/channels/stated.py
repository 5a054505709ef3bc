"""What the definitions inside a release state: thresholds of the statuses, and columns that are never released."""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from etl.attacker.released import Released


def read_definition(released: Released, name: str) -> Any:
    """One definition file of the release's own version; None when it holds none."""
    for row in released.tables["definition"]:
        if row["definition_version"] == released.version and Path(row["file"]).stem == name:
            return _load(row["text"])
    return None


@lru_cache(maxsize=32)
def _load(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))


def read_thresholds(released: Released) -> list[float]:
    """Where a status begins and which limits are looked at beside it, in percent of the plan."""
    rules = read_definition(released, "progress") or {}
    bounds = [one.get("above", one.get("at_least")) for one in rules.get("thresholds", ())]
    return [100 * float(bound) for bound in [*bounds, *rules.get("sensitivity", ())] if bound is not None]


def read_own_texts(released: Released, code: str) -> Iterator[str]:
    """What the definitions say of one indicator beside its passport: its row of the publication plan, its scale."""
    yield _as_text(released.rules.plan(code))
    kind = released.rules.classes.get(code)
    yield _as_text((released.rules.disclosure.get("classes") or {}).get(kind))
    own: dict[str, Any] = next(
        (one for one in read_definition(released, "indicators") or () if one["code"] == code), {}
    )
    scales = read_definition(released, "scales") or {}
    yield _as_text(scales.get(own.get("scale")))


def _as_text(value: Any) -> str:
    # Flow style keeps a line's words together; nothing here is read by a program again.
    return yaml.safe_dump(value, allow_unicode=True, width=10_000) if value else ""


def read_hidden_columns(released: Released) -> frozenset[str]:
    """Columns of the partners' workbook that stand in no table of the release."""
    shown = {column for columns in released.columns.values() for column in columns}
    return frozenset(_columns(released)) - shown


def _columns(released: Released) -> Iterator[str]:
    workbook = read_definition(released, "workbook") or {}
    for sheet in workbook.get("sheets", {}).values():
        # A short word is a word of the language as well.
        yield from (name for name in sheet.get("columns", {}) if "_" in name)
