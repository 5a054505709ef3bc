"""Where each indicator stands in a release: pure, from released rows alone, so that the pack just tells it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from released.about import Indicator, indicators
from released.figures import TOTAL, figures
from released.release import Release

Row = dict[str, Any]
BEHIND, GOES_WELL = ("delayed", "at_risk"), ("on_track", "ahead")
STATUSES = (*BEHIND, *GOES_WELL, "unavailable")
_HAS_VALUE, _NONE = "value", "unavailable"


@dataclass(frozen=True)
class Standing:
    """One indicator at the release's month.

    `now` is its row of that month. `shown` is the row that it is judged by: the same, but about women its newest closed
    figure, which may be of an earlier month; None while nothing has been shown.
    """

    about: Indicator
    now: Row
    shown: Row | None
    comment: Row | None = None

    @property
    def code(self) -> str:
        """Code of the indicator."""
        return self.about.code

    @property
    def row(self) -> Row:
        """The row that is told: the shown one, if there is one."""
        return self.shown or self.now

    @property
    def status(self) -> str:
        """Status of the shown figure."""
        return str(self.shown["status"]) if self.shown else _NONE

    @property
    def is_proposed(self) -> bool:
        """Is the target only proposed?"""
        return self.about.target_state == "proposed"

    @property
    def is_earlier(self) -> bool:
        """Is the shown figure of an earlier month than the release's?"""
        return self.shown is not None and self.shown["month"] != self.now["month"]

    @property
    def last_closed(self) -> str | None:
        """Month of the newest shown figure."""
        return str(self.shown["month"]) if self.shown else None


def read_standings(release: Release) -> list[Standing]:
    """Where each indicator stands, in the order of the results framework."""
    totals = figures(release, breakdown=TOTAL).group("indicator_code")
    comments: dict[str, Row] = {}
    if "comment" in release.tables():
        # The newest word on an indicator is the one that counts.
        comments = {row["indicator_code"]: row for row in release.table("comment").sorted_by("month")}
    found = []
    for about in indicators(release):
        rows = totals[about.code].sorted_by("month").rows if about.code in totals else []
        now = next((row for row in rows if row["month"] == release.month), None)
        if now is not None:
            found.append(Standing(about, now, _shown(rows, now), comments.get(about.code)))
    return found


def _shown(rows: Sequence[Row], now: Row) -> Row | None:
    if now["state"] == _HAS_VALUE:
        return now
    closed = [row for row in rows if row["class"] == "A" and row["state"] == _HAS_VALUE]
    return closed[-1] if closed else None


def judged(standings: Iterable[Standing]) -> list[Standing]:
    """Those with a status."""
    return [one for one in standings if one.status != _NONE]


def behind(standings: Iterable[Standing]) -> list[Standing]:
    """Delayed and at risk: decided targets before proposed ones, the farthest behind first."""
    found = [one for one in standings if one.status in BEHIND]
    # Sorting keeps the order of the framework where two are equally far.
    return sorted(found, key=lambda one: (one.is_proposed, one.row["progress_pct"] or 0.0))


def going_well(standings: Iterable[Standing]) -> list[Standing]:
    """On track and ahead, in the order of the results framework."""
    return [one for one in standings if one.status in GOES_WELL]


def decided(standings: Iterable[Standing]) -> list[Standing]:
    """Those with a status against a decided target."""
    return [one for one in judged(standings) if not one.is_proposed]


def headlines(standings: Sequence[Standing], release: Release, most: int = 5) -> list[Standing]:
    """Those that the definitions name; else those with a figure, decided targets first. In the framework's order."""
    named = {one["code"] for one in release.find_definition("indicators") or () if one.get("headline")}
    chosen = [one for one in standings if one.code in named]
    if not chosen:
        shown = [one for one in standings if one.shown is not None]
        chosen = sorted(shown, key=lambda one: (one.is_proposed, one.status == _NONE))
    places = [one.code for one in standings]
    return sorted(chosen[:most], key=lambda one: places.index(one.code))


def is_in_force(comment: Row, release: Release) -> bool:
    """Does a comment still speak for its indicator: written for the release's month, or its day is not over?"""
    due = comment["due"]
    return comment["month"] == release.month or due is None or due >= date.fromisoformat(release.as_of)
