"""What the project expects of its women if it runs to plan: planning assumptions, stated before any data."""

from pydantic import Field, model_validator

from indicators.model.base import Definition
from indicators.model.linear import Linear


class ExpectedUnit(Definition):
    """A planned unit (pathway) of a partner: all its women enrol in its first month and leave with its last one."""

    partner: str
    women: int = Field(ge=1)
    from_month: str = Field(alias="from")
    to_month: str = Field(alias="to")
    codes: dict[str, str] = Field(default={}, description="column: code, beside or instead of those of all units")


class ExpectedColumn(Definition):
    """How much of a column a unit will report: a share of other columns, or its part of an indicator's target."""

    of: Linear | None = None
    percent: float | None = Field(default=None, ge=0, le=100)
    target_of: str | None = Field(default=None, description="indicator whose target is the percentage, or added to it")
    whole_of: str | None = Field(
        default=None, description="indicator whose target is spread over units by their women, month by month"
    )

    @model_validator(mode="after")
    def _is_either_a_share_or_a_spread(self) -> "ExpectedColumn":
        if (self.of is None) == (self.whole_of is None):
            raise ValueError("state either `of` (a share of other columns) or `whole_of` (an indicator's target)")
        if self.whole_of and (self.percent is not None or self.target_of):
            raise ValueError("`whole_of` takes the whole target: no percentage stands beside it")
        return self


class Population(Definition):
    """The expected population, unit by unit; for the visibility plan alone, and never in a release."""

    basis: str = Field(min_length=1, description="where the numbers come from and by which rule they were spread")
    codes: dict[str, str] = Field(default={}, description="column: code that every running unit reports")
    units: tuple[ExpectedUnit, ...] = Field(min_length=1)
    columns: dict[str, ExpectedColumn] = Field(
        default={}, description="expected columns of the ledgers' sheet; each rests on earlier ones"
    )
