"""A home as it was before its first release: everything that partners sent, nothing that was released."""

import shutil
from datetime import date
from pathlib import Path

from etl.home import Home, open_home
from etl.review import return_submission
from etl.store import Store
from indicators.load import Definitions
from tests.whole_way.mini import live

_OF_RELEASES = ("release", "ledger_entry", "closing_done", "closed_figure")


def live_mini(folder: Path) -> Home:
    """A demo home of the mini project on the day after M06, its first closing, was due; nothing is released."""
    *_earlier, (store, _month) = live(open_home(folder, "demo"), 6)
    return open_home(folder).remember_day(store.home.today())


def copy_unpublished(home: Home, definitions: Definitions, folder: Path, day: date) -> Store:
    """A copy of a home on a day, without its releases and their ledger."""
    copied = open_home(Path(shutil.copytree(home.path, folder))).remember_day(day)
    for path in copied.releases.glob("*.duckdb"):
        path.unlink()
    store = Store(copied, definitions)
    with store.open() as connection:
        for table in _OF_RELEASES:
            connection.execute(f"DELETE FROM {table}")
    return store


def give_back(store: Store, partner: str, month: int) -> None:
    """The coordinator returns what a partner sent for a month: the partner is absent from then on."""
    with store.open() as connection:
        query = "SELECT submission_id FROM submission_now WHERE partner_code = ? AND month = ? AND state = 'accepted'"
        found = connection.execute(query, [partner, month]).fetchone()
    assert found, f"{partner} has nothing accepted of month {month}"
    return_submission(store, found[0], "head@example.org", "Count the women again.")
