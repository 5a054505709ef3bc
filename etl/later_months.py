"""What workbooks break in months that were accepted after theirs: those months are judged again, with them stored."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from etl.history import History, Record
from etl.issue import Issue
from etl.message import Messages
from etl.parsed import ParsedWorkbook, Row
from etl.rules import RULES
from etl.rules.context import Context, Key, Origin, key_of
from etl.stored_rows import restore_workbook

# Rules with this case are rules across months; it tells at the earlier month's cell what doesn't fit the later one.
LATER = "later"

# A workbook with the messages of its language; None for a file that could not be read.
Told = tuple[ParsedWorkbook, Messages] | None


@dataclass(frozen=True)
class _Break:
    """An issue of a later month, and the cell of an earlier month that it comes from."""

    issue: Issue
    origin: Origin

    @property
    def place(self) -> tuple[Any, ...]:
        return self.issue.code, self.issue.sheet, self.issue.row, self.issue.column, self.origin


@dataclass(frozen=True)
class _LaterContext(Context):
    """A stored workbook under the rules; it notes where each issue comes from."""

    breaks: list[_Break] = field(default_factory=list)

    def issue(
        self,
        rule: str,
        case: str,
        sheet: str,
        column: str,
        row: int | None = None,
        found: Any = None,
        origin: Any = None,
        **places: Any,
    ) -> Issue:
        issue = super().issue(rule, case, sheet, column, row, found, origin, **places)
        self.breaks.append(_Break(issue, origin or Origin(sheet, self._key(sheet, row), column)))
        return issue

    def _key(self, sheet: str, number: int | None) -> Key:
        about = self.definitions.workbook.sheets[sheet]
        return next((key_of(about, row) or () for row in self.rows(sheet) if row.number == number), ())


def find_broken_months(
    stored: History, final: History, workbooks: Sequence[Told], today: date
) -> dict[int, list[Issue]]:
    """Issues by position of the workbook that causes them: what fits under `stored` and no longer under `final`.

    Months that the workbooks themselves replace are left out: they are judged as files, over the ones before them.
    """
    sent = [(position, told) for position, told in enumerate(workbooks) if told and told[0].month]
    if not sent:
        return {}
    changed = {month for month, record in final.newest.items() if record is not stored.newest.get(month)}
    broken: dict[int, list[Issue]] = {}
    for record in stored.accepted_after(min(changed, default=0)) if changed else ():
        if record.month not in changed:
            before = [(position, told) for position, told in sent if (told[0].month or 0) < record.month]
            for position, issue in _find_in_month(stored, final, record, before, today):
                broken.setdefault(position, []).append(issue)
    return broken


def _find_in_month(
    stored: History, final: History, record: Record, sent: list[tuple[int, Any]], today: date
) -> list[tuple[int, Issue]]:
    if not sent:
        return []
    messages = sent[-1][1][1]
    known = {one.place for one in _judge_again(record, stored, messages, today)}
    fresh = [one for one in _judge_again(record, final, messages, today) if one.place not in known]
    return [_tell(one, record, sent, final, today) for one in fresh]


def _judge_again(record: Record, history: History, messages: Messages, today: date) -> list[_Break]:
    context = _LaterContext(restore_workbook(messages.definitions, record), messages, history, today)
    for rule in messages.definitions.rules:
        if LATER in getattr(RULES.get(rule.id), "cases", ()):
            list(RULES[rule.id](context))
    return context.breaks


def _tell(
    broken: _Break, record: Record, sent: list[tuple[int, Any]], history: History, today: date
) -> tuple[int, Issue]:
    """The issue at the newest earlier workbook that has the row; without one, at the month of the newest."""
    issue, origin = broken.issue, broken.origin
    found = [(position, told, _row(told, origin)) for position, told in sent]
    position, (workbook, messages), row = next((one for one in reversed(found) if one[2]), found[-1])
    context = Context(workbook, messages, history, today)
    places = {
        "month": messages.month(record.month),
        "cell": issue.cell,
        "value": _stored_value(context, record, issue),
        "key": " ".join(map(str, origin.key)),
        "why": issue.wording.message if issue.wording else issue.message,
        "label": messages.label(origin.sheet, origin.column),
    }
    if row:
        shown = context.shown(origin.sheet, origin.column, row.get(origin.column))
        told = context.issue(issue.code, LATER, origin.sheet, origin.column, row.number, shown, **places)
    else:
        told = context.cover_issue(issue.code, LATER, messages.definitions.workbook.roles.month, **places)
    return position, replace(told, severity=issue.severity)


def _row(told: tuple[ParsedWorkbook, Messages], origin: Origin) -> Row | None:
    workbook, messages = told
    sheet = messages.definitions.workbook.sheets[origin.sheet]
    return next((row for row in workbook.sheets.get(origin.sheet, ()) if key_of(sheet, row) == origin.key), None)


def _stored_value(context: Context, record: Record, issue: Issue) -> Any:
    rows = record.sheets.get(issue.sheet, ())
    row = next((row for row in rows if row.get("row_number") == issue.row), None)
    return context.shown(issue.sheet, issue.column, row.get(issue.column)) if row else "–"
