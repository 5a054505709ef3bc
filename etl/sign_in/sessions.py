"""Sessions of signed-in people: started, ended; append-only in the access file, with the real time of both.

What is kept of a browser is its family in a few words. Never an address of a machine.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

import sqlalchemy as sql

from etl.access_file import METADATA, open_access_file
from etl.home import Home

STARTED, ENDED, UNKNOWN = "started", "ended", "unknown"

_sessions = sql.Table(
    "sign_in_session",
    METADATA,
    sql.Column("event_number", sql.Integer, primary_key=True),
    sql.Column("session_id", sql.String, nullable=False),
    sql.Column("email", sql.String, nullable=False),
    sql.Column("event", sql.String, nullable=False),
    sql.Column("happened_at", sql.DateTime, nullable=False),
    sql.Column("until", sql.DateTime),
    sql.Column("browser", sql.String, nullable=False),
    sql.UniqueConstraint("session_id", "event"),
)


@dataclass(frozen=True)
class OpenSession:
    """What a call must prove beside the role: a session that is not over and was not ended."""

    session_id: str
    until: datetime


@dataclass(frozen=True)
class SessionRow:
    """One of a person's sessions, as the page shows it; moments in UTC."""

    session_id: str
    started_at: datetime
    until: datetime
    ended_at: datetime | None
    browser: str

    def is_open(self, now: datetime) -> bool:
        """Could somebody still work in it?"""
        return self.ended_at is None and now < self.until


def real_now() -> datetime:
    """The real time in UTC: a simulated day of a demo or test home makes no session longer."""
    return datetime.now(UTC)


def note_event(
    home: Home, session_id: str, email: str, event: str, until: datetime | None = None, browser: str = ""
) -> bool:
    """Write that a session started, ended, or belongs to nobody; True if that was not written before."""
    row = {
        "session_id": session_id,
        "email": email,
        "event": event,
        "happened_at": _plain(real_now()),
        "until": _plain(until) if until else None,
        "browser": browser,
    }
    with open_access_file(home) as connection:
        written = connection.execute(sql.insert(_sessions).prefix_with("OR IGNORE").values(row))
    return bool(written.rowcount)


def read_events(home: Home, session_id: str) -> dict[str, datetime | None]:
    """What is known of a session; of its start until when it was to last."""
    query = sql.select(_sessions.c.event, _sessions.c.until).where(_sessions.c.session_id == session_id)
    with open_access_file(home) as connection:
        rows = connection.execute(query).all()
    return {row.event: row.until.replace(tzinfo=UTC) if row.until else None for row in rows}


def is_open(home: Home, session: OpenSession) -> bool:
    """Is the session not over by the clock, and was it not ended, here or from another browser?"""
    return real_now() < session.until and ENDED not in read_events(home, session.session_id)


def list_sessions(home: Home, email: str) -> list[SessionRow]:
    """A person's sessions, the newest first."""
    query = sql.select(_sessions).where(_sessions.c.email == email).order_by(_sessions.c.event_number)
    with open_access_file(home) as connection:
        rows = connection.execute(query).all()
    ended = {row.session_id: row.happened_at for row in rows if row.event == ENDED}
    started = [row for row in rows if row.event == STARTED]
    return [
        SessionRow(
            session_id=row.session_id,
            started_at=row.happened_at.replace(tzinfo=UTC),
            until=row.until.replace(tzinfo=UTC),
            ended_at=ended[row.session_id].replace(tzinfo=UTC) if row.session_id in ended else None,
            browser=row.browser,
        )
        for row in reversed(started)
    ]


def _plain(moment: datetime) -> datetime:
    return moment.astimezone(UTC).replace(tzinfo=None)
