"""What a marked workbook says: the texts of comments and of the sheet of issues, in the workbook's language."""

from collections.abc import Sequence

from etl.feedback.colours import ORDER
from etl.issue import Issue, Severity
from etl.layout import ISSUES_SHEET
from etl.marks import sign_mark
from indicators.texts import Texts

_MOST_ISSUES = 8
_SIGNS: dict[Severity, str] = {"error": "✗", "warning": "!", "query": "?"}


def mark_text(issues: Sequence[Issue], texts: Texts, project: str, fill: str) -> str:
    """The comment of a cell: its issues, errors first, and the check code by which we know it again."""
    ordered = sorted(issues, key=lambda issue: ORDER[issue.severity])
    told = [_issue_text(issue, texts) for issue in ordered[:_MOST_ISSUES]]
    if len(ordered) > _MOST_ISSUES:
        told.append(texts("More about this cell: see the sheet {sheet}.", sheet=ISSUES_SHEET))
    told.append(texts("This comment may stay when you send the workbook again."))
    return sign_mark("\n\n".join(told), project, fill)


def _issue_text(issue: Issue, texts: Texts) -> str:
    lines = [f"{_SIGNS[issue.severity]} {severity_name(issue.severity, texts)} ({issue.code}): {issue.message}"]
    if issue.found:
        lines.append(texts("Found: {found}", found=issue.found))
    if issue.expected:
        lines.append(texts("Expected: {expected}", expected=issue.expected))
    return "\n".join([*lines, texts("What to do: {repair}", repair=issue.repair)])


def severity_name(severity: Severity, texts: Texts) -> str:
    """What an issue of this severity is called."""
    return {"error": texts("Error"), "warning": texts("Warning"), "query": texts("Question")}[severity]


def group_title(severity: Severity, n: int, texts: Texts) -> str:
    """Heading of the issues of one severity: how many, and what they mean for the officer."""
    count = texts.number(n)
    if severity == "error":
        return texts("Errors: {n}. The workbook can be accepted when all of them are repaired.", n=count)
    if severity == "warning":
        return texts("Warnings: {n}. Repair what is wrong; what is right you confirm when you send it.", n=count)
    return texts("Questions: {n}. The coordinator will look at them; you may send the workbook as it is.", n=count)


def counts_text(counts: dict[Severity, int], texts: Texts) -> str:
    """How many of each there are."""
    plural = texts.plural
    told = {
        "error": plural("{n} error", "{n} errors", counts["error"]),
        "warning": plural("{n} warning", "{n} warnings", counts["warning"]),
        "query": plural("{n} question", "{n} questions", counts["query"]),
    }
    return " · ".join(text for severity, text in told.items() if counts[severity])  # type: ignore[index]
