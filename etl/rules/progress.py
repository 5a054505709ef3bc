"""Rules of things that come about step by step: good practices and deliverables don't go back."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, tells
from etl.rules.earlier import Known, pairs, rank

_PRACTICES, _PRACTICE_STATE, _ADOPTED = "PRACTICES", "practice_state", "adopted_partner_codes"
_SHARED, _WITHDRAWN = "SHARED", "WITHDRAWN"
_DELIVERABLES, _STATE, _PROGRESS = "DELIVERABLES", "deliverable_state", "progress_pct"
_REOPENED = ("DRAFT", "IN_PROGRESS")


@tells("falls", "withdrawn", "adopted", "later")
def check_g02(context: Context) -> Iterator[Issue]:
    """A practice goes on from nominated to shared, is withdrawn for good, and is adopted only once it is shared."""
    for row, known in pairs(context, _PRACTICES, _PRACTICE_STATE):
        was, now = known.row[_PRACTICE_STATE], row.get(_PRACTICE_STATE)
        shown = context.shown(_PRACTICES, _PRACTICE_STATE, was)
        places = {"month": context.messages.month(known.month), "value": shown}
        if was == _WITHDRAWN and now != _WITHDRAWN:
            yield context.issue("G02", "withdrawn", _PRACTICES, _PRACTICE_STATE, row.number, now, **places)
        elif rank(context, _PRACTICES, _PRACTICE_STATE, now) < rank(context, _PRACTICES, _PRACTICE_STATE, was):
            yield context.issue("G02", "falls", _PRACTICES, _PRACTICE_STATE, row.number, now, **places)
    for row in context.rows(_PRACTICES):
        state, codes = row.get(_PRACTICE_STATE), row.get(_ADOPTED)
        if codes and state not in (None, _SHARED):
            yield context.issue("G02", "adopted", _PRACTICES, _ADOPTED, row.number, ", ".join(codes), state=state)


@tells("progress", "state", "reopened", "later")
def check_d02(context: Context) -> Iterator[Issue]:
    """Progress and state of a deliverable never fall; a draft may be taken up again if the coordinator agrees."""
    for row, known in pairs(context, _DELIVERABLES):
        if (known.row.get(_STATE), row.get(_STATE)) == _REOPENED:
            # With the draft its progress is taken back as well: one question for both.
            yield _issue(context, "reopened", _STATE, row, known)
            continue
        was, now = known.row.get(_STATE), row.get(_STATE)
        if was and now and rank(context, _DELIVERABLES, _STATE, now) < rank(context, _DELIVERABLES, _STATE, was):
            yield _issue(context, "state", _STATE, row, known)
        before, after = known.row.get(_PROGRESS), row.get(_PROGRESS)
        if None not in (before, after) and after < before:
            yield _issue(context, "progress", _PROGRESS, row, known)


def _issue(context: Context, case: str, column: str, row: Row, known: Known) -> Issue:
    was = context.shown(_DELIVERABLES, column, known.row[column])
    places = {"month": context.messages.month(known.month), "value": was}
    return context.issue("D02", case, _DELIVERABLES, column, row.number, row.get(column), **places)
