"""Units that are counted, such as centres or heads by sex: monthly blocks, hidden categories merged with others."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from typing import Any

from etl.second.blocks import REST, Piece, exact, is_k_or_nothing_left, merged_categories, total
from etl.second.closing import may_close
from etl.second.ledgers import Amounts, Unit, counted, entry, ledger_of, pending, plan
from etl.second.reading import amount, breakdowns, fits
from etl.second.things import country_of, key_columns, newest_rows
from etl.second.world import Row, World


@dataclass(frozen=True)
class Counted:
    """What is counted in a ledger of its own: an indicator, or one breakdown of a class C indicator."""

    one: Mapping[str, Any]
    key: str
    plan: Row
    breakdown: Mapping[str, Any] | None = None

    @property
    def is_share(self) -> bool:
        """Is it a share of those that answer, by wave?"""
        return bool(self.one["calculation"]["kind"] == "share")


def counted_things(world: World, one: Mapping[str, Any]) -> list[Counted]:
    """The ledgers of this kind that an indicator has."""
    found = []
    own_plan = plan(world, one["code"])
    if own_plan and own_plan["ledger"] == "counted":
        found.append(Counted(one, one["code"], own_plan))
    for key, row in world.definitions["disclosure"].get("by_category", {}).items():
        code, name = key.split("/")
        if code == one["code"]:
            [breakdown] = [own for own in breakdowns(one) if own["name"] == name]
            found.append(Counted(one, key, row, breakdown))
    return found


def streams(world: World, thing: Counted) -> list[str]:
    """Blocks of different waves are apart; oldest wave first."""
    if thing.breakdown:
        return [thing.breakdown["name"]]
    if not thing.is_share:
        return [thing.one["sheet"]]
    column = world.definitions["workbook"]["sheets"][thing.one["sheet"]]["columns"][thing.one["calculation"]["wave"]]
    return [str(code) for code in world.definitions["code_lists"][column["list"]]["codes"]]


def units_now(world: World, thing: Counted, stream: str, month: int) -> tuple[dict[Unit, Amounts], dict[Unit, str]]:
    """What each unit adds as of the month, and the category that it belongs to."""
    own, name = thing.one["calculation"], thing.one["sheet"]
    amounts: dict[Unit, Amounts] = {}
    categories: dict[Unit, str] = {}
    for row in newest_rows(world, name, month):
        if not fits(world, row, own) or (thing.is_share and row.get(own["wave"]) != stream):
            continue
        partner, key = row["partner_code"], "|".join(str(row[column]) for column in key_columns(world, name))
        for category, sums in _sums(world, thing, row).items():
            unit = (partner, f"{key}|{category}" if thing.breakdown else key)
            amounts[unit] = sums
            categories[unit] = category if thing.breakdown else country_of(world, name, row) or REST
    return amounts, categories


def _sums(world: World, thing: Counted, row: Row) -> dict[str, Amounts]:
    """The amounts of a row, by category where the breakdown has columns of its own."""
    own = thing.one["calculation"]
    if thing.breakdown:
        columns = thing.breakdown["columns"]
        return {name: {"n": exact(row[column])} for name, column in columns.items() if row.get(column)}
    if thing.is_share:
        answer = amount(row, own["of"])
        if answer not in (*own["positive"], *own["negative"]):
            return {}
        return {"": {"n": Fraction(1), "positive": Fraction(answer in own["positive"])}}
    fitting = [term for term in own["terms"] if fits(world, row, term)]
    n = sum((exact(amount(row, term["of"])) for term in fitting), Fraction(0))
    return {"": {"n": n}} if n else {}


def close_counted(world: World, thing: Counted, ledger: list[Row]) -> list[Row]:
    """New blocks, month by month; a month that is out is not touched again."""
    if not may_close(world):
        return []
    new: list[Row] = []
    for month in range(world.released_until + 1, world.until + 1):
        for stream in streams(world, thing):
            new += _close_month(world, thing, stream, month, [*ledger, *new])
    return new


def _close_month(world: World, thing: Counted, stream: str, month: int, ledger: list[Row]) -> list[Row]:
    own_ledger = [row for row in ledger_of(ledger, thing.key) if row["block"].split("/")[0] == stream]
    now, categories = units_now(world, thing, stream, month)
    changes = pending(world, now, counted(own_ledger, thing.key))
    before = {(row["partner_code"], row["unit"]): row["category"] for row in sorted(own_ledger, key=_closing)}
    # What is taken back or changed of a share is no answer: it can't help a block to pass, only hide in one.
    leading = [unit for unit in changes if not thing.is_share or unit not in before]
    pieces = [Piece(name, own, (before | categories)[own, name], changes[own, name]["n"]) for own, name in leading]
    if not _passes(thing.plan, pieces):
        return []
    shown_as = _shown_categories(thing, pieces, _everywhere(world, thing, month, categories))
    places = {(piece.partner, piece.unit): shown_as[piece.category] for piece in pieces}
    riding = {unit: before[unit] for unit in changes if unit not in places and before[unit] in places.values()}
    if _is_hidden(thing, changes, places | riding):
        places |= riding
    return [
        entry(thing.key, f"{stream}/{month}", month, unit, category, part, number)
        for unit, category in places.items()
        for part, number in changes[unit].items()
        if number
    ]


def _everywhere(world: World, thing: Counted, month: int, categories: Mapping[Unit, str]) -> set[str]:
    """Categories in which there could be something: of all that answered or, for a sum, of all that are there."""
    if thing.breakdown:
        return set(thing.breakdown["columns"])
    if thing.is_share:
        return set(categories.values())
    name = thing.one["sheet"]
    # Of partners that have fallen silent, too: what was counted of them stays in the ledger.
    rows = [row for row in newest_rows(world, name, month) if fits(world, row, thing.one["calculation"])]
    return {country_of(world, name, row) or REST for row in rows}


def _closing(row: Row) -> int:
    return int(row["closing"])


def _passes(limits: Row, pieces: list[Piece]) -> bool:
    """k for everybody (or nothing left), of enough different units: one alone would be known by the difference."""
    least = (limits.get("countries") or limits).get("min_units", 0)
    return _are_enough(pieces, least) and is_k_or_nothing_left(pieces, limits["k"], limits.get("k_without_partner"))


def _are_enough(pieces: list[Piece], least: int) -> bool:
    """Are there so many units that add something, and still so many, or none, without those of any one partner?"""
    # A centre in two waves is one centre: its code stands first in the unit's name.
    adding = [(piece.partner, piece.unit.split("|")[0]) for piece in pieces if piece.amount > 0]
    partners, units = {partner for partner, _unit in adding}, {unit for _partner, unit in adding}
    if len(units) < least:
        return False
    for one in partners if len(partners) > 1 else ():
        # Also a centre of its own that another partner reports as well is known to it.
        if len(units - {unit for partner, unit in adding if partner == one}) < least:
            return False
    return True


def _shown_categories(thing: Counted, pieces: list[Piece], everywhere: set[str]) -> dict[str, str]:
    limits = thing.plan.get("countries") or {"k": thing.plan["k"]}
    return merged_categories(pieces, everywhere, partial(_passes, limits), partial(_passes, limits))


def _is_hidden(thing: Counted, changes: Mapping[Unit, Amounts], places: Mapping[Unit, str]) -> bool:
    """Do corrections stay hidden among the new answers, in the total and in each category, from every partner?

    A partner takes its own answers away. What is left must be nothing at all, or k answers of which neither fewer than
    none nor more than all are positive: a number outside tells that an answer was changed, and how.
    """
    limits = thing.plan.get("countries") or {"k": thing.plan["k"]}
    groups = [(list(places), thing.plan["k"], thing.plan["k"])]
    for category in set(places.values()):
        own = [unit for unit, place in places.items() if place == category]
        groups.append((own, limits["k"], limits.get("k_without_partner", limits["k"])))
    for units, k, k_without in groups:
        sums = {partner: _added(changes[unit] for unit in units if unit[0] == partner) for partner, _name in units}
        for taken in (None, *sums):
            left = [own for partner, own in sums.items() if partner != taken and any(own)]
            n, positive = sum(own[0] for own in left), sum(own[1] for own in left)
            if left and (n < (k if taken is None else k_without) or not 0 <= positive <= n):
                return False
    return True


def _added(changes: Iterable[Amounts]) -> tuple[Fraction, Fraction]:
    listed = list(changes)
    n = total(own.get("n", Fraction(0)) for own in listed)
    return n, total(own.get("positive", Fraction(0)) for own in listed)
