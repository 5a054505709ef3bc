"""Rules of mentoring pathways within one month: the numbers of women and their scores."""

from collections.abc import Iterator

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context, tells
from etl.rules.means import People, check_means
from etl.rules.relations import check_relations, find_gap
from indicators.model.workbook import Relation

_SHEET = "PATHWAYS"
_ONE_TO_ONE = "INDIVIDUAL"
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
    column = "women_enrolled_cum"
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
    column = "women_completed_cum"
    for row in context.rows(_SHEET):
        completed = row.get(column)
        if row.get("stage") != "S6" or completed is None or is_end_doubtful(row):
            continue
        if completed + _missing_parts(context, row) < 1:
            yield context.issue("PW05", "nobody", _SHEET, column, row.number, completed)


@tells("more")
def check_pw06(context: Context) -> Iterator[Issue]:
    """No running total of women is larger than the number of women enrolled."""
    # A part of a part is told by its own rule, with the closer limit.
    closer = [*check_pw07(context), *check_pw09(context)]
    told = {(issue.row, issue.column) for issue in closer}
    for issue in check_relations(context, "PW06", lambda row, relation: max(find_gap(context, "PW01", row), 0)):
        if (issue.row, issue.column) not in told:
            yield issue


@tells("part", "enrolled")
def check_pw07(context: Context) -> Iterator[Issue]:
    """Women in work are a part of those whose work status is known, and these of the women enrolled."""

    def slack(row: Row, relation: Relation) -> float:
        return max(find_gap(context, "PW01", row), 0) if relation.case == "enrolled" else 0

    yield from check_relations(context, "PW07", slack)


@tells("missing", "nobody")
def check_pw08(context: Context) -> Iterator[Issue]:
    """Mean scores at entry and exit stand there exactly when women were measured twice."""
    yield from check_means(context, "PW08", _SHEET, _INSTRUMENTS)


@tells("out", "part")
def check_pw09(context: Context) -> Iterator[Issue]:
    """Women measured twice are out of the pathway; those who improved or are satisfied are a part of those asked."""

    def slack(row: Row, relation: Relation) -> float:
        return _missing_parts(context, row) if relation.case == "out" else 0

    yield from check_relations(context, "PW09", slack)


def is_end_doubtful(row: Row) -> bool:
    """Does nothing but the stage say that the pathway has ended? Then the stage is told, not what would follow."""
    active = row.get("women_active")
    has_no_exit = "exit_month" in row.values and row.get("exit_month") is None
    return has_no_exit and active is not None and active > 0


def _missing_parts(context: Context, row: Row) -> float:
    # Women who are enrolled, but neither active nor out: PW01 tells them, and they may have completed.
    return max(-find_gap(context, "PW01", row), 0)
