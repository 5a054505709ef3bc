"""Who is let in by token, access list and session together; a session starts once and ends everywhere at once."""

from datetime import date, timedelta

import pytest

from etl.access import find_role, grant_access, read_trail, revoke_access
from etl.actor import Actor, NoRight
from etl.home import open_home
from etl.sign_in.admission import Admitted, admit
from etl.sign_in.identity import Refused
from etl.sign_in.own_sessions import end_other_sessions, end_own_session, read_own_sessions
from etl.sign_in.sessions import real_now
from etl.sign_in.settings_model import Rules
from indicators.load import load_definitions

_EMAIL = "coordinator@example.org"
_AGENT = "Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Gecko/20100101 Firefox/128.0"


@pytest.fixture
def home(tmp_path):
    # Its own day is years ago: a session goes by the real clock.
    home = open_home(tmp_path / "home", "test").remember_day(date(2017, 8, 16))
    grant_access(home, _EMAIL, "coordinator")
    return home


def claims(nonce="n1", email=_EMAIL, minutes_ago=1.0):
    now = real_now().timestamp()
    about = {"iss": "https://id.example.org", "sub": email, "email": email, "email_verified": True, "nonce": nonce}
    return about | {"iat": int(now - minutes_ago * 60), "exp": int(now + 3600)}


def enter(home, rules=None, **told):
    return admit(home, claims(**told), rules or Rules(), _AGENT)


def act(home, admitted):
    return Actor(home, load_definitions(), admitted.email, admitted.role, admitted.partner, session=admitted.session)


def actions(home):
    return [(row["action"], row["who"]) for row in read_trail(home)][::-1]


def test_a_known_person_is_let_in_and_the_session_starts_once(home):
    told = claims()
    first, second = (admit(home, told, Rules(), _AGENT) for _run in range(2))
    assert isinstance(first, Admitted) and first == second
    assert (first.email, first.role, first.partner) == (_EMAIL, "coordinator", None)
    assert actions(home)[1:] == [("session.start", _EMAIL)]
    (row,) = read_own_sessions(act(home, first))
    assert row.browser == "Firefox, Linux" and row.is_open(real_now())


def test_an_unknown_person_is_refused_with_one_entry_for_each_session(home):
    told = claims(email="Stranger@example.org")
    for _run in range(3):
        assert admit(home, told, Rules(), _AGENT) == Refused("unknown", "stranger@example.org")
    assert actions(home)[1:] == [("sign_in.unknown", "stranger@example.org")]


def test_a_role_that_was_taken_away_is_gone_at_the_next_run(home):
    told = claims()
    assert isinstance(admit(home, told, Rules(), _AGENT), Admitted)
    revoke_access(home, _EMAIL)
    assert admit(home, told, Rules(), _AGENT) == Refused("unknown", _EMAIL)


def test_another_role_holds_from_the_next_run_on_with_its_own_length(home):
    told = claims(minutes_ago=180)
    assert admit(home, told, Rules(), _AGENT) == Refused("expired", _EMAIL)
    grant_access(home, _EMAIL, "reader")
    assert admit(home, told, Rules(), _AGENT).role == "reader"


def test_a_running_session_never_becomes_longer_by_another_role(home):
    told = claims()
    first = admit(home, told, Rules(minutes={"coordinator": 20}), _AGENT)
    grant_access(home, _EMAIL, "reader")
    second = admit(home, told, Rules(), _AGENT)
    # Else it would outlive what the list of own sessions tells, and "end all other sessions" would leave it open.
    assert second.role == "reader" and second.session == first.session


def test_an_account_that_only_looks_like_the_coordinators_is_unknown(home):
    grant_access(home, "kat@example.org", "coordinator")
    assert admit(home, claims(email="\u212aat@example.org"), Rules()).reason == "unknown"
    assert find_role(home, "\u212aat@example.org") is None and find_role(home, "KAT@Example.org") is not None


def test_a_session_is_over_after_the_minutes_of_its_role(home):
    told = claims(minutes_ago=30)
    assert isinstance(admit(home, told, Rules(), _AGENT), Admitted)
    assert admit(home, told, Rules(minutes={"coordinator": 20}), _AGENT) == Refused("expired", _EMAIL)


def test_a_session_that_was_ended_opens_nothing_in_any_tab(home):
    here = enter(home)
    end_own_session(act(home, here))
    assert enter(home) == Refused("ended", _EMAIL)
    with pytest.raises(NoRight, match="session has ended"):
        act(home, here).at_desk("look")
    with pytest.raises(NoRight):
        read_own_sessions(act(home, here))
    assert actions(home)[-2:] == [("session.end", _EMAIL), ("refused", _EMAIL)]


def test_all_other_sessions_end_and_this_one_stays_and_nobody_elses_is_touched(home):
    grant_access(home, "p01@example.org", "partner", "P01")
    other_person = enter(home, email="p01@example.org", nonce="p")
    first, second, here = (enter(home, nonce=nonce) for nonce in ("a", "b", "c"))
    assert end_other_sessions(act(home, here)) == 2
    assert end_other_sessions(act(home, here)) == 0
    assert act(home, here).at_desk("look").home == home
    assert act(home, other_person).at_own("P01", "look").home == home
    for ended in (first, second):
        with pytest.raises(NoRight):
            act(home, ended).at_desk("look")
    assert {row.session_id for row in read_own_sessions(act(home, here))} == {
        one.session.session_id for one in (first, second, here)
    }


def test_a_call_after_the_end_of_the_token_is_refused(home):
    here = enter(home)
    late = Actor(home, load_definitions(), _EMAIL, "coordinator", session=here.session)
    over = type(here.session)(here.session.session_id, real_now() - timedelta(seconds=1))
    assert late.at_desk("look").home == home
    with pytest.raises(NoRight, match="session has ended"):
        act(home, Admitted(_EMAIL, "coordinator", None, over)).at_desk("look")
