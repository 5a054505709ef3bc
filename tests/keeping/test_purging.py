"""When the time for which things are kept is over, rows and then names go; before that nothing does."""

from dataclasses import replace
from datetime import date

import pytest

from etl.access import grant_access, list_access, read_trail
from etl.contact_note import append_note, list_notes
from etl.erasure.purge import TooEarly, plan_purge, purge
from etl.erasure.retention import day_after
from etl.errors import UserError
from etl.publish import publish_release
from etl.store import Store
from tests.keeping.conftest import WHO, code, files, holding, rows  # noqa: F401

# The mini project ends on 28 February 2021; rows are kept for 12 months, names for 18.
LAST, FIRST, NAMES = date(2022, 2, 28), date(2022, 3, 1), date(2022, 8, 29)


def on(store, day):
    return Store(store.home.at(day), store.definitions)


def test_before_the_day_it_refuses_with_the_day_and_changes_nothing(store):
    before = files(store.home)
    for ask in (plan_purge, lambda early: purge(early, WHO)):
        with pytest.raises(TooEarly, match="1 Mar 2022"):
            ask(on(store, LAST))
    assert files(store.home) == before


def test_on_the_day_all_rows_go_and_releases_sums_and_the_journal_stay(store, code):  # noqa: F811
    grant_access(store.home, "officer@example.org", "partner", "P01", WHO)
    releases = {path.name: path.read_bytes() for path in store.home.releases.iterdir()}
    amounts = rows(store, "SELECT indicator_code, block, part, sum(amount) FROM ledger_entry GROUP BY ALL ORDER BY ALL")
    journal = rows(store, "SELECT partner_code, month, revision, received_at FROM submission ORDER BY ALL")
    [certificate] = purge(on(store, FIRST), WHO)
    assert certificate.what == "all rows of all partners"
    for table in ("cover", "circles", "courses"):
        assert rows(store, f"SELECT count(*) FROM sheet_{table}") == [(0,)]
    assert {path.name: path.read_bytes() for path in store.home.releases.iterdir()} == releases
    query = "SELECT indicator_code, block, part, sum(amount) FROM ledger_entry GROUP BY ALL ORDER BY ALL"
    assert rows(store, query) == amounts
    assert rows(store, "SELECT partner_code, month, revision, received_at FROM submission ORDER BY ALL") == journal
    assert holding(store.home, code) == []
    assert [role.email for role in list_access(store.home)] == ["officer@example.org"], "names have a day of their own"


def test_notes_go_with_the_rows_also_of_a_partner_that_never_sent_anything(store):
    silent = store.definitions.partners[-1].code
    append_note(store.home, store.definitions, silent, None, "has no officer yet", WHO)
    purge(on(store, FIRST), WHO)
    assert list_notes(store.home) == []
    assert holding(store.home, "has no officer yet") == []


def test_names_go_on_their_own_day_and_certificates_stay(store):
    grant_access(store.home, "officer@example.org", "partner", "P01", "head@example.org")
    purge(on(store, FIRST), WHO)
    with pytest.raises(TooEarly, match="29 Aug 2022"):
        purge(on(store, date(2022, 8, 28)), WHO)
    [certificate] = purge(on(store, NAMES), WHO)
    assert "e-mail" in certificate.what
    assert list_access(store.home) == []
    assert holding(store.home, "officer@example.org") == [] == holding(store.home, "head@example.org")
    assert [row["action"] for row in read_trail(store.home)] == ["erase", "erase"]
    with pytest.raises(TooEarly, match="purged already"):
        purge(on(store, NAMES), WHO)


def test_after_both_days_one_purge_does_both(store):
    assert [one.what.split()[1] for one in purge(on(store, NAMES), WHO)] == ["rows", "e-mail"]


def test_nothing_is_published_without_rows(store):
    purge(on(store, FIRST), WHO)
    with pytest.raises(UserError, match="All rows were erased on"):
        publish_release(on(store, FIRST), 12)


def test_what_would_go_is_listed_first(store):
    late = on(store, FIRST)
    [plan] = plan_purge(late)
    assert plan.counts.rows["CIRCLES"] > 20 and rows(store, "SELECT count(*) FROM sheet_circles") != [(0,)]


def test_a_month_without_such_a_day_ends_on_its_last_one(store):
    project = store.definitions.project
    ends = project.calendar.model_copy(update={"end": date(2020, 8, 31)})
    other = store.definitions.model_copy(update={"project": project.model_copy(update={"calendar": ends})})
    assert day_after(other, 6) == date(2021, 3, 1)
    assert day_after(other, 18) == date(2022, 3, 1)


def test_definitions_that_do_not_say_how_long_are_told_so(store):
    project = store.definitions.project.model_copy(update={"retention": None})
    silent = replace(on(store, NAMES), definitions=store.definitions.model_copy(update={"project": project}))
    with pytest.raises(UserError, match="add `retention` to project.yaml"):
        purge(silent, WHO)
