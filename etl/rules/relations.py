"""Checks of arithmetic that rules.yaml states as relations between the cells of a row."""

from collections.abc import Callable, Iterator
from typing import Any

from etl.issue import Issue
from etl.parsed import Row
from etl.rules.context import Context
from indicators.model.workbook import Relation
from indicators.relations import expand_relations
from indicators.saying import join

_SIGNS = {"equal": "≠", "at_most": ">"}
# Sums of decimals carry a binary residue.
_RESIDUE = 1e-9


# How much more than its own sum the right side may be, because a fault that is told elsewhere makes it doubtful.
Slack = Callable[[Row, Relation], float]


def check_relations(context: Context, rule_id: str, slack: Slack = lambda row, relation: 0.0) -> Iterator[Issue]:
    """The issues of every relation of a rule, row by row; found shows the numbers as a small sum.

    A cell is told once: what is more than two limits is more than one of them.
    """
    told = set()
    for relation in expand_relations(context.definitions, context.definitions.rule(rule_id)):
        for row in context.rows(relation.sheet):
            sums = _read_sums(relation, row)
            place = (relation.sheet, row.number, relation.marked)
            if sums and place not in told and not _holds(relation, sums[0], sums[1], slack(row, relation)):
                told.add(place)
                yield _issue(context, rule_id, relation, row, sums)


def find_gap(context: Context, rule_id: str, row: Row) -> float:
    """By how much the parts of a sum exceed its total in this row; 0 when they add up or can't be read.

    A rule that compares with one of these cells takes the gap as slack: a wrong number is told once, where the sum is.
    """
    equal = next(relation for relation in context.definitions.rule(rule_id).relations if relation.must == "equal")
    sums = _read_sums(equal, row)
    return sums[0] - sums[1] if sums else 0.0


def is_explained(relation: Relation, row: Row, slack: float) -> bool:
    """Is the relation broken as it stands, and kept with slack?"""
    sums = _read_sums(relation, row)
    return sums is not None and not _holds(relation, *sums, 0) and _holds(relation, *sums, slack)


def _read_sums(relation: Relation, row: Row) -> tuple[float, float] | None:
    left = [row.get(column) for column in relation.left]
    right = [row.get(column) for column in relation.right]
    is_silent = all(value is None for value in left) if relation.blank_is_zero else None in left
    # A cell that can't be read may hold the missing part.
    is_unread = any(column not in row.values for column in relation.left)
    if is_silent or is_unread or None in right:
        return None
    return sum(value or 0 for value in left), sum(right)


def _holds(relation: Relation, left: float, right: float, slack: float) -> bool:
    if relation.must == "at_most":
        return left <= right + slack + _RESIDUE
    return abs(left - right) <= slack + _RESIDUE


def _issue(context: Context, rule_id: str, relation: Relation, row: Row, sums: tuple[float, float]) -> Issue:
    shown = [join(" + ", _numbers(context, row, columns)) for columns in (relation.left, relation.right)]
    found = join(f" {_SIGNS[relation.must]} ", shown)
    labels = {"other": context.messages.label(relation.sheet, relation.right[0])}
    places = {"most": context.messages.found(sums[1]), "sum": context.messages.found(sums[0])}
    return context.issue(rule_id, relation.case, relation.sheet, relation.marked, row.number, found, **labels, **places)


def _numbers(context: Context, row: Row, columns: tuple[str, ...]) -> list[Any]:
    return [context.messages.found(row.get(column) or 0) for column in columns]
