"""Questions on what is already accepted: what makes a number worth a second look, and how the partner is asked.

Nothing of it is an error: intake has passed every row. A threshold says when to ask, `why` says where it comes from.
"""

from string import Formatter
from typing import ClassVar, Literal

from pydantic import Field, model_validator

from indicators.model.base import Definition

Codes = tuple[str, ...]


def places_of(text: str) -> set[str]:
    """Names of the {places} of a sentence."""
    return {name for _before, name, _form, _conversion in Formatter().parse(text) if name}


class Question(Definition):
    """A kind of question: its sentences, with {places} that its kind fills in, and the reason of its thresholds."""

    # `thing` is the key of the row, `label` the column as the workbook names it.
    PLACES: ClassVar[frozenset[str]] = frozenset({"month", "partner", "thing", "label", "value"})

    code: str = Field(pattern=r"^Q-[A-Z]{1,2}\d{2}$")
    why: str = Field(min_length=1)
    found: str
    expected: str
    ask: str

    @model_validator(mode="after")
    def _places_are_known(self) -> "Question":
        for name in ("found", "expected", "ask"):
            unknown = places_of(getattr(self, name)) - self.PLACES
            if unknown:
                raise ValueError(f"`{name}` has unknown places {sorted(unknown)}; known: {sorted(self.PLACES)}")
        return self


class Conditions(Definition):
    """Conditions on one row that must all hold; a blank cell fulfils none but `blank`."""

    where: dict[str, Codes] = {}
    where_not: dict[str, Codes] = {}
    given: Codes = ()
    blank: Codes = ()
    at_least: dict[str, float] = {}
    at_most: dict[str, float] = {}
    equal: tuple[str, str] | None = Field(default=None, description="two columns of the same number")
    more: tuple[str, str] | None = Field(default=None, description="two columns, the first larger than the second")

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is looked at."""
        named = (*self.where, *self.where_not, *self.given, *self.blank, *self.at_least, *self.at_most)
        return tuple(dict.fromkeys((*named, *(self.equal or ()), *(self.more or ()))))


class Sheetwise(Question):
    """A question on rows of one sheet, or on those of them that fulfil the conditions."""

    sheet: str
    rows: Conditions = Conditions()


class HistoryQuestion(Sheetwise):
    """A number far from the median of the earlier months of the same series.

    Far is more than `deviations` times the median absolute deviation; where that is 0, more than `ratio` times the
    median or less than its part. Nothing under `least_distance` is far, nor anything with fewer than `least_n` values.
    """

    PLACES = Question.PLACES | {"median", "low", "high", "n"}

    column: str
    # Columns whose codes make a series of their own; `partner_code` stands for the partner.
    series: Codes = ()
    per: Literal["row", "month"] = Field(default="row", description="each row, or the sum of a partner's month")
    change: bool = Field(default=False, description="the increase since the row before, for running totals")
    least_n: int = Field(ge=3)
    deviations: float = Field(gt=0)
    ratio: float = Field(gt=1)
    least_distance: float = Field(gt=0)

    @model_validator(mode="after")
    def _a_month_is_a_partners(self) -> "HistoryQuestion":
        if self.per == "month" and "partner_code" not in self.series:
            raise ValueError("`per: month` adds up a partner's month: name partner_code in `series`")
        return self


class BoundException(Definition):
    """Where an indicator's bound differs, and why."""

    share_of_one_workbook: float | None = None
    multiple_of_target: float | None = None
    why: str


class BoundQuestion(Question):
    """A workbook that brings a large share of a whole project's target."""

    PLACES = Question.PLACES | {"indicator", "target", "share_pct"}

    share_of_one_workbook: float = Field(gt=0)
    least: dict[str, float] = Field(description="smallest amount that is worth a question, by kind of calculation")
    exceptions: dict[str, BoundException] = {}


class TotalQuestion(Question):
    """A project total far beyond its target; it goes to the coordinator, as no single partner has caused it."""

    PLACES = Question.PLACES | {"indicator", "target", "multiple"}

    multiple_of_target: float = Field(gt=1)
    exceptions: dict[str, BoundException] = {}


class Alike(Definition):
    """When two numbers are similar: at most `share` of the larger apart, or at most `least`."""

    share: float = Field(ge=0, lt=1)
    least: float = Field(ge=0)


class TwiceQuestion(Sheetwise):
    """Two rows of different partners (with `of_sheet`: of one partner's two sheets) that may be one thing."""

    PLACES = Question.PLACES | {"other", "other_partner", "other_month", "other_value"}

    of_sheet: str | None = Field(default=None, description="the second row stands in this sheet, of the same partner")
    same: dict[str, str] = Field(default={}, description="columns that are equal: of the first row, of the second")
    near: dict[str, str] = Field(default={}, description="dates that are near: of the first row, of the second")
    days: int = Field(default=0, ge=0)
    alike: dict[str, str] = Field(default={}, description="numbers that are similar: of the first row, of the second")
    measure: Alike = Alike(share=0, least=0)


class RepeatQuestion(Sheetwise):
    """The same number, not 0, month after month where chance would hardly give it."""

    PLACES = Question.PLACES | {"n", "since"}

    columns: Codes = Field(min_length=1, description="all of them stay the same; the last one is told")
    series: Codes = ()
    months: int = Field(ge=3)


class SameSheetQuestion(Question):
    """A whole sheet that is the same month after month, though things of that month alone are counted in it."""

    PLACES = Question.PLACES | {"n", "since", "sheet"}

    sheet: str
    months: int = Field(ge=2)


class ZeroQuestion(Sheetwise):
    """A number that is always 0 where something would be expected now and then."""

    PLACES = Question.PLACES | {"n", "since"}

    column: str
    series: Codes = ()
    least_n: int = Field(ge=3)


class RoundQuestion(Sheetwise):
    """Numbers of one partner that are all multiples of 5 or 10: counted, or estimated?"""

    PLACES = Question.PLACES | {"n", "multiple"}

    column: str
    series: Codes = ("partner_code",)
    multiple: int = Field(gt=1)
    least_n: int = Field(ge=4)
    least_value: float = Field(default=0, description="smaller numbers are round by chance")


class SilentQuestion(Question):
    """A sheet that is declared empty month after month, while rows of another are open."""

    PLACES = Question.PLACES | {"n", "since", "sheet", "while_sheet"}

    sheet: str
    months: int = Field(ge=2)
    while_sheet: str | None = None
    while_rows: Conditions = Conditions()


class RowQuestion(Sheetwise):
    """A row whose cells hardly go together."""

    PLACES = Question.PLACES | {"other_label", "other_value"}

    columns: Codes = Field(min_length=1, max_length=2, description="the cells that are named: first and other")


class WholeAnswersQuestion(Sheetwise):
    """A mean that no sum of so many whole answers can give (the GRIM test, Brown and Heathers 2017)."""

    PLACES = Question.PLACES | {"n", "below", "above"}

    column: str
    people: str


class FallsQuestion(Sheetwise):
    """What a thing had once is smaller, or lost a code, in a later row."""

    PLACES = Question.PLACES | {"before", "since"}

    column: str
    series: Codes


class CopiedQuestion(Sheetwise):
    """The same number, not 0, in two rows of a thing that should have been counted anew."""

    PLACES = Question.PLACES | {"other", "since"}

    column: str
    series: Codes
    differs: str = Field(description="column in which the two rows differ")
    least_value: float = 0


class StaysQuestion(Sheetwise):
    """A thing that has stood at the same open state for months."""

    PLACES = Question.PLACES | {"n", "since"}

    column: str
    series: Codes
    months: int = Field(ge=2)


class NeedsQuestion(Sheetwise):
    """A row that presupposes another row, of whatever partner, that nobody has reported."""

    PLACES = Question.PLACES | {"other_partner"}

    column: str
    of_sheet: str
    of_rows: Conditions = Conditions()
    link: dict[str, str] = Field(
        default={}, description="columns that agree: here, there; codes separated by ; are looked for one by one"
    )
    near: dict[str, str] = {}
    days: int = Field(default=0, ge=0)
    is_by_then: bool = Field(
        default=False, alias="by_then", description="the other row must be of the month or earlier"
    )
    months: int = Field(default=0, ge=0, description="so long the other row may still come")
    asks: Literal["own", "linked"] = Field(default="own", description="the partner of the row, or the linked one")


class IntakeQuestion(Question):
    """A query that intake told and that did not hold the workbook back (`accepted_because` of its rule)."""

    PLACES = Question.PLACES | {"told", "rule"}


class QualityQuestions(Definition):
    """All questions, by what they look at."""

    version: str
    history: tuple[HistoryQuestion, ...] = ()
    bounds: tuple[BoundQuestion, ...] = ()
    totals: tuple[TotalQuestion, ...] = ()
    twice: tuple[TwiceQuestion, ...] = ()
    repeats: tuple[RepeatQuestion, ...] = ()
    same_sheets: tuple[SameSheetQuestion, ...] = ()
    zeros: tuple[ZeroQuestion, ...] = ()
    round_numbers: tuple[RoundQuestion, ...] = ()
    silent: tuple[SilentQuestion, ...] = ()
    rows: tuple[RowQuestion, ...] = ()
    whole_answers: tuple[WholeAnswersQuestion, ...] = ()
    falls: tuple[FallsQuestion, ...] = ()
    copied: tuple[CopiedQuestion, ...] = ()
    stays: tuple[StaysQuestion, ...] = ()
    needs: tuple[NeedsQuestion, ...] = ()
    intake: tuple[IntakeQuestion, ...] = Field(default=(), max_length=1)

    @property
    def questions(self) -> tuple[Question, ...]:
        """All of them in the order of the file."""
        groups = (getattr(self, name) for name in type(self).model_fields if name != "version")
        return tuple(question for group in groups for question in group)
