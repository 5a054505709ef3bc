"""Workbooks that wait for their officer to confirm the warnings: kept until then, so that a lost connection loses none.

Only sets that passed the personal-data gate and have no error come here. They lie in the home's inbox, one folder for
each set, and go when they are confirmed or discarded, or after a few days: they are not submitted yet.
"""

import json
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from etl.home import Home
from etl.submission_state import new_order_id

# Long enough for a weekend and a holiday; what nobody confirms is not kept for ever.
KEPT_DAYS = 14
_SECONDS_OF_A_DAY = 86_400
_FOLDER, _ABOUT, _PART = "waiting", "set.json", ".part-"


@dataclass(frozen=True)
class PendingSet:
    """Files that were sent together and wait for a confirmation."""

    set_id: str
    partner: str
    received_at: datetime
    who: str
    names: tuple[str, ...]
    folder: Path

    def read(self) -> list[tuple[str, bytes]]:
        """Name and content of each file; empty when another session has just dealt with the set."""
        try:
            return [(name, _file(self.folder, number).read_bytes()) for number, name in enumerate(self.names)]
        except FileNotFoundError:
            return []


def keep_pending(home: Home, partner: str, files: Sequence[tuple[str, bytes]], who: str) -> PendingSet:
    """Keep files until their warnings are confirmed; whole or not at all, even if the machine stops meanwhile."""
    set_id, place = new_order_id(), _place(home, partner)
    fresh, folder = place / f"{_PART}{set_id}", place / set_id
    about = PendingSet(set_id, partner, home.now(), who, tuple(name for name, _ in files), folder)
    # For the owner of the data alone, like the store.
    fresh.mkdir(parents=True, mode=0o700)
    for number, (_name, content) in enumerate(files):
        _file(fresh, number).write_bytes(content)
    told = {"received_at": about.received_at.isoformat(), "who": who, "names": about.names}
    (fresh / _ABOUT).write_text(json.dumps(told, ensure_ascii=False), encoding="utf-8")
    fresh.rename(folder)
    return about


def list_pending(home: Home, partner: str) -> list[PendingSet]:
    """A partner's sets that wait, the newest first; what has waited too long is dropped here, of every partner."""
    drop_old(home)
    place = _place(home, partner)
    found = [one for folder in (place.iterdir() if place.is_dir() else ()) if (one := _read(folder, partner))]
    return sorted(found, key=lambda one: one.set_id, reverse=True)


def drop_old(home: Home) -> None:
    """Forget what has waited too long, whoever's it is: an officer who never comes back would leave it for ever."""
    oldest = home.now() - timedelta(days=KEPT_DAYS)
    for folder in home.inbox.glob(f"{_FOLDER}/*/*"):
        one = _read(folder, folder.parent.name)
        if (one and one.received_at < oldest) or (folder.name.startswith(_PART) and _is_abandoned(folder)):
            shutil.rmtree(folder, ignore_errors=True)


def _is_abandoned(folder: Path) -> bool:
    # Writing takes a moment; a day later the machine has stopped meanwhile. Files tell the true time, not the demo's.
    try:
        return time.time() - folder.stat().st_mtime > _SECONDS_OF_A_DAY
    except OSError:
        return False


def drop_pending(one: PendingSet) -> None:
    """Forget a set: it was confirmed, discarded, replaced, or has waited too long."""
    shutil.rmtree(one.folder, ignore_errors=True)


def _read(folder: Path, partner: str) -> PendingSet | None:
    if folder.name.startswith(_PART):
        return None
    try:
        told = json.loads((folder / _ABOUT).read_text(encoding="utf-8"))
        moment = datetime.fromisoformat(told["received_at"])
    except (OSError, ValueError, KeyError):
        # Half removed by another session.
        return None
    return PendingSet(folder.name, partner, moment, told["who"], tuple(told["names"]), folder)


def _place(home: Home, partner: str) -> Path:
    return home.inbox / _FOLDER / partner


def _file(folder: Path, number: int) -> Path:
    # Never the officer's own file name: it could lead anywhere.
    return folder / f"{number + 1}.xlsx"
