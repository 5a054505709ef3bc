"""What the published definitions say of the figures about women, read from their text by the attacker for itself."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from etl.attacker.released import Released
from etl.attacker.row_relations import Columns, linear, read_arithmetic, read_relations

# At least so many in all, and so many without any one partner.
Least = tuple[int, int]
_SUMS = ("numerator", "denominator", "before_numerator", "before_denominator")
_NO_CLASS_A = ("pooled", "counted")


@dataclass(frozen=True)
class Part:
    """A number of women that must be large enough before a block may close."""

    name: str
    columns: Columns
    least: Least
    unless_no_figure_of: str | None


@dataclass(frozen=True)
class PlanRow:
    """One indicator about women: its ledger, what it is calculated from and how it is shown."""

    code: str
    ledger: str
    # The indicator whose block this one closes with: itself, or another.
    leader: str
    kind: str
    sums: Mapping[str, Columns]
    parts: tuple[Part, ...]
    women: Columns
    least: Least
    countries: Least | None
    is_blank_zero: bool
    min_base: int
    step: str
    within: tuple[str, str] | None


@dataclass(frozen=True)
class Rules:
    """The rule book of one version, as far as women are concerned."""

    sheet: str
    unit: str
    women: str
    ended_when: Mapping[str, tuple[str, ...]]
    guard: str
    guard_least: Least
    k: int
    closings: tuple[str, ...]
    rows: Mapping[str, PlanRow]
    # Sums of columns that are never negative, and those that are always 0, in a pathway that has ended.
    slacks: tuple[Columns, ...]
    equal: tuple[Columns, ...]
    country: Mapping[str, str]
    from_month: Mapping[str, str]

    def columns(self, leader: str) -> tuple[str, ...]:
        """Columns that the block of an indicator is made of."""
        found: dict[str, None] = {}
        for row in self.rows.values():
            if row.ledger == "outcome" and row.leader == leader:
                for columns in (*row.sums.values(), *(part.columns for part in row.parts)):
                    found |= dict.fromkeys(columns)
        return tuple(found)

    def leaders(self) -> tuple[str, ...]:
        """Indicators that close a block of the outcome ledger of their own."""
        return tuple(row.code for row in self.rows.values() if row.ledger == "outcome" and row.leader == row.code)


def read_rules(releases: Iterable[Released]) -> dict[str, Rules]:
    """Rules by version of the definitions, from what the releases hold; raises ValueError, KeyError or TypeError."""
    found: dict[str, Rules] = {}
    for release in releases:
        for version, book in release.versions.items():
            if version not in found:
                found[version] = _read(book.files, read_arithmetic(release.texts[version].get("rules") or ""))
    return found


def _read(files: Mapping[str, Any], relations: Iterable[Any]) -> Rules:
    plan, listed, registry, book = (files[name] for name in ("disclosure", "indicators", "partners", "workbook"))
    ledgers = plan["ledgers"]
    if not ledgers:
        raise ValueError("no ledgers")
    (women,) = linear(ledgers["women"])
    rows = _rows(plan, listed)
    delivering = [one for one in registry if ledgers["sheet"] not in (one.get("does_not_deliver") or ())]
    columns = book["sheets"][ledgers["sheet"]]["columns"]
    slacks, equal = read_relations(relations, ledgers["sheet"], columns, _planned(rows))
    return Rules(
        sheet=ledgers["sheet"],
        unit=ledgers["unit"],
        women=women,
        ended_when={name: tuple(codes) for name, codes in ledgers["ended_when"].items()},
        guard=ledgers["guard"],
        guard_least=_least(ledgers),
        k=int(plan["classes"]["A"]["k"]),
        closings=tuple(plan["closings"]),
        rows=rows,
        slacks=slacks,
        equal=equal,
        country={one["code"]: one["country"] for one in delivering},
        from_month={one["code"]: one["from_month"] for one in delivering},
    )


def _rows(plan: Mapping[str, Any], indicators: Iterable[Mapping[str, Any]]) -> dict[str, PlanRow]:
    calculations = {one["code"]: one.get("calculation") or {} for one in indicators}
    return {
        code: _row(code, row, plan, calculations[code])
        for code, row in plan["rows"].items()
        if row["ledger"] not in _NO_CLASS_A
    }


def _planned(rows: Mapping[str, PlanRow]) -> set[str]:
    """Columns that a figure or a part of the plan is made of."""
    return {
        column
        for row in rows.values()
        for columns in (*row.sums.values(), *(part.columns for part in row.parts))
        for column in columns
    }


def _least(own: Mapping[str, Any]) -> Least:
    """Thresholds that stand together; without a word on the consortium, k for everybody."""
    return int(own.get("k_consortium") or own["k"]), int(own["k"])


def _least_of_part(part: Mapping[str, Any], ledgers: Mapping[str, Any]) -> Least:
    """A part's own thresholds, else the ledgers'; of the consortium never fewer than the ledgers ask for."""
    of_all, without = _least(ledgers)
    own = int(part.get("k") or without)
    return max(of_all, int(part.get("k_consortium") or 0), own), own


def _row(code: str, row: Mapping[str, Any], plan: Mapping[str, Any], calculation: Mapping[str, Any]) -> PlanRow:
    leader = row.get("block_of") or code
    own = plan["rows"][leader]
    countries = row.get("countries")
    return PlanRow(
        code=code,
        ledger=row["ledger"],
        leader=leader,
        kind=calculation.get("kind", ""),
        sums=_sums(calculation),
        parts=tuple(_part(part, plan["ledgers"]) for part in own.get("parts") or ()),
        women=linear(row["women"]) if row.get("women") else {},
        least=_least(row if row.get("k") else plan["ledgers"]),
        countries=(int(countries["k"]), int(countries["k_without_partner"])) if countries else None,
        is_blank_zero=bool(own.get("is_blank_zero")),
        min_base=int(row.get("min_base") or 0),
        step=str(row.get("round_to") or 1),
        within=(str(row["keep_within"][0]), str(row["keep_within"][1])) if row.get("keep_within") else None,
    )


def _part(part: Mapping[str, Any], ledgers: Mapping[str, Any]) -> Part:
    return Part(part["name"], linear(part["of"]), _least_of_part(part, ledgers), part.get("or_no_figure_of"))


def _sums(calculation: Mapping[str, Any]) -> dict[str, Columns]:
    match calculation.get("kind"):
        case "sum":
            return {"value": linear(calculation["terms"][0]["of"])}
        case "ratio":
            return {name: linear(calculation[name]) for name in _SUMS if calculation.get(name)}
        case "mean":
            return {"n": linear(calculation["weight"])}
    return {}
