"""The published rules as the auditor reads them: plain YAML, so that releases of earlier versions stay readable."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any

import yaml

Entry = dict[str, Any]
# Category of what is merged, because alone it would fail.
REST = "not_broken_down"
# What a rule book can't do without; other files are read when they are there.
_NEEDED = ("project", "partners", "workbook", "indicators", "targets", "progress", "disclosure")
_FURTHER = ("scales", "code_lists", "deliverables", "objectives", "results")
_REFERENCE = re.compile(r"\b([A-Z][A-Z0-9_]*)\.([a-z][a-z0-9_]*)")


@dataclass(frozen=True)
class RuleBook:
    """Publication plan, indicators and registry of one version of the definitions."""

    disclosure: Entry
    types: dict[str, str]
    classes: dict[str, str]
    partner_countries: tuple[str, ...]
    # Fact table -> its released columns.
    facts: dict[str, frozenset[str]]
    # Everything else as it was read, by file: `project`, `partners`, `indicators`, `workbook`, `targets`, …
    files: Mapping[str, Any]

    @property
    def closings(self) -> frozenset[str]:
        """Months in which figures about women may be shown."""
        return frozenset(self.disclosure.get("closings") or ())

    def plan(self, code: str) -> Entry:
        """The row of the publication plan; empty when there is none."""
        return dict((self.disclosure.get("rows") or {}).get(code) or {})

    def is_of_women(self, code: str) -> bool:
        """Is the indicator class A?"""
        return self.classes.get(code) == "A"

    def k(self, name: str) -> int:
        """Threshold of a disclosure class; 0 when it has none."""
        return int((self.disclosure.get("classes") or {}).get(name, {}).get("k") or 0)

    def least(self, code: str) -> float:
        """Least number that a new figure of the consortium may bring: as the plan's row, its ledger or class say."""
        plan = self.plan(code)
        if plan.get("ledger") == "magnitude":
            # Its thresholds count the women behind it, not the hours that are shown.
            return 0.0
        ledger = self.ledgers if plan.get("ledger") == "outcome" else {}
        of_class = (self.disclosure.get("classes") or {}).get(self.classes.get(code, ""), {})
        for one in (plan, ledger, of_class):
            found = one.get("k_consortium") or one.get("k")
            if found:
                return float(found)
        return 0.0

    @property
    def ledgers(self) -> Entry:
        """Where women are counted; empty when the plan has no ledgers."""
        return dict(self.disclosure.get("ledgers") or {})

    def partners_in(self, country: str) -> int:
        """Number of partners of a country."""
        return sum(one == country for one in self.partner_countries)

    @cached_property
    def indicators(self) -> dict[str, Entry]:
        """Entries of the indicators by code, in their order."""
        return {one["code"]: one for one in self.files["indicators"]}

    @cached_property
    def partners(self) -> dict[str, Entry]:
        """Entries of the registry by code, in their order."""
        return {one["code"]: one for one in self.files["partners"]}

    @cached_property
    def countries(self) -> tuple[str, ...]:
        """Countries of the consortium in alphabetical order."""
        return tuple(sorted(set(self.partner_countries)))

    @cached_property
    def sheets(self) -> Mapping[str, Entry]:
        """Sheets of the workbook by name."""
        return dict(self.files["workbook"]["sheets"])

    @cached_property
    def sayings(self) -> frozenset[str]:
        """Every text that stands in the definitions."""
        return frozenset(_texts(self.files))

    def calculation(self, code: str) -> Entry:
        """How an indicator is calculated."""
        return dict(self.indicators.get(code, {}).get("calculation") or {})

    def columns_of(self, code: str) -> frozenset[tuple[str, str]]:
        """Sheet and column of everything that an indicator is calculated from, breakdowns and conditions included."""
        entry = self.indicators.get(code, {})
        parts = {name: entry.get(name) for name in ("calculation", "companion")}
        found = set(_references(parts))
        return frozenset(found | {(entry["sheet"], name) for name in _own_columns(entry) if entry.get("sheet")})

    def breakdowns(self, code: str) -> dict[str, Entry]:
        """Declared breakdowns by name; a name alone stands for the column of that name."""
        listed = self.indicators.get(code, {}).get("breakdowns") or ()
        entries = [{"name": one} if isinstance(one, str) else one for one in listed]
        return {one["name"]: one for one in entries}

    def codes(self, list_name: str) -> tuple[str, ...]:
        """Codes of a list in their order; empty when it is unknown."""
        if list_name == "partner":
            return tuple(self.partners)
        own = (self.files.get("code_lists") or {}).get(list_name) or {}
        return tuple(own.get("codes") or ())


def read_rule_book(texts: Mapping[str, str]) -> RuleBook:
    """Rule book of definitions given as YAML text by name without suffix; raises ValueError when a part is missing."""
    return _read_once(tuple((name, texts.get(name) or "") for name in (*_NEEDED, *_FURTHER)))


@lru_cache(maxsize=64)
def _read_once(texts: tuple[tuple[str, str], ...]) -> RuleBook:
    files = {name: read_yaml(text) for name, text in texts}
    missing = [name for name in _NEEDED if not files[name]]
    if missing:
        raise ValueError(f"definitions without {', '.join(missing)}")
    facts = {
        sheet["fact"]: frozenset(name for name, column in sheet["columns"].items() if column.get("released"))
        for sheet in files["workbook"]["sheets"].values()
        if sheet.get("fact")
    }
    return RuleBook(
        disclosure=files["disclosure"],
        types={one["code"]: one["type"] for one in files["indicators"]},
        classes={one["code"]: str(one.get("class") or "") for one in files["indicators"]},
        partner_countries=tuple(one["country"] for one in files["partners"]),
        facts=facts,
        files=files,
    )


def _references(found: Any) -> Iterator[tuple[str, str]]:
    """All `SHEET.column` in an entry, however deep."""
    if isinstance(found, Mapping):
        for one in found.values():
            yield from _references(one)
    elif isinstance(found, list | tuple):
        for one in found:
            yield from _references(one)
    elif isinstance(found, str):
        yield from _REFERENCE.findall(found)


def _texts(found: Any) -> Iterator[str]:
    if isinstance(found, Mapping | list | tuple):
        for one in found.values() if isinstance(found, Mapping) else found:
            yield from _texts(one)
    elif found is not None:
        yield str(found)


def _own_columns(entry: Entry) -> Iterator[str]:
    """Columns of the indicator's own sheet that conditions and breakdowns name without the sheet."""
    calculation = entry.get("calculation") or {}
    for one in (calculation, *(calculation.get("terms") or ())):
        yield from one.get("where") or ()
        yield from one.get("where_not") or ()
    for breakdown in entry.get("breakdowns") or ():
        if isinstance(breakdown, Mapping):
            yield from (breakdown.get("columns") or {}).values()


def read_yaml(text: str) -> Any:
    """Data of a YAML text, read as plain data; raises yaml.YAMLError."""
    return yaml.load(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
