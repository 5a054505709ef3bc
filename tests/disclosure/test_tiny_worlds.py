"""Every tiny world is tried: does anybody who knows the algorithm learn a small count of women?

k = 2, three partners, totals only. The attacker (an outsider, or one of the three partners, who knows its own women)
keeps every world in which the publication would look the same; a count is learnt when its largest possible value is
under k. Nothing of disclosure control is used by the attacker but its output.
"""

from collections import defaultdict
from itertools import product
from pathlib import Path

import pytest

from indicators.disclosure.book import Book
from indicators.disclosure.closings import close_women, show_women
from indicators.disclosure.women import Pathway
from indicators.load import Definitions, read_definitions

K = 2
PARTNERS = ("P01", "P02", "P03")
MINI = Path(__file__).parent.parent / "mini" / "definitions"
World = tuple[tuple[int, ...], ...]
Output = tuple[float | None, ...]
ONE = ("completed", "left", "open")


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    """The mini project with k = 2 and no country breakdown."""
    loaded = read_definitions(MINI)
    plan = loaded.disclosure
    rows = dict(plan.rows)
    rows["OP-01"] = rows["OP-01"].model_copy(update={"k": K, "countries": None})
    ledgers = plan.ledgers.model_copy(update={"k": K})
    closings = ("M06", "M11")
    changed = plan.model_copy(update={"rows": rows, "ledgers": ledgers, "closings": closings})
    return loaded.model_copy(update={"disclosure": changed})


def pathway(partner: str, number: int, completed: int, left: int, active: int) -> Pathway:
    values = {
        "women_enrolled_cum": completed + left + active,
        "women_active": active,
        "women_completed_cum": completed,
        "women_left_early_cum": left,
    }
    return Pathway(f"{partner}-{number}", partner, "IE", values, is_ended=active == 0)


def published(definitions: Definitions, closings: dict[int, list[Pathway]]) -> Output:
    """What two indicators (enrolled, completed) show at the closings, as everybody sees it."""
    book, shown = Book(), []
    for closing, pathways in closings.items():
        book = close_women(definitions, book, pathways, closing)
        book = Book(book.entries, book.done | {closing: closing}, {}, closing)
        for code in ("OP-01", "OP-02"):
            figure = show_women(definitions, definitions.indicator(code), book, closing)[closing, "total", "all"]
            shown.append(figure.value)
    return tuple(shown)


def counts(own: list[int], name: str, insider: int | None, with_partners: bool = False) -> dict[str, int]:
    """Every count that must stay secret when it is small: of all, and of all without one partner.

    An insider can take away nobody but itself: taking away another one would ask for a single partner's count.
    """
    found = {f"{name} all": sum(own)}
    for partner, value in enumerate(own):
        if insider in (None, partner):
            found[f"{name} without {PARTNERS[partner]}"] = sum(own) - value
        if with_partners and insider != partner:
            found[f"{name} of {PARTNERS[partner]}"] = value
    return found


def learnt(outputs: dict[World, Output], names: tuple[str, ...], with_partners: bool = False) -> list[str]:
    """Small counts that an outsider or a partner can be sure of, in worlds in which something was shown."""
    found = []
    for insider in (None, 0, 1, 2):
        largest: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
        for world, output in outputs.items():
            tops = largest[output, world[insider] if insider is not None else None]
            for position, name in enumerate(names):
                own = [rows[position] for rows in world]
                for count, value in counts(own, name, insider, with_partners).items():
                    tops[count] = max(tops.get(count, 0), value)
        for (output, known), tops in largest.items():
            for name, top in tops.items():
                if top < K and not _is_excepted(name, output):
                    found.append(f"{output} insider {insider} {known}: {name} <= {top}")
    return found


def _is_excepted(name: str, output: Output) -> bool:
    """A ledger in which nothing was closed since the last closing tells that there is little."""
    if None in output[:-2] or output[-2] is None:
        return True
    return output[-1] is None and not name.startswith(("open", "enrolled"))


def test_one_closing_teaches_nobody_a_small_count(definitions):
    outputs = {}
    for world in product(product(range(3), range(3), range(4)), repeat=3):
        rows = [
            one
            for partner, (completed, left, active) in zip(PARTNERS, world, strict=True)
            for one in (pathway(partner, 1, completed, left, 0), pathway(partner, 2, 0, 0, active))
            if one.values["women_enrolled_cum"]
        ]
        outputs[world] = published(definitions, {6: rows})
    assert len(outputs) == 46_656
    assert len(set(outputs.values())) > 10, "nothing was ever shown: the test would prove nothing"
    assert learnt(outputs, ONE) == []


def test_a_small_total_bounds_each_partner_from_above_which_the_guarantee_says(definitions):
    """The known limit: a total under 2k that passes tells that every partner has less than k."""
    outputs = {}
    for world in product(product((0,), (0,), range(4)), repeat=3):
        rows = [pathway(partner, 1, *own) for partner, own in zip(PARTNERS, world, strict=True)]
        outputs[world] = published(definitions, {6: _real(rows)})
    found = learnt(outputs, ONE, with_partners=True)
    assert found
    assert all(line.startswith("(3.0,") for line in found), "only a total under 2k may tell this"


@pytest.mark.slow
def test_two_closings_with_corrections_teach_nobody_how_few_were_enrolled(definitions):
    """Totals at two closings; the second may be smaller, by a correction. Judged where every world was enumerated."""
    outputs = {}
    for world in product(product(range(6), repeat=2), repeat=3):
        closings = {
            closing: _real([pathway(name, 1, 0, 0, world[one][place]) for one, name in enumerate(PARTNERS)])
            for place, closing in enumerate((6, 11))
        }
        first, _none, second, _none = published(definitions, closings)
        outputs[world] = (first, second, None)
    # A total of 7 bounds each partner by 5, the largest number that was tried.
    complete = {world: output for world, output in outputs.items() if (output[1] or output[0] or 0) <= K + 5}
    assert len(set(complete.values())) > 10
    assert learnt(complete, ("enrolled", "enrolled_at_second")) == []


def _real(pathways: list[Pathway]) -> list[Pathway]:
    return [one for one in pathways if one.values["women_enrolled_cum"]]


def test_the_attacker_catches_a_protector_that_shows_every_count_from_k_on(definitions):
    """Without "for everybody" and the guard, counts are learnt: the test above can fail."""
    outputs = {}
    for world in product(product(range(3), range(3), range(4)), repeat=3):
        completed, left, active = (sum(rows[position] for rows in world) for position in range(3))
        enrolled = completed + left + active
        outputs[world] = (
            float(enrolled) if enrolled >= K else None,
            float(completed) if completed >= K and left >= K else None,
        )
    assert learnt(outputs, ONE)
