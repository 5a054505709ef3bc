"""The whole attack on a set of releases: rules, mathematics, exports. Every part is tried, all is told at once.

It fails closed: what can't be read, an error inside the attack or a part without a verdict is a finding like any other.
"""

import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path

from etl.attacker.answers import attack_answers, attack_blocks, attack_kept_blocks
from etl.attacker.beside import (
    attack_changes,
    attack_comments,
    attack_milestones,
    attack_provenance,
    attack_submissions,
    attack_verification,
)
from etl.attacker.case import Case, build_case
from etl.attacker.chain import attack_chain, attack_names, attack_order
from etl.attacker.channels import attack_file, attack_outputs
from etl.attacker.coverage import attack_coverage
from etl.attacker.definitions_held import attack_definitions, attack_indicators, attack_plan, attack_rules_held
from etl.attacker.deserved import attack_classes
from etl.attacker.finding import Finding
from etl.attacker.follows import attack_progress
from etl.attacker.history import attack_growth, attack_history
from etl.attacker.insider import OwnRows
from etl.attacker.places import attack_places, attack_sorting
from etl.attacker.programmes import attack_programmes
from etl.attacker.released import Released, read_released
from etl.attacker.rows import attack_states, attack_sums, attack_women
from etl.attacker.tables import attack_databases, attack_kinds, attack_shape

Tell = Callable[[str], None]
Rule = Callable[[Case], Iterator[Finding]]

RULES: dict[str, tuple[Rule, ...]] = {
    "Attacking the chain of releases": (attack_chain, attack_order, attack_names),
    "Attacking the rules that the releases state": (
        attack_definitions,
        attack_rules_held,
        attack_plan,
        attack_indicators,
        attack_classes,
    ),
    "Attacking tables and columns": (attack_shape, attack_databases, attack_kinds),
    "Attacking figures row by row": (
        attack_states,
        attack_women,
        attack_sums,
        attack_progress,
        attack_coverage,
        attack_places,
        attack_sorting,
        attack_blocks,
        attack_answers,
    ),
    "Attacking what stands beside the figures": (
        attack_changes,
        attack_provenance,
        attack_comments,
        attack_milestones,
        attack_submissions,
        attack_verification,
    ),
    "Attacking differences between releases": (attack_history, attack_growth, attack_kept_blocks),
}


@dataclass(frozen=True)
class Tried:
    """What an attack has tried; `seconds` on the wall."""

    releases: int = 0
    rows: int = 0
    rules: int = 0
    programmes: int = 0
    insiders: int = 0
    exports: int = 0
    seconds: float = 0.0


@dataclass(frozen=True)
class Verdict:
    """What an attack has found, and what it has tried; `attacked` are the releases that were read to the end."""

    findings: tuple[Finding, ...]
    tried: Tried = field(default_factory=Tried)
    attacked: frozenset[str] = frozenset()

    def clears(self, release_id: str) -> bool:
        """Was this release attacked together with all others, and nothing found?"""
        return not self.findings and release_id in self.attacked


def attack_files(paths: Iterable[Path], tell: Tell = lambda _text: None) -> list[Finding]:
    """Attack a set of release files; an empty list when nothing was learnt."""
    return list(attack(paths, tell=tell).findings)


def attack(
    paths: Iterable[Path],
    insiders: Mapping[str, OwnRows] | None = None,
    exports: Mapping[str, Mapping[str, bytes]] | None = None,
    tell: Tell = lambda _text: None,
) -> Verdict:
    """Attack release files together.

    `insiders` are the rows that each partner knows of itself, by partner and release; `exports` the exports of a
    release by its id, file names with their bytes.
    """
    started = time.monotonic()
    tell("Reading the releases")
    releases, findings = _read_all(paths)
    try:
        case = build_case(releases)
    except Exception as error:
        return Verdict((*findings, Finding("", "the chain", f"no verdict ({type(error).__name__})")))
    findings += _try_rules(case, tell)
    counted = {"programmes": 0, "insiders": 0, "exports": 0}
    findings += _safely("programmes", partial(_attack_mathematics, case.releases, insiders or {}, counted, tell))
    findings += _safely("exports", partial(_attack_exports, case.releases, exports or {}, counted, tell))
    tried = Tried(
        releases=len(case.releases),
        rows=_rows(case),
        rules=sum(map(len, RULES.values())),
        seconds=round(time.monotonic() - started, 2),
        **counted,
    )
    tell("Attacked")
    return Verdict(tuple(dict.fromkeys(findings)), tried, frozenset(one.release_id for one in case.releases))


def attack_by_rules(paths: Iterable[Path]) -> list[Finding]:
    """The attack by rules alone, without mathematics and exports: what follows from rows and their differences."""
    releases, findings = _read_all(paths)
    return findings + _try_rules(build_case(releases), lambda _text: None)


def _read_all(paths: Iterable[Path]) -> tuple[list[Released], list[Finding]]:
    """Releases, and what can't be read as one."""
    read = [read_released(Path(path)) for path in paths]
    return [one for one in read if isinstance(one, Released)], [one for one in read if isinstance(one, Finding)]


def _try_rules(case: Case, tell: Tell) -> list[Finding]:
    findings: list[Finding] = []
    for told, rules in RULES.items():
        tell(told)
        for rule in rules:
            findings += _safely(rule.__name__, partial(rule, case))
    return findings


def attack_sent(release: Path, outputs: Sequence[Path]) -> Verdict:
    """Attack files and folders made of a release: whatever they tell must stand in it."""
    started, read = time.monotonic(), read_released(release)
    if isinstance(read, Finding):
        return Verdict((read,))
    findings: list[Finding] = []
    for path in outputs:
        findings += _safely("attack_file", partial(attack_file, read, path))
    n = sum(len([one for one in path.rglob("*") if one.is_file()]) if path.is_dir() else 1 for path in outputs)
    return Verdict(tuple(findings), Tried(releases=1, exports=n, seconds=round(time.monotonic() - started, 2)))


def _safely(name: str, part: Callable[[], Iterable[Finding]]) -> list[Finding]:
    """Findings of a part. An error in it is a finding, too; its words may hold a number, so its kind alone is told."""
    found: list[Finding] = []
    try:
        for one in part():
            if not isinstance(one, Finding):
                raise TypeError
            found.append(one)
    except Exception as error:
        found.append(Finding("", name, f"no verdict ({type(error).__name__})"))
    return found


def _rows(case: Case) -> int:
    try:
        return sum(len(release.figures) for release in case.releases)
    except Exception:
        # A release without figures is told by the rules that look for them.
        return 0


def _attack_mathematics(
    releases: Sequence[Released], insiders: Mapping[str, OwnRows], counted: dict[str, int], tell: Tell
) -> Iterable[Finding]:
    tell("Attacking by mathematics")
    tried = attack_programmes(releases, insiders, lambda told: tell(f"Attacking by mathematics: {told}"))
    counted |= {"programmes": tried.solver_runs, "insiders": tried.insiders}
    return tried.findings


def _attack_exports(
    releases: Sequence[Released], exports: Mapping[str, Mapping[str, bytes]], counted: dict[str, int], tell: Tell
) -> Iterator[Finding]:
    for release in releases:
        if release.release_id in exports:
            tell("Attacking the exports")
            counted["exports"] += len(exports[release.release_id])
            yield from attack_outputs(release, exports[release.release_id])
    if set(exports) - {release.release_id for release in releases}:
        yield Finding("", "exports", "no verdict: exports of a release that is not there")
