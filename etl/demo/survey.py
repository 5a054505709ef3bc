"""Centres of the demo's survey of services, in two waves; places that don't exist, under random codes."""

from dataclasses import dataclass

METHOD = {"W1_BASELINE": "1.0", "W2_FOLLOWUP": "2.0"}


@dataclass(frozen=True)
class CentrePlan:
    """A centre: months of its states in each wave and its answers (service, mutual help, handbook; Y or N)."""

    partner: str
    setting: str
    first: tuple[int, int, int]
    first_answers: str
    services: int
    forms: int
    second: tuple[int, int, int] | None = None
    second_answers: str = ""
    declined: int | None = None


# First wave: 12 centres of the first four countries, then one in each of four more. Answers: service, group, handbook.
CENTRES = (
    CentrePlan("P02", "COUNSELLING_CENTRE", (3, 4, 5), "YNN", 4, 36, (19, 21, 22), "YYY"),
    CentrePlan("P10", "COUNSELLING_CENTRE", (3, 4, 5), "YNN", 5, 44, (19, 20, 21), "YYY"),
    CentrePlan("P10", "SHELTER", (3, 4, 6), "NNN", 1, 31, (19, 20, 21), "YNY"),
    CentrePlan("P10", "COUNSELLING_CENTRE", (4, 6, 8), "YYN", 6, 47, (20, 21, 22), "YYY"),
    CentrePlan("P11", "COUNSELLING_CENTRE", (3, 5, 6), "NNN", 2, 38, (19, 21, 22), "NNN"),
    CentrePlan("P11", "SHELTER", (3, 5, 6), "NYN", 2, 29, (20, 21, 22), "YYY"),
    CentrePlan("P11", "WOMENS_CENTRE", (4, 7, 8), "YNN", 5, 51, (20, 22, 23), "YYY"),
    CentrePlan("P12", "WOMENS_CENTRE", (3, 4, 5), "YYN", 7, 52, (19, 20, 21), "YYY"),
    CentrePlan("P13", "WOMENS_CENTRE", (3, 5, 6), "YNN", 4, 45, (20, 21, 22), "YYY"),
    CentrePlan("P14", "SHELTER", (4, 6, 7), "NNN", 1, 38),
    CentrePlan("P05", "WOMENS_CENTRE", (3, 4, 6), "YYN", 6, 46, (19, 21, 22), "YYY"),
    CentrePlan("P06", "EMPLOYMENT_SERVICE", (4, 6, 7), "NNN", 3, 38, (20, 22, 23), "NNN"),
    CentrePlan("P09", "SHELTER", (5, 0, 0), "", 0, 0, declined=7),
    CentrePlan("P04", "COUNSELLING_CENTRE", (8, 10, 11), "NNN", 2, 15, (21, 22, 23), "NNN"),
    CentrePlan("P08", "WOMENS_CENTRE", (9, 12, 13), "YYN", 6, 18, (20, 22, 23), "YYY"),
    CentrePlan("P07", "COUNSELLING_CENTRE", (11, 13, 15), "YNN", 4, 12, (21, 22, 24), "YYN"),
    CentrePlan("P15", "SHELTER", (15, 18, 20), "NYN", 3, 0),
)
