"""The state of the home for the coordinator: what was looked at, sizes, the last backup and attack, versions."""

import importlib.metadata
import platform
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from etl.access import read_trail
from etl.actor import Actor
from etl.health import PRODUCT, Finding, examine
from etl.home import Home
from indicators.texts import N_

# What the trail calls them: each leaves an entry, so that a page can say when it was last done.
BACKUP, AUDIT, PUBLISH = "backup", "audit", "publish"
_SIZED = {
    N_("Store"): lambda home: [home.store_path],
    N_("Access list and audit trail"): lambda home: [home.access_path],
    N_("Releases"): lambda home: [home.releases],
    N_("Inbox"): lambda home: [home.inbox],
}
_PACKAGES = ("streamlit", "duckdb", "pandas", "SQLAlchemy", "cryptography", "openpyxl")


@dataclass(frozen=True)
class Done:
    """That something was done once: when, by whom, with what outcome."""

    moment: datetime
    who: str
    action: str
    detail: str


@dataclass(frozen=True)
class HealthReport:
    """The state of the home at one look; sizes in bytes."""

    looked_at: datetime
    findings: tuple[Finding, ...]
    sizes: dict[str, int]
    free: int
    backup: Done | None
    audit: Done | None
    versions: dict[str, str]

    @property
    def is_sound(self) -> bool:
        """Is there nothing to repair?"""
        return all(finding.is_sound for finding in self.findings)


def examine_home(actor: Actor) -> HealthReport:
    """Look over the installation and the data, for the coordinator; raises NoRight. Nothing of a key is in it."""
    home = actor.at_desk("health.look").home
    return HealthReport(
        looked_at=home.now(),
        findings=tuple(examine()),
        sizes={name: _size(find(home)) for name, find in _SIZED.items()},
        free=shutil.disk_usage(home.path).free,
        backup=_last(home, BACKUP),
        audit=_last(home, AUDIT, PUBLISH),
        versions=_versions(actor),
    )


def _size(paths: Iterable[Path]) -> int:
    return sum(_size_of(path) for path in paths)


def _size_of(path: Path) -> int:
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files)


def _last(home: Home, *actions: str) -> Done | None:
    """The newest of some actions; a publication attacks all releases, so it counts as an audit, too."""
    found = [row for action in actions for row in read_trail(home, newest=1, action=action)]
    newest = max(found, key=lambda row: row["entry_number"], default=None)
    return Done(newest["happened_at"], newest["who"], newest["action"], newest["detail"]) if newest else None


def _versions(actor: Actor) -> dict[str, str]:
    own = {PRODUCT: importlib.metadata.version(PRODUCT), "Python": platform.python_version()}
    return own | {name: _version(name) for name in _PACKAGES}


def _version(name: str) -> str:
    try:
        return importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return "–"
