"""Indicators: what is measured, what for, and how it is calculated."""

from typing import Annotated, Any, Literal

from pydantic import Field, model_validator

from indicators.model.base import Definition
from indicators.model.framework import Criterion, Level
from indicators.model.linear import Linear

Codes = tuple[str, ...]


class Filter(Definition):
    """Conditions on columns of the same sheet that must all hold."""

    where: dict[str, Codes] = {}
    where_not: dict[str, Codes] = {}
    partner_of_other_country: str | None = Field(
        default=None, description="column with partner codes of which one must be of another country than the row"
    )


class SummedColumn(Filter):
    """A column to add up, under conditions of its own."""

    of: Linear


class _Calculation(Filter):
    over_time: Literal["newest", "carried", "every"] = Field(
        default="newest",
        description="newest: the newest row of each thing up to the month, which stays when its partner falls silent; "
        "carried: the same, for running totals that stop to count after the calendar's carry_forward_months of silence "
        "(class A: never); every: every row reported up to the month, for flows and for what was ever true",
    )


class Distinct(_Calculation):
    """Number of different codes up to the month; several columns of codes are pooled."""

    kind: Literal["distinct"]
    of: tuple[Linear, ...] = Field(min_length=1)


class Sum(_Calculation):
    """Sum of columns over rows up to the month."""

    kind: Literal["sum"]
    terms: tuple[SummedColumn, ...] = Field(min_length=1)


class Ratio(_Calculation):
    """Percentage: sum of numerators over sum of denominators; `before_*` make it a change since entry."""

    kind: Literal["ratio"]
    numerator: Linear
    denominator: Linear
    before_numerator: Linear | None = None
    before_denominator: Linear | None = None


class Mean(_Calculation):
    """Mean weighted by n; a difference of two columns is a mean change."""

    kind: Literal["mean"]
    mean: Linear
    weight: Linear


class Share(_Calculation):
    """Share of rows that answer yes of those that answer at all, by wave."""

    kind: Literal["share"]
    of: Linear
    positive: Codes
    negative: Codes
    wave: str


class Milestone(_Calculation):
    """The newest value of one thing's progress; it stays to date when its partner falls silent."""

    kind: Literal["milestone"]
    of: Linear


class ReportsOnTime(_Calculation):
    """Share of the due partner-months whose workbook was received by the due day (the system's own figure)."""

    kind: Literal["reports_on_time"]


class DeliverablesOnTime(_Calculation):
    """Share of the deliverables due that were submitted by the end of their due month."""

    kind: Literal["deliverables_on_time"]
    key: Linear
    submitted_on: Linear


Calculation = Annotated[
    Distinct | Sum | Ratio | Mean | Share | Milestone | ReportsOnTime | DeliverablesOnTime,
    Field(discriminator="kind"),
]


class Breakdown(Definition):
    """A disaggregation and where its categories come from."""

    name: str
    column: str | None = None
    columns: dict[str, str] | None = Field(default=None, description="category: column that holds its count")
    disclosure_class: Literal["B"] | None = Field(default=None, alias="class")

    @model_validator(mode="before")
    @classmethod
    def _a_name_alone_is_its_column(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"name": value, "column": None if value in ("country", "partner") else value}
        return value


class Companion(Definition):
    """A second figure that must stand beside the first."""

    name: str
    numerator: Linear
    denominator: Linear


class Baseline(Definition):
    """Where the indicator stood before the project; null is unknown, and the note says why."""

    value: float | None
    note: str = ""


class IndicatorEntry(Definition):
    """One indicator as indicators.yaml states it."""

    code: str = Field(pattern=r"^[A-Z]{2}-\d{2}$")
    name: str
    result: str = Field(description="what it measures the reaching of; level and objective follow from it")
    definition: str
    purpose: str = Field(min_length=1, max_length=200, description="what decision it serves")
    limits: str = Field(min_length=1, max_length=200, description="what it does not tell, and how it can mislead")
    unit: str
    decimals: int = Field(default=0, ge=0, le=3)
    type: Literal["count", "percent", "mean", "mean_change", "percent_change", "milestone"]
    disclosure_class: Literal["A", "B", "C"] = Field(alias="class")
    class_note: str = ""
    calculation: Calculation
    breakdowns: tuple[Breakdown, ...] = ()
    companion: Companion | None = None
    baseline: Baseline
    direction: Literal["up", "down"] = Field(default="up", description="down: less is better")
    criterion: Criterion
    sheet: str | None = Field(default=None, description="sheet whose delivery makes a report expected; none: any")
    scale: str | None = None
    lowest_value: float = Field(default=0, description="where an unknown baseline starts when there is no scale")
    means_of_verification: str
    kirkpatrick: int | None = None
    headline: str = Field(
        default="",
        max_length=120,
        description="why it stands among the few figures at the top of the first page; empty: it does not",
    )
    context: str = ""

    @property
    def frequency(self) -> Literal["closings", "per wave", "monthly"]:
        """How often there is a new figure: class A has figures at closings only, a share of a survey in each wave."""
        if self.disclosure_class == "A":
            return "closings"
        return "per wave" if isinstance(self.calculation, Share) else "monthly"

    @property
    def is_rate(self) -> bool:
        """Is it a percentage or mean, for which a base can be too small?"""
        return self.calculation.kind in ("ratio", "mean", "share", "reports_on_time", "deliverables_on_time")


class Indicator(IndicatorEntry):
    """One indicator of the results framework, with level and objective of the result that it measures."""

    level: Level
    objective: str


class Scale(Definition):
    """A measurement scale with its range."""

    name: str
    source: str
    items: int
    response: str
    score: str
    range: tuple[float, float]
    verified: str = ""
    use: str = ""
    subscales: int | None = None
