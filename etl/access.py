"""Who may do what, and who did what: many small writes of several processes, so a SQLite file of their own.

Both tables are append-only; "current" is a query. SQLAlchemy Core, so that they can move to PostgreSQL.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sql

from etl.access_file import METADATA, open_access_file
from etl.errors import UserError
from etl.home import Home
from etl.mail_address import plain_address
from indicators.texts import N_

PARTNER = "partner"
ROLES = ("reader", "evaluator", PARTNER, "coordinator", "safeguarding")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")

# The number gives the order: in a simulated day all moments are the same.
_access = sql.Table(
    "access",
    METADATA,
    sql.Column("event_number", sql.Integer, primary_key=True),
    sql.Column("email", sql.String, nullable=False),
    sql.Column("role", sql.String, nullable=False),
    sql.Column("partner", sql.String),
    sql.Column("is_granted", sql.Boolean, nullable=False),
    sql.Column("happened_at", sql.DateTime, nullable=False),
    sql.Column("who", sql.String, nullable=False),
)
_trail = sql.Table(
    "audit_trail",
    METADATA,
    sql.Column("entry_number", sql.Integer, primary_key=True),
    sql.Column("happened_at", sql.DateTime, nullable=False),
    sql.Column("who", sql.String, nullable=False),
    sql.Column("action", sql.String, nullable=False),
    sql.Column("object", sql.String, nullable=False),
    sql.Column("detail", sql.String, nullable=False),
)


@dataclass(frozen=True)
class Role:
    """What a person may do: the name of the role, and for a partner's account the partner."""

    email: str
    name: str
    partner: str | None
    granted_at: datetime
    granted_by: str

    @property
    def is_partner(self) -> bool:
        """Does the account send workbooks of a partner?"""
        return self.name == PARTNER


def grant_access(home: Home, email: str, role: str, partner: str | None = None, who: str = "") -> Role:
    """Give a person a role, in place of the one that the person had; raises UserError."""
    if not _EMAIL.fullmatch(email.strip()):
        raise UserError(N_("'{email}' is not an e-mail address. Write it like name@example.org."), email=email)
    if role not in ROLES:
        raise UserError(N_("There is no role '{role}'. Roles: {roles}."), role=role, roles=", ".join(ROLES))
    if (role == PARTNER) != (partner is not None):
        raise UserError(
            N_("A partner's account, and no other, names its partner, for instance: {command}"),
            command=f"wego access grant name@example.org {PARTNER} --partner P01",
        )
    granted = Role(plain_address(email), role, partner, _moment(home), who)
    _append_event(home, granted, is_granted=True)
    return granted


def revoke_access(home: Home, email: str, who: str = "") -> Role:
    """Take a person's role away and return it; raises UserError when the person has none."""
    held = find_role(home, email)
    if held is None:
        raise UserError(N_("{email} has no access. See who has: wego access list"), email=email.strip())
    _append_event(home, Role(held.email, held.name, held.partner, _moment(home), who), is_granted=False)
    return held


def list_access(home: Home) -> list[Role]:
    """Everybody who has a role now, by e-mail."""
    return sorted(_current(home, None), key=lambda role: role.email)


def find_role(home: Home, email: str) -> Role | None:
    """The role of an e-mail (large and small letters are the same), None when it has none."""
    return next(iter(_current(home, plain_address(email))), None)


def record_action(home: Home, who: str, action: str, object: str, detail: str = "") -> None:
    """Write into the audit trail who did what to which thing; no personal values but the acting e-mail."""
    record_actions(home, who, action, [(object, detail)])


def record_actions(home: Home, who: str, action: str, things: Iterable[tuple[str, str]]) -> None:
    """As `record_action`, for many things (with a detail each) in one short transaction."""
    about = {"happened_at": _moment(home), "who": who, "action": action}
    entries = [about | {"object": thing, "detail": detail} for thing, detail in things]
    if entries:
        with open_access_file(home) as connection:
            connection.execute(sql.insert(_trail), entries)


def read_trail(
    home: Home, newest: int | None = None, action: str | None = None, about: str = ""
) -> list[dict[str, Any]]:
    """Entries of the audit trail, the newest first: of one action, about things whose name begins with `about`."""
    query = sql.select(_trail).order_by(_trail.c.entry_number.desc()).limit(newest)
    if action is not None:
        query = query.where(_trail.c.action == action)
    if about:
        query = query.where(_trail.c.object.startswith(about, autoescape=True))
    with open_access_file(home) as connection:
        return [dict(row) for row in connection.execute(query).mappings()]


def _append_event(home: Home, role: Role, is_granted: bool) -> None:
    event = {
        "email": role.email,
        "role": role.name,
        "partner": role.partner,
        "is_granted": is_granted,
        "happened_at": role.granted_at,
        "who": role.granted_by,
    }
    entry = {
        "happened_at": role.granted_at,
        "who": role.granted_by,
        "action": "access.grant" if is_granted else "access.revoke",
        "object": role.name if role.partner is None else f"{role.name} {role.partner}",
    }
    with open_access_file(home) as connection:
        number = connection.execute(sql.insert(_access).values(event)).inserted_primary_key
        # The person is named by the event's number: the trail holds no e-mail but the acting one.
        detail = f"event {number[0]}" if number else ""
        connection.execute(sql.insert(_trail).values(entry | {"detail": detail}))


def _current(home: Home, email: str | None) -> list[Role]:
    newest = sql.select(sql.func.max(_access.c.event_number)).group_by(_access.c.email)
    if email is not None:
        newest = newest.where(_access.c.email == email)
    query = sql.select(_access).where(_access.c.event_number.in_(newest), _access.c.is_granted)
    with open_access_file(home) as connection:
        rows = connection.execute(query).all()
    return [Role(row.email, row.role, row.partner, row.happened_at, row.who) for row in rows]


def _moment(home: Home) -> datetime:
    return home.now().replace(tzinfo=None)
