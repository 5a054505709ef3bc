"""Rules of trainings of practitioners."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, read_all, tells
from etl.rules.earlier import earlier_rows
from etl.rules.means import People, check_means
from etl.rules.relations import Slack, check_relations, find_gap, is_explained
from indicators.relations import expand_relations

_SHEET = "TRAININGS"
_MOST_DAYS = 10
_ATTENDED = ("attended_n",)
# Rules that compare with those who attended.
_OF_ATTENDED = ("T02", "T04")
_OF_PRACTITIONERS = "TOT_"
# People who answered, and the means of their answers.
_ANSWERS: tuple[People, ...] = (
    ("satisfaction_n", ("satisfaction_mean",)),
    ("paired_n", ("paired_pre_mean", "paired_post_mean")),
)
# Of n: a part of those; together the shares that a session gives.
_SHARES = (("attended_n", "registered_n"), ("completed_n", "attended_n"), ("paired_improved_n", "paired_n"))
_MOST_PERSONS = 60
_BEST_ANSWER, _MANY_ANSWERS = 5, 10


@tells("month", "order", "length")
def check_t01(context: Context) -> Iterator[Issue]:
    """A training ends in the reporting month, after it begins, within ten days."""
    month, periods = context.workbook.month, context.definitions.periods
    for row in context.rows(_SHEET):
        first, last = row.get("date_from"), row.get("date_to")
        if last is None:
            continue
        if month and not periods.first_day(month) <= last <= periods.last_day(month):
            days = {"first": periods.first_day(month), "last": periods.last_day(month)}
            yield context.issue("T01", "month", _SHEET, "date_to", row.number, last, **days)
        elif first is not None and first > last:
            yield context.issue("T01", "order", _SHEET, "date_to", row.number, last)
        elif first is not None and (last - first).days + 1 > _MOST_DAYS:
            yield context.issue("T01", "length", _SHEET, "date_from", row.number, first)


@tells("registered", "attended")
def check_t02(context: Context) -> Iterator[Issue]:
    """Attended is within registered, completed and first-time participants within attended."""
    yield from check_relations(context, "T02", _slack_of_attended(context))


@tells("sum")
def check_t03(context: Context) -> Iterator[Issue]:
    """Women, men and not stated add up to those who attended, when any of the three is given."""
    yield from check_relations(context, "T03")


@tells("attended", "tests", "improved")
def check_t04(context: Context) -> Iterator[Issue]:
    """Answers and tests are of people who attended; those with both tests took each; the improved are among them."""
    yield from check_relations(context, "T04", _slack_of_attended(context))


@tells("missing", "nobody")
def check_t05(context: Context) -> Iterator[Issue]:
    """A mean stands there exactly when somebody answered or took both tests."""
    yield from check_means(context, "T05", _SHEET, _ANSWERS)


def _slack_of_attended(context: Context) -> Slack:
    return lambda row, relation: _doubtful_gap(context, row) if relation.right == _ATTENDED else 0


def _doubtful_gap(context: Context, row: Row) -> float:
    """By how much the sexes exceed attended, where that wrong number would be told by several rules; else 0.

    T03 tells it. Two faults in a row are told both; of one slip no more than T03 and one other.
    """
    gap = max(find_gap(context, "T03", row), 0)
    if not gap:
        return 0
    rules = [context.definitions.rule(rule) for rule in _OF_ATTENDED]
    relations = [relation for rule in rules for relation in expand_relations(context.definitions, rule)]
    explained = {one.marked for one in relations if one.right == _ATTENDED and is_explained(one, row, gap)}
    return gap if len(explained) > 1 else 0


@tells("used", "partner", "target", "later")
def check_t07(context: Context) -> Iterator[Issue]:
    """A code names one session of this partner for ever; only a held training of practitioners counts to the target."""
    used = _used_codes(context)
    start = f"TR-{context.workbook.partner}-"
    for row in context.rows(_SHEET):
        code = row.get("session_code")
        if code is not None and context.partner and not code.startswith(start):
            yield context.issue("T07", "partner", _SHEET, "session_code", row.number, code, start=start)
        if code in used:
            month = context.messages.month(used[code])
            yield context.issue("T07", "used", _SHEET, "session_code", row.number, code, key=code, month=month)
        counting = read_all(row, "counts_to_target", "training_type", "attended_n")
        if counting and counting[0] == "Y" and not (counting[1].startswith(_OF_PRACTITIONERS) and counting[2] >= 1):
            yield context.issue("T07", "target", _SHEET, "counts_to_target", row.number, counting[0])


@tells("falls", "perfect", "hundred", "many")
def check_t08(context: Context) -> Iterator[Issue]:
    """What is possible but seldom true: worse after than before, all answers the best, all shares 100 %, a crowd."""
    for row in context.rows(_SHEET):
        scores, answers = read_all(row, "paired_pre_mean", "paired_post_mean"), row.get("satisfaction_n") or 0
        if scores and scores[1] < scores[0]:
            yield _doubt(context, "falls", "paired_post_mean", row)
        if row.get("satisfaction_mean") == _BEST_ANSWER and answers >= _MANY_ANSWERS:
            yield _doubt(context, "perfect", "satisfaction_mean", row)
        if scores == [100, 100] or _are_all_whole(row):
            yield _doubt(context, "hundred", "paired_post_mean" if scores == [100, 100] else "completed_n", row)
        if (row.get("attended_n") or 0) > _MOST_PERSONS:
            yield _doubt(context, "many", "attended_n", row)


def _doubt(context: Context, case: str, column: str, row: Row) -> Issue:
    return context.issue("T08", case, _SHEET, column, row.number, row.get(column))


def _are_all_whole(row: Row) -> bool:
    # Without tests two shares are left; in a small room both are often 100 %.
    shares = [read_all(row, part, whole) for part, whole in _SHARES]
    return all(share is not None and share[0] == share[1] > 0 for share in shares)


def _used_codes(context: Context) -> dict[str, int]:
    # What a later month has used is told from there (etl.later_months); a revision repeats the codes of its own month.
    return {key[0]: known.month for key, known in earlier_rows(context, _SHEET).items()}
