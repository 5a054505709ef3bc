"""The attack by mathematics: algebra, then linear and integer programmes, as an outsider and as every partner."""

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from etl.attacker.algebra import attack_algebra
from etl.attacker.checks import Check
from etl.attacker.finding import Finding
from etl.attacker.insider import OwnRows, own_levels, without_own
from etl.attacker.model import System
from etl.attacker.public import Public, read_public
from etl.attacker.released import Released
from etl.attacker.search import Found, Search

Tell = Callable[[str], None]
_OUTSIDER = ""
# Seconds that one programme may take; more is no verdict.
SECONDS = 20.0
# Counts without a verdict that are told one by one.
_TOLD = 5
_NOBODY: Mapping[str, OwnRows] = MappingProxyType({})


@dataclass(frozen=True)
class Run:
    """The attack by one reader: an outsider (no partner), or one partner that knows its own rows."""

    insider: str
    system: System
    found: Found


@dataclass(frozen=True)
class Attack:
    """What was found, and what was tried; `counts` are different ones, a witness fits all that is public."""

    findings: tuple[Finding, ...] = ()
    unknowns: int = 0
    equalities: int = 0
    intervals: int = 0
    conditions: int = 0
    counts: int = 0
    solver_runs: int = 0
    witnesses: int = 0
    insiders: int = 0
    runs: tuple[Run, ...] = field(default=(), repr=False)

    def write_witnesses(self, path: Path) -> None:
        """Write the witness worlds with what each stands for, for whoever wants to check them; JSON."""
        path.write_text(json.dumps([_witnesses(run) for run in self.runs]), "utf-8")


def attack_programmes(
    releases: Sequence[Released],
    insiders: Mapping[str, OwnRows] = _NOBODY,
    tell: Tell = lambda _text: None,
    seconds: float = SECONDS,
) -> Attack:
    """Attack all releases together, the oldest first; `insiders` are partners with their own rows."""
    public = read_public(releases)
    system = public.system
    if system is None:
        return Attack(tuple(public.findings))
    findings, runs = list(public.findings), []
    for insider in (_OUTSIDER, *sorted(insiders)):
        # A partner that can have no women knows what an outsider knows.
        if insider and insider not in system.moves:
            continue
        tell(f"Attacking by mathematics as {'partner ' + insider if insider else 'an outsider'}")
        seen = _seen_by(public, system, insider, insiders.get(insider))
        if seen is None:
            findings.append(_no_verdict(releases, insider, "its rows at a closing can't be read"))
            continue
        run = _attack(seen, insider, seconds)
        runs.append(run)
        findings += _findings(releases, run)
    return _attacked(public, system, findings, runs, len(insiders))


def _attacked(public: Public, system: System, findings: list[Finding], runs: list[Run], insiders: int) -> Attack:
    return Attack(
        findings=tuple(findings),
        unknowns=len(system.quantities) * len(system.times) * len(system.moves),
        equalities=public.equalities,
        intervals=public.intervals,
        conditions=len(system.everybody),
        counts=sum(len(run.found.pool.checks) for run in runs),
        solver_runs=sum(run.found.runs for run in runs),
        witnesses=sum(len(run.found.pool.worlds) for run in runs),
        insiders=insiders,
        runs=tuple(runs),
    )


def _seen_by(public: Public, system: System, insider: str, rows: OwnRows | None) -> System | None:
    if not insider:
        return system
    assert public.rules is not None
    try:
        return without_own(system, insider, own_levels(public.rules, public.dealt, rows or {}))
    except (KeyError, TypeError, ValueError):
        return None


def _attack(system: System, insider: str, seconds: float) -> Run:
    """The tightest worlds first; what fits none of them is tried with blank cells, then with corrections as well."""
    for tried in (system.merged(), system, system.with_corrections()):
        run = Run(insider, tried, Search(tried, seconds).run())
        if not run.found.is_impossible:
            break
    return run


def _findings(releases: Sequence[Released], run: Run) -> Iterator[Finding]:
    newest = releases[-1].release_id
    if run.found.is_impossible:
        yield _no_verdict(releases, run.insider, "nothing fits all that is public together")
        return
    reader = f"partner {run.insider}, who knows its own women" if run.insider else "anybody"
    exact = dict.fromkeys(attack_algebra(run.system, [*run.found.learnt]))
    told: set[str] = set()
    for check, scope in run.found.learnt.items():
        place = f"{_place(run.system, check)}, {scope}"
        if place not in told:
            told.add(place)
            how = "follows by plain algebra" if check in exact else "is learnt"
            yield Finding(newest, place, f"a small number of women {how} by {reader}")
    if not run.found.learnt:
        for check in run.found.undecided[:_TOLD]:
            yield _no_verdict(releases, run.insider, _place(run.system, check))


def _no_verdict(releases: Sequence[Released], insider: str, why: str) -> Finding:
    place = f"programmes as {'partner ' + insider if insider else 'an outsider'}"
    return Finding(releases[-1].release_id, place, f"no verdict: {why}")


def _place(system: System, check: Check) -> str:
    since = "" if check.attribute.is_stock or not check.time else f"{system.times[check.time - 1]}–"
    return f"{check.attribute.name} {since}{system.times[check.time]}"


def _witnesses(run: Run) -> dict[str, object]:
    pool, times = run.found.pool, run.system.times
    return {
        "insider": run.insider,
        "closings": times,
        "columns": run.system.quantities,
        "worlds": pool.worlds,
        "counts": [
            {
                "partner": check.partner,
                "count": _place(run.system, check),
                "smallest": {"world": found.least_world, "women": found.least},
                "largest": {"world": found.most_world, "women": found.most},
            }
            for check in pool.checks
            if (found := pool.range(check)) is not None
        ],
    }
