"""Which door stands before the pages: a sign-in, the demo's role switch, none in a test home, or a closed one."""

from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import Any

import streamlit as st

from dashboard.roles import NOBODY, READER, Viewer, is_local
from etl.services import Admitted, Home, Refused, SignIn, SignInFault, admit, find_settings, read_auth, read_sign_in

# Where Streamlit itself looks when it is started without `wego dashboard`.
_BESIDE = Path(__file__).parents[1] / ".streamlit" / "secrets.toml"


class Door(Enum):
    """What decides who comes in."""

    SIGN_IN = "sign-in"
    SWITCH = "role switch"
    READER = "reader"
    # Nobody comes in: no sign-in is set up, or it is not set up right.
    CLOSED = "closed"
    FAULTY = "faulty"


@dataclass(frozen=True)
class Entrance:
    """The door, with the settings of the sign-in, and why a person was refused at it."""

    door: Door
    sign_in: SignIn | None = None
    refused: Refused | None = None


def choose_door(home_kind: str, is_on_this_machine: bool, is_set_up: bool) -> Door:
    """The sign-in where there is one; without it, made-up data on this machine alone."""
    if is_set_up:
        return Door.SIGN_IN
    if not is_on_this_machine:
        return Door.CLOSED
    return {"demo": Door.SWITCH, "test": Door.READER}.get(home_kind, Door.CLOSED)


def find_entrance(home: Home) -> Entrance:
    """The door of a home as its settings are now; wrong settings close it."""
    try:
        sign_in = _read_settings(home)
    except SignInFault:
        return Entrance(Door.FAULTY)
    return Entrance(choose_door(home.kind, is_local(), sign_in is not None), sign_in)


def _read_settings(home: Home) -> SignIn | None:
    path = find_settings(home, _BESIDE)
    sign_in = read_sign_in(path) if path else None
    # Streamlit does the sign-in, we decide who comes in: both must have read the same settings. A header that a proxy
    # sets would overwrite what the provider said.
    ours = read_auth(path) if path and sign_in else {}
    if _read_streamlits() != ours or st.get_option("server.trustedUserHeaders"):
        raise SignInFault("")
    return sign_in


def _read_streamlits() -> dict[str, Any]:
    if not st.secrets.load_if_toml_exists():
        return {}
    section: Any = st.secrets.get("auth", {})
    return dict(section.to_dict() if hasattr(section, "to_dict") else section)


def enter_by_sign_in(home: Home, entrance: Entrance) -> tuple[Viewer, Entrance]:
    """Who signed in, by token, access list and session as they are now; else nobody, and why."""
    assert entrance.sign_in is not None
    # Streamlit verified these when the person signed in; a browser can't write them.
    claims = st.user.to_dict()
    if claims.get("is_logged_in") is not True:
        return Viewer(NOBODY), entrance
    found = admit(home, claims, entrance.sign_in.rules, st.context.headers.get("User-Agent") or "")
    if isinstance(found, Admitted):
        return Viewer(found.role, found.partner, found.email, session=found.session), entrance
    return Viewer(NOBODY), Entrance(entrance.door, entrance.sign_in, found)


def enter_without(door: Door) -> Viewer:
    """A reader of made-up data on this machine; nobody before a closed door."""
    return Viewer(READER if door is Door.READER else NOBODY)
