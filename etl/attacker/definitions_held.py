"""The rules that a release states for itself: are they whole, unaltered, and do its tables keep to them?"""

import hashlib
from collections.abc import Iterator

from etl.attacker.case import Case, place_of
from etl.attacker.finding import Finding
from etl.attacker.released import Released
from etl.attacker.rule_book import Entry, RuleBook

# Under this no number of persons is protected, whatever a plan says.
_LEAST_K = 3
_THRESHOLDS = ("k", "k_consortium", "k_without_partner")
_SAME = {"class": "class", "indicator_name": "name", "unit": "unit", "criterion": "criterion"}
# Column of the table `indicator` -> key of the definition.
_STATED = _SAME | {"definition": "definition", "type": "type", "purpose": "purpose", "limits": "limits"}
_LEDGERS_OF: dict[str, set[str | None]] = {
    "A": {"enrolment", "outcome", "magnitude", "things", "never"},
    "B": {"pooled", "counted"},
    "C": {"mixed", None},
}


def attack_definitions(case: Case) -> Iterator[Finding]:
    """A text of the definitions that is not the one whose version the release names."""
    known: dict[tuple[str, str], str] = {}
    for release in case.releases:
        if release.version not in release.texts or not _is_whole(release):
            yield Finding(release.release_id, "definition", "definitions that are not those of their version")
        for version, texts in release.texts.items():
            for name, text in texts.items():
                if known.setdefault((version, name), text) != text:
                    yield Finding(
                        release.release_id, f"definition {name}", "a text of the definitions that was altered"
                    )


def _is_whole(release: Released) -> bool:
    texts = release.texts[release.version]
    digest = hashlib.sha256("\0".join(texts.values()).encode()).hexdigest()
    return release.version == f"{release.rules.files['project']['version']}+{digest[:8]}"


def attack_rules_held(case: Case) -> Iterator[Finding]:
    """A figure made by rules that the release doesn't hold, or by older ones that no earlier release was made by."""
    for release in case.releases:
        for row in release.figures:
            if release.rules_of(row) is None:
                yield Finding(release.release_id, place_of(row), "a row made by definitions that no release holds")
    for release, row, _rules in case.fresh:
        if row["definition_version"] != release.version:
            yield Finding(release.release_id, place_of(row), "a row of older definitions that nobody has seen")


def attack_plan(case: Case) -> Iterator[Finding]:
    """An indicator without a class, without a row of the plan that fits it, or with thresholds that protect nobody."""
    for release in case.releases:
        for code in release.rules.indicators:
            for found in _attack_entry(release.rules, code):
                yield Finding(release.release_id, f"definition {code}", found)
        if _protects_nobody(release.rules.ledgers):
            yield Finding(release.release_id, "definition ledgers", "a threshold that protects nobody")
        for name in ("A", "B"):
            if name in release.rules.classes.values() and release.rules.k(name) < _LEAST_K:
                yield Finding(release.release_id, f"definition class {name}", "a threshold that protects nobody")


def _attack_entry(rules: RuleBook, code: str) -> Iterator[str]:
    plan, own = rules.plan(code), rules.classes[code]
    if own not in _LEDGERS_OF:
        yield "an indicator without a class"
        return
    if plan.get("ledger") not in _LEDGERS_OF[own]:
        yield "a figure about women without a plan" if own == "A" else "a plan that doesn't fit the class"
    if any(_protects_nobody(one) for one in (plan, plan.get("countries") or {}, *(plan.get("parts") or ()))):
        yield "a threshold that protects nobody"


def _protects_nobody(own: Entry) -> bool:
    return any(own.get(name) is not None and own[name] < _LEAST_K for name in _THRESHOLDS)


def attack_indicators(case: Case) -> Iterator[Finding]:
    """What the tables say of an indicator differs from its definition."""
    for release in case.releases:
        for row in release.tables["indicator"]:
            entry = release.rules.indicators.get(row["indicator_code"], {})
            for column, name in _STATED.items():
                if row[column] != entry.get(name):
                    place = f"indicator {row['indicator_code']}"
                    yield Finding(release.release_id, place, f"a {column} that the definitions don't state")
    for release, row, rules in case.fresh:
        entry = rules.indicators.get(row["indicator_code"], {})
        if not entry:
            yield Finding(release.release_id, place_of(row), "an indicator that the definitions don't know")
            continue
        for column, name in _SAME.items():
            if row[column] != entry.get(name):
                yield Finding(release.release_id, place_of(row), f"a {column} that the definitions don't state")
