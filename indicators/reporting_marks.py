"""The signs of partners' reports by month, with the name of each: the same on pages and in workbooks."""

from collections.abc import Mapping
from typing import Any

from indicators.texts import N_

# Kind -> symbol, name. `accepted` of the release is told apart by punctuality.
MARKS = {
    "on_time": ("✓", N_("accepted, in time")),
    "accepted_late": ("◐", N_("accepted, received late")),
    "waiting": ("…", N_("received, waiting for the coordinator")),
    "returned": ("↩", N_("returned for correction")),
    "missing": ("○", N_("missing, still in time")),
    "late": ("✕", N_("missing and late")),
    "not_due": ("·", N_("not due yet")),
    "not_expected": ("–", N_("not expected")),
}


def kind_of(row: Mapping[str, Any]) -> str:
    """Kind of a row of the table `reporting`; an unknown state is shown as not due, never as reported."""
    state = str(row["state"])
    if state == "accepted":
        return "accepted_late" if row["is_on_time"] is False or row["is_on_time"] == 0 else "on_time"
    return state if state in MARKS else "not_due"
