"""The theory of change, link by link: why one result should lead to the next, and what would speak for and against."""

from typing import Literal

from pydantic import Field, model_validator

from indicators.model.base import Definition
from indicators.model.indicator import Codes

Verdict = Literal["supported", "mixed", "not_yet", "contradicted", "cant_say"]
VERDICTS: tuple[Verdict, ...] = ("supported", "mixed", "not_yet", "contradicted", "cant_say")
Status = Literal["delayed", "at_risk", "on_track", "ahead"]


class Sign(Definition):
    """An indicator at one end of a link, and when its newest figure counts as a sign."""

    indicator: str
    status: tuple[Status, ...] = ()
    at_least: float | None = None
    at_most: float | None = None
    above: float | None = None
    is_needed: bool = Field(default=False, description="without it its end of the step is not seen")
    tells: str = Field(min_length=1, description="what it then says of the link")

    @model_validator(mode="after")
    def _one_condition(self) -> "Sign":
        given = [bool(self.status), *(limit is not None for limit in (self.at_least, self.at_most, self.above))]
        if sum(given) != 1:
            raise ValueError("name exactly one of status, at_least, at_most and above")
        return self


class Rival(Definition):
    """Another explanation of the same figures, and what would tell the two apart."""

    explanation: str = Field(min_length=1)
    test: str = Field(min_length=1)


class Link(Definition):
    """One or several steps from a result to the next, with the same reasoning."""

    start: str = Field(alias="from")
    to: Codes = Field(min_length=1)
    because: str = Field(min_length=1, description="how the one is meant to bring about the other")
    assumption: str = Field(min_length=1, description="what must hold for this step, beside the assumptions of results")
    evidence_for: tuple[Sign, ...] = Field(min_length=1)
    evidence_against: tuple[Sign, ...] = ()
    rivals: tuple[Rival, ...] = Field(min_length=1)


class Contribution(Definition):
    """The links of the theory of change and what each verdict on one means."""

    seen_pct: float = Field(gt=0, le=100, description="share of an end's readable signs that must hold")
    verdicts: dict[Verdict, str]
    links: tuple[Link, ...] = Field(min_length=1)
