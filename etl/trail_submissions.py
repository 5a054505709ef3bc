"""Which submissions the entries of the audit trail are about: partner, month and revision in place of a number.

The trail holds the number alone; the store knows the rest, of old entries as well. What was erased keeps its number.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from etl.store import Store, fetch_dicts

# Actions whose object is a submission.
_ABOUT_SUBMISSIONS = ("submit", "review.accept", "review.return")
_QUERY = """SELECT submission_id, partner_code, month, revision FROM submission
WHERE list_contains(?, submission_id)"""


@dataclass(frozen=True)
class Told:
    """A submission as people know it."""

    partner: str
    month: int
    revision: int


def find_submissions(store: Store, entries: Iterable[Mapping[str, Any]]) -> dict[str, Told]:
    """By its number, each submission that one of the entries is about and that the store still holds."""
    wanted = sorted({str(one["object"]) for one in entries if one["action"] in _ABOUT_SUBMISSIONS})
    # Most pages of the trail name none: then the store stays closed.
    if not wanted:
        return {}
    with store.open() as connection:
        found = fetch_dicts(connection, _QUERY, [wanted])
    return {str(row["submission_id"]): Told(row["partner_code"], row["month"], row["revision"]) for row in found}
