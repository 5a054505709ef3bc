"""What goes wrong in the demo: late and missing months, slips, corrections and events that two partners report."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

# Days after the month's end on which a partner usually sends its workbook; the due day is the 15th.
USUAL_DAY = {
    "P01": 6, "P02": 12, "P03": 4, "P04": 13, "P05": 9, "P06": 13, "P07": 14, "P08": 7,
    "P09": 14, "P10": 8, "P11": 13, "P12": 6, "P13": 11, "P14": 14, "P15": 10,
}  # fmt: skip

# (partner, month) -> days after the due day.
LATE = {
    ("P07", 3): 4,
    ("P14", 4): 6,
    ("P04", 5): 2,
    ("P14", 6): 5,
    ("P06", 8): 3,
    ("P11", 9): 2,
    ("P07", 10): 7,
    ("P14", 11): 4,
    ("P04", 11): 1,
    ("P07", 12): 1,
    ("P13", 13): 5,
    ("P14", 14): 8,
    ("P07", 15): 2,
    ("P02", 16): 3,
    ("P14", 16): 3,
    ("P04", 17): 6,
    ("P11", 17): 1,
    ("P07", 18): 2,
    ("P14", 18): 2,
    ("P04", 19): 9,
    ("P14", 19): 14,
    ("P07", 20): 2,
    ("P14", 21): 5,
    ("P02", 22): 1,
    ("P09", 23): 3,
}

# (partner, month) -> the later month with whose workbook it came at last.
MADE_UP = {
    ("P14", 8): 10,
    ("P14", 9): 10,
    ("P09", 13): 14,
    ("P15", 12): 15,
    ("P15", 13): 15,
    ("P15", 14): 15,
    ("P09", 19): 20,
}

# (partner, month) -> the slip of a first try that intake refuses: SHEET.column and what stands in its first row.
SLIPS: dict[tuple[str, int], dict[str, Any]] = {
    ("P09", 7): {"META.state_events": None},
    ("P12", 9): {"EVENTS.date": "31.09.2016"},
    ("P05", 11): {"PATHWAYS.women_active": 99},
    ("P02", 14): {"PATHWAYS.women_active": "11 жени"},
    ("P10", 17): {"PATHWAYS.women_enrolled_cum": 3},
    ("P03", 18): {"TRAININGS.attended_n": 40},
    ("P08", 21): {"META.reporting_month": "M25"},
}


# (partner, month) -> the rules of which intake warns and which the officer confirms, because the numbers are right.
CONFIRMED: dict[tuple[str, int], tuple[str, ...]] = {
    # Four colleagues of one house: all came, stayed and improved.
    ("P14", 17): ("T08",),
}


@dataclass(frozen=True)
class Mistake:
    """A wrong but possible value of a first revision, corrected with the next month's workbook."""

    sheet: str
    column: str
    wrong: Callable[[Any], Any]


MISTAKES = {
    ("P01", 5): Mistake("EVENTS", "reach_n", lambda right: right * 10),
    ("P15", 7): Mistake("EVENTS", "reach_n", lambda right: right + 9),
    ("P02", 12): Mistake("PATHWAYS", "mentoring_hours_month", lambda right: right - 5.5),
    ("P05", 13): Mistake("TRAININGS", "satisfaction_mean", lambda right: 4.41),
    ("P10", 14): Mistake("TRAININGS", "first_time_n", lambda right: right - 2),
    ("P12", 14): Mistake("PATHWAYS", "plans_agreed_cum", lambda right: right - 1),
    ("P08", 16): Mistake("TRAININGS", "registered_n", lambda right: right + 5),
    ("P06", 18): Mistake("PATHWAYS", "mentoring_hours_month", lambda right: right + 4),
    ("P13", 20): Mistake("PATHWAYS", "econ_step_cum", lambda right: max(right - 1, 0)),
}


@dataclass(frozen=True)
class Query:
    """An event that two partners report: the later one waits for the coordinator, who decides after some days."""

    partner: str
    month: int
    decision: str
    after_days: int
    reason: str = ""


RETURN, ACCEPT = "return", "accept"
QUERIES = {
    ("P13", 9): Query("P13", 9, RETURN, 3, "Is this the round table of P12? Please name the organiser."),
    ("P06", 15): Query("P06", 15, ACCEPT, 4),
    ("P11", 19): Query("P11", 19, ACCEPT, 8),
}

# Month of a release -> days after its due day on which it is published.
RELEASES = {6: 3, 7: 3, 12: 3, 13: 2, 15: 4, 18: 4, 19: 3, 24: 1}
