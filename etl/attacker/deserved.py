"""The class that an indicator deserves by the columns that it is calculated from, whatever its definition claims."""

from collections.abc import Iterator

from etl.attacker.case import Case
from etl.attacker.finding import Finding
from etl.attacker.rule_book import RuleBook


def attack_classes(case: Case) -> Iterator[Finding]:
    """Indicators and breakdowns of a lower class than the columns behind them deserve."""
    for release in case.releases:
        for code in release.rules.indicators:
            for found in _attack_class(release.rules, code):
                yield Finding(release.release_id, f"definition {code}", found)


def _attack_class(rules: RuleBook, code: str) -> Iterator[str]:
    own, columns = rules.classes[code], rules.columns_of(code)
    # A count of codes tells how many things there are; anything else tells what stands in their columns.
    is_count_of_things = rules.calculation(code).get("kind") == "distinct"
    of_women = [one for one in columns if _is_of_women(rules, one[0])]
    if of_women and own != "A" and not (rules.plan(code).get("ledger") == "mixed" and is_count_of_things):
        yield "what is calculated from rows about women is called less than class A"
    if own == "C" and not of_women and not is_count_of_things:
        covered = {(sheet, column) for sheet, column in columns if _is_of_a_protected_breakdown(rules, code, column)}
        if any(not _is_released(rules, *one) for one in columns - covered):
            yield "what is calculated from columns that are not released is called class C"
    if own == "C" and not rules.plan(code):
        yield from _attack_breakdowns(rules, code)


def _is_of_women(rules: RuleBook, sheet: str) -> bool:
    return sheet == rules.ledgers.get("sheet") or rules.sheets.get(sheet, {}).get("class") == "A"


def _is_released(rules: RuleBook, sheet: str, column: str) -> bool:
    return column in rules.facts.get(rules.sheets.get(sheet, {}).get("fact") or "", frozenset())


def _is_of_a_protected_breakdown(rules: RuleBook, code: str, column: str) -> bool:
    return any(
        column in (breakdown.get("columns") or {}).values() and breakdown.get("class") == "B"
        for breakdown in rules.breakdowns(code).values()
    )


def _attack_breakdowns(rules: RuleBook, code: str) -> Iterator[str]:
    planned = rules.disclosure.get("by_category") or {}
    for name, breakdown in rules.breakdowns(code).items():
        sheet = rules.indicators[code].get("sheet") or ""
        traits = [one for one in (breakdown.get("columns") or {}).values() if not _is_released(rules, sheet, one)]
        if traits and (breakdown.get("class") != "B" or f"{code}/{name}" not in planned):
            yield f"a breakdown by {name} without protection"
