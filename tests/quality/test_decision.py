"""What the coordinator makes of a query sticks until its facts change; decisions are only ever added."""

import json
import time

import pytest
from typer.testing import CliRunner

from etl.access import read_trail
from etl.cli.app import app
from etl.errors import UserError
from etl.quality.decision import decide_query, list_queries
from etl.quality.find import find_queries
from etl.quality.known import read_known
from indicators.texts import Texts
from tests.quality.conftest import ONE, OTHER, WHO, conference, send


@pytest.fixture
def double(store):
    """A workbook with one question: as many people informed as present."""
    send(store, "P01", conference(ONE, participants_n=40, reach_n=40, reach_method="COUNTED"))
    [asked] = list_queries(store)
    assert (asked.query.code, asked.query.partner, asked.decision) == ("Q-C03", "P01", "open")
    return asked.query


def correct(store, revision, **values):
    values = {"participants_n": 40, "reach_n": 40, "reach_method": "COUNTED"} | values
    return send(store, "P01", conference(ONE, **values), cover={"revision_no": revision})


def test_an_explained_query_stays_away_until_its_facts_change(store, double):
    decide_query(store, double.key, "explained", "The hall and the live stream had the same number.", WHO)
    assert list_queries(store) == []
    [shown] = list_queries(store, with_explained=True)
    assert (shown.decision, shown.answer.who) == ("explained", WHO)

    correct(store, 2, scope="NATIONAL")
    assert list_queries(store) == [], "another revision with the same numbers is the same question"
    correct(store, 3, participants_n=41, reach_n=41)
    [again] = list_queries(store)
    assert (again.query.key, again.decision) == (double.key, "open")
    correct(store, 4, participants_n=41, reach_n=30)
    assert list_queries(store, with_explained=True) == []


def test_a_partner_that_was_asked_stays_in_the_list(store, double):
    decide_query(store, double.key, "asked", "", WHO)
    [asked] = list_queries(store)
    assert asked.decision == "asked"
    decide_query(store, double.key, "explained", "Two counts of the same evening, both right.", WHO)
    decide_query(store, double.key, "open", "", WHO)
    [asked] = list_queries(store)
    assert asked.decision == "open"
    with store.open() as connection:
        kept = connection.execute("SELECT decision FROM query_decision ORDER BY decision_id").fetchall()
    assert [decision for (decision,) in kept] == ["asked", "explained", "open"]


def test_an_explanation_needs_words_without_personal_data(store, double):
    for decision, note in (("explained", " "), ("explained", "Maria, +359 888 123 456"), ("settled", "as it is")):
        with pytest.raises(UserError):
            decide_query(store, double.key, decision, note, WHO)
    with pytest.raises(UserError, match="no query"):
        decide_query(store, "Q-C03-0000000000", "asked", "", WHO)
    assert [asked.decision for asked in list_queries(store)] == ["open"]


def test_looking_changes_nothing_in_the_store(store, double):
    before = store.version()
    list_queries(store)
    with store.open() as connection:
        assert connection.execute("SELECT count(*) FROM query_decision").fetchone() == (0,)
    assert store.version() == before


def test_a_waiting_or_returned_workbook_raises_no_question_on_its_numbers(store):
    send(store, "P02", conference(OTHER))
    waits = send(store, "P01", conference(ONE, participants_n=40, reach_n=40, reach_method="COUNTED"))
    assert waits.state == "received"
    assert [asked.query.code for asked in list_queries(store)] == ["Q-J01"], "only that the two may be one"


def test_the_command_lists_and_answers(store, double, monkeypatch):
    monkeypatch.setenv("WEGO_HOME", str(store.home.path))
    monkeypatch.setenv("WEGO_TODAY", "2016-08-01")

    def run(*arguments):
        return CliRunner().invoke(app, ["review", *arguments])

    [told] = json.loads(run("queries", "--json").stdout)["queries"]
    assert (told["key"], told["severity"], told["rows"], told["decision"]) == (double.key, "query", [3], "open")
    assert double.ask(Texts("en")) in run("queries").stdout
    assert run("answer", double.key, "explained").exit_code == 2
    assert run("answer", double.key, "explained", "--note", "Both counts are right.").exit_code == 0
    assert json.loads(run("queries", "--json").stdout)["queries"] == []
    assert len(json.loads(run("queries", "--all", "--json").stdout)["queries"]) == 1
    newest = read_trail(store.home)[0]
    assert (newest["action"], newest["object"], newest["detail"]) == ("query.explained", "P01 M05", double.key)


def test_nothing_of_it_is_in_a_release(store, double):
    import duckdb

    from etl.publish import publish_release

    decide_query(store, double.key, "asked", "Both counts are right.", WHO)
    published = publish_release(store, 5)
    with duckdb.connect(str(published.path), read_only=True) as connection:
        tables = [name for (name,) in connection.execute("SELECT table_name FROM duckdb_tables()").fetchall()]
        told = ["Both counts", double.key, double.found(Texts("en"))]
        for table in tables:
            content = str(connection.execute(f'SELECT * FROM "{table}"').fetchall())
            assert not [text for text in told if text in content], table


def test_a_demo_home_is_looked_through_in_well_under_a_second(published_home):
    from etl.store import Store
    from indicators.load import load_definitions

    store = Store(published_home, load_definitions())
    list_queries(store)
    start = time.perf_counter()
    list_queries(store)
    assert time.perf_counter() - start < 1


def test_the_demo_store_has_no_open_question_in_its_first_months(published_home):
    from etl.store import Store
    from indicators.load import load_definitions

    known = read_known(Store(published_home, load_definitions()))
    assert sum(len(rows) for rows in known.rows.values()) > 100
    assert find_queries(known) == [], "the tenfold reach of M05 was corrected in M06"
