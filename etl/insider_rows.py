"""What each partner knows of its own women: its accepted rows of the ledger sheet, as known at each release.

For the auditor alone, which attacks every release also as one of the partners would.
"""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from etl.schema import submissions_at, table_name
from etl.store import Store, fetch_dicts

Rows = list[dict[str, Any]]


def read_insiders(store: Store, release_ids: Iterable[str]) -> dict[str, dict[str, Rows]]:
    """Rows by partner and release, each with `month` (a number) and the sheet's columns.

    A release that the store doesn't know is the one being built: its rows are those of now. Without ledgers nobody
    knows anything.
    """
    ledgers = store.definitions.disclosure.ledgers
    if ledgers is None:
        return {}
    found: dict[str, dict[str, Rows]] = {partner.code: {} for partner in store.definitions.partners}
    with store.open() as opened:
        moments = dict(opened.execute("SELECT release_id, as_of FROM release").fetchall())
        for release_id in release_ids:
            for own in found.values():
                own[release_id] = []
            query = _query(ledgers.sheet, moments.get(release_id))
            for row in fetch_dicts(opened, query):
                found.setdefault(row["partner_code"], {}).setdefault(release_id, []).append(row)
    return found


def _query(sheet: str, moment: datetime | None) -> str:
    return (
        f"SELECT t.*, s.partner_code, s.month FROM {table_name(sheet)} t JOIN {submissions_at(moment)} s "
        "USING (submission_id) WHERE s.state = 'accepted'"
    )
