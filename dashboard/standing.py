"""Where each indicator stands in a release: pure, from released rows only, so that pages just draw it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from dashboard.rows import Row, as_rows
from dashboard.symbols import GOES_WELL, NEEDS_ATTENTION
from indicators.periods import month_code, month_number
from indicators.reasons import CLASS_OF_WOMEN, N_, is_less_better, is_missing


@dataclass(frozen=True)
class Standing:
    """One indicator at the release's month.

    `now` is its row of that month. `shown` is the row that it is judged by: the same, but for class A its newest closed
    figure, which may be of an earlier month; None while nothing has been shown.
    """

    indicator: Row
    now: Row
    shown: Row | None
    comment: Row | None = None

    @property
    def code(self) -> str:
        """Code of the indicator."""
        return str(self.indicator["indicator_code"])

    @property
    def name(self) -> str:
        """Name of the indicator, in English."""
        return str(self.indicator["indicator_name"])

    @property
    def decimals(self) -> int:
        """Decimals for display."""
        return int(self.indicator["decimals"])

    @property
    def is_of_women(self) -> bool:
        """Is it class A?"""
        return bool(self.indicator["class"] == CLASS_OF_WOMEN)

    @property
    def status(self) -> str:
        """Status of the shown figure."""
        return str(self.shown["status"]) if self.shown else "unavailable"

    @property
    def is_proposed(self) -> bool:
        """Is the target only proposed?"""
        return bool(self.indicator["target_state"] == "proposed")

    @property
    def is_less_better(self) -> bool:
        """Is it the better the lower it is?"""
        return is_less_better(self.shown or self.now)

    @property
    def cause_without_status(self) -> str | None:
        """Why a shown value has no status, in a few English words; None where it has one or nothing is shown."""
        if self.shown is None or self.status != "unavailable":
            return None
        return N_("no target") if is_missing(self.shown["target"]) else N_("nothing was due yet")

    @property
    def is_earlier(self) -> bool:
        """Is the shown figure of an earlier month than the release's?"""
        return self.shown is not None and self.shown["month"] != self.now["month"]

    @property
    def last_closed(self) -> str | None:
        """Month of the newest shown figure."""
        return str(self.shown["month"]) if self.shown else None


def read_standings(
    figures: pd.DataFrame, indicators: pd.DataFrame, comments: pd.DataFrame, month: int
) -> list[Standing]:
    """Where each indicator stands at `month`, in the order of the results framework."""
    totals = figures[figures["breakdown"] == "total"]
    # A row of the month itself first of all, then the newest shown closing of class A.
    now = {row["indicator_code"]: row for row in _records(totals[totals["month"] == month_code(month)])}
    closed = totals[(totals["class"] == CLASS_OF_WOMEN) & (totals["state"] == "value")].sort_values("month")
    last = {row["indicator_code"]: row for row in _records(closed)}
    said = {row["indicator_code"]: row for row in as_rows(comments.sort_values("month", kind="stable"))}
    found = []
    for indicator in as_rows(indicators.sort_values("position")):
        code = indicator["indicator_code"]
        if code in now:
            # What a sentence about a figure needs to know of its indicator.
            own = {name: indicator.get(name) for name in ("decimals", "direction", "frequency")}
            row = now[code] | own
            shown = row if row["state"] == "value" else last.get(code)
            shown = None if shown is None else shown | own
            found.append(Standing(indicator, row, shown, said.get(code)))
    return found


def _records(frame: pd.DataFrame) -> list[Row]:
    return [{str(name): value for name, value in row.items()} for row in frame.to_dict("records")]


def judged(standings: Iterable[Standing]) -> list[Standing]:
    """Those with a status."""
    return [standing for standing in standings if standing.status != "unavailable"]


def needing_attention(standings: list[Standing]) -> list[Standing]:
    """Delayed and at risk: decided targets before proposed ones, the farthest behind first."""
    found = [standing for standing in standings if standing.status in NEEDS_ATTENTION]
    return sorted(found, key=lambda one: (one.is_proposed, _progress(one), one.indicator["position"]))


def going_well(standings: list[Standing]) -> list[Standing]:
    """On track and ahead, in the order of the results framework."""
    return [standing for standing in standings if standing.status in GOES_WELL]


def without_status(standings: list[Standing]) -> list[Standing]:
    """Everything that can't be judged yet."""
    return [standing for standing in standings if standing.status not in GOES_WELL + NEEDS_ATTENTION]


def _progress(standing: Standing) -> float:
    value = standing.shown["progress_pct"] if standing.shown else None
    return 0.0 if is_missing(value) else float(value)  # type: ignore[arg-type]


@dataclass(frozen=True)
class Gap:
    """A partner that has not reported: the months in order, the due day of the first, and whether any is late."""

    partner_code: str
    months: tuple[str, ...]
    first_due: date
    is_late: bool


@dataclass(frozen=True)
class Reporting:
    """How complete the reporting is at the release's month, from its table `reporting`."""

    expected_n: int
    received_n: int
    expected_to_date_n: int
    received_to_date_n: int
    on_time_to_date_n: int
    gaps: tuple[Gap, ...]


def read_reporting(reporting: pd.DataFrame, month: int) -> Reporting:
    """Counts for the month and to date, and who has not reported, the longest late first."""
    due = reporting[reporting["is_expected"].astype(bool) & (reporting["month"].map(month_number) <= month)]
    now = due[due["month"] == month_code(month)]
    missing = due[due["received_on"].isna() & due["state"].isin(["missing", "late"])]
    gaps = [
        Gap(str(partner), tuple(rows["month"]), _as_day(rows["due_on"].iloc[0]), bool((rows["state"] == "late").any()))
        for partner, rows in missing.sort_values("month").groupby("partner_code")
    ]
    return Reporting(
        expected_n=len(now),
        received_n=int(now["received_on"].notna().sum()),
        expected_to_date_n=len(due),
        received_to_date_n=int(due["received_on"].notna().sum()),
        on_time_to_date_n=int((due["is_on_time"] == True).sum()),  # noqa: E712 - the column has three values
        gaps=tuple(sorted(gaps, key=lambda gap: (gap.months[0], gap.partner_code))),
    )


def _as_day(value: Any) -> date:
    return date(value.year, value.month, value.day)
