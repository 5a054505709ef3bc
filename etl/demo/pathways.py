"""Who mentors whom, when: the plan of every mentoring pathway of the demo."""

from dataclasses import dataclass
from typing import Literal

Format = Literal["GROUP", "MIXED", "INDIVIDUAL"]
_ENDS = {"6": "S6", "X": "SX"}


@dataclass(frozen=True)
class PathwayPlan:
    """A pathway: `course` has one letter a month from its start (1 to 6 are the stages, X is an early end)."""

    partner: str
    format: Format
    women: int
    start: int
    course: str
    setting: str
    services: tuple[str, ...]
    left_early: int = 0

    def stage(self, month: int) -> str | None:
        """Stage at the end of a month; None before the start and after the month of the end."""
        place = month - self.start
        return f"S{self.course[place]}" if 0 <= place < len(self.course) else None

    def first_month(self, stage: str) -> int | None:
        """First month of a stage, if it comes to that."""
        place = self.course.find(stage[1])
        return self.start + place if place >= 0 else None

    @property
    def exit_month(self) -> int | None:
        """Month in which the pathway ends, completed or early; None while it runs."""
        return self.start + len(self.course) - 1 if self.course[-1] in _ENDS else None

    @property
    def is_ended_early(self) -> bool:
        """Does it end before its aim?"""
        return self.course[-1] == "X"


def _group(partner: str, women: int, start: int, course: str, left: int, setting: str, *services: str) -> PathwayPlan:
    return PathwayPlan(partner, "GROUP", women, start, course, setting, services, left)


def _mixed(partner: str, women: int, start: int, course: str, left: int, setting: str, *services: str) -> PathwayPlan:
    return PathwayPlan(partner, "MIXED", women, start, course, setting, services, left)


def _single(partner: str, start: int, course: str, setting: str, *services: str) -> PathwayPlan:
    return PathwayPlan(partner, "INDIVIDUAL", 1, start, course, setting, services)


# Six have ended by M18 (about 70 women, 18 of whom left early, at six partners); some still run when the project ends.
PATHWAYS = (
    _group("P02", 12, 7, "1234444556", 2, "COUNSELLING_CENTRE", "JOB_SEARCH", "SKILLS_COURSE", "MUTUAL_HELP_GROUP"),
    _mixed("P05", 12, 8, "123444456", 2, "WOMENS_CENTRE", "JOB_SEARCH", "MONEY_AND_DEBT"),
    _group("P10", 11, 9, "123444556", 2, "COUNSELLING_CENTRE", "SKILLS_COURSE", "JOB_SEARCH", "MONEY_AND_DEBT"),
    _group("P12", 13, 11, "12344456", 3, "WOMENS_CENTRE", "JOB_SEARCH", "LEGAL_ECONOMIC"),
    _mixed("P08", 12, 11, "12344456", 2, "WOMENS_CENTRE", "MONEY_AND_DEBT", "HOUSING", "LEGAL_ECONOMIC"),
    _group("P14", 9, 11, "12344X", 7, "SHELTER", "CHILDCARE", "JOB_SEARCH"),
    _group("P01", 13, 13, "123444456", 2, "WOMENS_CENTRE", "SELF_EMPLOYMENT", "ICT_SKILLS"),
    _group("P06", 12, 14, "123444456", 2, "EMPLOYMENT_SERVICE", "EMPLOYER_LINK", "JOB_SEARCH"),
    _mixed("P11", 11, 14, "123444556", 1, "SHELTER", "HOUSING", "MUTUAL_HELP_GROUP"),
    _group("P13", 11, 15, "123444456", 2, "COUNSELLING_CENTRE", "SKILLS_COURSE", "CHILDCARE"),
    _mixed("P03", 12, 16, "12344456", 2, "ONLINE", "ICT_SKILLS", "EMPLOYER_LINK", "SELF_EMPLOYMENT"),
    _group("P09", 11, 17, "1234456", 3, "WOMENS_CENTRE", "MUTUAL_HELP_GROUP", "MONEY_AND_DEBT"),
    _group("P12", 13, 17, "12344456", 2, "WOMENS_CENTRE", "EMPLOYER_LINK", "ICT_SKILLS"),
    _group("P04", 10, 17, "12344445", 1, "COUNSELLING_CENTRE", "LEGAL_ECONOMIC", "MONEY_AND_DEBT"),
    _group("P02", 13, 18, "1234456", 2, "COUNSELLING_CENTRE", "JOB_SEARCH", "CHILDCARE"),
    _mixed("P10", 13, 18, "1234456", 2, "COUNSELLING_CENTRE", "SELF_EMPLOYMENT", "SKILLS_COURSE"),
    _group("P05", 13, 18, "1234456", 3, "WOMENS_CENTRE", "ICT_SKILLS", "EMPLOYER_LINK"),
    _mixed("P01", 10, 19, "123444", 1, "WOMENS_CENTRE", "SELF_EMPLOYMENT", "MUTUAL_HELP_GROUP"),
    _group("P08", 10, 19, "123444", 0, "WOMENS_CENTRE", "HOUSING", "JOB_SEARCH"),
    _single("P06", 11, "1234456", "EMPLOYMENT_SERVICE", "JOB_SEARCH"),
    _single("P11", 13, "12344556", "SHELTER", "HOUSING", "LEGAL_ECONOMIC"),
    _single("P03", 13, "123444556", "ONLINE", "ICT_SKILLS"),
    _single("P13", 14, "12344456", "COUNSELLING_CENTRE", "JOB_SEARCH"),
    _single("P09", 17, "1234456", "WOMENS_CENTRE", "MONEY_AND_DEBT"),
    _single("P04", 18, "123456", "COUNSELLING_CENTRE", "SELF_EMPLOYMENT"),
    _single("P02", 18, "1234456", "COUNSELLING_CENTRE", "SKILLS_COURSE"),
)
