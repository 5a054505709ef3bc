"""The partner workbook: sheets, columns, code lists and the rules that check them."""

from typing import Literal

from pydantic import Field, model_validator

from indicators.model.base import Definition

Severity = Literal["E", "W", "Q"]
ColumnType = Literal["string", "integer", "decimal", "code", "code_set", "date", "month"]


class CodeList(Definition):
    """Allowed codes with their labels, in order (the order is the rank where `ranked`)."""

    name: str
    codes: dict[str, str]
    former_labels: dict[str, tuple[str, ...]] = Field(
        default={}, description="labels that a code once had, in any language: workbooks already given out hold them"
    )
    is_ranked: bool = Field(default=False, alias="ranked")

    def rank(self, code: str) -> int:
        """Position of the code in the list, from 0."""
        return list(self.codes).index(code)


class Column(Definition):
    """One column (on the upright sheet: one line) of the workbook."""

    type: ColumnType
    label: str
    help: str = ""
    unit: str = ""
    disclosure_class: Literal["A", "B", "C"] | None = Field(default=None, alias="class")
    list: str | None = None
    is_required: bool = Field(default=False, alias="required")
    min: float | None = None
    max: float | None = None
    digits: int | None = None
    max_length: int | None = None
    pattern: str | None = None
    kind: Literal["flow", "cum", "stock"] | None = None
    outside_rule: str | None = Field(default=None, description="rule that tells a month outside the project, else K01")
    is_fixed: bool = Field(default=False, alias="fixed", description="never changes for a key; prefilled")
    is_released: bool = Field(default=False, alias="released", description="stands in the release's fact table")
    is_in_one_line: bool = Field(
        default=False, alias="in_one_line", description="its sum stands in the line that an officer proof-reads"
    )
    kept_because: str = Field(default="", description="why it is collected though no indicator and no rule uses it")
    when_ended: Literal["must", "may"] | None = Field(
        default=None, description="filled in only in rows that have ended (must) or as women leave (may); folded away"
    )

    @model_validator(mode="after")
    def _codes_need_a_list(self) -> "Column":
        if self.type in ("code", "code_set") and not self.list:
            raise ValueError("a column of codes needs `list`")
        return self


class Prefill(Definition):
    """What the template fills in of a sheet before the partner sees it."""

    source: Literal["open_rows", "deliverables", "earlier_rows"]
    closed_when: dict[str, tuple[str, ...]] = {}
    sheet: str | None = None
    date: str | None = None
    after_months: int = 0
    shows: tuple[str, ...] = Field(default=(), description="columns of `sheet` told beside the key of a prefilled row")
    fresh_codes: int = Field(default=0, description="spare rows that already carry a fresh random key")


class Joint(Definition):
    """How one thing that several partners report is recognised: the organiser's row counts, the others don't."""

    organiser: str
    same: tuple[str, ...]


class Sheet(Definition):
    """A sheet of the workbook; `grain` says what one row is."""

    label: str
    grain: str
    disclosure_class: Literal["A", "B", "C"] = Field(alias="class")
    is_upright: bool = Field(default=False, alias="upright")
    key: tuple[str, ...] = ()
    state_column: str | None = None
    country_column: str | None = None
    takes_from: str | None = Field(default=None, description="sheet whose row of the same key supplies missing columns")
    only_in: tuple[str, ...] = Field(default=(), description="reporting months in which the sheet is filled in")
    fact: str | None = Field(default=None, description="name of the release's fact table, if it has one")
    # What the sheet is about can't be told from its columns, and a page must not know the name of a sheet.
    page: Literal["trainings", "communication"] | None = Field(
        default=None, description="page of the dashboard that tells of the sheet's things"
    )
    spare_rows: int = Field(default=10, ge=0, le=200)
    prefill: Prefill | None = None
    joint: Joint | None = None
    compared_by_others: tuple[str, ...] = Field(
        default=(), description="columns that checks of other partners' workbooks may see, beside those of `joint`"
    )
    columns: dict[str, Column]

    @property
    def row_key(self) -> tuple[str, ...]:
        """The key without the reporting month, which stands once for the whole workbook."""
        return tuple(column for column in self.key if column in self.columns)

    @property
    def given_columns(self) -> tuple[str, ...]:
        """The columns that a template can fill in: a row with nothing else is empty."""
        fixed = [name for name, column in self.columns.items() if column.is_fixed and self.prefill]
        return tuple(dict.fromkeys((*self.row_key, *fixed)))

    @property
    def seen_by_others(self) -> tuple[str, ...]:
        """All that checks of other partners' workbooks see of a row; empty: nothing of the sheet."""
        return (*self.compared_by_others, *((*self.joint.same, self.joint.organiser) if self.joint else ()))

    @property
    def is_snapshot(self) -> bool:
        """Does each month repeat every open row?"""
        return len(self.row_key) < len(self.key)


class Roles(Definition):
    """Which column of the upright sheet plays which part in intake."""

    sheet: str
    template_version: str
    partner: str
    country: str
    month: str
    revision: str
    language: str


class Workbook(Definition):
    """The workbook as a whole."""

    version: str
    accepted_template_versions: tuple[str, ...]
    roles: Roles
    states: dict[Literal["data", "nothing", "not_due"], str]
    sheets: dict[str, Sheet]

    @property
    def cover(self) -> Sheet:
        """The upright sheet that says whose workbook this is."""
        return self.sheets[self.roles.sheet]

    @property
    def row_sheets(self) -> dict[str, Sheet]:
        """The sheets with data rows, in order."""
        return {name: sheet for name, sheet in self.sheets.items() if not sheet.is_upright}


class Message(Definition):
    """What a person reads of a fault; `{found}`-like places are filled in, never with a value that may be personal."""

    message: str
    expected: str = ""
    repair: str
    severity: Severity | None = Field(default=None, description="where it differs from the rule's")


class Relation(Definition):
    """Arithmetic within one row: the sum of `left` is equal to, or at most, the sum of `right`.

    It is silent while one of its cells is blank; with `blank_is_zero` it speaks as soon as the right and any of the
    left are given, and a blank counts as nothing. `each_of_kind`: one relation per column of that kind on the left.
    """

    sheet: str
    left: tuple[str, ...] = ()
    each_of_kind: Literal["flow", "cum", "stock"] | None = None
    must: Literal["equal", "at_most"]
    right: tuple[str, ...] = Field(min_length=1)
    case: str
    at: str | None = Field(default=None, description="column whose cell is marked; else the first of `left`")
    blank_is_zero: bool = False

    @model_validator(mode="after")
    def _left_is_told_once(self) -> "Relation":
        if bool(self.left) == bool(self.each_of_kind):
            raise ValueError("a relation needs either `left` or `each_of_kind`")
        return self

    @property
    def marked(self) -> str:
        """The column whose cell is marked."""
        return self.at or self.left[0]


class Total(Definition):
    """Arithmetic between two sheets: the sum of a column is that of another over the newest rows of all its keys."""

    sheet: str
    column: str
    of_sheet: str
    of_column: str


class Rule(Definition):
    """A check: what it demands, how grave a breach is, and its messages by case; code carries the same id."""

    id: str
    severity: Severity
    rule: str
    columns: tuple[str, ...] = Field(default=(), description="SHEET.column that the rule reads")
    relations: tuple[Relation, ...] = Field(default=(), description="its arithmetic, which the template checks as well")
    totals: tuple[Total, ...] = Field(default=(), description="its sums over whole sheets, told as relations are")
    example: str = Field(default="", description="a breach in a sentence, for the fault catalogue")
    accepted_because: str = Field(
        default="", description="why a query of this rule does not hold the workbook back; empty: the workbook waits"
    )
    cases: dict[str, Message] = Field(min_length=1)
