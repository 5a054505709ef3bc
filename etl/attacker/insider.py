"""What one partner knows besides: its own women. Its numbers are taken out of every sum, the others are unknown."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from etl.attacker.model import ALL, ENDED, Quantity, System, Terms
from etl.attacker.public_rules import PlanRow, Rules
from etl.attacker.reporting import Dealt

# Of each release (by its id) that dealt with a closing: all of the partner's rows of the ledger sheet that were known
# then, each with `month` as a number and the sheet's columns by their codes.
OwnRows = Mapping[str, Sequence[Mapping[str, Any]]]


def own_levels(rules: Rules, dealt: Sequence[Dealt], rows: OwnRows) -> list[dict[Quantity, int]]:
    """A partner's own numbers at each closing; raises KeyError when the rows of a release are missing."""
    return [_level(rules, _newest(rules, rows[one.release.release_id], one.number)) for one in dealt]


def _newest(rules: Rules, rows: Sequence[Mapping[str, Any]], until: int) -> list[Mapping[str, Any]]:
    """The newest row of each pathway up to a month."""
    found: dict[str, Mapping[str, Any]] = {}
    for row in sorted(rows, key=lambda row: int(row["month"])):
        if int(row["month"]) <= until:
            found[row[rules.unit]] = row
    return list(found.values())


def _level(rules: Rules, pathways: Sequence[Mapping[str, Any]]) -> dict[Quantity, int]:
    level = {(ALL, rules.women): sum(int(one[rules.women] or 0) for one in pathways)}
    ended = [one for one in pathways if all(one[name] in codes for name, codes in rules.ended_when.items())]
    for leader in rules.leaders():
        own = rules.rows[leader]
        counted = [one for one in ended if own.is_blank_zero or _is_reported(rules, own, one)]
        for column in rules.columns(leader):
            level[leader, column] = sum(int(one[column] or 0) for one in counted)
            level[ENDED, column] = sum(int(one[column] or 0) for one in ended)
    level[ENDED, rules.women] = sum(int(one[rules.women] or 0) for one in ended)
    return level


def _is_reported(rules: Rules, leader: PlanRow, row: Mapping[str, Any]) -> bool:
    """A pathway with a blank in one of an indicator's columns enters nothing of this indicator."""
    return all(row[column] is not None for column in rules.columns(leader.code))


def without_own(system: System, partner: str, levels: Sequence[Mapping[Quantity, int]]) -> System:
    """The system of all other partners, as this one sees it."""

    def known(scope: frozenset[str], terms: Terms) -> int:
        if partner not in scope:
            return 0
        return sum(factor * levels[time].get(quantity, 0) for (time, quantity), factor in terms.items())

    bounds, everybody = [], []
    for bound in system.bounds:
        own = known(bound.scope, bound.terms)
        low = None if bound.low is None else bound.low - own
        high = None if bound.high is None else bound.high - own
        bounds.append(replace(bound, scope=bound.scope - {partner}, low=low, high=high))
    for one in system.everybody:
        own = known(one.scope, one.terms)
        everybody.append(replace(one, scope=one.scope - {partner}, known=own))
    moves = {other: moves for other, moves in system.moves.items() if other != partner}
    return replace(system, moves=moves, bounds=tuple(bounds), everybody=tuple(everybody))
