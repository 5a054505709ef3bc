"""Row by row: does the release say what the second calculation says?"""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from etl.second.again import COVERAGE, FIGURES, PLAN
from etl.second.world import Again, Row

METHOD = (
    "every figure calculated again in plain Python from the accepted rows, by code that the first calculation doesn't "
    "use: state, value, numerator, denominator, expected value, progress, status and coverage compared"
)
COMPARED = (*FIGURES, *PLAN, *COVERAGE)
PLACE = ("indicator_code", "month", "breakdown", "category")
# Sums in another order differ in the last digits; nothing else may.
_TOLERANCE = 1e-9
_TOLD = 20


@dataclass(frozen=True)
class Difference:
    """One row on which the calculations disagree."""

    place: tuple[str, ...]
    columns: tuple[str, ...]
    first: Row | None
    second: Row | None
    is_protected: bool

    def __str__(self) -> str:
        place = " ".join(self.place)
        if self.first is None or self.second is None:
            return f"{place}: only in the {'second' if self.first is None else 'first'} calculation"
        if self.is_protected:
            # Of women the place alone: a number that was not released must not stand in a message.
            return f"{place}: {', '.join(self.columns)}"
        told = (f"{name} {self.first[name]!r} against {self.second[name]!r}" for name in self.columns)
        return f"{place}: {', '.join(told)}"


@dataclass(frozen=True)
class Verification:
    """What was compared and what differs."""

    compared: Mapping[str, list[Row]] = field(repr=False)
    differences: tuple[Difference, ...]

    def row(self) -> Row:
        """The release's table `verification`."""
        return {
            "method": METHOD,
            "figures_compared_n": sum(map(len, self.compared.values())),
            "differences_n": len(self.differences),
            "detail": self.detail(),
        }

    def detail(self) -> str:
        """The first differences, one a line."""
        lines = [str(one) for one in self.differences[:_TOLD]]
        if len(self.differences) > _TOLD:
            lines.append(f"and {len(self.differences) - _TOLD} more")
        return "\n".join(lines)

    def rows(self) -> list[Row]:
        """The release's table `verification_detail`."""
        return [
            {
                "indicator_code": code,
                "figures_compared_n": len(rows),
                "values_compared_n": sum(row["state"] == "value" for row in rows),
                "differences_n": sum(one.place[0] == code for one in self.differences),
            }
            for code, rows in self.compared.items()
        ]


def compare(figures: Iterable[Mapping[str, Any]], again: Again, definitions_source: Mapping[str, str]) -> Verification:
    """Hold every row of the release against the second calculation; missing and further rows are differences, too."""
    first, second = _by_place(figures), _by_place(again.figures)
    open_codes, protected_breakdowns = _what_is_open(definitions_source)
    differences = []
    for place in [*first, *(place for place in second if place not in first)]:
        columns = _differing(first.get(place), second.get(place))
        if columns:
            is_open = place[0] in open_codes and (place[0], place[2]) not in protected_breakdowns
            differences.append(Difference(place, columns, first.get(place), second.get(place), not is_open))
    compared: dict[str, list[Row]] = {}
    for place, row in first.items():
        compared.setdefault(place[0], []).append(row)
    return Verification(compared, tuple(differences))


def _by_place(rows: Iterable[Mapping[str, Any]]) -> dict[tuple[str, ...], Row]:
    found: dict[tuple[str, ...], Row] = {}
    for row in rows:
        place = tuple(str(row[column]) for column in PLACE)
        if place in found:
            # Two rows of one place: the second of them stands for itself, so that it is found to be one too many.
            place = (*place, "again")
        found[place] = dict(row)
    return found


def _what_is_open(source: Mapping[str, str]) -> tuple[set[str], set[tuple[str, str]]]:
    """Indicators of which a number may be told in a message, and the breakdowns of theirs of which none may."""
    indicators, plan = yaml.safe_load(source["indicators"]), yaml.safe_load(source["disclosure"])
    open_codes = {one["code"] for one in indicators if one["class"] == "C" and one["code"] not in plan.get("rows", {})}
    protected = {tuple(key.split("/", 1)) for key in plan.get("by_category", {})}
    return open_codes, {(code, breakdown) for code, breakdown in protected}


def _differing(first: Row | None, second: Row | None) -> tuple[str, ...]:
    if first is None or second is None:
        return ("row",)
    return tuple(column for column in COMPARED if not _is_same(first.get(column), second.get(column)))


def _is_same(one: Any, other: Any) -> bool:
    if one is None or other is None or isinstance(one, str) or isinstance(other, str):
        return bool(one == other)
    # Not a number is no figure at all: nothing is the same as it, itself included.
    return math.isclose(one, other, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
