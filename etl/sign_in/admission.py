"""Who is let in: the token, the access list and the session are looked at anew on every run of a page."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from etl.access import Role, find_role, record_action
from etl.home import Home
from etl.sign_in.browser import name_browser
from etl.sign_in.identity import Identity, Refused, read_identity
from etl.sign_in.limits import end_of_session
from etl.sign_in.sessions import ENDED, STARTED, UNKNOWN, OpenSession, note_event, read_events, real_now
from etl.sign_in.settings_model import Rules

_EXPIRED, _UNKNOWN, _ENDED = "expired", "unknown", "ended"


@dataclass(frozen=True)
class Admitted:
    """A person with a role and an open session."""

    email: str
    role: str
    partner: str | None
    session: OpenSession


def admit(home: Home, claims: Mapping[str, Any], rules: Rules, user_agent: str = "") -> Admitted | Refused:
    """Let a person in whom the provider vouches for and the access list knows; else say why not. Writes what is new."""
    identity = read_identity(claims, rules.trusted_issuers, real_now())
    if isinstance(identity, Refused):
        return identity
    role = find_role(home, identity.email)
    if role is None:
        if note_event(home, identity.session_id, identity.email, UNKNOWN):
            record_action(home, identity.email, "sign_in.unknown", identity.session_id)
        return Refused(_UNKNOWN, identity.email)
    return _resume(home, identity, role, rules, user_agent)


def _resume(home: Home, identity: Identity, role: Role, rules: Rules, user_agent: str) -> Admitted | Refused:
    events = read_events(home, identity.session_id)
    until = end_of_session(role.name, identity.issued_at, identity.expires_at, rules.minutes)
    # A session never lasts longer than its person has been shown: another role or rule can only make it shorter.
    until = min(until, events.get(STARTED) or until)
    if until <= real_now():
        return Refused(_EXPIRED, identity.email)
    if ENDED in events:
        return Refused(_ENDED, identity.email)
    if STARTED not in events:
        is_new = note_event(home, identity.session_id, identity.email, STARTED, until, name_browser(user_agent))
        if is_new:
            record_action(home, identity.email, "session.start", identity.session_id, role.name)
    return Admitted(identity.email, role.name, role.partner, OpenSession(identity.session_id, until))
