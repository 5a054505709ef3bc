"""The audit of a home: its releases, and one that is being built, put before the independent attacker.

The glue alone: it reads the store for what insiders know and builds the exports; the attacker reads nothing of ours.
It raises nothing: what goes wrong here is a finding, so no release leaves by an error.
"""

import shutil
from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory

from etl.attacker.attack import Verdict, attack, attack_sent
from etl.attacker.finding import Finding
from etl.export import FORMATS, Asked
from etl.insider_rows import read_insiders
from etl.release_chain import check_chain, released_files
from etl.release_file import ReleaseFile, list_releases
from etl.release_swap import release_of
from etl.store import Store
from indicators.load import Definitions

Tell = Callable[[str], None]


def audit_home(store: Store, building: Path | None = None, tell: Tell = lambda _text: None) -> Verdict:
    """Attack all releases of the home together, and `building` as the newest of them.

    The exports of the newest are attacked with it. An error of any kind is a finding.
    """
    try:
        with TemporaryDirectory(prefix="wego-audit-") as folder:
            # Readable by its owner alone: the exports of a release that is being built have not left.
            return _audit(store, building, Path(folder), tell)
    except Exception as error:
        return _no_verdict(error)


def audit_releases(store: Store, release_id: str | None = None, tell: Tell = lambda _text: None) -> Verdict:
    """Attack all releases of the home; with an id, findings of that release (and of all together) alone."""
    broken = [Finding("", "chain", told) for told in check_chain(store)]
    if broken:
        # What else is found follows from it, and would hide it.
        return Verdict(tuple(broken))
    verdict = audit_home(store, tell=tell)
    findings = list(verdict.findings)
    own = [one for one in findings if release_id is None or one.release_id in (release_id, "")]
    return Verdict(tuple(own), verdict.tried, verdict.attacked)


def audit_outputs(path: Path, outputs: Sequence[Path], tell: Tell = lambda _text: None) -> Verdict:
    """Attack files or folders that somebody wants to send, as made of the release at `path`."""
    try:
        tell("Attacking the files")
        return attack_sent(path, outputs)
    except Exception as error:
        return _no_verdict(error)


def _no_verdict(error: Exception) -> Verdict:
    # Its words may hold a number: its kind alone is told.
    return Verdict((Finding("", "the audit", f"no verdict ({type(error).__name__})"),))


def _audit(store: Store, building: Path | None, folder: Path, tell: Tell) -> Verdict:
    paths = [*released_files(store), *([building] if building else [])]
    tell("Building the exports")
    newest = building or _newest(store)
    exports = {_id_of(newest): _exports(newest, folder, store.definitions)} if newest else {}
    return attack(paths, read_insiders(store, map(_id_of, paths)), exports, tell)


def _newest(store: Store) -> Path | None:
    current = [info.path for info in list_releases(store.home) if info.is_in_force]
    return current[-1] if current else None


def _id_of(path: Path) -> str:
    return release_of(path.stem)


def _exports(path: Path, folder: Path, definitions: Definitions) -> dict[str, bytes]:
    """Every export of a release, as anybody can build it from the file."""
    # The reader knows a release by its file's name.
    copied = ReleaseFile(shutil.copy(path, folder / f"{_id_of(path)}.duckdb"))
    built = [build(copied, Asked(given=definitions)) for build in FORMATS.values()]
    return {name: data for files in built for name, data in files.items()}
