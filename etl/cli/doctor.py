"""`wego doctor`: is the installation whole, are the data sound; each fault with its repair."""

import importlib.metadata
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass

import typer

from etl.at_rest import expect_private, tell_encryption
from etl.cli.console import AsJson, note, print_json, say
from etl.home import open_home
from etl.store import Store
from indicators.load import load_definitions

_PRODUCT = "wego-monitor"
_NAME = re.compile(r"^[A-Za-z0-9._-]+")


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; what is sound needs no repair."""

    subject: str
    is_sound: bool
    found: str
    repair: str = ""


def register(app: typer.Typer) -> None:
    """Add the command."""
    app.command("doctor")(doctor)


def doctor(as_json: AsJson = False) -> None:
    """Look over the installation and the data, and say the repair of what is wrong."""
    findings = list(examine())
    if as_json:
        print_json({"findings": [asdict(finding) for finding in findings]})
    else:
        for finding in findings:
            _show(finding)
    if not all(finding.is_sound for finding in findings):
        raise typer.Exit(1)
    note("Everything is sound.")


def _show(finding: Finding) -> None:
    say(
        f"{'✓' if finding.is_sound else '✗'} {finding.subject}: {finding.found}",
        style="" if finding.is_sound else "red",
    )
    if finding.repair:
        say(f"  Repair: {finding.repair}")


def examine() -> Iterator[Finding]:
    """Look at one thing after the other; where the home or the definitions are wrong, the data are not looked at."""
    packages = _look("packages", _look_at_packages, "Run make setup.")
    definitions = _look("definitions", _look_at_definitions, "Correct each fault in the file that is named.")
    home = _look("home", _look_at_home, "Name a folder that you may write to in WEGO_HOME.")
    yield from (packages, definitions, home)
    if definitions.is_sound and home.is_sound:
        restore = "Restore a backup into an empty home: wego restore FILE"
        from_backup = "Do as it says; nothing is published or cleared before."
        encryption = _look("encryption", _look_at_encryption, "Do as it says; more in docs/operating.md.")
        yield encryption
        if encryption.is_sound:
            yield _look("store", _look_at_store, f"Was it the wrong key, give the right one. Else: {restore}")
            yield _look("chain of releases", _look_at_chain, from_backup)
        yield _look("access list", _look_at_access, restore)
        yield _look("rights", _look_at_rights, "Do as it says; more in docs/operating.md.")
        yield _look("releases", _look_at_releases, restore)


def _look(subject: str, look: Callable[[], str], repair: str) -> Finding:
    try:
        return Finding(subject, True, look())
    except Exception as error:  # whatever it is: the doctor reports it
        return Finding(subject, False, str(error) or type(error).__name__, repair)


def _look_at_packages() -> str:
    needed = [text for text in importlib.metadata.requires(_PRODUCT) or [] if "extra ==" not in text]
    missing = []
    for text in needed:
        found = _NAME.match(text)
        try:
            importlib.metadata.version(found[0] if found else text)
        except importlib.metadata.PackageNotFoundError:
            missing.append(text)
    if missing:
        raise LookupError(f"missing: {', '.join(missing)}")
    return f"{_PRODUCT} {importlib.metadata.version(_PRODUCT)}, {len(needed)} packages"


def _look_at_definitions() -> str:
    definitions = load_definitions()
    partners, indicators = len(definitions.partners), len(definitions.indicators)
    plan = "" if definitions.population else "; no population.yaml, so the publication plan was never tried"
    return f"version {definitions.version}: {indicators} indicators, {partners} partners, in {definitions.folder}{plan}"


def _look_at_home() -> str:
    home = open_home()
    for folder in (home.path, home.store_path.parent, home.releases):
        if not os.access(folder, os.W_OK):
            raise PermissionError(f"{folder} can't be written")
    return f"{home.path} ({home.kind}), today is {home.today()}"


def _look_at_encryption() -> str:
    return tell_encryption(open_home())


def _look_at_rights() -> str:
    home = open_home()
    if home.is_synthetic:
        return "not looked at: the data are made up"
    expect_private(home)
    return "store and inbox are for their owner alone"


def _look_at_store() -> str:
    with Store(open_home(), load_definitions()).open() as connection:
        row = connection.execute("SELECT count(*) FROM submission_now").fetchone()
    return f"{row[0] if row else 0} submissions"


def _look_at_access() -> str:
    from etl.access import list_access

    # Roles and e-mails lie beside the store, and DuckDB's encryption does not reach there.
    return f"{len(list_access(open_home()))} persons; their e-mails are not encrypted, so keep the disk encrypted"


def _look_at_chain() -> str:
    from etl.release_chain import check_chain

    faults = check_chain(Store(open_home(), load_definitions()))
    if faults:
        raise LookupError(" ".join(faults))
    return "every release that left is there, as it left"


def _look_at_releases() -> str:
    from etl.release_file import ReleaseFile, list_releases

    known = list_releases(open_home())
    for info in known:
        ReleaseFile(info.path).table("figure")
    return ", ".join(info.release_id for info in known) or "none yet"
