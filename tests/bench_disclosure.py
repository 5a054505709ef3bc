"""Benchmarks of disclosure control: a release protected and attacked, and how the attack grows.

`python -m tests.bench_disclosure` prints them alone. Growth is measured on invented releases of the real rule book:
figures of women alone, of any number of closings and partners.
"""

import json
import random
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from etl.attacker.insider import OwnRows
from etl.attacker.programmes import attack_programmes
from etl.attacker.released import Released
from etl.attacker.rule_book import read_rule_book
from etl.audit import audit_home
from etl.demo.workbooks import make_workbooks
from etl.home import open_home
from etl.publish import publish_release
from etl.store import Store
from etl.submit import submit_files
from indicators.load import Definitions, load_definitions

RELEASES = (1, 2, 6, 12, 24)
PARTNERS = (15, 50, 150)
_DEMO = (6, 7, 12, 13, 15, 18)
_COUNTRIES = ("BG", "CY", "ES", "FR", "GB", "GR", "IT", "NO")
Row = dict[str, Any]


def measure_disclosure() -> dict[str, Any]:
    """Seconds to protect and audit the newest of six releases, and the growth of the attack."""
    definitions = load_definitions()
    return {
        "goal_protect_and_audit_s": 10,
        "newest": measure_newest(definitions),
        "growth_with_releases": {n: measure_invented(definitions, n, 15) for n in RELEASES},
        "growth_with_partners": {n: measure_invented(definitions, 6, n) for n in PARTNERS},
    }


def measure_newest(definitions: Definitions) -> dict[str, Any]:
    """Publishing the sixth release of the demo's life with the five earlier ones, and its audit alone."""
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(make_workbooks(definitions, Path(folder) / "workbooks", _DEMO[-1]))
        home = open_home(Path(folder) / "home", "test")
        store = Store(home.at(definitions.periods.due_day(_DEMO[-1])), definitions)
        submit_files(store, [(path.name, path) for path in files], "bench@example.org", is_confirmed=True)
        for month in _DEMO[:-1]:
            publish_release(store, month)
        start = time.perf_counter()
        publish_release(store, _DEMO[-1])
        published = time.perf_counter()
        audit_home(store)
        return {"protect_and_audit_s": published - start, "audit_s": time.perf_counter() - published}


def measure_invented(definitions: Definitions, releases: int, partners: int) -> dict[str, Any]:
    """The mathematical attack on invented releases: as an outsider, and as one partner (the mean of three)."""
    invented = invent(definitions, releases, partners)
    three = {code: invented.insiders[code] for code in sorted(invented.insiders)[:3]}
    start = time.perf_counter()
    outside = attack_programmes(invented.releases)
    alone = time.perf_counter()
    found = attack_programmes(invented.releases, three)
    together = time.perf_counter()
    return {
        "outsider_s": alone - start,
        "each_insider_s": (together - alone - (alone - start)) / 3,
        "unknowns_n": found.unknowns,
        "counts_n": outside.counts,
        "solver_runs_n": outside.solver_runs,
        "witnesses_n": outside.witnesses,
        "findings_n": len(found.findings),
    }


@dataclass(frozen=True)
class Invented:
    """Releases, and what every partner knows of its own women."""

    releases: tuple[Released, ...]
    insiders: dict[str, OwnRows]


def invent(definitions: Definitions, releases: int, partners: int) -> Invented:
    """Releases of one closing each, with figures that a protector of the real plan could have shown."""
    chance = random.Random(releases * 1000 + partners)
    texts = _texts(definitions, releases, partners)
    rules = read_rule_book(texts)
    codes = [one["code"] for one in rules.files["partners"]]
    rows: dict[str, list[Row]] = {code: [] for code in codes}
    insiders: dict[str, dict[str, list[Row]]] = {code: {} for code in codes}
    figures: list[Row] = []
    made = []
    for month in range(1, releases + 1):
        for code in codes:
            rows[code] += [_pathway(chance, code, month, "S6"), _pathway(chance, code, month, "S3")]
            insiders[code][f"R{month:02d}"] = list(rows[code])
        figures += _figures(rules.files, [row for own in rows.values() for row in own], month)
        made.append(_release(texts, rules, month, figures, codes, releases))
    return Invented(tuple(made), {code: own for code, own in insiders.items()})


def _texts(definitions: Definitions, releases: int, partners: int) -> dict[str, str]:
    texts = dict(definitions.source)
    plan = yaml.safe_load(texts["disclosure"])
    plan["closings"] = [f"M{month:02d}" for month in range(1, releases + 1)]
    registry = [
        {"code": f"P{number:03d}", "country": _COUNTRIES[number % 8], "from_month": "M01", "to_month": "M24"}
        for number in range(partners)
    ]
    return texts | {"disclosure": yaml.safe_dump(plan), "partners": yaml.safe_dump(registry)}


def _pathway(chance: random.Random, partner: str, month: int, stage: str) -> Row:
    """A pathway of a dozen women, whole in every column."""
    enrolled = chance.randint(9, 15)
    left = chance.randint(2, 4)
    paired, asked, known = (
        enrolled - chance.randint(1, 3),
        enrolled - chance.randint(1, 3),
        enrolled - chance.randint(1, 2),
    )
    return {
        "pathway_code": f"{partner}-{month}-{stage}",
        "month": month,
        "stage": stage,
        "women_enrolled_cum": enrolled,
        "women_completed_cum": enrolled - left,
        "women_left_early_cum": left,
        "plans_agreed_cum": enrolled - chance.randint(2, 4),
        "econ_step_cum": chance.randint(3, 5),
        "work_known_entry_n": known,
        "work_entry_n": chance.randint(2, 4),
        "work_known_last_n": known,
        "work_last_n": chance.randint(4, 6),
        "ese_paired_n": paired,
        "ese_improved_n": chance.randint(3, 5),
        "ses_paired_n": paired,
        "satisfied_asked_n": asked,
        "satisfied_n": asked - chance.randint(1, 2),
    }


def _figures(files: Any, rows: Sequence[Row], month: int) -> list[Row]:
    """The figures of one closing, of all women so far."""
    ended = [row for row in rows if row["stage"] == "S6"]
    found: list[Row] = []
    for one in files["indicators"]:
        plan, calculation = files["disclosure"]["rows"].get(one["code"]) or {}, one.get("calculation") or {}
        if plan.get("ledger") == "enrolment":
            found.append(_figure(one, month, "total", "all", _sum(rows, calculation["terms"][0]["of"]), True))
        elif plan.get("ledger") == "outcome" and calculation["kind"] == "sum":
            found.append(_figure(one, month, "total", "all", _sum(ended, calculation["terms"][0]["of"]), True))
        elif plan.get("ledger") == "outcome" and calculation["kind"] == "ratio":
            found += _rates(one, plan, calculation, ended, month)
    return found


def _rates(one: Row, plan: Row, calculation: Row, ended: Sequence[Row], month: int) -> list[Row]:
    last = _rounded(plan, _sum(ended, calculation["numerator"]), _sum(ended, calculation["denominator"]))
    if "before_numerator" not in calculation:
        return [_figure(one, month, "total", "all", last, False)]
    entry = _rounded(plan, _sum(ended, calculation["before_numerator"]), _sum(ended, calculation["before_denominator"]))
    return [
        _figure(one, month, "total", "all", last - entry, False),
        _figure(one, month, "observation", "entry", entry, False),
        _figure(one, month, "observation", "last", last, False),
    ]


def _sum(rows: Sequence[Row], text: str) -> int:
    signs = {"+": 1, "-": -1}
    total, sign = 0, 1
    for piece in text.split():
        if piece in signs:
            sign = signs[piece]
        else:
            total += sign * sum(row[piece.split(".")[1]] for row in rows)
    return total


def _rounded(plan: Row, numerator: int, denominator: int) -> float:
    step, (low, high) = plan["round_to"], plan["keep_within"]
    return float(min(max((200 * numerator + step * denominator) // (2 * step * denominator) * step, low), high))


def _figure(one: Row, month: int, breakdown: str, category: str, value: float, is_count: bool) -> Row:
    return {
        "indicator_code": one["code"],
        "month": f"M{month:02d}",
        "breakdown": breakdown,
        "category": category,
        "state": "value",
        "value": float(value),
        "numerator": float(value) if is_count else None,
        "denominator": None,
        "definition_version": "invented",
        "class": "A",
    }


def _release(
    texts: dict[str, str], rules: Any, month: int, figures: Sequence[Row], partners: Sequence[str], months: int
) -> Released:
    tables: dict[str, tuple[Row, ...]] = {
        "release": ({"release_id": f"R{month:02d}", "month": f"M{month:02d}", "months_n": months + 1},),
        "definition": tuple(
            {"definition_version": "invented", "file": f"{name}.yaml", "text": text} for name, text in texts.items()
        ),
        "figure": tuple(figures),
        "submission": tuple(
            {"submission_id": f"{code}-{one}", "partner_code": code, "month": f"M{one:02d}", "state": "accepted"}
            for code in partners
            for one in range(1, month + 1)
        ),
    }
    columns = {name: tuple(rows[0]) for name, rows in tables.items()}
    about = (f"R{month:02d}", f"M{month:02d}", f"{month:02d}", False, None, "invented")
    return Released(Path(f"{about[0]}.duckdb"), *about, rules, {"invented": rules}, tables, columns)


def main() -> None:
    """Print the benchmarks."""
    print(json.dumps(measure_disclosure(), indent=2))


if __name__ == "__main__":
    main()
