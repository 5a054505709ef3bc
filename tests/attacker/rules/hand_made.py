"""Releases made by hand from the product's own definitions: a few rows, enough for one rule."""

from pathlib import Path
from typing import Any

from etl.attacker.case import Case, build_case
from etl.attacker.released import Released
from etl.attacker.rule_book import RuleBook, read_rule_book
from indicators.load import load_definitions

Row = dict[str, Any]
_FIGURE = {
    "breakdown": "total",
    "category": "all",
    "state": "value",
    "class": "A",
    "numerator": None,
    "denominator": None,
    "baseline": None,
    "target": None,
    "expected": None,
    "progress_pct": None,
    "status": "unavailable",
    "definition_version": "1",
    "as_of": "2017-07-19",
}


def rules() -> RuleBook:
    """The rule book of the product's own definitions."""
    return read_rule_book(load_definitions().source)


def figure(code: str, month: str, value: float | None, **about: Any) -> Row:
    """A row of the KPI table."""
    state = "value" if value is not None else "withheld"
    return _FIGURE | {"indicator_code": code, "month": month, "value": value, "state": state} | about


def case(*months: list[Row], book: RuleBook | None = None) -> Case:
    """A case of one release for each list of rows."""
    return build_case(_release(f"R{number}", rows, book or rules()) for number, rows in enumerate(months))


def _release(name: str, rows: list[Row], book: RuleBook) -> Released:
    figures = tuple(row | {"release_id": name} for row in rows)
    return Released(
        path=Path(f"{name}.duckdb"),
        release_id=name,
        month=max(row["month"] for row in rows),
        as_of=f"2017-07-{19 + int(name[1:])}",
        is_draft=False,
        supersedes=None,
        version="1",
        rules=book,
        versions={"1": book},
        tables={"figure": figures},
        columns={"figure": tuple(figures[0])},
    )
