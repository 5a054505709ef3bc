"""Every release is calculated twice before it leaves; what was compared stands in it, and a difference stops it."""

import duckdb
import pytest

from etl.errors import UserError
from etl.publish import publish_release
from etl.store import Store, fetch_dicts
from tests.verification.registry import with_indicator


def read(path, query):
    with duckdb.connect(str(path), read_only=True) as connection:
        return fetch_dicts(connection, query)


def test_a_release_says_what_was_compared_indicator_by_indicator(store):
    told = []
    published = publish_release(store, 12, on_progress=told.append)
    assert "Verifying by a second calculation" in told
    [verification] = read(published.path, "SELECT * FROM verification")
    [count] = read(published.path, "SELECT count(*) AS n, count(DISTINCT indicator_code) AS codes FROM figure")
    assert verification["figures_compared_n"] == count["n"]
    assert verification["differences_n"] == 0
    assert verification["detail"] == ""
    detail = read(published.path, "SELECT * FROM verification_detail")
    assert len(detail) == count["codes"]
    assert sum(row["figures_compared_n"] for row in detail) == count["n"]
    assert sum(row["values_compared_n"] for row in detail) > 0
    assert not any(row["differences_n"] for row in detail)


def test_a_difference_stops_the_release_and_leaves_nothing_behind(store):
    # What only the second calculation reads says something else than what the first was loaded from.
    source = with_indicator(store.definitions, "OP-04", baseline={"value": 5})
    doubting = Store(store.home, store.definitions.model_copy(update={"source": source}))
    before = sorted(store.home.releases.iterdir())
    with pytest.raises(UserError, match="Two calculations disagree.*OP-04"):
        publish_release(doubting, 12)
    assert sorted(store.home.releases.iterdir()) == before
    with store.open() as connection:
        assert connection.execute("SELECT max(month) FROM release").fetchone() == (6,)


def test_every_release_of_the_demo_was_calculated_twice(published_home):
    paths = sorted(published_home.releases.glob("[!.]*.duckdb"))
    assert paths
    for path in paths:
        [verification] = read(path, "SELECT * FROM verification")
        [count] = read(path, "SELECT count(*) AS n FROM figure")
        assert (verification["figures_compared_n"], verification["differences_n"]) == (count["n"], 0)
