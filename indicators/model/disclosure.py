"""The publication plan: what is shown of people, fixed before any data."""

from typing import Annotated, Literal

from pydantic import Field, model_validator

from indicators.model.base import Definition
from indicators.model.linear import Linear


class LeastWomen(Definition):
    """How many women must stand behind what closes: k without any one partner, `k_consortium` of them all."""

    k: int
    k_consortium: int | None = Field(default=None, description="for the consortium; k when nothing is said")

    @property
    def of_all(self) -> int:
        """Least number of the whole consortium."""
        return self.k if self.k_consortium is None else self.k_consortium

    @model_validator(mode="after")
    def _is_consistent(self) -> "LeastWomen":
        if self.of_all < self.k:
            raise ValueError(f"k_consortium {self.k_consortium} is under k {self.k}: all are at least as many")
        return self


class Part(Definition):
    """A number of women (or answers) that must be k for everybody before a block may close."""

    name: str
    of: Linear
    k: int | None = Field(default=None, description="without any one partner, instead of the ledgers'")
    k_consortium: int | None = Field(default=None, description="for the consortium, instead of the ledgers'")
    or_no_figure_of: str | None = Field(
        default=None, description="the part needs no protection while this indicator has never been shown"
    )


class CountryParts(Definition):
    """When a closed block may be shown by country."""

    k: int
    k_without_partner: int
    min_units: int = Field(default=0, description="partners, or centres without any one partner's own, that it needs")
    doubt: int | None = Field(
        default=None,
        description="so many every partner must be able to believe of each other one, else nothing is split",
    )

    @model_validator(mode="after")
    def _can_leave_doubt(self) -> "CountryParts":
        if self.doubt is not None and (self.k < 2 * self.doubt or self.k_without_partner < self.doubt):
            raise ValueError(f"doubt {self.doubt} needs a k of twice that, and that many without any one partner")
        return self


class OutcomePlan(Definition):
    """Class A, ended pathways: closes when every part passes."""

    ledger: Literal["outcome"]
    parts: tuple[Part, ...] = ()
    block_of: str | None = Field(default=None, description="closes together with this indicator's block")
    min_base: int = 0
    round_to: float = 1
    keep_within: tuple[float, float] | None = None
    is_dominance_checked: bool = False
    is_blank_zero: bool = Field(default=False, description="a count that was not reported is nobody measured")


class EnrolmentPlan(LeastWomen):
    """Class A, running total over all pathways."""

    ledger: Literal["enrolment"]
    countries: CountryParts | None = None


class MagnitudePlan(LeastWomen):
    """Class A, a quantity (hours) of which no pathway and no partner may hold more than half."""

    ledger: Literal["magnitude"]
    women: Linear
    round_to: float


class ThingsPlan(Definition):
    """Class A-derived things (services): each is counted once enough women stand behind it."""

    ledger: Literal["things"]
    women: Linear
    k: int


class MixedPlan(Definition):
    """Class C, but the rows of these codes are single women: added at closings in blocks."""

    ledger: Literal["mixed"]
    column: str
    class_a: tuple[str, ...]
    women: Linear
    k: int
    complement_of: str | None = Field(
        default=None, description="indicator whose shown rows less these are women, too: k for everybody"
    )


class NeverPlan(Definition):
    """Never published in any form."""

    ledger: Literal["never"]


class PooledPlan(Definition):
    """Class B, answers by session: a session under k waits for the next of the same pool."""

    ledger: Literal["pooled"]
    pool: tuple[str, ...] = Field(description="columns (or `partner`) that pooled sessions have in common")
    k: int


class CountedPlan(Definition):
    """Class B, units such as centres or heads by sex: blocks, a hidden category merged with a passing one."""

    ledger: Literal["counted"]
    k: int
    countries: CountryParts | None = None


PlanRow = Annotated[
    OutcomePlan | EnrolmentPlan | MagnitudePlan | ThingsPlan | MixedPlan | NeverPlan | PooledPlan | CountedPlan,
    Field(discriminator="ledger"),
]


class Ledgers(LeastWomen):
    """Where women are counted: the sheet, the unit that enters once, and when a unit has ended."""

    sheet: str
    unit: str
    women: Linear
    ended_when: dict[str, tuple[str, ...]]
    guard: str = Field(description="indicator whose shown women bound the outcome ledger")

    def least(self, part: Part) -> LeastWomen:
        """What a part needs: its own thresholds, for the consortium never lower than the ledgers'."""
        of_all = max(self.of_all, part.k_consortium or 0, part.k or 0)
        return LeastWomen(k=self.k if part.k is None else part.k, k_consortium=of_all)


class DisclosureClass(Definition):
    """A class of protection, with its reason."""

    meaning: str
    k: int | None = None
    k_consortium: int | None = None
    k_country: int | None = None
    reason: str


class PublicationPlan(Definition):
    """Classes, closings and one row per indicator that tells of people."""

    version: str
    classes: dict[Literal["A", "B", "C"], DisclosureClass]
    closings: tuple[str, ...]
    ledgers: Ledgers | None = None
    rows: dict[str, PlanRow] = {}
    by_category: dict[str, CountedPlan] = Field(
        default={}, description="class B breakdowns of class C indicators, as CODE/breakdown"
    )
