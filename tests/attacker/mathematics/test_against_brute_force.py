"""The programmes against enumeration: on tiny systems every world is tried, with other code than the attacker's."""

import random
from collections.abc import Iterator
from dataclasses import replace
from itertools import product

import pytest

from etl.attacker.checks import Check
from etl.attacker.model import ALL, ENDED, Attribute, Bound, Everybody, System
from etl.attacker.search import Search

WOMEN, OUT = (ALL, "women"), (ENDED, "women")
PARTNERS = ("P01", "P02", "P03")
# Partner -> time -> (women, ended).
Tiny = tuple[tuple[tuple[int, int], ...], ...]


def worlds(most: int) -> Iterator[Tiny]:
    """All worlds of three partners and two closings with up to so many women."""
    paths = [
        ((a, c), (b, d)) for a, b, c, d in product(range(most + 1), repeat=4) if a <= b and c <= d and c <= a and d <= b
    ]
    for own in product(paths, repeat=3):
        if sum(path[1][0] for path in own) <= most:
            yield own


EVERY = list(worlds(3))


def system(chance: random.Random) -> System:
    """A system whose totals are those of some world, with a few intervals and conditions at random."""
    true = chance.choice([world for world in EVERY if sum(path[1][0] for path in world) == 3])
    scope = frozenset(PARTNERS)
    women = sum(path[1][0] for path in true)
    bounds = [Bound("women", scope, {(1, WOMEN): 1}, women, women)]
    if chance.random() < 0.5:
        early = sum(path[0][0] for path in true)
        bounds.append(Bound("early", scope, {(0, WOMEN): 1}, early, early))
    if chance.random() < 0.6:
        out = sum(path[1][1] for path in true)
        bounds.append(
            Bound("share", scope, {(1, OUT): 2, (1, WOMEN): -1}, None, 2 * out - women + chance.choice([0, 1]))
        )
        bounds.append(Bound("base", scope, {(1, OUT): 1}, out - chance.choice([0, 1]), None))
    if chance.random() < 0.4:
        country = frozenset(PARTNERS[:2])
        gained = sum(path[1][0] - path[0][0] for path in true[:2])
        bounds.append(Bound("country", country, {(1, WOMEN): 1, (0, WOMEN): -1}, gained, gained))
    everybody = []
    if chance.random() < 0.5:
        quantity = chance.choice([WOMEN, OUT])
        everybody.append(Everybody("all", scope, {(1, quantity): 1}, chance.choice([1, 2]), chance.choice([0, 1])))
    return System(
        times=("M03", "M06"),
        country={"P01": "BG", "P02": "BG", "P03": "ES"},
        moves={one: chance.choice([(True, True)] * 3 + [(True, False), (False, True)]) for one in PARTNERS},
        quantities=(WOMEN, OUT),
        parts=({WOMEN: 1}, {OUT: 1}),
        equal=(),
        within=({WOMEN: 1, OUT: -1},),
        bounds=tuple(bounds),
        everybody=tuple(everybody),
        attributes=(
            Attribute("women", {WOMEN: 1}),
            Attribute("ended", {OUT: 1}),
            Attribute("running", {WOMEN: 1, OUT: -1}, is_stock=True),
        ),
        k=chance.choice([1, 2, 3]),
    )


def fits(given: System, world: Tiny) -> bool:
    """Written for this test alone."""
    for partner, path in zip(PARTNERS, world, strict=True):
        first, second = given.moves[partner]
        if (not first and path[0] != (0, 0)) or (not second and path[1] != path[0]):
            return False

    def own(partner: str, terms) -> int:
        path = world[PARTNERS.index(partner)]
        return sum(factor * path[time][(WOMEN, OUT).index(quantity)] for (time, quantity), factor in terms.items())

    for bound in given.bounds:
        found = sum(own(partner, bound.terms) for partner in bound.scope)
        if found < (bound.low if bound.low is not None else found) or found > (
            bound.high if bound.high is not None else found
        ):
            return False
    for one in given.everybody:
        each = [own(partner, one.terms) for partner in PARTNERS]
        if sum(each) < one.least or min(sum(each) - value for value in each) < one.without:
            return False
    return True


def count(world: Tiny, check: Check) -> int:
    path = world[PARTNERS.index(check.partner)]
    women, ended = path[check.time]
    before = path[check.time - 1] if check.time else (0, 0)
    return {"women": women - before[0], "ended": ended - before[1], "running": women - ended}[check.attribute.name]


def compare(seed: int) -> tuple[int, int]:
    """Checks decided as enumeration does: how many learnt, how many not."""
    given = system(random.Random(seed))
    fitting = [world for world in EVERY if fits(given, world)]
    found = Search(given, 20, enough=1000).run()
    assert found.is_impossible == (not fitting and bool(found.pool.checks)), seed
    assert found.is_impossible or not found.undecided, seed
    learnt = 0
    for check in [] if found.is_impossible else found.pool.checks:
        counts = [count(world, check) for world in fitting]
        assert (check in found.learnt) == (max(counts) < given.k), (seed, check)
        learnt += check in found.learnt
        known = found.pool.range(check)
        assert known is None or min(counts) <= known.least <= known.most <= max(counts), (seed, check)
    return learnt, len(found.pool.checks) - learnt


def test_thirty_tiny_systems_are_decided_as_by_enumeration():
    decided = [compare(seed) for seed in range(30)]
    assert sum(learnt for learnt, _not in decided) > 20
    assert sum(not_learnt for _learnt, not_learnt in decided) > 20


@pytest.mark.slow
def test_hundreds_of_tiny_systems_are_decided_as_by_enumeration():
    for seed in range(1000, 1200):
        compare(seed)


@pytest.mark.slow
def test_corrections_make_the_worlds_more_and_so_teach_less():
    for seed in range(40):
        given = system(random.Random(seed))
        tight, loose = Search(given, 20, enough=1000).run(), Search(replace(given, is_monotone=False), 20, 1000).run()
        if not tight.is_impossible:
            assert not loose.is_impossible
            assert set(loose.learnt) <= set(tight.learnt) | set(tight.undecided)
