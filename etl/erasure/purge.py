"""The end of the time for which things are kept: all rows go, then all names; releases and definitions stay."""

from dataclasses import dataclass
from datetime import date

from etl.erasure.certificate import Certificate
from etl.erasure.erase import Plan, erase_rows, plan_erasure
from etl.erasure.retention import day_after, demand_retention
from etl.erasure.scope import Scope, scope_of_all, scope_of_names
from etl.errors import UserError
from etl.store import Store
from indicators.texts import N_


class TooEarly(UserError):
    """The time for which rows are kept is not over."""

    exit_code = 1


@dataclass(frozen=True)
class Purge:
    """A step of a purge: what goes, from which day on it may, whether that day has come and it was not done yet."""

    scope: Scope
    from_day: date
    is_due: bool
    is_done: bool


def read_steps(store: Store) -> list[Purge]:
    """Both steps, the rows first; raises UserError when the definitions don't say how long things are kept."""
    kept, today = demand_retention(store.definitions), store.home.today()
    with store.open() as connection:
        done = {kind for (kind,) in connection.execute("SELECT DISTINCT kind FROM erasure").fetchall()}
    steps = ((scope_of_all(), kept.rows_months), (scope_of_names(), kept.access_months))
    days = [(scope, day_after(store.definitions, months)) for scope, months in steps]
    return [Purge(scope, day, today >= day, scope.kind in done) for scope, day in days]


def due_steps(store: Store) -> list[Purge]:
    """The steps that may be done now; raises TooEarly with the day from which one may."""
    steps = [one for one in read_steps(store) if not one.is_done]
    due = [one for one in steps if one.is_due]
    if not steps:
        raise TooEarly(N_("Everything that is not kept for good was purged already."))
    if not due:
        told = N_("Rows and names are kept until the time of the grant is over. From {day} on this works.")
        raise TooEarly(told, day=min(one.from_day for one in steps))
    return due


def plan_purge(store: Store) -> list[Plan]:
    """What would go now; raises TooEarly."""
    return [plan_erasure(store, one.scope) for one in due_steps(store)]


def purge(store: Store, who: str) -> list[Certificate]:
    """Erase what is no longer kept, with a certificate for each step; raises TooEarly."""
    kept = demand_retention(store.definitions)
    reason = f"The time for which they are kept is over ({kept.rows_months} and {kept.access_months} months)."
    return [erase_rows(store, one.scope, reason, who) for one in due_steps(store)]
