"""Time-ordered ids on the product's own clock."""

from datetime import datetime

import uuid_utils


def new_id(moment: datetime) -> str:
    """A UUIDv7 of the given moment, so that ids sort by time in simulated time, too."""
    return str(uuid_utils.uuid7(nanoseconds=int(moment.timestamp() * 1000) * 1_000_000))
