"""As of a past day: what a live calculation gave then, whatever has been corrected, returned or merged since."""

import random
from datetime import date, timedelta

import pytest

from etl.as_of import end_of, figures_as_of, is_from_store, past_figure, release_as_of
from etl.errors import UserError
from etl.merge import merge_things, unmerge_things
from etl.publish import publish_release
from etl.working_tables import copy_accepted
from tests.provenance.lives import decide, event, make_store, on_day, session, submit

pytestmark = pytest.mark.slow

FIRST_DAY = date(2016, 3, 1)
MONTHS = 3
PARTNERS = ("P01", "P02", "P05")


def rows_of(connection, definitions):
    """Everything that the calculation reads."""
    tables = [f"rows_{sheet}" for sheet in definitions.workbook.sheets] + ["reported"]
    return {table: sorted(map(repr, connection.execute(f"SELECT * FROM {table}").fetchall())) for table in tables}


class Desk:
    """Random but possible acts of partners and the coordinator, one or more a day."""

    def __init__(self, store, seed):
        """Nothing was sent yet."""
        self.store, self.rng, self.number = store, random.Random(seed), 0
        self.sent, self.revisions = [], {}

    def act(self, day):
        """One act of the day."""
        kind = self.rng.choice(("submit", "submit", "submit", "accept", "return", "merge"))
        if kind == "submit":
            self._submit(day)
        elif kind == "merge":
            self._merge(day)
        elif self.sent:
            decide(self.store, self.rng.choice(self.sent), {"accept": "accepted", "return": "returned"}[kind], day)

    def _submit(self, day):
        partner, month = self.rng.choice(PARTNERS), self.rng.randint(1, MONTHS)
        revision = self.revisions[partner, month] = self.revisions.get((partner, month), 0) + 1
        self.number += 1
        held = self.store.definitions.periods.first_day(month) + timedelta(days=7)
        rows = {
            # The same event at two houses, and none names an organiser: something to merge.
            "EVENTS": [event(partner, month, held, "BG", participants_n=self.rng.randint(5, 50))],
            "TRAININGS": [session(partner, month, held, "BG", self.rng.randint(0, 9))],
        }
        state = self.rng.choice(("accepted", "accepted", "received"))
        self.sent.append(submit(self.store, partner, month, rows, day, revision, state))

    def _merge(self, day):
        month = self.rng.randint(1, MONTHS)
        first, second = self.rng.sample(PARTNERS, 2)
        codes = [f"EV-{partner}-{month:03d}" for partner in (first, second)]
        then = on_day(self.store, day)
        try:
            if self.rng.random() < 0.3:
                unmerge_things(then, *codes, who="test")
            merge_things(then, *codes, organiser=first, who="test")
        except UserError:
            return  # One of the two is not accepted that day, or not merged: nothing happens.


@pytest.mark.parametrize("seed", range(3))
def test_replaying_any_sequence_gives_what_was_known_at_each_day(seed, tmp_path):
    store = make_store(tmp_path / "home")
    desk, lived = Desk(store, seed), {}
    for number in range(8):
        day = FIRST_DAY + timedelta(days=2 * number)
        for _ in range(desk.rng.randint(1, 3)):
            desk.act(day)
        live = rows_of(copy_accepted(store, MONTHS), store.definitions)
        lived[day] = live, _values(store, day)
    assert len({repr(one) for one in lived.values()}) > 4, "nothing has changed: this proves nothing"
    for day, (rows, values) in lived.items():
        moment = end_of(day + timedelta(days=desk.rng.randint(0, 1)))
        assert rows_of(copy_accepted(store, MONTHS, moment), store.definitions) == rows, day
        assert _values(store, day) == values, day


def _values(store, day):
    rows = figures_as_of(store, "OP-20" if day.day % 4 else "PR-02", MONTHS, end_of(day))
    return {(row["indicator_code"], row["breakdown"], row["category"]): (row["state"], row["value"]) for row in rows}


def test_a_correction_changes_the_past_month_but_not_what_was_known_of_it(tmp_path):
    store = make_store(tmp_path / "home")
    submit(store, "P01", 2, {"EVENTS": [event("P01", 1, date(2016, 2, 9), "BG", participants_n=20)]}, date(2016, 3, 10))
    submit(
        store,
        "P01",
        2,
        {"EVENTS": [event("P01", 1, date(2016, 2, 9), "BG", participants_n=25)]},
        date(2016, 4, 10),
        revision=2,
    )
    now = on_day(store, date(2016, 5, 1))
    known = [past_figure(now, "OP-20", 2, "total", "all", date(2016, month, 20)) for month in (3, 4)]
    assert [one.row["value"] for one in known] == [20, 25]
    assert [[source.revision for source in one.sources] for one in known] == [[1], [2]]
    assert known[0].sources[0].rows == (3,)


def test_the_future_and_months_that_had_not_begun_are_refused(tmp_path):
    store = on_day(make_store(tmp_path / "home"), date(2016, 5, 1))
    with pytest.raises(UserError, match="not over yet"):
        past_figure(store, "OP-20", 2, "total", "all", date(2016, 5, 2))
    with pytest.raises(UserError, match="had not begun"):
        past_figure(store, "OP-20", 4, "total", "all", date(2016, 3, 31))
    with pytest.raises(UserError, match="Known: total all"):
        past_figure(store, "OP-20", 4, "country", "XX", date(2016, 4, 30))


def test_figures_about_people_are_never_calculated_for_a_past_day(tmp_path):
    definitions = make_store(tmp_path / "home").definitions
    people = {one.code for one in definitions.indicators if one.disclosure_class != "C"} | {"OP-01", "OP-02"}
    # Day by day, centres would be counted by partner.
    people |= {one.code for one in definitions.indicators if one.sheet == "SURVEY"}
    for one in definitions.indicators:
        assert is_from_store(definitions, one.code, "total") is (one.code not in people)
    assert not is_from_store(definitions, "OP-09", "sex")


def test_the_release_of_a_past_day_is_the_one_that_was_in_force(tmp_path):
    store = make_store(tmp_path / "home")
    first = publish_release(on_day(store, date(2016, 7, 18)), 6)
    publish_release(on_day(store, date(2016, 7, 20)), 6, is_draft=True)
    second = publish_release(on_day(store, date(2016, 8, 1)), 6, supersedes=first.release_id, reason="a wrong name")
    assert release_as_of(store.home, date(2016, 7, 31)).release_id == first.release_id
    assert release_as_of(store.home, date(2016, 8, 1)).release_id == second.release_id
    with pytest.raises(UserError, match="No release was out"):
        release_as_of(store.home, date(2016, 7, 17))
