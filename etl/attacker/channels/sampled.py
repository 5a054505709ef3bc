"""Numbers of a sample that is drawn to be recounted on the spot: how many rows and months there are, met, or missed.

Counted from public rows alone and in the attacker's own way; which rows were drawn is no number.
"""

from collections import Counter
from collections.abc import Iterator

from etl.attacker.released import Released

# How many of each partner's rows somebody may draw.
_DRAWN = range(1, 6)
_DOUBT = 0.05
_SPAN = {"partner_code", "counts_from", "counts_to"}


def sample_numbers(released: Released) -> Iterator[float]:
    """All rows and months, those that a sample meets, and the most that may differ where none of the met ones does."""
    sizes = _sizes(released)
    for chosen in (
        sizes,
        *({key: n for key, n in sizes.items() if key[0] == name} for name in {key[0] for key in sizes}),
    ):
        every = sum(chosen.values())
        yield float(every)
        for most in _DRAWN:
            met = sum(min(n, most) for n in chosen.values())
            yield from (float(met), float(_missed(every, met)))


def _sizes(released: Released) -> Counter[tuple[str, str]]:
    """Rows that count now by table and partner, months received, and closed blocks of one partner."""
    sizes = Counter[tuple[str, str]]()
    for name, rows in released.tables.items():
        if rows and rows[0].keys() >= _SPAN:
            counting = [row for row in rows if row["counts_from"] and not row["counts_to"]]
            sizes.update((name, row["partner_code"]) for row in counting)
    months = [row for row in released.tables["reporting"] if row["is_expected"] and row["received_on"]]
    sizes.update(("reporting", row["partner_code"]) for row in months)
    blocks = [row for row in released.tables.get("pool", ()) if row["partner_code"] and not row["breakdown"]]
    sizes.update(("pool", row["partner_code"]) for row in blocks)
    return sizes


def _missed(every: int, met: int) -> int:
    """The most of all that may differ: with one more, so many undisturbed draws would be too much luck."""
    differing = 0
    while differing < every - met:
        luck = 1.0
        for number in range(met):
            luck *= (every - differing - 1 - number) / (every - number)
        if luck <= _DOUBT:
            break
        differing += 1
    return differing
