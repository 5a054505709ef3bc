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
    partner_countries: tuple[str, ...]

    @property
    def closings(self) -> frozenset[str]:
        """Months in which figures about women may be shown."""
        return frozenset(self.disclosure.get("closings") or ())

    def plan(self, code: str) -> dict[str, Any]:
        """The row of the publication plan; empty when there is none."""
        return dict(self.disclosure.get("rows", {}).get(code) or {})

    def k(self, name: str) -> int:
        """Threshold of a disclosure class; 0 when it has none."""
        return int(self.disclosure.get("classes", {}).get(name, {}).get("k") or 0)

    def partners_in(self, country: str) -> int:
        """Number of partners of a country."""
        return sum(one == country for one in self.partner_countries)


def read_rule_book(texts: Mapping[str, str]) -> RuleBook:
    """Rule book of definitions given as YAML text by name without suffix; raises ValueError when a part is missing."""
    return _read_once(*(texts.get(name) or "" for name in ("disclosure", "indicators", "partners")))


@lru_cache(maxsize=64)
def _read_once(disclosure: str, indicators: str, partners: str) -> RuleBook:
    plan, listed, registry = (_load(text) for text in (disclosure, indicators, partners))
    if not plan or not listed or not registry:
        raise ValueError("definitions without plan, indicators or partners")
    types = {one["code"]: one["type"] for one in listed}
    return RuleBook(plan, types, tuple(one["country"] for one in registry))


def _load(text: str) -> Any:
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
