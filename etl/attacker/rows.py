"""What one release may not say, read off its figures row by row."""

import math
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from etl.attacker.released import Row
from etl.attacker.rule_book import RuleBook


def attack_rows(rows: Sequence[Row], known: Mapping[str, RuleBook]) -> Iterator[tuple[str, str]]:
    """Place and finding of each row that breaks a rule; `known` are the rules by version of the definitions."""
    for row in rows:
        place = f"{row['indicator_code']} {row['month']} {row['breakdown']} {row['category']}"
        rules = known.get(row["definition_version"])
        if rules is None:
            yield place, "a row made by definitions that no release holds"
            continue
        for found in _attack_row(row, rules):
            yield place, found
    yield from _attack_sums(rows)


def _attack_row(row: Row, rules: RuleBook) -> Iterator[str]:
    numbers = [row[name] for name in ("value", "numerator", "denominator", "progress_pct", "expected")]
    if any(number is not None and not math.isfinite(number) for number in numbers):
        yield "a number that is not finite"
    if row["state"] != "value" and any(row[name] is not None for name in ("value", "numerator", "progress_pct")):
        yield "a number beside a figure that is not shown"
    if row["state"] != "value" and row["status"] != "unavailable":
        yield "a status of a figure that is not shown"
    if row["class"] == "A":
        yield from _attack_women(row, rules)
    elif row["class"] == "B" and row["state"] == "value":
        yield from _attack_answers(row, rules)


def _attack_answers(row: Row, rules: RuleBook) -> Iterator[str]:
    base = row["denominator"] if row["denominator"] is not None else row["value"]
    if base < rules.k("B"):
        yield "an answer base under k"
    if rules.types[row["indicator_code"]] == "percent" and not 0 <= row["value"] <= 100:
        yield "a share that answers alone could not give"


def _attack_women(row: Row, rules: RuleBook) -> Iterator[str]:
    plan = rules.plan(row["indicator_code"])
    if not plan:
        yield "a figure about women without a plan"
        return
    if row["state"] not in ("value", "withheld", "not_due"):
        yield f"the state {row['state']}, which class A doesn't know"
    if row["breakdown"] not in ("total", "observation") and not plan.get("countries"):
        yield "a breakdown that is not planned"
    if row["state"] == "value":
        yield from _attack_value(row, plan, rules)


def _attack_value(row: Row, plan: dict[str, Any], rules: RuleBook) -> Iterator[str]:
    if row["month"] not in rules.closings:
        yield "a figure in a month that is no closing"
    if plan["ledger"] == "never":
        yield "a figure that is never published"
    if row["breakdown"] == "country":
        yield from _attack_country(row, plan, rules)
    step = plan.get("round_to") or 1
    if abs(row["value"] / step - round(row["value"] / step)) > 1e-6:
        yield f"a value that is not rounded to {step}"
    kind = rules.types[row["indicator_code"]]
    if kind == "percent" or row["breakdown"] == "observation":
        if not 0 < row["value"] < 100:
            yield "a percentage at its end"
    elif kind == "count" and row["value"] < (1 if plan["ledger"] == "things" else rules.k("A")):
        yield "a count under k"
    if kind != "count" and (row["numerator"] is not None or row["denominator"] is not None):
        yield "the parts of a rate"


def _attack_country(row: Row, plan: dict[str, Any], rules: RuleBook) -> Iterator[str]:
    if row["category"] == "not_broken_down":
        return
    if rules.partners_in(row["category"]) < plan["countries"].get("min_units", 0):
        yield "a country with one partner"
    if row["value"] < plan["countries"]["k"]:
        yield "a country under its threshold"


def _attack_sums(rows: Sequence[Row]) -> Iterator[tuple[str, str]]:
    """Where a total of class A is broken down, the parts must add up to it: else the rest tells something."""
    totals = {(row["indicator_code"], row["month"]): row["value"] for row in rows if row["breakdown"] == "total"}
    parts: dict[tuple[str, str], float] = defaultdict(float)
    for row in rows:
        if row["class"] == "A" and row["breakdown"] == "country" and row["value"] is not None:
            parts[row["indicator_code"], row["month"]] += row["value"]
    for (code, month), total in parts.items():
        if totals.get((code, month)) != total:
            yield f"{code} {month} country", "parts that don't add up to their total"
