"""What the second calculation is given and what it gives back, as plain data."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any, NamedTuple

import yaml

Row = dict[str, Any]
# (month code, breakdown, category): a row of one indicator.
Place = tuple[str, str, str]


class Shown(NamedTuple):
    """What a row of the table shows: one of the six states, and figures only where it is `value`."""

    state: str
    value: float | None = None
    numerator: float | None = None
    denominator: float | None = None


@dataclass(frozen=True)
class World:
    """Everything that a release is made from; nothing is calculated yet."""

    # Text of each definitions file by its name without suffix.
    source: Mapping[str, str]
    # Accepted rows by sheet: partner_code, month, submission_id, row_number and the sheet's columns.
    rows: Mapping[str, list[Row]]
    # Partner and month of every accepted workbook.
    reported: list[tuple[str, int]]
    # Partner and month whose due day has come, and whether the workbook was in time.
    due: list[tuple[str, int, bool]]
    # The coordinator's decisions that two things are one, oldest first.
    merges: list[Row]
    # The ledger of closed blocks before this release, the closings dealt with and the month that each is shown in.
    ledger: list[Row]
    closings_done: Mapping[int, int | None]
    # Class A rows of the closings dealt with, exactly as they were released.
    frozen: list[Row]
    # The newest month of an earlier release that was no draft (0: none), and the month of this one.
    released_until: int
    until: int
    as_of: date
    is_draft: bool
    # Units of the ledger whose rows were erased: what was closed of them stands, and is never taken back.
    erased: frozenset[str] = frozenset()

    @cached_property
    def definitions(self) -> dict[str, Any]:
        """The parsed YAML of each file."""
        loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
        # safe: both loaders make plain data only
        return {name: yaml.load(text, Loader=loader) for name, text in self.source.items() if text}

    @cached_property
    def kept(self) -> dict[Any, Any]:
        """What was found once and is needed again (rows of a month, for instance); the readers fill it."""
        return {}


@dataclass(frozen=True)
class Again:
    """The release calculated a second time."""

    # Every row of the table `figure`: its place, state, value, numerator, denominator, expected, progress_pct, status,
    # reported_n, expected_reports_n and carried_forward_n.
    figures: list[Row]
    # The ledger after this release, and the closings then dealt with.
    ledger: list[Row]
    closings_done: Mapping[int, int | None]
