"""An issue: one fault of a workbook, told so that the officer can repair it."""

from dataclasses import dataclass, field, replace
from typing import Any, Literal

from indicators.texts import Texts

Severity = Literal["error", "warning", "query"]
Verdict = Literal["accepted", "confirm", "rejected"]
SEVERITIES: dict[str, Severity] = {"E": "error", "W": "warning", "Q": "query"}


@dataclass(frozen=True)
class Wording:
    """What an issue says, in no language yet: each a saying, a value, or a text that stays as it is."""

    message: Any
    repair: Any
    expected: Any = ""
    found: Any = ""

    def tell(self, texts: Texts) -> dict[str, str]:
        """Its four texts in a reader's language."""
        return {name: texts.show(value) for name, value in vars(self).items()}


@dataclass(frozen=True)
class Issue:
    """What is wrong, where, what was found, what was expected, how to repair it; never a value that may be personal."""

    code: str
    severity: Severity
    message: str
    repair: str
    expected: str = ""
    found: str = ""
    sheet: str = ""
    cell: str = ""
    row: int | None = None
    column: str = ""
    # Does a query hold the workbook back until the coordinator has decided? Those about women don't: see their rule.
    is_holding: bool = True
    # What the texts were told from; without it they stay in the language that they are in.
    wording: Wording | None = field(default=None, repr=False, compare=False)

    def tell(self, texts: Texts) -> "Issue":
        """The same issue in another reader's language."""
        return replace(self, **self.wording.tell(texts)) if self.wording else self  # type: ignore[arg-type]

    def as_dict(self) -> dict[str, object]:
        """The issue in the shape of the contract."""
        return {
            "code": self.code,
            "severity": self.severity,
            "sheet": self.sheet,
            "cell": self.cell,
            "row": self.row,
            "column": self.column,
            "found": self.found,
            "expected": self.expected,
            "message": self.message,
            "repair": self.repair,
        }


def decide_verdict(issues: list[Issue] | tuple[Issue, ...]) -> Verdict:
    """Rejected with any error, else to be confirmed with any warning, else accepted."""
    severities = {issue.severity for issue in issues}
    if "error" in severities:
        return "rejected"
    return "confirm" if "warning" in severities else "accepted"
