"""What a partner sees of itself is what the release tells of it, wherever the release tells it by partner."""

from dataclasses import replace

import duckdb
import pytest

from etl.actor import Actor
from etl.services import read_own_figures


def released(store):
    [path] = store.home.releases.glob("*.duckdb")
    query = (
        "SELECT category, indicator_code, month, state, value FROM figure WHERE breakdown = 'partner' AND class = 'C'"
    )
    with duckdb.connect(str(path), read_only=True) as connection:
        return connection.execute(query).fetchall()


def own(store, partner):
    home = replace(store.home, kind="demo")
    return read_own_figures(Actor(home, store.definitions, "", "partner", partner, is_demo=True), partner)


def test_another_projects_own_figures_are_the_released_ones_by_partner(store):
    figures = {partner.code: own(store, partner.code) for partner in store.definitions.partners}
    rows = released(store)
    assert {state for _partner, _code, _month, state, _value in rows} >= {"value"}
    for partner, code, month, state, value in rows:
        found = figures[partner].at(code, int(month[1:]))
        assert (found.state, found.value) == (state, value), (partner, code, month)


def test_women_of_all_partners_together_are_at_least_those_in_closed_blocks(store):
    [path] = store.home.releases.glob("*.duckdb")
    guard = store.definitions.disclosure.ledgers.guard
    with duckdb.connect(str(path), read_only=True) as connection:
        query = "SELECT value FROM figure WHERE indicator_code = ? AND month = 'M06' AND category = 'all'"
        [[shown]] = connection.execute(query, [guard]).fetchall()
    counted = sum(own(store, one.code).at(guard, 6).value or 0 for one in store.definitions.partners)
    if shown is None:
        pytest.skip("nothing was closed at M06")
    assert counted >= shown
