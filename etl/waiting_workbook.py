"""What a workbook that waits for the coordinator holds: she decides on its rows, not on its queries alone."""

from collections.abc import Iterable, Mapping
from typing import Any

from etl.actor import Actor
from etl.history import read_history
from etl.issue import Issue
from etl.judge import Checked
from etl.stored_rows import restore_workbook


def read_waiting_workbook(
    actor: Actor, partner: str, submission_id: str, issues: Iterable[Mapping[str, Any]]
) -> Checked | None:
    """A waiting submission as it was understood, with its queries; None once it has been decided. Raises NoRight."""
    store = actor.at_desk("review.read")
    held = read_history(store, partner).newest.values()
    record = next((one for one in held if one.submission_id == submission_id and one.state == "received"), None)
    if record is None:
        return None
    queries = tuple(Issue(**issue) for issue in issues)
    return Checked("", "accepted", queries, restore_workbook(store.definitions, record))
