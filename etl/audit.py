"""The audit of a home: its releases, and one that is being built, put before the independent attacker."""

from collections.abc import Callable
from pathlib import Path

from etl.attacker.attack import attack_files
from etl.attacker.finding import Finding
from etl.store import Store


def released_files(store: Store) -> list[Path]:
    """Every release file of the home, drafts and superseded ones included."""
    return sorted(store.home.releases.glob("[!.]*.duckdb"))


def audit_home(
    store: Store, building: Path | None = None, tell: Callable[[str], None] = lambda _text: None
) -> list[Finding]:
    """Attack all releases of the home together, and `building` as the newest of them."""
    return attack_files([*released_files(store), *([building] if building else [])], tell)
