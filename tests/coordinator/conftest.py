"""A home with people of every role, and each of them as an actor."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from etl.access import ROLES, grant_access
from etl.actor import Actor
from etl.home import Home, open_home
from indicators.load import DEFAULT_FOLDER, load_definitions

TODAY = date(2017, 8, 16)
MakeActor = Callable[..., Actor]


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """A home on a day in mid-project, with one person of each role: reader@example.org and so on."""
    monkeypatch.setenv("WEGO_HOME", str(tmp_path / "home"))
    home = open_home(tmp_path / "home", "test").remember_day(TODAY)
    for role in ROLES:
        grant_access(home, f"{role}@example.org", role, "P01" if role == "partner" else None, "set-up")
    return home


@pytest.fixture
def as_(home: Home) -> MakeActor:
    """An actor of a role, with the definitions in force: `as_("coordinator")`."""

    def make(role: str = "coordinator", email: str = "") -> Actor:
        partner = "P01" if role == "partner" else None
        return Actor(home, load_definitions(), email or f"{role}@example.org", role, partner)

    return make


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of definitions of the consortium's own, in force."""
    copied = Path(shutil.copytree(DEFAULT_FOLDER, tmp_path / "definitions"))
    monkeypatch.setenv("WEGO_DEFINITIONS", str(copied))
    return copied
