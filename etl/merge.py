"""Merging: the coordinator makes one thing of two that partners reported apart, or takes that back.

Only decisions are kept; what partners sent stays as it was sent. A waiting workbook whose only query is answered by
the merge is accepted with it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from etl.errors import UserError
from etl.merge_decision import Merge, append_merge, read_merges
from etl.merge_sides import Side, find_sides, read_sides
from etl.reason import demand_reason
from etl.store import Store, as_store_time
from etl.submission_state import append_states, new_order_id
from indicators.load import Definitions
from indicators.texts import N_


@dataclass(frozen=True)
class Merged:
    """What was decided: the two codes, their organiser, and the waiting submissions that were accepted by it."""

    codes: tuple[str, str]
    organiser: str
    accepted: tuple[str, ...]

    def as_dict(self) -> dict[str, Any]:
        """For programs."""
        return {"merged": list(self.codes), "organiser": self.organiser, "accepted": list(self.accepted)}


def merge_things(store: Store, first: str, second: str, organiser: str, who: str, reason: str = "") -> Merged:
    """Make one thing of two, given as codes or submission ids; raises UserError with what does not fit."""
    why = demand_reason(store.definitions, reason) if reason.strip() else None
    host = organiser.strip().upper()
    now = as_store_time(store.home.now())
    with store.open() as connection:
        known = read_sides(connection, store.definitions)
        one, other = find_sides(known, first, second)
        in_force = read_merges(connection)
        _check(store.definitions, one, other, host, in_force)
        codes = (one.code, other.code)
        # An id of its own order: a demo home's clock stands still for a day.
        append_merge(connection, Merge(new_order_id(), one.sheet, *codes, host, now, who, why))
        accepted = tuple(_answered(read_merges(connection), known, one, other))
        append_states(connection, [(submission_id, "accepted") for submission_id in accepted], now, who, why)
    return Merged(codes, host, accepted)


def unmerge_things(store: Store, first: str, second: str, who: str, reason: str = "") -> tuple[str, str]:
    """Make two again of what was merged; returns the codes. Raises UserError when they are not merged."""
    why = demand_reason(store.definitions, reason) if reason.strip() else None
    codes = (first.strip().upper(), second.strip().upper())
    with store.open() as connection:
        found = next((one for one in read_merges(connection) if set(one.codes) == set(codes)), None)
        if found is None:
            raise UserError(N_("{first} and {second} are not merged."), first=codes[0], second=codes[1])
        now = as_store_time(store.home.now())
        append_merge(connection, Merge(new_order_id(), found.sheet, *found.codes, None, now, who, why))
    return found.codes


def list_merges(store: Store) -> tuple[Merge, ...]:
    """The merges in force."""
    with store.open() as connection:
        return read_merges(connection)


def _check(definitions: Definitions, one: Side, other: Side, organiser: str, in_force: tuple[Merge, ...]) -> None:
    if definitions.partner(organiser) is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=organiser)
    if one.code == other.code and one.partner == other.partner:
        raise UserError(N_("{code} can't be merged with itself. Name two."), code=one.code)
    if one.partner == other.partner:
        raise UserError(
            N_("{first} and {second} are of one partner: ask it for a corrected workbook."),
            first=one.code,
            second=other.code,
        )
    if organiser not in (one.partner, other.partner):
        raise UserError(
            N_("The organiser must be one of the two: {first} or {second}."), first=one.partner, second=other.partner
        )
    _check_same(definitions, one, other)
    _check_free(one, other, organiser, in_force)


def _check_same(definitions: Definitions, one: Side, other: Side) -> None:
    """Dates may differ by days; whatever else makes a thing the same may not."""
    sheet = definitions.workbook.sheets[one.sheet]
    columns = sheet.joint.same if sheet.joint else ()
    for column, left, right in zip(columns, one.same, other.same, strict=True):
        if sheet.columns[column].type != "date" and left != right:
            raise UserError(
                N_("They can't be one: “{label}” is {left} in {first} and {right} in {second}. Return one of them."),
                label=sheet.columns[column].label,
                left=left,
                first=one.code,
                right=right,
                second=other.code,
            )


def _check_free(one: Side, other: Side, organiser: str, in_force: tuple[Merge, ...]) -> None:
    for merge in in_force:
        is_pair = merge.is_on(one.sheet, one.code, other.code)
        if is_pair and merge.organiser == organiser:
            raise UserError(
                N_("{first} and {second} are merged already."), first=merge.first_code, second=merge.second_code
            )
        # A third partner may join under the same organiser; nothing can have two organisers.
        is_touched = any(merge.is_on(one.sheet, side.code) for side in (one, other))
        if is_touched and not is_pair and merge.organiser != organiser:
            raise UserError(
                N_("{first} and {second} are merged under {organiser} already: take that back first."),
                first=merge.first_code,
                second=merge.second_code,
                organiser=merge.organiser,
            )


def _answered(in_force: tuple[Merge, ...], known: list[Side], *decided: Side) -> Iterator[str]:
    """Waiting submissions of the two of which every query is answered by merges, this one or earlier ones."""
    for submission_id in sorted({side.submission_id for side in decided if side.state == "received"}):
        own = [side for side in known if side.submission_id == submission_id and side.asked_n]
        is_all = sum(side.asked_n for side in own) == len(own[0].queries) if own else False
        if is_all and all(side.asked_n < len(_together(in_force, side)) for side in own):
            yield submission_id


def _together(in_force: tuple[Merge, ...], side: Side) -> set[str]:
    """Codes of all that is one thing with this one: more than two, where several partners held it together."""
    codes = {side.code}
    while more := {code for merge in in_force for code in merge.codes if codes & set(merge.codes)} - codes:
        codes |= more
    return codes
