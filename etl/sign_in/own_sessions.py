"""A person's own sessions: to see them, to end this one, to end all others."""

from etl.access import record_action
from etl.actor import Actor, NoRight
from etl.sign_in.sessions import ENDED, OpenSession, SessionRow, is_open, list_sessions, note_event, real_now
from indicators.texts import N_


def read_own_sessions(actor: Actor) -> list[SessionRow]:
    """The actor's own sessions, the newest first; raises NoRight without an open one."""
    _expect_session(actor)
    return list_sessions(actor.home, actor.email)


def end_own_session(actor: Actor) -> None:
    """End the session in which the actor is; in every tab nothing opens any more."""
    _end(actor, _expect_session(actor).session_id)


def end_other_sessions(actor: Actor) -> int:
    """End all sessions of the actor but this one; returns how many were open."""
    own = _expect_session(actor)
    now = real_now()
    others = [row for row in list_sessions(actor.home, actor.email) if row.is_open(now)]
    ended = [row.session_id for row in others if row.session_id != own.session_id]
    for session_id in ended:
        _end(actor, session_id)
    return len(ended)


def _end(actor: Actor, session_id: str) -> None:
    if note_event(actor.home, session_id, actor.email, ENDED):
        record_action(actor.home, actor.email, "session.end", session_id)


def _expect_session(actor: Actor) -> OpenSession:
    if actor.session is None or not is_open(actor.home, actor.session):
        raise NoRight(N_("Your session has ended. Sign in again."))
    return actor.session
