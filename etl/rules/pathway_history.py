"""Rules of mentoring pathways across months: what must not change, what must not go back, what should move."""

from collections.abc import Iterator
from typing import Any

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, Key, Origin, key_of, read_all, tells
from etl.rules.earlier import Known, earlier_rows, is_open, pairs, rank
from indicators.model.workbook import Column

_SHEET, _KEY, _STAGE = "PATHWAYS", "pathway_code", "stage"
_LEFT_EARLY = "SX"
_SESSIONS = ("group_sessions_month", "individual_sessions_month")
_IDLE_MONTHS = 3
# Women measured twice, and the mean at entry that is theirs.
_MEASURED = (("ese_paired_n", "ese_pre_mean"), ("ses_paired_n", "ses_pre_mean"))
_RESIDUE = 1e-9


@tells("falls", "reopened", "flow", "changed", "later")
def check_x01(context: Context) -> Iterator[Issue]:
    """The stage never goes back; a pathway that has ended is absent, or repeated with flows 0 and all else the same."""
    for row, known in pairs(context, _SHEET, _STAGE):
        was, now = known.row[_STAGE], row.get(_STAGE)
        places = {"month": context.messages.month(known.month), "value": context.shown(_SHEET, _STAGE, was)}
        if is_open(context.definitions.workbook.sheets[_SHEET], known.row):
            if rank(context, _SHEET, _STAGE, now) < rank(context, _SHEET, _STAGE, was):
                yield context.issue("X01", "falls", _SHEET, _STAGE, row.number, now, **places)
        elif now != was:
            yield context.issue("X01", "reopened", _SHEET, _STAGE, row.number, now, **places)
        else:
            yield from _check_ended(context, row, known)


def _check_ended(context: Context, row: Row, known: Known) -> Iterator[Issue]:
    month = context.messages.month(known.month)
    for name, column in context.definitions.workbook.sheets[_SHEET].columns.items():
        value, was = row.get(name), known.row.get(name)
        if name not in row.values or column.is_fixed or name == _KEY:
            continue  # an unreadable cell is told as such, a fixed column by X03
        if column.kind == "flow":
            if value:
                origin = Origin(_SHEET, (row.get(_KEY),), _STAGE)
                yield context.issue("X01", "flow", _SHEET, name, row.number, value, origin, month=month)
        elif value != was and not _is_told_elsewhere(name, column, row, known):
            shown, found = (context.shown(_SHEET, name, one) for one in (was, value))
            yield context.issue("X01", "changed", _SHEET, name, row.number, found, month=month, value=shown)


def _is_told_elsewhere(name: str, column: Column, row: Row, known: Known) -> bool:
    """A total that falls is told by X02, another mean of the same women by X07."""
    value, was = row.get(name), known.row.get(name)
    if value is None or was is None:
        return False
    if column.kind == "cum":
        return bool(value < was)
    return any(name == mean and row.get(women) == known.row.get(women) for women, mean in _MEASURED)


@tells("changed", "moved", "later")
def check_x03(context: Context) -> Iterator[Issue]:
    """What a pathway is never changes, and its code belongs to one pathway of one partner."""
    fixed = _fixed_columns(context)
    for row, known in pairs(context, _SHEET):
        for column in fixed:
            was, now = known.row.get(column), row.get(column)
            if None not in (was, now) and was != now:
                shown, found = (context.shown(_SHEET, column, value) for value in (was, now))
                places = {"month": context.messages.month(known.month), "value": shown}
                yield context.issue("X03", "changed", _SHEET, column, row.number, found, **places)
    taken = {row[_KEY] for row in context.history.others.get(_SHEET, ())}
    for row in context.rows(_SHEET):
        if row.get(_KEY) in taken:
            # Whose pathway it is, or whether it runs, is no business of this partner.
            yield context.issue("X03", "moved", _SHEET, _KEY, row.number, row.get(_KEY))


def _fixed_columns(context: Context) -> list[str]:
    sheet = context.definitions.workbook.sheets.get(_SHEET)
    return [name for name, column in sheet.columns.items() if column.is_fixed] if sheet else []


@tells("jumps", "later")
def check_x05(context: Context) -> Iterator[Issue]:
    """A pathway goes on by one stage a month at most, unless it ends early."""
    for row, known in pairs(context, _SHEET, _STAGE):
        was, now, month = known.row[_STAGE], row.get(_STAGE), context.workbook.month
        if month is None or now == _LEFT_EARLY or was == _LEFT_EARLY:
            continue
        steps = rank(context, _SHEET, _STAGE, now) - rank(context, _SHEET, _STAGE, was)
        # After months without a row it may have gone one stage in each of them.
        if steps > month - known.month:
            places = {"month": context.messages.month(known.month), "value": context.shown(_SHEET, _STAGE, was)}
            yield context.issue("X05", "jumps", _SHEET, _STAGE, row.number, now, **places)


@tells("silent", "unchanged", "later")
def check_x06(context: Context) -> Iterator[Issue]:
    """An open pathway has had no session in this month and the two before it."""
    month, sheet = context.workbook.month, context.definitions.workbook.sheets.get(_SHEET)
    if month is None or sheet is None:
        return
    for row in context.rows(_SHEET):
        key = key_of(sheet, row)
        sessions = read_all(row, *_SESSIONS)
        if key and sessions and not any(sessions) and is_open(sheet, row) and _was_idle(context, key, month):
            yield context.issue("X06", "silent", _SHEET, _SESSIONS[0], row.number, 0, n=_IDLE_MONTHS)
    if not context.rows(_SHEET) and _is_told_unchanged(context, context.workbook.cover):
        for key, known in earlier_rows(context, _SHEET).items():
            if is_open(sheet, known.row) and _was_idle(context, key, month):
                origin = Origin(_SHEET, key, _SESSIONS[0])
                column, code = sheet.state_column or "", str(key[0])
                yield context.issue(
                    "X06", "unchanged", context.definitions.workbook.roles.sheet, column, None, None, origin,
                    key=code, n=_IDLE_MONTHS,
                )  # fmt: skip


def _was_idle(context: Context, key: Key, month: int) -> bool:
    """Was there no session in each of the months before? A month without workbook may have had some."""
    sheet, records = context.definitions.workbook.sheets[_SHEET], context.history.newest
    rows_of = {
        known: [row for row in record.sheets.get(_SHEET, ()) if key_of(sheet, row) == key]
        for known, record in records.items()
    }
    begun = min((known for known, rows in rows_of.items() if rows), default=month)
    for earlier in range(month - _IDLE_MONTHS + 1, month):
        if earlier not in records or earlier < begun:
            return False
        rows = rows_of[earlier]
        is_idle = all(row.get(column) == 0 for row in rows for column in _SESSIONS)
        if not is_idle or not (rows or _is_told_unchanged(context, records[earlier].cover)):
            return False
    return True


def _is_told_unchanged(context: Context, cover: dict[str, Any]) -> bool:
    workbook = context.definitions.workbook
    return cover.get(workbook.sheets[_SHEET].state_column or "") == workbook.states["nothing"]


@tells("changed", "later")
def check_x07(context: Context) -> Iterator[Issue]:
    """The mean at entry belongs to the women measured twice: while they are the same number, it doesn't change."""
    for women, mean in _MEASURED:
        for row, known in pairs(context, _SHEET, women, mean):
            was, now = known.row[mean], row.get(mean)
            if row.get(women) == known.row[women] and abs(now - was) > _RESIDUE:
                places = {"month": context.messages.month(known.month), "value": was, "n": known.row[women]}
                yield context.issue("X07", "changed", _SHEET, mean, row.number, now, **places)
