"""A random life with joint events, revisions, gaps and late workbooks, published twice."""

from pathlib import Path

import pytest

from etl.publish import publish_release
from tests.provenance.lives import Life, make_store, on_day, submit

UNTIL = 12


@pytest.fixture(scope="session")
def lived(tmp_path_factory) -> Path:
    """The release of M12; an earlier one of M06 has closed its own blocks. Read it, but don't write to it."""
    store = make_store(tmp_path_factory.mktemp("life"))
    life, again = Life(store.definitions, 4), []
    for partner, month, sheets, day in life.months(UNTIL):
        submit(store, partner, month, sheets, day)
        if life.rng.random() < 0.1:
            again.append((partner, month, sheets))
    for partner, month, sheets in again:
        later = store.definitions.periods.due_day(UNTIL)
        submit(store, partner, month, sheets | {"EVENTS": sheets["EVENTS"][1:]}, later, revision=2)
    early = on_day(store, store.definitions.periods.due_day(6))
    publish_release(early, 6)
    return publish_release(on_day(store, store.definitions.periods.due_day(UNTIL)), UNTIL).path
