"""Safety concerns that partners reported: months and partners with a number each, and nothing else of the store.

Which columns these are, the definitions say: those of indicators about women that are never published. For the
coordinator and for safeguarding alone, who must be able to stop an activity before anything is accepted: a workbook
that still waits for the coordinator counts here, and says so.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from etl.access import read_trail, record_action
from etl.actor import Actor
from etl.review import read_reporting
from etl.schema import table_name
from etl.store import Store, fetch_dicts
from indicators.column_use import linear_sums
from indicators.load import Definitions
from indicators.model.disclosure import NeverPlan
from indicators.model.indicator import Indicator, Sum
from indicators.reasons import CLASS_OF_WOMEN

LOOK = "safety.look"
WAITING = "waiting"
# Of one partner and month the newest workbook that counts or waits: a correction takes the place of what it corrects.
_NEWEST = """
    SELECT submission_id, partner_code, month, state, received_at FROM submission_now
    WHERE state IN ('accepted', 'received')
    QUALIFY row_number() OVER (PARTITION BY partner_code, month ORDER BY revision DESC, received_at DESC) = 1
"""


@dataclass(frozen=True)
class Concerns:
    """What a partner reported of a month; `count` is None where nothing was reported, and `state` says why."""

    month: int
    partner: str
    count: int | None
    state: str
    received_at: datetime | None = None


@dataclass(frozen=True)
class SafetyBoard:
    """All months up to now, the newest first, with every partner; `looked_at` is when the viewer looked before."""

    # The indicators that are counted, by name; none where the definitions count no safety concerns.
    names: tuple[str, ...]
    months: tuple[int, ...]
    partners: tuple[str, ...]
    cells: dict[tuple[int, str], Concerns]
    looked_at: datetime | None

    @property
    def reported(self) -> list[Concerns]:
        """Months and partners with at least one concern, the newest month first."""
        found = [cell for cell in self.cells.values() if cell.count]
        return sorted(found, key=lambda cell: (-cell.month, cell.partner))


def find_safety_indicators(definitions: Definitions) -> list[Indicator]:
    """Counts about women that the plan never publishes: they are kept for those who keep women safe."""
    return [
        one
        for one in definitions.indicators
        if one.disclosure_class == CLASS_OF_WOMEN
        and isinstance(definitions.disclosure.rows.get(one.code), NeverPlan)
        and isinstance(one.calculation, Sum)
    ]


def read_safety(actor: Actor) -> SafetyBoard:
    """Months and partners with the number of concerns; raises NoRight. Who looked, and when, stands in the trail."""
    store = actor.at_safety("safety.read")
    found, definitions = find_safety_indicators(actor.definitions), actor.definitions
    before = next((row for row in read_trail(store.home, action=LOOK) if row["who"] == actor.email), None)
    counts = _read_counts(store, found)
    today, periods = store.home.today(), definitions.periods
    months = tuple(month for month in range(periods.count, 0, -1) if periods.is_begun(month, today))
    cells = {(cell.month, cell.partner): cell for cell in _cells(store, counts, set(months))}
    return SafetyBoard(
        names=tuple(one.name for one in found),
        months=months,
        partners=tuple(partner.code for partner in definitions.partners),
        cells=cells if found else {},
        looked_at=before["happened_at"] if before else None,
    )


def note_safety_look(actor: Actor) -> None:
    """Keep that the viewer has looked now: what comes in later is marked as new. Raises NoRight."""
    home = actor.at_safety(LOOK).home
    record_action(home, actor.email, LOOK, "all")


def _cells(store: Store, counts: dict[tuple[int, str], Concerns], months: set[int]) -> list[Concerns]:
    periods = store.definitions.periods
    rows = [(periods.parse(row["month"]) or 0, row) for row in read_reporting(store)]
    return [
        counts.get((month, row["partner_code"])) or Concerns(month, row["partner_code"], None, row["state"])
        for month, row in rows
        if month in months
    ]


def _read_counts(store: Store, found: list[Indicator]) -> dict[tuple[int, str], Concerns]:
    """What the newest workbook of each partner and month says, summed over its rows and over the indicators."""
    sums: defaultdict[str, int] = defaultdict(int)
    with store.open() as connection:
        newest = fetch_dicts(connection, _NEWEST)
        for one in (one for indicator in found for one in linear_sums(indicator)):
            query = (
                f"SELECT submission_id, sum({one.sql()}) AS n FROM {table_name(one.sheet)} "
                f"WHERE {one.reported_sql()} GROUP BY submission_id"
            )
            for row in fetch_dicts(connection, query):
                sums[row["submission_id"]] += int(row["n"] or 0)
    return {
        (int(row["month"]), row["partner_code"]): _concerns(row, sums) for row in newest if row["submission_id"] in sums
    }


def _concerns(row: dict[str, Any], sums: dict[str, int]) -> Concerns:
    state = WAITING if row["state"] == "received" else "accepted"
    return Concerns(int(row["month"]), row["partner_code"], sums[row["submission_id"]], state, row["received_at"])
