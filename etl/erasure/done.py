"""That rows were erased: then nothing is published without them, and no earlier day can be calculated any more."""

from datetime import date

import duckdb

from etl.errors import UserError
from etl.store import Store
from indicators.texts import N_


def find_purge(connection: duckdb.DuckDBPyConnection) -> date | None:
    """The day on which all rows were erased, None as long as there are any."""
    found = connection.execute("SELECT max(happened_at) FROM erasure WHERE kind = 'all'").fetchone()
    return found[0].date() if found and found[0] else None


def expect_rows(store: Store) -> None:
    """Raise UserError when all rows were erased: from then on nothing can be calculated, releases stay."""
    with store.open() as connection:
        purged = find_purge(connection)
    if purged:
        raise UserError(
            N_("All rows were erased on {day}: nothing can be published any more. The releases stay."), day=purged
        )


def expect_known(store: Store, day: date) -> None:
    """Raise UserError when rows were erased after a day: what was known then can't be calculated any more."""
    with store.open() as connection:
        found = connection.execute("SELECT max(happened_at) FROM erasure").fetchone()
    if found and found[0] and found[0].date() > day:
        raise UserError(
            N_("Rows were erased on {erased_on}: what was known on {day} tells only the release of that time."),
            erased_on=found[0].date(),
            day=day,
        )
