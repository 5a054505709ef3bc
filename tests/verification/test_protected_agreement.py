"""The second calculation goes on from the first one's ledger, and both show the same of women, answers and centres."""

from collections import Counter
from dataclasses import fields
from random import Random

import pytest

from etl.second.protected import close, show_protected
from etl.second.reading import indicators
from etl.second.world import Row, Shown, World
from indicators.disclosure.book import Book
from tests.calculation.world import release
from tests.verification.protected import DEFINITIONS, PARTNERS, world
from tests.verification.protected_lives import corrected, lives

NAMES = {"indicator": "indicator_code", "partner": "partner_code"}


def ledger_rows(book: Book) -> list[Row]:
    """The first calculation's ledger as the store keeps it."""
    return [
        {"release_id": "R"} | {NAMES.get(one.name, one.name): getattr(entry, one.name) for one in fields(entry)}
        for entry in book.entries
    ]


def sums(ledger: list[Row]) -> dict[tuple[object, ...], float]:
    """What the ledger holds, without the order and the release of its rows."""
    found: Counter[tuple[object, ...]] = Counter()
    for row in ledger:
        place = tuple(value for column, value in row.items() if column not in ("release_id", "amount"))
        found[place] += round(row["amount"], 6)
    return {place: amount for place, amount in found.items() if amount}


def second_world(rows: dict[str, list[Row]], until: int, book: Book, silent: set[tuple[str, int]]) -> World:
    """The world of a release after those that the book knows."""
    return world(
        rows,
        until,
        reported=[(code, month) for code in PARTNERS for month in range(1, until + 1) if (code, month) not in silent],
        ledger=ledger_rows(book),
        closings_done=dict(book.done),
        frozen=[row for own in book.frozen.values() for row in own],
        released_until=book.released_until,
    )


def differences(figures: dict[tuple[str, str, str, str], Row], made: World) -> list[object]:
    """Protected rows of the first calculation that the second shows otherwise."""
    found: list[object] = []
    for one in indicators(made):
        for place, shown in show_protected(made, one).items():
            first = figures.get((one["code"], *place))
            # Whether a session has a row before its first month is no matter of protection.
            if first is None or place[1] == "session" and shown.state != "value":
                continue
            same = first["state"] == shown.state and [first[name] for name in Shown._fields[1:]] == pytest.approx(
                shown[1:]
            )
            if not same:
                found.append((one["code"], place, first["state"], first["value"], shown))
    return found


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(8))
def test_both_close_and_show_the_same_through_a_chain_of_releases(seed):
    rng, book = Random(seed), Book()
    rows, seen = lives(rng), 0
    chain = sorted(rng.sample(range(3, 25), rng.randint(2, 4)))
    for until in chain:
        silent = {(code, month) for code in PARTNERS for month in range(1, until + 1) if rng.random() < 0.03}
        known = {
            sheet: [row for row in own if row["month"] <= until and (row["partner_code"], row["month"]) not in silent]
            for sheet, own in rows.items()
        }
        figures, after = release(DEFINITIONS, known, until, book, sorted(silent))
        made = second_world(known, until, book, silent)
        ledger, done = close(made)
        assert done == dict(after.done)
        assert sums(ledger) == pytest.approx(sums(ledger_rows(after)))
        assert differences(figures, made) == []
        seen += len(after.entries) - len(book.entries)
        book, rows = after, corrected(rng, rows)
    assert seen
