"""The same in the file of the access list, audit trail, requests and notes: texts changed, the file packed anew."""

import sqlite3
from collections.abc import Collection, Iterable
from contextlib import closing

from etl.access_file import open_access_file
from etl.contact_note import forget_notes
from etl.erasure.texts import ERASED, drop_all_but, replace_in_access_file
from etl.home import Home
from etl.unlock_request import forget_reasons

_WAIT_SECONDS = 30
# What an erasure is called in the audit trail.
ACTION = "erase"


def clean_access_file(home: Home, codes: Iterable[str], partners: Collection[str] | None = ()) -> int:
    """Take codes out of all its texts, and what was said in requests and notes of `partners` (None: of all).

    Returns how many texts changed.
    """
    with open_access_file(home) as connection:
        changed = replace_in_access_file(connection, codes)
        changed += forget_reasons(connection, partners, ERASED) + forget_notes(connection, partners)
    pack_access_file(home)
    return changed


def drop_access(home: Home) -> int:
    """Forget the access list, requests, notes and trail, but for certificates of erasures; returns how many rows."""
    with open_access_file(home) as connection:
        dropped = drop_all_but(connection, "audit_trail", "action", ACTION)
    pack_access_file(home)
    return dropped


def pack_access_file(home: Home) -> None:
    """Write the file anew: SQLite, too, keeps what was changed until the page is used again, and in its log."""
    with closing(sqlite3.connect(home.access_path, timeout=_WAIT_SECONDS, isolation_level=None)) as connection:
        connection.execute("VACUUM")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
