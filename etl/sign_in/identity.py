"""Who a signed token tells us is there: pure, looked at again on every run, because Streamlit checks it only once."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from etl.mail_address import plain_address

# Clocks of two machines differ a little.
_SKEW = timedelta(minutes=5)
_EXPIRED, _UNVERIFIED, _INCOMPLETE = "expired", "unverified", "incomplete"


@dataclass(frozen=True)
class Identity:
    """A person by the provider's word: e-mail, since when and until when; the session has an id of its own."""

    email: str
    issued_at: datetime
    expires_at: datetime
    session_id: str


@dataclass(frozen=True)
class Refused:
    """Why nobody is let in: expired, unverified, incomplete, unknown or ended; the e-mail only where it is proven."""

    reason: str
    email: str = ""


def read_identity(claims: Mapping[str, Any], trusted_issuers: tuple[str, ...], now: datetime) -> Identity | Refused:
    """The identity in the claims of an ID token that Streamlit has verified, or why it is none."""
    email, issuer, subject = (_text(claims, name) for name in ("email", "iss", "sub"))
    issued_at, expires_at = _moment(claims, "iat"), _moment(claims, "exp")
    if not (email and issuer and subject and issued_at and expires_at) or issued_at > now + _SKEW:
        return Refused(_INCOMPLETE)
    if expires_at <= now:
        return Refused(_EXPIRED)
    if not _is_verified(claims, issuer, trusted_issuers):
        return Refused(_UNVERIFIED)
    return Identity(plain_address(email), issued_at, expires_at, _name_session(claims))


def _is_verified(claims: Mapping[str, Any], issuer: str, trusted_issuers: tuple[str, ...]) -> bool:
    # A claim that is there and is not true is never overruled: the provider itself doubts the address.
    if "email_verified" in claims:
        return claims["email_verified"] is True
    return issuer in trusted_issuers


def _name_session(claims: Mapping[str, Any]) -> str:
    """Tabs of one browser share a cookie and so a session; another sign-in has another nonce and another moment."""
    parts = (str(claims.get(name, "")) for name in ("iss", "sub", "iat", "nonce"))
    # Each part with its length, so that no two lists of parts can read the same.
    told = "".join(f"{len(part)}:{part}" for part in parts)
    return hashlib.sha256(told.encode()).hexdigest()[:32]


def _text(claims: Mapping[str, Any], name: str) -> str:
    """What is told, to the letter: with blanks around it, it is another name or none at all."""
    value = claims.get(name)
    return value if isinstance(value, str) and value == value.strip() else ""


def _moment(claims: Mapping[str, Any], name: str) -> datetime | None:
    value = claims.get(name)
    if isinstance(value, bool) or not isinstance(value, int | float):
        return None
    try:
        return datetime.fromtimestamp(value, UTC)
    except (OverflowError, OSError, ValueError):
        return None
