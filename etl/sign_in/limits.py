"""How long a session lasts after its sign-in, by role: who can change data signs in more often."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

MINUTES: Mapping[str, int] = {
    "reader": 12 * 60,
    "evaluator": 12 * 60,
    "partner": 2 * 60,
    "coordinator": 2 * 60,
    "safeguarding": 2 * 60,
}
# The settings may make a session of any role shorter, and none longer than a working day.
MOST_MINUTES = 12 * 60


def end_of_session(
    role: str, issued_at: datetime, expires_at: datetime, minutes: Mapping[Any, int] | None = None
) -> datetime:
    """When a session is over: after the minutes of its role, and never after the token itself."""
    own = (minutes or {}).get(role, MINUTES[role])
    return min(issued_at + timedelta(minutes=own), expires_at)
