"""No function behind the pages' door opens the store, or a partner's waiting files, for who has no right to it."""

import inspect
from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace

import pytest

from etl import services
from etl.access import grant_access, read_trail, revoke_access
from etl.actor import Actor, NoRight
from etl.home import open_home
from etl.sign_in.sessions import ENDED, STARTED, OpenSession, note_event, real_now
from etl.store import Store
from indicators.load import load_definitions

ACTED = {
    name: function
    for name in services.__all__
    if inspect.isfunction(function := getattr(services, name)) and "actor" in inspect.signature(function).parameters
}
# What is not the coordinator's alone. A function that is in none of these is tried as one of the desk.
OWN = {
    "ask_for_unlock",
    "check_own_workbooks",
    "check_pending",
    "confirm_pending",
    "drop_pending",
    "list_pending",
    "make_template",
    "make_unchanged",
    "read_month_standings",
    "read_own_figures",
    "read_own_submissions",
    "read_refusals",
    "receive_workbooks",
}
SAFETY = {"note_safety_look", "read_safety"}
SESSION = {"end_other_sessions", "end_own_session", "read_own_sessions"}
DESK = sorted(ACTED.keys() - OWN - SAFETY - SESSION)
# What takes a home without an actor: it opens neither the store nor what waits.
_WITHOUT = {"admit", "find_settings", "list_releases"}
_PEOPLE = (
    ("", "reader", None),
    ("reader@example.org", "reader", None),
    ("evaluator@example.org", "evaluator", None),
    ("p01@example.org", "partner", "P01"),
    ("p02@example.org", "partner", "P02"),
    ("safe@example.org", "safeguarding", None),
    ("coordinator@example.org", "coordinator", None),
)


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    home = open_home(tmp_path_factory.mktemp("guards") / "home", "test").remember_day(date(2017, 8, 16))
    for email, role, partner in _PEOPLE:
        if email:
            grant_access(home, email, role, partner)
    return home


@pytest.fixture(autouse=True)
def no_store(monkeypatch):
    """The store is never reached: a guard that comes too late fails here, and not by what it happens to find."""

    def fail(*_about):
        pytest.fail("the store was opened before the right was asked for")

    monkeypatch.setattr(Store, "open", fail)


def call(name, actor):
    """Call a function of the door as an actor, everything else about partner P01."""
    thing = SimpleNamespace(partner="P01", month=5, request_id="R", set_id="S", reason="x", read=lambda: [])
    given = {"partner": "P01", "one": thing, "request": thing, "month": 5, "files": [], "releases": (), "months": (5,)}
    parameters = list(inspect.signature(ACTED[name]).parameters.values())[1:]
    needed = {one.name: given.get(one.name, "x") for one in parameters if one.default is inspect.Parameter.empty}
    return ACTED[name](actor, **needed)


def make(home, email, role, partner, **more):
    return Actor(home, load_definitions(), email, role, partner, **more)


def expect_refusal(home, name, actor):
    before = len(read_trail(home, action="refused"))
    with pytest.raises(NoRight):
        call(name, actor)
    (entry, *_older) = read_trail(home, action="refused")
    assert len(read_trail(home, action="refused")) == before + 1
    assert entry["who"] == (actor.email or "nobody")


def test_every_function_that_takes_a_home_takes_an_actor():
    functions = {name: getattr(services, name) for name in services.__all__}
    taking = {
        name
        for name, function in functions.items()
        if inspect.isfunction(function) and {"home", "store"} & inspect.signature(function).parameters.keys()
    }
    assert taking == _WITHOUT
    assert ACTED.keys() >= OWN | SAFETY | SESSION and len(DESK) > 20


@pytest.mark.parametrize("person", [one for one in _PEOPLE if one[1] != "coordinator"], ids=lambda one: one[0])
@pytest.mark.parametrize("name", DESK)
def test_the_desk_is_refused_to_everybody_but_the_coordinator(home, name, person):
    expect_refusal(home, name, make(home, *person))


@pytest.mark.parametrize("person", [one for one in _PEOPLE if one[2] != "P01"], ids=lambda one: one[0])
@pytest.mark.parametrize("name", sorted(OWN))
def test_what_is_a_partners_own_is_refused_to_everybody_else(home, name, person):
    expect_refusal(home, name, make(home, *person))


@pytest.mark.parametrize(
    "person", [one for one in _PEOPLE if one[1] not in ("coordinator", "safeguarding")], ids=lambda one: one[0]
)
@pytest.mark.parametrize("name", sorted(SAFETY))
def test_safety_is_refused_to_who_is_neither_coordinator_nor_safeguarding(home, name, person):
    expect_refusal(home, name, make(home, *person))


@pytest.mark.parametrize("name", sorted(SESSION))
def test_sessions_are_shown_to_nobody_without_one(home, name):
    with pytest.raises(NoRight):
        call(name, make(home, "reader@example.org", "reader", None))


@pytest.mark.parametrize(
    ("email", "role", "partner", "is_demo"),
    [
        ("reader@example.org", "coordinator", None, False),
        ("p01@example.org", "coordinator", None, False),
        ("stranger@example.org", "coordinator", None, False),
        ("", "coordinator", None, False),
        # The demo's switch opens nothing outside a demo home, whoever builds the actor.
        ("coordinator@demo.invalid", "coordinator", None, True),
    ],
)
def test_a_role_that_is_only_claimed_opens_nothing(home, email, role, partner, is_demo):
    expect_refusal(home, "read_waiting", make(home, email, role, partner, is_demo=is_demo))


@pytest.mark.parametrize(("email", "partner"), [("p02@example.org", "P01"), ("coordinator@example.org", "P01")])
def test_an_officers_partner_is_that_of_the_access_list(home, email, partner):
    expect_refusal(home, "read_own_submissions", make(home, email, "partner", partner))


@pytest.mark.parametrize("name", [*DESK, *sorted(SAFETY)])
def test_a_session_that_is_over_or_was_ended_opens_nothing_even_for_the_coordinator(home, name):
    actor = make(home, "coordinator@example.org", "coordinator", None)
    over = replace(actor, session=OpenSession("over", real_now() - timedelta(seconds=1)))
    expect_refusal(home, name, over)
    until = real_now() + timedelta(hours=1)
    note_event(home, "ended", actor.email, STARTED, until)
    note_event(home, "ended", actor.email, ENDED)
    expect_refusal(home, name, replace(actor, session=OpenSession("ended", until)))


def test_a_role_that_was_taken_away_opens_nothing_from_the_next_call_on(home):
    grant_access(home, "second@example.org", "coordinator")
    actor = make(home, "second@example.org", "coordinator", None)
    assert actor.at_desk("look").home == home
    revoke_access(home, "second@example.org")
    expect_refusal(home, "read_waiting", actor)
