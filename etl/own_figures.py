"""A partner's own figures from its own accepted rows, as of now: for the partner itself and nobody else."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.access import record_action
from etl.actor import Actor
from etl.review import read_reporting
from etl.store import Store, fetch_dicts
from etl.working_tables import add_due, copy_accepted, reported_months
from indicators.calculate.coverage import Reports
from indicators.calculate.facts import build_facts
from indicators.calculate.measure import build_planned
from indicators.calculate.own import OwnValue, calculate_own, rows_behind

_ACTION = "figures.own"


@dataclass(frozen=True)
class OwnRows:
    """Rows of one workbook that an indicator counts in the last month."""

    month: int
    revision: int
    sheet: str
    rows: tuple[int, ...]


@dataclass(frozen=True)
class OwnFigures:
    """Values by indicator and month (1 … `until`), and the rows behind those of the last month.

    `accepted` are the months with an accepted workbook. `stamp` tells the state that they were calculated from.
    """

    partner: str
    until: int
    accepted: frozenset[int]
    values: Mapping[str, tuple[OwnValue, ...]]
    rows: Mapping[str, tuple[OwnRows, ...]]
    stamp: tuple[Any, ...]

    def at(self, code: str, month: int) -> OwnValue | None:
        """The value of a month; None for a month that has no figure yet."""
        return self.values[code][month - 1] if code in self.values and 1 <= month <= self.until else None


def read_own_figures(actor: Actor, partner: str, known: OwnFigures | None = None) -> OwnFigures:
    """Calculate a partner's figures, or give `known` back while nothing has changed; raises NoRight.

    Who may see them is asked at every call, whatever is known. That somebody looked is recorded, once for each state of
    the store; nothing of what was seen.
    """
    store = actor.at_own(partner, _ACTION)
    stamp = (partner, store.version(), store.home.today(), store.definitions.version)
    if known is not None and known.stamp == stamp:
        return known
    record_action(actor.home, actor.email, _ACTION, partner)
    return _calculate(store, partner, stamp)


def _calculate(store: Store, partner: str, stamp: tuple[Any, ...]) -> OwnFigures:
    definitions, periods, today = store.definitions, store.definitions.periods, store.home.today()
    sent = _accepted(store, partner)
    over = sum(today > periods.last_day(month) for month in range(1, periods.count + 1))
    until = max([over, 1, *(month for month, _revision in sent.values())])
    connection = copy_accepted(store, until, partner=partner)
    with connection:
        reporting = [row for row in read_reporting(store, until) if row["partner_code"] == partner]
        add_due(connection, reporting, today)
        build_facts(connection, definitions, until)
        build_planned(connection, definitions)
        connection.execute("DELETE FROM planned WHERE lead <> ?", [partner])
        reports = Reports(definitions, reported_months(connection, definitions))
        values = calculate_own(connection, definitions, reports, partner, until)
        rows: dict[str, list[OwnRows]] = {}
        for code, submission_id, sheet, numbers in rows_behind(connection, definitions, until):
            rows.setdefault(code, []).append(OwnRows(*sent[submission_id], sheet, numbers))
    accepted = frozenset(month for month, _revision in sent.values())
    return OwnFigures(partner, until, accepted, values, {code: tuple(own) for code, own in rows.items()}, stamp)


def _accepted(store: Store, partner: str) -> dict[str, tuple[int, int]]:
    """Month and revision of the workbooks that count, by submission."""
    query = (
        "SELECT submission_id, month, revision FROM submission_now WHERE partner_code = ? AND state = 'accepted' "
        "ORDER BY month"
    )
    with store.open() as connection:
        found = fetch_dicts(connection, query, [partner])
    return {row["submission_id"]: (row["month"], row["revision"]) for row in found}
