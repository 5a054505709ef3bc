"""The evaluation matrix: which questions an evaluator asks, what answers them, and how far that can carry."""

from typing import Literal

from pydantic import Field

from indicators.model.base import Definition
from indicators.model.framework import Criterion

# How much evidence carries, from least to most.
Grade = Literal["none", "weak", "moderate", "strong"]
GRADES: tuple[Grade, ...] = ("none", "weak", "moderate", "strong")


class Answer(Definition):
    """How an indicator can answer a question, and the best grade that follows from it."""

    grade: Grade
    meaning: str = Field(min_length=1)


class Origin(Definition):
    """Where a figure comes from, and by how many grades that lowers it."""

    steps_down: int = Field(ge=0, le=3)
    meaning: str = Field(min_length=1)


class Doubt(Definition):
    """A limit below which a figure counts one or more grades less."""

    at_least: float = Field(ge=0)
    steps_down: int = Field(ge=1, le=3)
    because: str = Field(min_length=1)


class Ceiling(Definition):
    """The most that monitoring can carry here, and why."""

    grade: Grade
    because: str = Field(min_length=1)


class StrengthRule(Definition):
    """How the strength of evidence follows from the figures' state: the same for every question."""

    answers: dict[str, Answer] = Field(min_length=1)
    origins: dict[str, Origin] = Field(min_length=1)
    coverage_pct: Doubt = Field(description="reports received, in percent of those expected")
    base: Doubt = Field(description="persons or things behind a percentage or mean, where released")
    single: Ceiling = Field(description="for a question of which one figure alone carries more than this")
    leaning: Ceiling = Field(description="for a figure whose measurement has too little coverage, or an unknown one")


class LeansOn(Definition):
    """Another indicator that says how far a figure can be believed."""

    indicator: str
    at_least: float


class Grounds(Definition):
    """What an indicator's figures rest on."""

    origin: str
    leans_on: LeansOn | None = None


class Use(Definition):
    """An indicator that helps to answer a question."""

    indicator: str
    answers: str
    reads: str = Field(min_length=1, description="how to read it for this question")


class Source(Definition):
    """What an evaluator looks at beside the indicators."""

    kind: Literal["document", "records", "interview", "group", "observation", "study", "survey"]
    what: str = Field(min_length=1)


class EvaluationQuestion(Definition):
    """One question under one criterion."""

    code: str = Field(pattern=r"^[A-Z]{3}-\d$")
    criterion: Criterion
    question: str = Field(min_length=1)
    indicators: tuple[Use, ...] = ()
    at_most: Ceiling | None = None
    other_sources: tuple[Source, ...] = Field(min_length=1)
    not_covered: tuple[str, ...] = Field(min_length=1)


class Unheard(Definition):
    """People whose voice is not in the figures, and how to hear them without harm."""

    who: str = Field(min_length=1)
    why: str = Field(min_length=1)
    how: str = Field(min_length=1)


class Evaluation(Definition):
    """The evaluation matrix, the rule for its strength of evidence, and what an evaluator owes to those concerned."""

    strength: StrengthRule
    grounds: dict[str, Grounds] = Field(description="of every indicator, by code")
    questions: tuple[EvaluationQuestion, ...] = Field(min_length=1)
    not_heard: tuple[Unheard, ...] = Field(min_length=1)
    do_no_harm: tuple[str, ...] = Field(min_length=1)
