"""The published rules as the auditor reads them: plain YAML, so that releases of earlier versions stay readable."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import yaml


@dataclass(frozen=True)
class RuleBook:
    """Publication plan, kinds of indicators and the registry of one version of the definitions."""

    disclosure: dict[str, Any]
    types: dict[str, str]
    classes: dict[str, str]
    partner_countries: tuple[str, ...]
    # Fact table -> its released columns.
    facts: dict[str, frozenset[str]]

    @property
    def closings(self) -> frozenset[str]:
        """Months in which figures about women may be shown."""
        return frozenset(self.disclosure.get("closings") or ())

    def plan(self, code: str) -> dict[str, Any]:
        """The row of the publication plan; empty when there is none."""
        return dict(self.disclosure.get("rows", {}).get(code) or {})

    def is_of_women(self, code: str) -> bool:
        """Is the indicator class A?"""
        return self.classes.get(code) == "A"

    def k(self, name: str) -> int:
        """Threshold of a disclosure class; 0 when it has none."""
        return int(self.disclosure.get("classes", {}).get(name, {}).get("k") or 0)

    def partners_in(self, country: str) -> int:
        """Number of partners of a country."""
        return sum(one == country for one in self.partner_countries)


def read_rule_book(texts: Mapping[str, str]) -> RuleBook:
    """Rule book of definitions given as YAML text by name without suffix; raises ValueError when a part is missing."""
    return _read_once(*(texts.get(name) or "" for name in ("disclosure", "indicators", "partners", "workbook")))


@lru_cache(maxsize=64)
def _read_once(disclosure: str, indicators: str, partners: str, workbook: str) -> RuleBook:
    plan, listed, registry, book = (_load(text) for text in (disclosure, indicators, partners, workbook))
    if not plan or not listed or not registry or not book:
        raise ValueError("definitions without plan, indicators, partners or workbook")
    types = {one["code"]: one["type"] for one in listed}
    facts = {
        sheet["fact"]: frozenset(name for name, column in sheet["columns"].items() if column.get("released"))
        for sheet in book["sheets"].values()
        if sheet.get("fact")
    }
    classes = {one["code"]: one["class"] for one in listed}
    return RuleBook(plan, types, classes, tuple(one["country"] for one in registry), facts)


def _load(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
