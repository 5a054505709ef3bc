"""The attack before a release exists: the same builder, the same attacker, and everything is thrown away after it."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

from etl.calculated import Progress, calculate_now
from etl.comment import read_comments
from etl.release_build import build_release, describe_release, new_release_id
from etl.store import Store
from indicators.periods import month_code
from indicators.texts import N_, Texts

if TYPE_CHECKING:
    from etl.attacker.attack import Tried
    from etl.attacker.finding import Finding

_TOLD = N_("{month} was built as it would leave and attacked together with everything that is out. Tried: {tried}.")
# What an attack counts; what it did not try at all is not claimed.
_PARTS = {
    "releases": N_("release files: {n}"),
    "rules": N_("rules: {n}"),
    "programmes": N_("programmes that look for hidden counts: {n}"),
    "insiders": N_("partners that know their own women: {n}"),
    "exports": N_("exported files: {n}"),
}


@dataclass(frozen=True)
class Rehearsal:
    """What the attacker made of a release of a month that was never kept."""

    month: int
    findings: "tuple[Finding, ...]"
    tried: "Tried"
    # Would the release be allowed to leave? Not without a verdict, whatever was found.
    is_cleared: bool


def rehearse_release(
    store: Store, month: int, supersedes: str | None = None, tell: Progress = lambda _text: None
) -> Rehearsal:
    """Build the release of a month as of now in a folder of its own and attack it; nothing of it is kept.

    Raises UserError when it can't be built. A missing comment does not matter here.
    """
    # The attacker's tools take a second to load: not at the start of every page and command.
    from etl.audit import audit_home

    comments = read_comments(store, month)
    calculated = calculate_now(store, month, False, new_release_id(store, month), tell)
    about = describe_release(store, calculated.release_id, month, False, supersedes, None)
    # Readable by its owner alone, like the store: what lies in it has not been released.
    with TemporaryDirectory(prefix="wego-rehearsal-") as folder:
        building = Path(folder) / f"{calculated.release_id}.duckdb"
        build_release(store, calculated, about, comments, building, tell)
        verdict = audit_home(store, building, tell)
    return Rehearsal(month, verdict.findings, verdict.tried, verdict.clears(calculated.release_id))


def say_tried(rehearsal: Rehearsal, _: Texts) -> str:
    """What the attacker has tried, in one sentence."""
    counts = {name: getattr(rehearsal.tried, name) for name in _PARTS}
    tried = ", ".join(_(_PARTS[name], n=n) for name, n in counts.items() if n)
    return _(_TOLD, month=month_code(rehearsal.month), tried=tried)
