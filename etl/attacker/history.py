"""What several releases tell together: a closed figure never changes, a count never falls or grows by a few."""

from collections.abc import Iterator

from etl.attacker.case import Case, Key, key_of, place_of
from etl.attacker.finding import Finding
from etl.attacker.released import Released, Row
from etl.attacker.rule_book import REST, RuleBook


def attack_history(case: Case) -> Iterator[Finding]:
    """A figure about women of a closing that was dealt with, told otherwise or no longer by a later release."""
    seen: dict[Key, Row] = {}
    for release in case.releases:
        own = {key_of(row): row for row in release.figures if row["class"] == "A"}
        for key, row in own.items():
            old = seen.get(key, row)
            changed = [name for name in row if name != "release_id" and row[name] != old.get(name)]
            if changed and not (release.is_draft and row["state"] == "withheld"):
                found = f"a closed figure changed: {', '.join(changed)}"
                yield Finding(release.release_id, place_of(row), found)
        for key in seen:
            if key not in own and key[1] <= release.month:
                yield Finding(release.release_id, " ".join(key), "a closed figure that is no longer told")
        # Every release but a draft deals with all closings of its months, as they were planned then: what it says
        # of them is final, whatever is planned later.
        if not release.is_draft:
            closings = release.rules.closings
            seen |= {key: row for key, row in own.items() if key[1] in closings and key not in seen}


def attack_growth(case: Case) -> Iterator[Finding]:
    """A count of women that falls from one closing to the next, or grows by a few."""
    for release in case.releases:
        shown = sorted((row for row in release.figures if _is_shown_count(release, row)), key=lambda row: row["month"])
        newest: dict[tuple[str, str, str], float] = {}
        for month in sorted({row["month"] for row in shown}):
            own = [row for row in shown if row["month"] == month]
            grown = {_series(row): row["value"] - newest.get(_series(row), 0.0) for row in own}
            for row in own:
                rules = release.rules_of(row)
                found = _attack_growth(row, grown, rules) if rules else ""
                if found:
                    yield Finding(release.release_id, place_of(row), found)
            newest |= {_series(row): row["value"] for row in own}


def _is_shown_count(release: Released, row: Row) -> bool:
    rules = release.rules_of(row)
    is_count = rules is not None and rules.types.get(row["indicator_code"]) == "count"
    return row["class"] == "A" and row["state"] == "value" and row["value"] is not None and is_count


def _series(row: Row) -> tuple[str, str, str]:
    return row["indicator_code"], row["breakdown"], row["category"]


def _attack_growth(row: Row, grown: dict[tuple[str, str, str], float], rules: RuleBook) -> str:
    """The place alone is told: this number has not left."""
    growth, plan = grown[_series(row)], rules.plan(row["indicator_code"])
    if growth < 0:
        return "a count of women that falls"
    if plan.get("ledger") not in ("enrolment", "outcome"):
        return ""
    if growth == 0:
        return "" if row["breakdown"] == "country" else "a closing at which nobody is new"
    return "a small difference between two closings" if growth < _least_growth(row, grown, plan, rules) else ""


def _least_growth(
    row: Row, grown: dict[tuple[str, str, str], float], plan: dict[str, object], rules: RuleBook
) -> float:
    total, countries = rules.least(row["indicator_code"]), plan.get("countries")
    if row["breakdown"] != "country" or not isinstance(countries, dict):
        return total
    # The remainder is the whole block unless a country is shown of it.
    siblings = [
        more
        for (code, breakdown, category), more in grown.items()
        if code == row["indicator_code"] and breakdown == "country" and category != REST
    ]
    return total if row["category"] == REST and not any(siblings) else float(countries["k"])
