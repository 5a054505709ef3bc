"""Workbooks that wait for their officer to confirm the warnings: kept until then, so that a lost connection loses none.

Only sets that passed the personal-data gate and have no error come here. They lie in the home's inbox, one folder for
each set, and go when they are confirmed or discarded, or after a few days: they are not submitted yet. Where the store
is encrypted they are, too, with a key made from its key; of a set no more than its moment can be read without it.
"""

import json
import os
import shutil
import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from etl.home import Home
from etl.seal import OtherKey, Seal
from etl.store_key import StoreKey, key_of
from etl.submission_state import new_order_id

# Long enough for a weekend and a holiday; what nobody confirms is not kept for ever.
KEPT_DAYS = 14
_SECONDS_OF_A_DAY = 86_400
_FOLDER, _ABOUT, _PART = "waiting", "set.json", ".part-"
_PURPOSE = b"wego: workbooks that wait"


@dataclass(frozen=True)
class PendingSet:
    """Files that were sent together and wait for a confirmation."""

    set_id: str
    partner: str
    received_at: datetime
    who: str
    names: tuple[str, ...]
    folder: Path
    _seal: Seal = field(repr=False, compare=False)

    def read(self) -> list[tuple[str, bytes]]:
        """Name and content of each file; empty when another session has just dealt with the set."""
        try:
            files = [_file(self.folder, number).read_bytes() for number in range(len(self.names))]
            return [(name, self._seal.opened(content)) for name, content in zip(self.names, files, strict=True)]
        except (FileNotFoundError, OtherKey):
            return []


def keep_pending(home: Home, partner: str, files: Sequence[tuple[str, bytes]], who: str) -> PendingSet:
    """Keep files until their warnings are confirmed; whole or not at all, even if the machine stops meanwhile."""
    seal = Seal(key_of(home), _PURPOSE)
    set_id, place = new_order_id(), _place(home, partner)
    fresh, folder = place / f"{_PART}{set_id}", place / set_id
    about = PendingSet(set_id, partner, home.now(), who, tuple(name for name, _ in files), folder, seal)
    # For the owner of the data alone, like the store.
    fresh.mkdir(parents=True, mode=0o700)
    for number, (_name, content) in enumerate(files):
        _write(_file(fresh, number), seal.closed(content))
    _write_about(fresh, about.received_at.isoformat(), {"who": who, "names": about.names}, seal)
    fresh.rename(folder)
    return about


def list_pending(home: Home, partner: str) -> list[PendingSet]:
    """A partner's sets that wait, the newest first; what has waited too long is dropped here, of every partner."""
    drop_old(home)
    seal, place = Seal(key_of(home), _PURPOSE), _place(home, partner)
    found = [one for folder in (place.iterdir() if place.is_dir() else ()) if (one := _read(folder, partner, seal))]
    return sorted(found, key=lambda one: one.set_id, reverse=True)


def drop_old(home: Home) -> None:
    """Forget what has waited too long, whoever's it is: an officer who never comes back would leave it for ever."""
    oldest = home.now() - timedelta(days=KEPT_DAYS)
    for folder in home.inbox.glob(f"{_FOLDER}/*/*"):
        moment = _moment(_read_about(folder))
        if (moment and moment < oldest) or (folder.name.startswith(_PART) and _is_abandoned(folder)):
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


def seal_pending(home: Home, key: StoreKey, old: StoreKey | None) -> int:
    """Close all that waits with this key, opened with the old one or plain; returns how many files were closed anew."""
    folders = [folder for folder in home.inbox.glob(f"{_FOLDER}/*/*") if not folder.name.startswith(_PART)]
    return sum(_seal_set(folder, Seal(key, _PURPOSE), Seal(old, _PURPOSE)) for folder in folders)


def _seal_set(folder: Path, seal: Seal, old: Seal) -> int:
    sealed_n = 0
    for path in folder.glob("[!.]*.xlsx"):
        try:
            _write(path, seal.closed(old.opened(path.read_bytes())))
            sealed_n += 1
        except OtherKey:
            # A call that was cut off has closed it with the new key already.
            continue
    about = _read_about(folder)
    held = _held(about, old)
    if held is not None:
        _write_about(folder, str(about["received_at"]), held, seal)
    return sealed_n


def _read(folder: Path, partner: str, seal: Seal) -> PendingSet | None:
    about = {} if folder.name.startswith(_PART) else _read_about(folder)
    moment, held = _moment(about), _held(about, seal)
    if moment is None or held is None:
        # Half removed by another session, or closed with another key.
        return None
    return PendingSet(folder.name, partner, moment, held["who"], tuple(held["names"]), folder, seal)


def _read_about(folder: Path) -> dict[str, Any]:
    try:
        return dict(json.loads((folder / _ABOUT).read_text(encoding="utf-8")))
    except (OSError, ValueError):
        return {}


def _moment(about: dict[str, Any]) -> datetime | None:
    try:
        return datetime.fromisoformat(about["received_at"])
    except (KeyError, ValueError):
        return None


def _held(about: dict[str, Any], seal: Seal) -> dict[str, Any] | None:
    """Who sent which files; None when it can't be read."""
    try:
        found = json.loads(seal.opened(about["sealed"].encode())) if "sealed" in about else about
        return {"who": found["who"], "names": list(found["names"])}
    except (OtherKey, KeyError, ValueError):
        return None


def _write_about(folder: Path, received_at: str, held: dict[str, Any], seal: Seal) -> None:
    # The moment stays readable: what waits too long is dropped even where its key is lost.
    text = json.dumps(held, ensure_ascii=False)
    kept = {"sealed": seal.closed(text.encode()).decode()} if seal.is_closing else held
    _write(folder / _ABOUT, json.dumps({"received_at": received_at} | kept, ensure_ascii=False).encode())


def _write(path: Path, content: bytes) -> None:
    # Beside and then in place, so that a set is never half closed with another key.
    fresh = path.with_name(f".{path.name}")
    with open(os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as file:
        file.write(content)
    fresh.replace(path)


def _place(home: Home, partner: str) -> Path:
    return home.inbox / _FOLDER / partner


def _file(folder: Path, number: int) -> Path:
    # Never the officer's own file name: it could lead anywhere.
    return folder / f"{number + 1}.xlsx"


def drop_all_of(home: Home, partner: str) -> int:
    """Forget every set of a partner, half-written ones included, with or without a key; returns how many."""
    found = list(_place(home, partner).glob("*"))
    for folder in found:
        shutil.rmtree(folder, ignore_errors=True)
    return len(found)


def count_all_of(home: Home, partner: str) -> int:
    """How many sets of a partner wait, half-written ones included."""
    return len(list(_place(home, partner).glob("*")))
