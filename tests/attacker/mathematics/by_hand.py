"""Releases made by hand: a small project of clubs whose figures the tests write themselves."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from etl.attacker.insider import OwnRows
from etl.attacker.programmes import Attack, attack_programmes
from etl.attacker.released import Released
from etl.attacker.rule_book import read_rule_book

# (indicator, month, breakdown, category, value)
Shown = tuple[str, str, str, str, float]
COLUMNS = ("joined_cum", "finished_cum", "left_cum", "plans_n")


def total(code: str, month: str, value: float) -> Shown:
    """A figure of the consortium."""
    return code, month, "total", "all", value


def country(code: str, month: str, category: str, value: float) -> Shown:
    """A figure of a country, or of the rest."""
    return code, month, "country", category, value


def definitions(
    partners: Mapping[str, str], closes: tuple[int, int] = (10, 5), of_country: tuple[int, int] = (10, 5), part: int = 0
) -> dict[str, str]:
    """Definitions of the clubs as text. Under five is small.

    A block `closes` with so many of all and so many without any one partner; `part`: so many finished for everybody.
    """
    consortium, without = closes
    least = {"k": without, "k_consortium": consortium}
    finished = {"name": "finished", "of": "CLUBS.finished_cum"} | ({"k": part} if part else {})
    files: dict[str, Any] = {
        "project": {"short_name": "Clubs", "calendar": {"months": 12}},
        "partners": [
            {"code": code, "country": where, "from_month": "M01", "to_month": "M12"} for code, where in partners.items()
        ],
        "workbook": {"sheets": {"CLUBS": {"columns": {name: {"kind": "cum"} for name in COLUMNS}}}},
        "indicators": [
            _indicator("IN-1", "count", {"kind": "sum", "terms": [{"of": "CLUBS.joined_cum"}]}),
            _indicator("OUT-1", "count", {"kind": "sum", "terms": [{"of": "CLUBS.finished_cum"}]}),
            _indicator("RATE-1", "percent", _ratio("finished_cum", "finished_cum + CLUBS.left_cum")),
            _indicator("PLAN-1", "percent", _ratio("plans_n", "joined_cum")),
            _indicator("NEVER-1", "count", {"kind": "sum", "terms": [{"of": "CLUBS.left_cum"}]}),
        ],
        "targets": [{"of": "IN-1"}],
        "progress": {"ahead": 1.1},
        "disclosure": {
            "classes": {"A": {"k": 5}, "B": {"k": 5}},
            "closings": ["M03", "M06", "M09", "M12"],
            "ledgers": {
                "sheet": "CLUBS",
                "unit": "club_code",
                "women": "CLUBS.joined_cum",
                "ended_when": {"stage": ["S6"]},
                "guard": "IN-1",
            }
            | least,
            "rows": {
                "IN-1": {
                    "ledger": "enrolment",
                    "countries": {"k": of_country[0], "k_without_partner": of_country[1]},
                }
                | least,
                "OUT-1": {"ledger": "outcome", "parts": [finished, {"name": "left", "of": "CLUBS.left_cum"}]},
                "RATE-1": _rate(block_of="OUT-1"),
                "PLAN-1": _rate(
                    parts=[
                        {"name": "plan", "of": "CLUBS.plans_n"},
                        {"name": "no_plan", "of": "CLUBS.joined_cum - CLUBS.plans_n"},
                    ]
                ),
                "NEVER-1": {"ledger": "never"},
            },
        },
        "rules": [
            {"id": "R1", "relations": [_relation(["finished_cum", "left_cum", "active"], "equal", ["joined_cum"])]},
            {"id": "R2", "relations": [_relation(["plans_n"], "at_most", ["joined_cum"])]},
        ],
    }
    return {name: yaml.safe_dump(content) for name, content in files.items()}


def _indicator(code: str, kind: str, calculation: dict[str, Any]) -> dict[str, Any]:
    return {"code": code, "type": kind, "class": "A", "sheet": "CLUBS", "calculation": calculation}


def _ratio(numerator: str, denominator: str) -> dict[str, Any]:
    return {"kind": "ratio", "numerator": f"CLUBS.{numerator}", "denominator": f"CLUBS.{denominator}"}


def _rate(**own: Any) -> dict[str, Any]:
    return {"ledger": "outcome", "min_base": 20, "round_to": 5, "keep_within": [5, 95]} | own


def _relation(left: list[str], must: str, right: list[str]) -> dict[str, Any]:
    return {"sheet": "CLUBS", "left": left, "must": must, "right": right}


def release(
    month: str,
    shown: Sequence[Shown],
    texts: Mapping[str, str],
    silent: Mapping[str, str] | None = None,
    is_draft: bool = False,
) -> Released:
    """A release of the months up to `month`; a silent partner sent its last workbook in the month given."""
    partners = [one["code"] for one in yaml.safe_load(texts["partners"])]
    last = {partner: int((silent or {}).get(partner, month)[1:]) for partner in partners}
    tables: dict[str, tuple[dict[str, Any], ...]] = {
        "release": ({"release_id": f"R-{month}", "month": month, "months_n": 12},),
        "definition": tuple(
            {"definition_version": "1", "file": f"{name}.yaml", "text": text} for name, text in texts.items()
        ),
        "figure": tuple(_figure(one) for one in shown),
        "submission": tuple(
            {
                "submission_id": f"{partner}-{number}",
                "partner_code": partner,
                "month": f"M{number:02d}",
                "state": "accepted",
            }
            for partner in partners
            for number in range(1, last[partner] + 1)
        ),
    }
    rules = read_rule_book({name: text for name, text in texts.items()})
    columns = {name: tuple(rows[0]) if rows else () for name, rows in tables.items()}
    path = Path(f"R-{month}.duckdb")
    return Released(path, path.stem, month, month, is_draft, None, "1", rules, {"1": rules}, tables, columns)


def _figure(one: Shown) -> dict[str, Any]:
    code, month, breakdown, category, value = one
    is_count = code in ("IN-1", "OUT-1")
    return {
        "indicator_code": code,
        "month": month,
        "breakdown": breakdown,
        "category": category,
        "state": "value",
        "value": float(value),
        "numerator": float(value) if is_count else None,
        "denominator": None,
        "definition_version": "1",
        "class": "A",
    }


def attack(
    releases: Sequence[Released], insiders: Mapping[str, OwnRows] | None = None, seconds: float = 20.0
) -> Attack:
    """The mathematical attack."""
    return attack_programmes(releases, insiders or {}, seconds=seconds)


def told(found: Attack) -> str:
    """All findings in one text."""
    return "\n".join(map(str, found.findings))


def own_rows(joined: Mapping[str, int]) -> OwnRows:
    """Rows of a partner with one running club, as known at each release: how many had joined by then."""
    found: dict[str, list[dict[str, Any]]] = {}
    rows: list[dict[str, Any]] = []
    for month, women in joined.items():
        rows = [*rows, _club("C1", month, "S2") | {"joined_cum": women}]
        found[f"R-{month}"] = rows
    return found


def _club(code: str, month: str, stage: str) -> dict[str, Any]:
    return {"club_code": code, "month": int(month[1:]), "stage": stage} | dict.fromkeys(COLUMNS, 0)
