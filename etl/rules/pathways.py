"""Rules of mentoring pathways within one month: the numbers of women and their scores."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, tells
from etl.rules.means import People, check_means
from etl.rules.relations import Slack, check_relations, find_gap, is_explained
from indicators.model.workbook import Relation
from indicators.relations import expand_relations

_SHEET = "PATHWAYS"
_ENROLLED, _COMPLETED = "women_enrolled_cum", "women_completed_cum"
_ONE_TO_ONE = "INDIVIDUAL"
# Rules that compare with the women enrolled, or with those who are out.
_OF_WOMEN = ("PW06", "PW07", "PW09")
# A group may begin with one woman and may end early with none; once mentoring is active it is a group.
_STAGES_OF_A_GROUP = ("S4", "S5", "S6")
# Each instrument: women measured twice, and their mean scores at entry and at exit.
_INSTRUMENTS: tuple[People, ...] = (
    ("ese_paired_n", ("ese_pre_mean", "ese_post_mean")),
    ("ses_paired_n", ("ses_pre_mean", "ses_post_mean")),
)


@tells("sum")
def check_pw01(context: Context) -> Iterator[Issue]:
    """Women active, completed and left early add up to those enrolled."""
    yield from check_relations(context, "PW01")


@tells("individual", "group")
def check_pw02(context: Context) -> Iterator[Issue]:
    """A one-to-one pathway has one woman at most; a group has two at least once mentoring is active."""
    column = _ENROLLED
    for row in context.rows(_SHEET):
        kind, stage, women = row.get("pathway_format"), row.get("stage"), row.get(column)
        if kind is None or women is None:
            continue
        # Where the women don't add up, PW01 tells it, and the sum may be the right number.
        gap = find_gap(context, "PW01", row)
        if kind == _ONE_TO_ONE:
            if women + min(gap, 0) > 1:
                yield context.issue("PW02", "individual", _SHEET, column, row.number, women)
        elif stage in _STAGES_OF_A_GROUP and women + max(gap, 0) < 2:
            yield context.issue("PW02", "group", _SHEET, column, row.number, women)


@tells("nobody")
def check_pw05(context: Context) -> Iterator[Issue]:
    """A completed pathway was completed by one woman at least."""
    for row in context.rows(_SHEET):
        if _is_completed_by_nobody(row) and not _missing_parts(_doubtful_gap(context, row)):
            yield context.issue("PW05", "nobody", _SHEET, _COMPLETED, row.number, row.get(_COMPLETED))


@tells("more")
def check_pw06(context: Context) -> Iterator[Issue]:
    """No running total of women is larger than the number of women enrolled."""
    # A part of a part is told by its own rule, with the closer limit.
    closer = [*check_pw07(context), *check_pw09(context)]
    told = {(issue.row, issue.column) for issue in closer}
    for issue in check_relations(context, "PW06", _slack_of_women(context)):
        if (issue.row, issue.column) not in told:
            yield issue


@tells("part", "enrolled")
def check_pw07(context: Context) -> Iterator[Issue]:
    """Women in work are a part of those whose work status is known, and these of the women enrolled."""
    yield from check_relations(context, "PW07", _slack_of_women(context))


@tells("missing", "nobody")
def check_pw08(context: Context) -> Iterator[Issue]:
    """Mean scores at entry and exit stand there exactly when women were measured twice."""
    yield from check_means(context, "PW08", _SHEET, _INSTRUMENTS)


@tells("out", "part")
def check_pw09(context: Context) -> Iterator[Issue]:
    """Women measured twice are out of the pathway; those who improved or are satisfied are a part of those asked."""
    yield from check_relations(context, "PW09", _slack_of_women(context))


def is_end_doubtful(row: Row) -> bool:
    """Does nothing but the stage say that the pathway has ended? Then the stage is told, not what would follow."""
    active = row.get("women_active")
    has_no_exit = "exit_month" in row.values and row.get("exit_month") is None
    return has_no_exit and active is not None and active > 0


def _slack_of_women(context: Context) -> Slack:
    return lambda row, relation: _slack(relation, _doubtful_gap(context, row))


def _slack(relation: Relation, gap: float) -> float:
    if relation.right == (_ENROLLED,):
        return max(gap, 0)
    return _missing_parts(gap) if relation.case == "out" else 0


def _doubtful_gap(context: Context, row: Row) -> float:
    """The gap of PW01 where one wrong number of women would be told by several rules; 0 where it may hide one fault.

    Two faults in a row are told both; of one slip no more than PW01 and one other.
    """
    gap = find_gap(context, "PW01", row)
    if not gap:
        return 0
    rules = [context.definitions.rule(rule) for rule in _OF_WOMEN]
    relations = [relation for rule in rules for relation in expand_relations(context.definitions, rule)]
    explained = {one.marked for one in relations if is_explained(one, row, _slack(one, gap))}
    if _is_completed_by_nobody(row) and _missing_parts(gap):
        explained.add(_COMPLETED)
    return gap if len(explained) > 1 else 0


def _is_completed_by_nobody(row: Row) -> bool:
    completed = row.get(_COMPLETED)
    return row.get("stage") == "S6" and completed is not None and completed < 1 and not is_end_doubtful(row)


def _missing_parts(gap: float) -> float:
    # Women who are enrolled, but neither active nor out: PW01 tells them, and they may have completed.
    return max(-gap, 0)
