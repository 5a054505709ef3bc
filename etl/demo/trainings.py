"""Trainings, mutual-learning meetings and their follow-ups in the demo."""

from dataclasses import dataclass


@dataclass(frozen=True)
class SessionPlan:
    """A session: who held it, when (month and last day), of what type, and what came out of it.

    `answers` counts the satisfaction forms, `paired` those with both knowledge tests; `followed_up` holds the months
    after the session, persons asked, answered and applying.
    """

    partner: str
    month: int
    day: int
    type: str
    counts: bool
    mode: str
    days: int
    hours: float
    registered: int
    attended: int
    first_time: int
    answers: int = 0
    satisfaction: float = 0.0
    paired: int = 0
    before: float = 0.0
    after: float = 0.0
    countries: int = 1
    followed_up: tuple[int, int, int, int] | None = None


SESSIONS = (
    SessionPlan("P04", 5, 19, "MUTUAL_LEARNING", False, "IN_PERSON", 2, 12, 9, 7, 7, 6, 4.2, countries=5),
    SessionPlan(
        "P13", 9, 22, "TOT_PRACTITIONER", True, "IN_PERSON", 2, 14, 10, 8, 8, 8, 4.4, 7, 51.0, 63.5, 1, (3, 8, 6, 3)
    ),
    SessionPlan("P12", 10, 13, "MUTUAL_LEARNING", False, "HYBRID", 1, 6.5, 10, 8, 3, 7, 4.0, countries=6),
    SessionPlan(
        "P02", 11, 24, "TOT_PRACTITIONER", True, "IN_PERSON", 3, 18, 11, 9, 8, 9, 4.5, 9, 48.5, 61.0, 1, (3, 9, 5, 3)
    ),
    SessionPlan("P06", 12, 7, "INTERNAL_COACHING", False, "IN_PERSON", 1, 4, 5, 4, 2, 4, 4.3, 3, 60.0, 68.0),
    SessionPlan(
        "P05", 13, 20, "TOT_PRACTITIONER", True, "IN_PERSON", 2, 12, 9, 7, 6, 7, 4.1, 6, 55.0, 66.0, 1, (3, 7, 5, 2)
    ),
    SessionPlan("P07", 13, 26, "TOT_EXTERNAL", False, "ONLINE", 1, 3.5, 12, 8, 8, 3, 4.0),
    SessionPlan(
        "P10", 14, 16, "TOT_PRACTITIONER", True, "IN_PERSON", 2, 13, 12, 10, 9, 10, 4.4, 9, 46.0, 60.5, 1, (4, 10, 7, 4)
    ),
    SessionPlan(
        "P01", 15, 9, "TOT_EXTERNAL", False, "HYBRID", 1, 5, 14, 11, 9, 8, 3.9, 5, 58.0, 67.0, 1, (3, 11, 4, 2)
    ),
    SessionPlan(
        "P08", 16, 27, "TOT_PRACTITIONER", True, "IN_PERSON", 2, 12, 10, 8, 7, 8, 4.6, 8, 52.5, 65.0, 1, (3, 8, 6, 4)
    ),
    SessionPlan("P09", 17, 11, "MUTUAL_LEARNING", False, "IN_PERSON", 2, 11, 11, 9, 2, 9, 4.2, countries=7),
    SessionPlan("P14", 17, 25, "INTERNAL_COACHING", False, "IN_PERSON", 1, 3, 4, 4, 1, 3, 4.7, 2, 62.0, 70.0),
    SessionPlan(
        "P03", 18, 15, "TOT_PRACTITIONER", True, "ONLINE", 1, 6, 9, 7, 6, 6, 4.3, 6, 57.5, 70.0, 1, (3, 7, 5, 3)
    ),
    SessionPlan("P13", 19, 12, "INTERNAL_COACHING", False, "IN_PERSON", 1, 4, 6, 5, 1, 4, 4.5, 4, 61.0, 69.5),
    SessionPlan(
        "P12", 20, 25, "TOT_PRACTITIONER", True, "IN_PERSON", 2, 12, 12, 10, 6, 9, 4.4, 9, 54.0, 69.0, 1, (3, 10, 7, 5)
    ),
    SessionPlan(
        "P15", 21, 21, "TOT_PRACTITIONER", True, "IN_PERSON", 2, 10, 8, 6, 5, 6, 4.5, 6, 56.0, 71.5, 1, (3, 6, 5, 4)
    ),
    SessionPlan("P07", 22, 19, "TOT_EXTERNAL", False, "ONLINE", 1, 4, 13, 10, 7, 6, 4.2, 4, 59.0, 68.5),
    SessionPlan("P11", 23, 16, "TOT_PRACTITIONER", True, "IN_PERSON", 2, 12, 11, 9, 5, 9, 4.6, 8, 53.0, 69.0),
)
