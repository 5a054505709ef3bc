"""Is the installation whole, are the data sound: each thing that was looked at, what was found, and the repair."""

import importlib.metadata
import os
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from etl.access import list_access
from etl.at_rest import expect_private, tell_encryption
from etl.errors import UserError
from etl.home import open_home
from etl.release_chain import check_chain
from etl.release_file import ReleaseFile, list_releases
from etl.sign_in.settings import read_sign_in, settings_path
from etl.store import Store
from indicators.load import load_definitions
from indicators.saying import Saying
from indicators.texts import N_, SOURCE_LANGUAGE, Texts

PRODUCT = "wego-monitor"
_NAME = re.compile(r"^[A-Za-z0-9._-]+")
_NOT_SAID = N_(
    "The fault names the key or where it lies, so it is not shown here. On the server it is told by: {command}"
)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at; what is sound needs no repair."""

    subject: str
    is_sound: bool
    said: Saying | UserError
    repair_said: Saying | None = None
    # May its fault name the key, or where it lies? Then it is for the server's own screen alone.
    is_of_key: bool = False

    @property
    def found(self) -> str:
        """What was found, in English."""
        return self.said.tell(Texts(SOURCE_LANGUAGE))

    @property
    def repair(self) -> str:
        """The repair, in English; empty for what is sound."""
        return self.repair_said.tell(Texts(SOURCE_LANGUAGE)) if self.repair_said else ""

    def tell_found(self, texts: Texts) -> str:
        """What was found, as a page may show it: nothing of a key."""
        if self.is_of_key and not self.is_sound:
            return texts(_NOT_SAID, command="wego doctor")
        return self.said.tell(texts)


_RESTORE = Saying(N_("Restore a backup into an empty home: {command}"), {"command": "wego restore FILE"})
_AS_IT_SAYS = Saying(N_("Do as it says; more in {file}."), {"file": "docs/operating.md"})


def examine() -> Iterator[Finding]:
    """Look at one thing after the other; where the home or the definitions are wrong, the data are not looked at."""
    packages = _look(N_("packages"), _look_at_packages, Saying(N_("Run {command}."), {"command": "make setup"}))
    to_correct = Saying(N_("Correct each fault in the file that is named."))
    definitions = _look(N_("definitions"), _look_at_definitions, to_correct)
    to_name = Saying(N_("Name a folder that you may write to in {variable}."), {"variable": "WEGO_HOME"})
    home = _look(N_("home"), _look_at_home, to_name)
    yield from (packages, definitions, home)
    if definitions.is_sound and home.is_sound:
        yield from _examine_data()


def _examine_data() -> Iterator[Finding]:
    encryption = _look(N_("encryption"), _look_at_encryption, _AS_IT_SAYS, is_of_key=True)
    yield encryption
    if encryption.is_sound:
        wrong_key = Saying(
            N_("Was it the wrong key, give the right one. Else: Restore a backup into an empty home: {command}"),
            {"command": "wego restore FILE"},
        )
        yield _look(N_("store"), _look_at_store, wrong_key, is_of_key=True)
        from_backup = Saying(N_("Do as it says; nothing is published or cleared before."))
        yield _look(N_("chain of releases"), _look_at_chain, from_backup)
    yield _look(N_("access list"), _look_at_access, _RESTORE)
    to_set = Saying(N_("Write it as {file} shows; until then nobody is let in."), {"file": "docs/sign-in.md"})
    yield _look(N_("sign-in"), _look_at_sign_in, to_set)
    yield _look(N_("rights"), _look_at_rights, _AS_IT_SAYS)
    yield _look(N_("releases"), _look_at_releases, _RESTORE)


def _look(subject: str, look: Callable[[], Saying], repair: Saying, is_of_key: bool = False) -> Finding:
    try:
        return Finding(subject, True, look(), is_of_key=is_of_key)
    except UserError as error:
        return Finding(subject, False, error, repair, is_of_key)
    except Exception as error:  # whatever it is: it is reported
        told = Saying("{fault}", {"fault": str(error) or type(error).__name__})
        return Finding(subject, False, told, repair, is_of_key)


def _look_at_packages() -> Saying:
    needed = [text for text in importlib.metadata.requires(PRODUCT) or [] if "extra ==" not in text]
    missing = [text for text in needed if not _is_installed(text)]
    if missing:
        raise UserError(N_("missing: {packages}"), packages=", ".join(missing))
    places = {"product": PRODUCT, "version": importlib.metadata.version(PRODUCT), "n": len(needed)}
    return Saying(N_("{product} {version}, {n} packages"), places)


def _is_installed(requirement: str) -> bool:
    found = _NAME.match(requirement)
    try:
        importlib.metadata.version(found[0] if found else requirement)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _look_at_definitions() -> Saying:
    definitions = load_definitions()
    places = {
        "version": definitions.version,
        "indicators": len(definitions.indicators),
        "partners": len(definitions.partners),
        "folder": definitions.folder,
    }
    if definitions.population:
        return Saying(N_("version {version}: {indicators} indicators, {partners} partners, in {folder}"), places)
    told = N_(
        "version {version}: {indicators} indicators, {partners} partners, in {folder}; no {file}, so the publication "
        "plan was never tried"
    )
    return Saying(told, places | {"file": "population.yaml"})


def _look_at_home() -> Saying:
    home = open_home()
    for folder in (home.path, home.store_path.parent, home.releases):
        if not os.access(folder, os.W_OK):
            raise UserError(N_("{folder} can't be written"), folder=folder)
    places = {"folder": home.path, "kind": home.kind, "day": home.today().isoformat()}
    return Saying(N_("{folder} ({kind}), today is {day}"), places)


def _look_at_encryption() -> Saying:
    return Saying(tell_encryption(open_home()))


def _look_at_rights() -> Saying:
    home = open_home()
    if home.is_synthetic:
        return Saying(N_("not looked at: the data are made up"))
    expect_private(home)
    return Saying(N_("store and inbox are for their owner alone"))


def _look_at_store() -> Saying:
    with Store(open_home(), load_definitions()).open() as connection:
        row = connection.execute("SELECT count(*) FROM submission_now").fetchone()
    return Saying(N_("{n} submissions"), {"n": row[0] if row else 0})


def _look_at_access() -> Saying:
    # Roles and e-mails lie beside the store, and DuckDB's encryption does not reach there.
    told = N_("{n} persons; their e-mails are not encrypted, so keep the disk encrypted")
    return Saying(told, {"n": len(list_access(open_home()))})


def _look_at_sign_in() -> Saying:
    home = open_home()
    path = settings_path(home)
    sign_in = read_sign_in(path) if path.is_file() else None
    if sign_in is None:
        if home.is_synthetic:
            return Saying(N_("none: the data are made up, and shown on this machine alone"))
        return Saying(N_("none, so the pages are closed; see {file}"), {"file": "docs/sign-in.md"})
    places = {"address": sign_in.origin, "providers": ", ".join(map(sign_in.label, sign_in.providers))}
    return Saying(N_("at {address} with {providers}"), places)


def _look_at_chain() -> Saying:
    faults = check_chain(Store(open_home(), load_definitions()))
    if faults:
        raise LookupError(" ".join(faults))
    return Saying(N_("every release that left is there, as it left"))


def _look_at_releases() -> Saying:
    known = list_releases(open_home())
    for info in known:
        ReleaseFile(info.path).table("figure")
    if not known:
        return Saying(N_("none yet"))
    return Saying("{releases}", {"releases": ", ".join(info.release_id for info in known)})
