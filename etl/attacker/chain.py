"""The chain of digests, verified from the files alone: is every earlier release here, and as it was?"""

import hashlib
from collections.abc import Iterator
from pathlib import Path

from etl.attacker.case import Case
from etl.attacker.finding import Finding
from etl.attacker.released import Released

_BUILDING = ".building-"
_RESTORE = "restore it from a backup"


def attack_chain(case: Case) -> Iterator[Finding]:
    """Earlier releases that are missing or altered, and chains that contradict each other."""
    files = {release.release_id: release for release in case.releases}
    digests = {name: _digest(release.path) for name, release in files.items()}
    told: dict[str, str] = {}
    for release in case.releases:
        for name, digest in _chain(release):
            if told.setdefault(name, digest) != digest:
                yield Finding(release.release_id, f"chain {name}", "another digest than an older release tells")
    for name, digest in told.items():
        if name not in files:
            yield Finding("", f"release {name}", f"an earlier release that is missing: {_RESTORE}")
        elif digests[name] != digest:
            yield Finding(name, "the file", f"an earlier release that was altered: {_RESTORE}")


def attack_order(case: Case) -> Iterator[Finding]:
    """Releases that don't know each other: each must list all that left before it, in one order."""
    left = [release for release in case.releases if not release.is_draft]
    for number, release in enumerate(case.releases):
        names = [name for name, _digest in _chain(release)]
        if "chain" not in release.columns:
            continue
        before = {one.release_id for one in case.releases[:number] if not one.is_draft}
        positions = [row["position"] for row in release.tables["chain"]]
        if before - set(names) or sorted(positions) != list(range(1, len(names) + 1)) or len(set(names)) < len(names):
            yield Finding(release.release_id, "chain", "it doesn't list every release that left before it")
    chains = [[name for name, _digest in _chain(release)] for release in left]
    for older, newer, release in zip(chains, chains[1:], left[1:], strict=False):
        if older and newer[: len(older)] != older:
            yield Finding(release.release_id, "chain", "it doesn't go on from the one before it")


def attack_names(case: Case) -> Iterator[Finding]:
    """A file that is not named after its release: names are seen, too."""
    for release in case.releases:
        if release.path.stem.removeprefix(_BUILDING) != release.release_id:
            yield Finding(release.release_id, "the file", "a name that is not the release's own")


def _chain(release: Released) -> list[tuple[str, str]]:
    """Earlier releases with their digests, in order; empty for a release of before the chain."""
    rows = release.tables["chain"] if "chain" in release.columns else ()
    return [(row["release_id"], row["sha256"]) for row in sorted(rows, key=lambda row: row["position"])]


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
