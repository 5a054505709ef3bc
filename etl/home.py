"""The folder with the data (WEGO_HOME): what kind it is, where things lie, which day it is there."""

import json
import os
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import Literal

Kind = Literal["production", "demo", "test"]
KINDS: tuple[Kind, ...] = ("production", "demo", "test")
_MARK = "home.json"


class HomeError(Exception):
    """The folder with the data can't be used as asked; the message says why and what to do."""


@dataclass(frozen=True)
class Home:
    """A folder with data, marked at its first use as production, demo or test."""

    path: Path
    kind: Kind
    set_today: date | None = None

    @property
    def store_path(self) -> Path:
        """The private store of everything that partners sent."""
        return self.path / "store" / "wego.duckdb"

    @property
    def access_path(self) -> Path:
        """Access list and audit trail: many small writes, so a file of their own."""
        return self.path / "store" / "access.sqlite"

    @property
    def lock_path(self) -> Path:
        """The lock that lets one process at a time open the store."""
        return self.path / "store" / "wego.lock"

    @property
    def releases(self) -> Path:
        """Immutable release files."""
        return self.path / "releases"

    @property
    def inbox(self) -> Path:
        """Workbooks that were made or received on this machine."""
        return self.path / "inbox"

    @property
    def private_folders(self) -> tuple[Path, ...]:
        """What nobody but the owner of the data may read."""
        return self.store_path.parent, self.inbox

    @property
    def is_synthetic(self) -> bool:
        """Are the data made up?"""
        return self.kind != "production"

    def now(self) -> datetime:
        """The product's own clock, in UTC: now, or noon of the day that a demo or test home is set to."""
        today = _today_from_environment(self.kind) or self.set_today
        return datetime.combine(today, time(12), UTC) if today else datetime.now(UTC)

    def today(self) -> date:
        """The product's own day."""
        return self.now().date()

    def at(self, day: date) -> "Home":
        """The same folder on another day (demo and test homes only)."""
        if self.kind == "production":
            raise HomeError("A production home has the real date; it can't be set.")
        return Home(self.path, self.kind, day)

    def remember_day(self, day: date) -> "Home":
        """Keep a day as the home's own, so that every later command agrees with it."""
        moved = self.at(day)
        _write_mark(self.path, self.kind, day)
        return moved


def home_path() -> Path:
    """WEGO_HOME, else the folder `data` where the command is run."""
    return Path(os.environ.get("WEGO_HOME") or "data").resolve()


def open_home(path: Path | None = None, kind: str | None = None) -> Home:
    """Open the folder with the data and set it up at its first use; raises HomeError."""
    path = path or home_path()
    asked = kind or os.environ.get("WEGO_HOME_KIND") or None
    if asked is not None and asked not in KINDS:
        raise HomeError(f"WEGO_HOME_KIND is {asked!r}; it must be production, demo or test.")
    mark = path / _MARK
    if mark.exists():
        home = _read_mark(path, mark)
        if asked and asked != home.kind:
            raise HomeError(f"{path} is a {home.kind} home, not {asked}. Set WEGO_HOME to another folder.")
    else:
        home = Home(path, next((one for one in KINDS if one == asked), "production"))
        _write_mark(path, home.kind, None)
    home.releases.mkdir(parents=True, exist_ok=True)
    for folder in home.private_folders:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _today_from_environment(home.kind)
    return home


def _read_mark(path: Path, mark: Path) -> Home:
    try:
        data = json.loads(mark.read_text(encoding="utf-8"))
        kind = next(one for one in KINDS if one == data["kind"])
        today = date.fromisoformat(data["today"]) if data.get("today") else None
    except (ValueError, KeyError, StopIteration) as error:
        raise HomeError(f"{mark} is damaged. Restore it from a backup, or name another WEGO_HOME.") from error
    return Home(path, kind, today)


def _write_mark(path: Path, kind: Kind, today: date | None) -> None:
    path.mkdir(parents=True, exist_ok=True)
    text = json.dumps({"kind": kind, "today": today.isoformat() if today else None}, indent=1)
    fresh = path / f".{_MARK}.{os.getpid()}"
    fresh.write_text(text, encoding="utf-8")
    fresh.replace(path / _MARK)


def _today_from_environment(kind: Kind) -> date | None:
    text = os.environ.get("WEGO_TODAY")
    if not text:
        return None
    if kind == "production":
        raise HomeError("WEGO_TODAY is refused in a production home: the date there is the real one. Unset it.")
    try:
        return date.fromisoformat(text)
    except ValueError as error:
        raise HomeError(f"WEGO_TODAY is {text!r}; write a date such as 2017-08-16.") from error
