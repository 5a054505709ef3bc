"""The ledger of closed blocks: what was counted of each unit, and the rows that a new block writes."""

from collections import defaultdict
from collections.abc import Mapping
from fractions import Fraction

from etl.second.blocks import exact
from etl.second.world import Row, World

# A partner and one of its units (a pathway, a session, a centre); a unit that moves to another partner is gone there.
Unit = tuple[str, str]
Amounts = dict[str, Fraction]


def ledger_of(ledger: list[Row], code: str) -> list[Row]:
    """The ledger rows of one indicator."""
    return [entry for entry in ledger if entry["indicator_code"] == code]


def counted(ledger: list[Row], code: str) -> dict[Unit, Amounts]:
    """What the closed blocks of an indicator hold of each unit, by part."""
    sums: dict[Unit, Amounts] = defaultdict(lambda: defaultdict(Fraction))
    for entry in ledger_of(ledger, code):
        sums[entry["partner_code"], entry["unit"]][entry["part"]] += exact(entry["amount"])
    return {unit: dict(parts) for unit, parts in sums.items()}


def pending(world: World, now: Mapping[Unit, Amounts], before: Mapping[Unit, Amounts]) -> dict[Unit, Amounts]:
    """What is new of each unit: new minus counted; a unit that is gone enters with what was counted of it, negative.

    One whose rows were erased is not gone: what was closed of it stands.
    """
    found: dict[Unit, Amounts] = {}
    gone = [one for one in before if one not in now and one[1] not in world.erased]
    for unit in [*now, *gone]:
        new, old = now.get(unit, {}), before.get(unit, {})
        change = {part: new.get(part, Fraction(0)) - old.get(part, Fraction(0)) for part in {**new, **old}}
        if any(change.values()):
            found[unit] = change
    return found


def entry(code: str, block: str, closing: int, unit: Unit, category: str, part: str, amount: Fraction) -> Row:
    """A row of the ledger, as the store keeps it; the release that it came with is not known here."""
    partner, name = unit
    return {
        "release_id": None,
        "indicator_code": code,
        "block": block,
        "closing": closing,
        "unit": name,
        "partner_code": partner,
        "category": category,
        "part": part,
        "amount": float(amount),
    }


def entries(code: str, block: str, closing: int, changes: Mapping[Unit, Amounts], category: str = "") -> list[Row]:
    """The rows of a new block; what adds nothing is not written."""
    return [
        entry(code, block, closing, unit, category, part, amount)
        for unit, parts in changes.items()
        for part, amount in parts.items()
        if amount
    ]


def plan(world: World, code: str) -> Row | None:
    """The indicator's row of the publication plan."""
    return world.definitions["disclosure"].get("rows", {}).get(code)


def thresholds(own: Row) -> tuple[int, int]:
    """How many women of the consortium must stand behind a block, and how many without any one partner."""
    return own["k_consortium"] if "k_consortium" in own else own["k"], own["k"]


def plan_rows(world: World, *kinds: str) -> dict[str, Row]:
    """Rows of the publication plan that are kept in one of these kinds of ledger."""
    rows = world.definitions["disclosure"].get("rows", {})
    return {code: row for code, row in rows.items() if row["ledger"] in kinds}
