"""States of submissions: each change is one more row, the newest counts."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Literal

import duckdb

from etl.clock import new_id
from etl.store import append_rows

# State of what intake stores: it counts at once, or it waits for the coordinator.
State = Literal["accepted", "received"]


def append_states(
    connection: duckdb.DuckDBPyConnection,
    states: Iterable[tuple[str, str]],
    moment: datetime,
    who: str,
    reason: str | None = None,
) -> None:
    """Append a state to each submission, given as id and state."""
    append_rows(
        connection,
        "submission_state",
        [
            {
                "submission_id": submission_id,
                "state": state,
                "happened_at": moment,
                "who": who,
                "reason": reason,
                "state_id": new_order_id(),
            }
            for submission_id, state in states
        ],
    )


def new_order_id() -> str:
    """An id that orders what happened at one simulated moment: a demo home's clock stands still for a day."""
    return new_id(datetime.now(UTC))
