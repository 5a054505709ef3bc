"""Class B: every figure must be a sum of released blocks, each of them large enough, none of them ever changed."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import Any

from etl.attacker.case import Case, place_of
from etl.attacker.finding import Finding
from etl.attacker.released import Released, Row
from etl.attacker.rule_book import REST, Entry, RuleBook
from etl.attacker.same import is_same

# What a block is called may change: its number counts blocks.
_NAME = "block"


def attack_blocks(case: Case) -> Iterator[Finding]:
    """Blocks of class B that are too small, or that no plan knows."""
    for release in case.releases:
        for row in release.tables["pool"]:
            plan = _plan_of_block(release.rules, row)
            n = row["denominator"] if row["denominator"] is not None else row["numerator"]
            if not plan or n is None or not n >= _least(release.rules, plan, row):
                yield Finding(release.release_id, f"pool {row['block']}", "a block under k")
            if row["numerator"] is None or not math.isfinite(row["numerator"]):
                yield Finding(release.release_id, f"pool {row['block']}", "a number that is not finite")


def _plan_of_block(rules: RuleBook, row: Row) -> Entry:
    own = (rules.disclosure.get("by_category") or {}).get(f"{row['indicator_code']}/{row['breakdown']}")
    plan = dict(own) if own else rules.plan(row["indicator_code"])
    return plan if plan.get("ledger") in ("pooled", "counted") else {}


def _least(rules: RuleBook, plan: Entry, row: Row) -> float:
    named = plan.get("countries") if row["category"] not in (None, REST) else None
    return max(float((named or plan).get("k") or 0), float(rules.k("B")))


def attack_kept_blocks(case: Case) -> Iterator[Finding]:
    """A block that an earlier release told and a later one tells otherwise: what changes of it would stand alone."""
    before: Released | None = None
    for release in case.releases:
        if before is not None:
            until = min(before.month, release.month)
            kept = {row["indicator_code"] for row in release.tables["indicator"]}
            gone = _blocks(before, until) - _blocks(release, release.month)
            for code in sorted({block[0] for block in gone} & kept):
                yield Finding(release.release_id, f"pool {code}", "a closed block that changed")
        if not release.is_draft:
            before = release


def _blocks(release: Released, until: str) -> Counter[tuple[Any, ...]]:
    names = [name for name in release.columns["pool"] if name not in (_NAME, "indicator_code", "month")]
    return Counter(
        (row["indicator_code"], row["month"], *(row[name] for name in names))
        for row in release.tables["pool"]
        if row["month"] <= until
    )


def attack_answers(case: Case) -> Iterator[Finding]:
    """Figures of class B that the released blocks don't give."""
    blocks = {release.release_id: _by_indicator(release) for release in case.releases}
    for release, row, rules in case.fresh:
        code = row["indicator_code"]
        is_trait = f"{code}/{row['breakdown']}" in (rules.disclosure.get("by_category") or {})
        if rules.classes.get(code) == "B" or is_trait:
            own = [one for one in blocks[release.release_id].get(code, []) if one["month"] <= row["month"]]
            for found in _attack_figure(row, own, rules, is_trait):
                yield Finding(release.release_id, place_of(row), found)


def _by_indicator(release: Released) -> dict[str, list[Row]]:
    found: dict[str, list[Row]] = {}
    for row in release.tables["pool"]:
        found.setdefault(row["indicator_code"], []).append(row)
    return found


def _attack_figure(row: Row, blocks: list[Row], rules: RuleBook, is_trait: bool) -> Iterator[str]:
    if row["breakdown"] == "companion":
        yield from _attack_companion(row, blocks)
        return
    own = _of_place(row, blocks, rules)
    numerator, denominator, value = _sums(row, own, rules, is_trait)
    if row["state"] != "value":
        # Silence ends a running total; else what has closed is shown.
        if value is not None and row["state"] not in ("not_reported", "not_applicable"):
            yield "a figure that is not shown although its blocks are"
        return
    if value is None:
        yield "a figure that no released block gives"
    elif not all(is_same(row[name], wanted) for name, wanted in (("numerator", numerator), ("value", value))):
        yield "a figure that the released blocks don't give"
    elif not is_same(row["denominator"], denominator):
        yield "an answer base that the released blocks don't give"
    if rules.types[row["indicator_code"]] == "percent" and row["value"] is not None and not 0 <= row["value"] <= 100:
        yield "a share that answers alone could not give"


def _of_place(row: Row, blocks: list[Row], rules: RuleBook) -> list[Row]:
    breakdown, category = str(row["breakdown"]), row["category"]
    if rules.calculation(row["indicator_code"]).get("kind") == "share":
        return _of_wave(row, blocks, rules)
    if breakdown == "total":
        return [one for one in blocks if one["breakdown"] in (None, "country")]
    column = {"partner": "partner_code"}.get(breakdown, breakdown)
    pooled = [one for one in blocks if one["breakdown"] is None and one.get(column) == category]
    return pooled + [one for one in blocks if one["breakdown"] == breakdown and one["category"] == category]


def _of_wave(row: Row, blocks: list[Row], rules: RuleBook) -> list[Row]:
    """Centres: the newest wave that has closed in this place, or the wave itself."""
    if row["breakdown"] == "wave":
        return [one for one in blocks if one["wave"] == row["category"]]
    own = [one for one in blocks if row["breakdown"] == "total" or one["category"] == row["category"]]
    sheet = rules.sheets[rules.indicators[row["indicator_code"]]["sheet"]]
    column = sheet["columns"][rules.calculation(row["indicator_code"])["wave"]]
    order = rules.codes(column.get("list") or "")
    newest = max((order.index(one["wave"]) if one["wave"] in order else -1 for one in own), default=None)
    return [one for one in own if (order.index(one["wave"]) if one["wave"] in order else -1) == newest]


def _sums(row: Row, own: list[Row], rules: RuleBook, is_trait: bool) -> tuple[float | None, float | None, float | None]:
    """Numerator, denominator and value of a figure; nothing where no block has closed."""
    numerator = sum(one["numerator"] or 0.0 for one in own)
    if is_trait or rules.types[row["indicator_code"]] == "count":
        return (numerator, None, numerator) if numerator > 0 else (None, None, None)
    n = sum(one["denominator"] or 0.0 for one in own)
    if not n > 0:
        return None, None, None
    factor = 100.0 if rules.calculation(row["indicator_code"]).get("kind") in ("ratio", "share") else 1.0
    return numerator, n, factor * numerator / n


def _attack_companion(row: Row, blocks: list[Row]) -> Iterator[str]:
    """What stands beside (a rate of answers): its numerator are the answers that the figure rests on."""
    if row["state"] != "value":
        return
    answers, asked = sum(one["denominator"] or 0.0 for one in blocks), row["denominator"]
    if not is_same(row["numerator"], answers) or asked is None or asked < answers:
        yield "a figure that the released blocks don't give"
    elif not is_same(row["value"], 100 * answers / asked if asked else None):
        yield "a rate that its own parts don't give"
