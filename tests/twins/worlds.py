"""Pairs of worlds that differ in one woman: the mini project lived to M07, and one more workbook that tells of her."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

from etl.calculated import calculate_now
from etl.home import Home
from etl.release_build import build_release, describe_release, new_release_id
from etl.store import Store
from etl.submit import submit_files
from tests.whole_way.mini import definitions, workbooks

# The last release that closed something is of M06, the next closing is M12: a release between them closes nothing.
MONTHS = (8, 9, 10, 11)
PARTNERS = ("P01", "P02", "P03")


@dataclass(frozen=True)
class Circle:
    """What a partner's row says of its women."""

    stage: str
    active: int
    completed: int
    left: int

    @property
    def row(self) -> dict[str, Any]:
        """The cells of the row."""
        return {
            "stage": self.stage,
            "women_enrolled_cum": self.active + self.completed + self.left,
            "women_active": self.active,
            "women_completed_cum": self.completed,
            "women_left_early_cum": self.left,
        }


def base_world(rng: random.Random) -> Circle:
    """A circle of a few women to many, running or ended."""
    stage = rng.choice(["S1", "S2", "S6", "SX"])
    active = 0 if stage in ("S6", "SX") else rng.randint(1, 12)
    return Circle(stage, active, rng.randint(1, 12), rng.randint(1, 6))


def twins(base: Circle) -> Iterator[Circle]:
    """Ten worlds that differ from the base in one woman: whether she is there, and what has become of her."""
    running = "S2" if base.active == 0 else base.stage
    yield replace(base, completed=base.completed + 1)
    yield replace(base, left=base.left + 1)
    yield replace(base, completed=base.completed - 1)
    yield replace(base, left=base.left - 1)
    yield replace(base, completed=base.completed - 1, left=base.left + 1)
    yield replace(base, completed=base.completed + 1, left=base.left - 1)
    yield replace(base, stage=running, active=base.active + 1)
    yield replace(base, stage=running, active=base.active + 1, completed=base.completed - 1)
    yield replace(base, stage=running, active=base.active + 1, left=base.left - 1)
    yield replace(base, stage="SX" if base.stage == "S6" else "S6", active=0, left=base.left + base.active)


def publish_world(before: Home, folder: Path, partner: str, month: int, circle: Circle) -> Path:
    """The release file of a month in which this partner's workbook tells of this circle; a copy of the home before."""
    shutil.copytree(before.path, folder)
    loaded = definitions()
    home = Home(folder, before.kind, loaded.periods.due_day(month))
    data = workbooks(Store(home, loaded), partner, month, False, circle.row)
    [receipt] = submit_files(Store(home, loaded), [(f"{partner}-{month}.xlsx", data)], "officer@example.org", True)
    assert receipt.state == "accepted", receipt.issues
    return _build(Store(home.at(home.today() + timedelta(days=1)), loaded), month)


def _build(store: Store, month: int) -> Path:
    """The release as publishing builds it, without the attack on it: that would only ask what these tests ask."""
    calculated = calculate_now(store, month, False, new_release_id(store, month))
    about = describe_release(store, calculated.release_id, month, False, None, None)
    path = store.home.releases / f"{calculated.release_id}.duckdb"
    build_release(store, calculated, about, [], path, lambda _text: None)
    return path
