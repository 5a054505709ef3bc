"""What stands beside a value must follow from what is shown: plan, progress and status, calculated anew."""

import calendar
from collections.abc import Iterator
from datetime import date
from typing import Any

from etl.attacker.case import Case, place_of
from etl.attacker.finding import Finding
from etl.attacker.released import Row
from etl.attacker.rule_book import RuleBook
from etl.attacker.same import is_same

_PLANNED = ("baseline", "target", "expected", "target_state")
_UNAVAILABLE = "unavailable"


def attack_progress(case: Case) -> Iterator[Finding]:
    """A plan that the definitions don't state, progress or a status that the shown value doesn't give."""
    for release, row, rules in case.fresh:
        if row["indicator_code"] not in rules.indicators:
            continue
        for found in _attack_row(row, rules):
            yield Finding(release.release_id, place_of(row), found)


def _attack_row(row: Row, rules: RuleBook) -> Iterator[str]:
    is_total = (row["breakdown"], row["category"]) == ("total", "all")
    planned = _planned(row, rules, is_total)
    for name in _PLANNED:
        if not is_same(row[name], planned[name]):
            yield f"a column {name} that the definitions don't give"
    progress = _progress(row, rules, planned["expected"]) if is_total else None
    if not is_same(row["progress_pct"], progress):
        yield "progress that doesn't follow from the shown value"
    has_target = is_total and planned["target"] is not None
    if row["status"] != (_status(progress, rules) if has_target else _UNAVAILABLE):
        yield "a status that doesn't follow from the shown value"


def _planned(row: Row, rules: RuleBook, is_total: bool) -> dict[str, Any]:
    code = row["indicator_code"]
    versions = rules.files["targets"].get(code) or [{}]
    target = max(versions, key=lambda one: str(one.get("decided_on") or ""))
    planned = {"target_state": target.get("state"), "baseline": None, "target": None, "expected": None}
    if is_total:
        planned["baseline"] = (rules.indicators[code].get("baseline") or {}).get("value")
        planned["target"] = target.get("value")
        if target.get("value") is not None:
            planned["expected"] = _expected(target.get("planned_path") or {}, int(row["month"][1:]), rules, code)
    return planned


def _expected(path: dict[str, float | None], month: int, rules: RuleBook, code: str) -> float | None:
    """Linear between the points of the path, from the baseline at month 0; a null point means nothing up to it."""
    earlier: tuple[int, float | None] = (0, _start(rules, code))
    for number, value in sorted((int(name[1:]), value) for name, value in path.items()):
        if month == number:
            return value
        if month < number:
            if earlier[1] is None or value is None:
                return None
            return earlier[1] + (value - earlier[1]) * (month - earlier[0]) / (number - earlier[0])
        earlier = (number, value)
    return earlier[1] if path else None


def _start(rules: RuleBook, code: str) -> float:
    """The baseline; an unknown one is the scale's worst value, else the lowest value."""
    entry = rules.indicators[code]
    known = (entry.get("baseline") or {}).get("value")
    if known is not None:
        return float(known)
    scale = (rules.files.get("scales") or {}).get(entry.get("scale") or "")
    if scale:
        return float(scale["range"][1 if entry.get("direction") == "down" else 0])
    return float(entry.get("lowest_value") or 0)


def _progress(row: Row, rules: RuleBook, expected: float | None) -> float | None:
    start = _start(rules, row["indicator_code"])
    is_over = date.fromisoformat(str(row["as_of"])[:10]) > _last_day(rules, int(row["month"][1:]))
    if row["value"] is None or expected is None or expected == start or not is_over:
        return None
    return 100 * float((row["value"] - start) / (expected - start))


def _status(progress: float | None, rules: RuleBook) -> str:
    if progress is None:
        return _UNAVAILABLE
    ratio = round(progress / 100, 9)
    for threshold in rules.files["progress"]["thresholds"]:
        above, least = threshold.get("above"), threshold.get("at_least")
        if ratio > above if above is not None else least is None or ratio >= least:
            return str(threshold["status"])
    return _UNAVAILABLE


def _last_day(rules: RuleBook, month: int) -> date:
    """Last day of a reporting month; the last one takes in the project's remaining days."""
    about = rules.files["project"]["calendar"]
    if month == about["months"]:
        return date.fromisoformat(str(about["end"])[:10])
    year, first = map(int, str(about["first_month"]).split("-"))
    number = year * 12 + first - 1 + month - 1
    return date(number // 12, number % 12 + 1, calendar.monthrange(number // 12, number % 12 + 1)[1])
