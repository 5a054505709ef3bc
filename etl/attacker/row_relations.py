"""What the published rules say of the columns of one row: sums, and what must be equal or never larger."""

from collections.abc import Iterable, Iterator, Mapping, Set
from functools import lru_cache
from typing import Any

from etl.attacker.rule_book import read_yaml

# Column -> factor.
Columns = Mapping[str, int]


def linear(text: str) -> dict[str, int]:
    """Columns of a sum written `SHEET.a + SHEET.b - SHEET.c`; raises ValueError."""
    found: dict[str, int] = {}
    sign = 1
    for piece in text.split():
        if piece in ("+", "-"):
            sign = 1 if piece == "+" else -1
            continue
        _sheet, column = piece.split(".")
        found[column] = found.get(column, 0) + sign
    return {column: factor for column, factor in found.items() if factor}


@lru_cache(maxsize=16)
def read_arithmetic(text: str) -> tuple[Any, ...]:
    """Arithmetic within one row of the workbook: the relations of all its rules."""
    return tuple(relation for rule in read_yaml(text) or () for relation in rule.get("relations") or ())


def read_relations(
    relations: Iterable[Any], sheet: str, columns: Mapping[str, Any], planned: Set[str]
) -> tuple[tuple[Columns, ...], tuple[Columns, ...]]:
    """Of a sheet's `planned` columns the sums that are never negative, and those that are always 0."""
    slacks: list[Columns] = []
    equal: list[Columns] = []
    for left, must, right in _told(relations, sheet, columns):
        difference = {name: right.count(name) - left.count(name) for name in (*right, *left)}
        if must == "equal":
            # A column that no figure is made of (women who are active) is 0 once a pathway has ended. Worlds in which
            # it were not are left out: fewer worlds teach more.
            equal.append({name: factor for name, factor in difference.items() if factor and name in planned})
        elif all(name in planned for name in difference):
            slacks.append({name: factor for name, factor in difference.items() if factor})
    return tuple(one for one in slacks if one), tuple(one for one in equal if one)


def _told(
    relations: Iterable[Any], sheet: str, columns: Mapping[str, Any]
) -> Iterator[tuple[list[str], str, list[str]]]:
    for relation in relations:
        if relation["sheet"] != sheet:
            continue
        right, kind = list(relation["right"]), relation.get("each_of_kind")
        named = [name for name, one in columns.items() if kind and one.get("kind") == kind and name not in right]
        for left in [list(relation["left"])] if relation.get("left") else [[name] for name in named]:
            yield left, relation["must"], right
