"""What a figure may not say, whatever it is beside: states, rounding, ends of a percentage, small counts."""

import math
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from etl.attacker.case import Case, place_of
from etl.attacker.finding import Finding
from etl.attacker.released import Released, Row
from etl.attacker.rule_book import REST, RuleBook

STATES = frozenset({"value", "not_reported", "not_due", "not_applicable", "withheld", "too_few"})
_NUMBERS = ("value", "numerator", "denominator", "baseline", "target", "expected", "progress_pct")


def attack_states(case: Case) -> Iterator[Finding]:
    """States that nobody knows, and numbers or a status beside what is not shown."""
    for release, row, _rules in case.fresh:
        for found in _attack_state(row):
            yield Finding(release.release_id, place_of(row), found)


def _attack_state(row: Row) -> Iterator[str]:
    if row["state"] not in STATES:
        yield "a state that nobody knows"
    if any(row[name] is not None and not math.isfinite(row[name]) for name in _NUMBERS):
        yield "a number that is not finite"
    if row["state"] == "value" and row["value"] is None:
        yield "a figure without its value"
    if row["state"] != "value":
        if any(row[name] is not None for name in ("value", "numerator", "denominator", "progress_pct")):
            yield "a number beside a figure that is not shown"
        if row["status"] != "unavailable":
            yield "a status of a figure that is not shown"


def attack_women(case: Case) -> Iterator[Finding]:
    """Figures about women that the plan doesn't allow."""
    for release, row, rules in case.fresh:
        if row["class"] != "A" and not rules.is_of_women(row["indicator_code"]):
            continue
        for found in _attack_women(row, rules):
            yield Finding(release.release_id, place_of(row), found)


def _attack_women(row: Row, rules: RuleBook) -> Iterator[str]:
    plan = rules.plan(row["indicator_code"])
    if not plan:
        yield "a figure about women without a plan"
        return
    is_closing, is_never = row["month"] in rules.closings, plan["ledger"] == "never"
    if row["state"] not in ({"withheld"} if is_never else {"value", "withheld"} if is_closing else {"not_due"}):
        yield f"the state {row['state']} of a figure about women in {'a closing' if is_closing else 'another month'}"
    if row["breakdown"] not in ("total", "observation") and not plan.get("countries"):
        yield "a breakdown that is not planned"
    if row["state"] == "value" and row["value"] is not None and math.isfinite(row["value"]):
        yield from _attack_value(row, plan, rules)


def _attack_value(row: Row, plan: dict[str, Any], rules: RuleBook) -> Iterator[str]:
    if row["breakdown"] == "country":
        yield from _attack_country(row, plan, rules)
    step = plan.get("round_to") or 1
    if abs(row["value"] / step - round(row["value"] / step)) > 1e-6:
        yield f"a value that is not rounded to {step}"
    kind = rules.types[row["indicator_code"]]
    if kind == "percent" or row["breakdown"] == "observation":
        # Zero and a hundred are withheld, even where a plan keeps nothing within bounds.
        low, high = plan.get("keep_within") or (step, 100 - step)
        if not max(low, 1e-9) <= row["value"] <= min(high, 100 - 1e-9):
            yield "a percentage at its end"
    elif kind == "count" and row["value"] < (1 if plan["ledger"] == "things" else _least(row, plan, rules)):
        yield "a count under k"
    yield from _attack_parts(row, kind)


def _attack_parts(row: Row, kind: str) -> Iterator[str]:
    if kind != "count" and (row["numerator"] is not None or row["denominator"] is not None):
        yield "the parts of a rate"
    if kind == "count" and (row["numerator"] not in (None, row["value"]) or row["denominator"] is not None):
        yield "a number beside a count"


def _least(row: Row, plan: dict[str, Any], rules: RuleBook) -> float:
    if row["breakdown"] == "country" and row["category"] != REST:
        return float(plan["countries"]["k"])
    return rules.least(row["indicator_code"])


def _attack_country(row: Row, plan: dict[str, Any], rules: RuleBook) -> Iterator[str]:
    if row["category"] == REST or not plan.get("countries"):
        return
    if rules.partners_in(row["category"]) < max(plan["countries"].get("min_units", 0), 2):
        yield "a country with one partner"
    if row["value"] < plan["countries"]["k"]:
        yield "a country under its threshold"


def attack_sums(case: Case) -> Iterator[Finding]:
    """Where a total is broken down, the parts must add up to it, and a difference is that of what stands beside it."""
    for release in case.releases:
        yield from _attack_parts_of(release)
        yield from _attack_differences(release)


def _attack_parts_of(release: Released) -> Iterator[Finding]:
    totals = {(row["indicator_code"], row["month"]): row for row in release.figures if row["breakdown"] == "total"}
    parts: dict[tuple[str, str], float] = defaultdict(float)
    for row in release.figures:
        if row["class"] == "A" and row["breakdown"] == "country" and row["state"] == "value":
            parts[row["indicator_code"], row["month"]] += row["value"] or 0.0
    for (code, month), total in parts.items():
        if (code, month) not in totals or totals[code, month]["value"] != total:
            yield Finding(release.release_id, f"{code} {month} country", "parts that don't add up to their total")


def _attack_differences(release: Released) -> Iterator[Finding]:
    """A change since entry is the difference of the two shares as shown, so it tells nothing more than they."""
    shares: dict[tuple[str, str], dict[str, float | None]] = defaultdict(dict)
    for row in release.figures:
        if row["breakdown"] == "observation":
            shares[row["indicator_code"], row["month"]][row["category"]] = row["value"]
    for row in release.figures:
        own = shares.get((row["indicator_code"], row["month"]))
        if own is None or row["breakdown"] != "total":
            continue
        entry, last = own.get("entry"), own.get("last")
        if row["value"] != (last - entry if last is not None and entry is not None else None):
            yield Finding(release.release_id, place_of(row), "a change that the two shares don't tell")
