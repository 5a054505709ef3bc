"""Good practices and deliverables of the demo: their states over time."""

from dataclasses import dataclass, field


@dataclass(frozen=True)
class PracticePlan:
    """A practice: number within its country, months of its states, and who took it up from when on."""

    partner: str
    number: int
    theme: str
    nominated: int
    described: int
    reviewed: int | None
    shared: int | None
    adopted: dict[int, str] = field(default_factory=dict)
    withdrawn: int | None = None


PRACTICES = (
    PracticePlan("P01", 1, "SKILLS", 3, 4, 8, 10, {12: "P05", 16: "P05;P13"}),
    PracticePlan("P02", 2, "MUTUAL_HELP", 4, 6, 11, 14, {18: "P10"}),
    PracticePlan("P03", 3, "NETWORKING", 10, 14, 17, 20, {23: "P08"}),
    PracticePlan("P05", 1, "ENTREPRENEURSHIP", 3, 5, 9, 11),
    PracticePlan("P06", 2, "JOB_MATCHING", 6, 9, 13, 16),
    PracticePlan("P10", 1, "HOUSING", 4, 6, 10, 12, {17: "P02"}),
    PracticePlan("P11", 2, "MONEY_AND_DEBT", 7, 10, 15, 19),
    PracticePlan("P12", 1, "ASSESSMENT", 2, 4, 9, 12, {15: "P11", 21: "P11;P04"}),
    PracticePlan("P13", 2, "EMPLOYERS", 8, 11, 15, 17),
    PracticePlan("P14", 3, "CHILDCARE", 9, 13, None, None, withdrawn=16),
    PracticePlan("P08", 1, "MONEY_AND_DEBT", 5, 8, 12, 15),
    PracticePlan("P09", 2, "NETWORKING", 8, 12, 16, 18),
    PracticePlan("P04", 1, "MUTUAL_HELP", 6, 9, 14, 17, {22: "P15"}),
    PracticePlan("P04", 2, "SKILLS", 12, 15, 19, 21),
    PracticePlan("P07", 1, "JOB_MATCHING", 7, 11, 15, 18),
    PracticePlan("P07", 2, "EMPLOYERS", 13, 16, 20, 22),
    PracticePlan("P15", 1, "NETWORKING", 9, 13, 18, 20),
    PracticePlan("P15", 2, "ASSESSMENT", 15, 18, 21, 23),
)


@dataclass(frozen=True)
class DeliverablePlan:
    """Progress (month: percent) of a deliverable with the months of its draft, submission and acceptance."""

    code: str
    progress: dict[int, int]
    draft: int
    submitted: int
    submitted_day: int
    accepted: int | None
    languages: dict[int, str] = field(default_factory=dict)
    is_handed_out: bool = False


# D1.2 and D2.2 come late, the handbook slips by a month.
DELIVERABLES = (
    DeliverablePlan("D0.1", {9: 0, 13: 95}, 12, 13, 27, 15),
    DeliverablePlan("D0.2", {20: 0, 24: 95}, 23, 24, 28, None),
    DeliverablePlan("D1.1", {1: 10, 5: 95}, 4, 5, 24, 6, {5: "en"}),
    DeliverablePlan("D1.2", {4: 0, 11: 95}, 9, 11, 18, 12, {11: "en", 13: "bg;en;it"}),
    DeliverablePlan("D2.1", {3: 0, 12: 95}, 10, 12, 20, 13, {12: "en"}),
    DeliverablePlan("D2.2", {5: 0, 17: 95}, 15, 17, 29, 18, {17: "en"}),
    DeliverablePlan(
        "D2.3", {4: 0, 6: 9, 12: 40, 18: 66, 22: 98}, 18, 22, 24, 23, {18: "en", 22: "bg;en", 23: "bg;en;es;it"}, True
    ),
    DeliverablePlan("D3.1", {3: 0, 8: 95}, 7, 8, 26, 9, {8: "en"}),
    DeliverablePlan("D3.2", {6: 0, 12: 95}, 11, 12, 15, 13, {12: "en", 14: "bg;en"}, True),
    DeliverablePlan("D3.3", {17: 0, 23: 95}, 22, 23, 24, 24, {23: "en"}),
    DeliverablePlan("D4.1", {1: 20, 4: 95}, 3, 4, 20, 5, {4: "en", 9: "bg;en;es"}, True),
    DeliverablePlan("D4.2", {16: 0, 24: 95}, 22, 24, 14, None, {24: "en"}),
    DeliverablePlan("D4.3", {22: 0, 24: 95}, 24, 24, 22, None, {24: "en"}),
)
