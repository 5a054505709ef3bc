"""Answers of practitioners by session: a session with few answers waits for the next one of its pool."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from etl.second.blocks import exact, total
from etl.second.categories import categories_of
from etl.second.closing import may_close
from etl.second.coverage import silent_state
from etl.second.ledgers import Amounts, Unit, counted, entries, ledger_of, plan
from etl.second.reading import amount, is_reported, month_code, sheet
from etl.second.things import country_of, key_columns, newest_rows, rows_for
from etl.second.world import Place, Row, Shown, World


@dataclass(frozen=True)
class Answers:
    """What one session adds: its month, its pool and its sums."""

    unit: Unit
    month: int
    pool: str
    sums: Amounts


def answers_now(world: World, one: Mapping[str, Any]) -> list[Answers]:
    """The sessions with answers up to the release's month, in the order of their months."""
    found = []
    for row in rows_for(world, one, world.until):
        sums = _sums(one, row)
        if sums and sums["denominator"]:
            unit = (row["partner_code"], _name(world, one, row))
            found.append(Answers(unit, row["month"], _pool(world, one, row), sums))
    return sorted(found, key=lambda own: (own.month, own.unit[1]))


def _name(world: World, one: Mapping[str, Any], row: Row) -> str:
    return "|".join(str(row[column]) for column in key_columns(world, one["sheet"]))


def _pool(world: World, one: Mapping[str, Any], row: Row) -> str:
    """What pooled sessions have in common, as the ledger writes it."""
    own = {"partner": row["partner_code"], "country": country_of(world, one["sheet"], row)}
    columns = (plan(world, one["code"]) or {})["pool"]
    return json.dumps({column: own[column] if column in own else row.get(column) for column in columns})


def _sums(one: Mapping[str, Any], row: Row) -> Amounts | None:
    """Numerator and denominator (n times mean and n) of a session; None where they were not filled in."""
    own = one["calculation"]
    above, below = (own["mean"], own["weight"]) if own["kind"] == "mean" else (own["numerator"], own["denominator"])
    if not (is_reported(row, above) and is_reported(row, below)):
        return None
    n = exact(amount(row, below))
    sums = {"numerator": exact(amount(row, above)) * (n if own["kind"] == "mean" else 1), "denominator": n}
    if one.get("companion"):
        sums["companion_numerator"] = exact(amount(row, one["companion"]["numerator"]))
        sums["companion_denominator"] = exact(amount(row, one["companion"]["denominator"]))
    return sums


def close_answers(world: World, one: Mapping[str, Any], ledger: list[Row]) -> list[Row]:
    """New blocks of the release: new sessions and, apart from them, corrections, each within its pool."""
    if not may_close(world):
        return []
    before, pools = counted(ledger, one["code"]), _pools_of(ledger, one["code"])
    now = answers_now(world, one)
    new = [own for own in now if own.unit not in before]
    corrected = [_correction(own, pools[own.unit], before[own.unit]) for own in now if own.unit in before]
    known = {own.unit for own in now}
    gone = [
        Answers(unit, month, pool, {part: -amount for part, amount in before[unit].items()})
        for unit, (pool, month) in pools.items()
        if unit not in known and unit[1] not in world.erased
    ]
    # Sessions that are gone come last: what is taken back can only hide in what was corrected.
    return [*_blocks(world, one, new), *_blocks(world, one, [*_in_order(corrected), *_in_order(gone)])]


def _pools_of(ledger: list[Row], code: str) -> dict[Unit, tuple[str, int]]:
    """The pool and the month under which a session was first counted; its corrections stay there."""
    found: dict[Unit, tuple[str, int]] = {}
    for row in sorted(ledger_of(ledger, code), key=lambda row: row["closing"]):
        found.setdefault((row["partner_code"], row["unit"]), (row["category"], row["closing"]))
    return found


def _correction(own: Answers, pool: tuple[str, int], before: Amounts) -> Answers:
    change = {part: amount - before.get(part, Fraction(0)) for part, amount in own.sums.items()}
    return Answers(own.unit, own.month, pool[0], change)


def _in_order(changes: list[Answers]) -> list[Answers]:
    real = [own for own in changes if any(own.sums.values())]
    return sorted(real, key=lambda own: (own.month, own.unit[1]))


def _blocks(world: World, one: Mapping[str, Any], sessions: list[Answers]) -> list[Row]:
    """Sessions of one pool are put together, in their order, until they hold k answers; what remains waits."""
    k = (plan(world, one["code"]) or {})["k"]
    waiting: dict[str, list[Answers]] = defaultdict(list)
    rows: list[Row] = []
    for own in sessions:
        block = waiting[own.pool]
        block.append(own)
        if total(each.sums["denominator"] for each in block) >= k:
            name = f"B{world.until}/{block[0].unit[1]}/{own.unit[1]}"
            rows += entries(one["code"], name, own.month, {each.unit: each.sums for each in block}, own.pool)
            waiting[own.pool] = []
    return rows


def show_answers(world: World, one: Mapping[str, Any], ledger: list[Row]) -> dict[Place, Shown]:
    """Every row of the indicator: sums of the blocks booked up to the month."""
    own_ledger = ledger_of(ledger, one["code"])
    shown: dict[Place, Shown] = {}
    for month in range(1, world.until + 1):
        booked = [row for row in own_ledger if row["closing"] <= month]
        # A session of answers has its row in every month of the release, not from its own month on.
        for breakdown, category in categories_of(world, one, world.until):
            own = _blocks_of(world, one, breakdown, category, booked)
            figure = _share(one, own, "") or _why_not(world, one, month, breakdown, category)
            shown[month_code(month), breakdown["name"], category] = figure
        if one.get("companion"):
            name = one["companion"]["name"].replace(" ", "_")
            silence = silent_state(world, one, month, "companion", name)
            beside = _share(one, booked, "companion_") or Shown(silence or "too_few")
            shown[month_code(month), "companion", name] = beside
    return shown


def _blocks_of(
    world: World, one: Mapping[str, Any], breakdown: Mapping[str, Any], category: str, booked: list[Row]
) -> list[Row]:
    """The ledger rows of a category; of a session only those of blocks that hold it alone."""
    name = breakdown["name"]
    if name == "total":
        return booked
    if breakdown.get("column") in key_columns(world, one["sheet"]):
        blocks: dict[str, set[str]] = defaultdict(set)
        for row in booked:
            blocks[row["block"]].add(row["unit"])
        return [row for row in booked if row["unit"] == category and len(blocks[row["block"]]) == 1]
    return [row for row in booked if json.loads(row["category"]).get(name) == category]


def _share(one: Mapping[str, Any], rows: list[Row], prefix: str) -> Shown | None:
    above = total(row["amount"] for row in rows if row["part"] == f"{prefix}numerator")
    below = total(row["amount"] for row in rows if row["part"] == f"{prefix}denominator")
    if below <= 0:
        return None
    factor = 1 if one["calculation"]["kind"] == "mean" and not prefix else 100
    return Shown("value", float(factor * above / below), float(above), float(below))


def _why_not(world: World, one: Mapping[str, Any], month: int, breakdown: Mapping[str, Any], category: str) -> Shown:
    """Why a row has no figure: silence has its name, answers that must have come by now wait, else they are too few.

    Whether answers must have come is told by the sessions alone, which anybody may see, and not by the answers.
    """
    silence = silent_state(world, one, month, breakdown["name"], category)
    if silence:
        return Shown(silence)
    own = sheet(world, one["sheet"])
    name, after = own.get("takes_from") or one["sheet"], (own.get("prefill") or {}).get("after_months", 0)
    for row in newest_rows(world, name, month):
        if row["month"] + after <= month and _is_of(world, name, breakdown, category, row):
            return Shown("withheld")
    return Shown("too_few")


def _is_of(world: World, sheet_name: str, breakdown: Mapping[str, Any], category: str, row: Row) -> bool:
    name = breakdown["name"]
    if name == "total":
        return True
    if name == "partner":
        return bool(row["partner_code"] == category)
    if name == "country":
        return country_of(world, sheet_name, row) == category
    return bool(row.get(breakdown["column"]) == category)
