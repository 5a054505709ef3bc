"""Conditions of the questions on one row."""

from collections.abc import Mapping
from typing import Any

from indicators.model.quality import Conditions


def fulfils(row: Mapping[str, Any], conditions: Conditions) -> bool:
    """Do all conditions hold? A blank cell fulfils none but `blank` and `where_not`."""
    return (
        all(row.get(column) in codes for column, codes in conditions.where.items())
        and all(row.get(column) not in codes for column, codes in conditions.where_not.items())
        and all(row.get(column) is not None for column in conditions.given)
        and all(row.get(column) is None for column in conditions.blank)
        and all(_number(row, column) >= least for column, least in conditions.at_least.items() if _has(row, column))
        and all(_number(row, column) <= most for column, most in conditions.at_most.items() if _has(row, column))
        and all(_has(row, column) for column in (*conditions.at_least, *conditions.at_most))
        and _compare(row, conditions)
    )


def _compare(row: Mapping[str, Any], conditions: Conditions) -> bool:
    pairs = [pair for pair in (conditions.equal, conditions.more) if pair]
    if not all(_has(row, column) for pair in pairs for column in pair):
        return False
    is_equal = not conditions.equal or row[conditions.equal[0]] == row[conditions.equal[1]]
    return is_equal and (not conditions.more or row[conditions.more[0]] > row[conditions.more[1]])


def _has(row: Mapping[str, Any], column: str) -> bool:
    return row.get(column) is not None


def _number(row: Mapping[str, Any], column: str) -> float:
    return float(row[column])
