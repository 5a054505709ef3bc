"""Rules of the survey of services within one month."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.rules.context import Context, blank_cells, tells

_SHEET = "SURVEY"
_STATE = "survey_state"
_ANSWERS = ("econ_service_in_place", "mutual_help_in_place", "services_offered_n", "handbook_in_use")
_ANSWERED = ("RECEIVED", "VALIDATED")
_COMPLETE = "VALIDATED"


@tells("early", "incomplete", "unanswered")
def check_u01(context: Context) -> Iterator[Issue]:
    """Answers stand there only once they were received; a validated questionnaire has all of them."""
    for row in context.rows(_SHEET):
        state = row.get(_STATE)
        # "Does not apply" is an answer, as of the handbook before there was one.
        blank = [column for column in blank_cells(row, _ANSWERS) if column not in row.not_applicable]
        given = [column for column in _ANSWERS if row.get(column) is not None]
        if state is not None and state not in _ANSWERED and given:
            yield context.issue("U01", "early", _SHEET, _STATE, row.number, state)
        elif state == _COMPLETE and len(blank) == len(_ANSWERS):
            yield context.issue("U01", "unanswered", _SHEET, _STATE, row.number, state)
        elif state == _COMPLETE:
            for column in blank:
                yield context.issue("U01", "incomplete", _SHEET, column, row.number)
