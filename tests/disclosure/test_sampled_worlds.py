"""Tiny worlds with k = 3 and with both ledgers at two closings: too many to try all, so some are drawn.

Of each world that was drawn each partner asks about each count: is there another world that looks the same to it, in
which the count is at least k? The others' numbers are dealt out anew until there is. What one partner can't know, an
outsider can't, either. The draws are the same in every run.
"""

import random
from collections.abc import Iterator
from itertools import pairwise

import pytest

from tests.disclosure.tiny_worlds import Output, TinyProtector, World, counts, is_excepted

TRIES = 4_000


def draw(rng: random.Random, closings: int) -> World:
    """Three partners of which most have some of everything; what comes later may be less, by a correction."""
    worlds = []
    for _partner in range(3):
        own: list[int] = []
        for _closing in range(closings):
            before = own[-3:] or [0, 0, 0]
            own += [max(0, women + rng.choice([-1, 0, 1, 2, 3, 4, 5])) for women in before]
        worlds.append(tuple(own))
    return tuple(worlds)


def dealt_anew(rng: random.Random, world: World, output: Output, insider: int) -> Iterator[World]:
    """Worlds with the same totals, as far as they are shown, and the same of the insider."""
    first, second = (place for place in range(3) if place != insider)
    while True:
        changed = [list(own) for own in world]
        for closing in range(len(world[0]) // 3):
            own = slice(3 * closing, 3 * closing + 3)
            now = _dealt_at_closing(rng, changed[first][own], changed[second][own], output[2 * closing + 1] is not None)
            changed[first][own], changed[second][own] = now
        yield tuple(tuple(own) for own in changed)


def _dealt_at_closing(
    rng: random.Random, first: list[int], second: list[int], is_completed_shown: bool
) -> tuple[list[int], list[int]]:
    """The women of two partners dealt out anew; the sum of those who completed stays as it is when it is shown."""
    if rng.random() < 0.2:
        return first, second
    if not is_completed_shown and rng.random() < 0.7:
        dealt = _dealt(rng, sum(first) + sum(second), 6)
        return dealt[:3], dealt[3:]
    done = _dealt(rng, first[0] + second[0], 2) if rng.random() < 0.7 else [first[0], second[0]]
    others = _dealt(rng, sum(first[1:]) + sum(second[1:]), 4)
    return [done[0], *others[:2]], [done[1], *others[2:]]


def _dealt(rng: random.Random, women: int, among: int) -> list[int]:
    """Every way to deal them out is as likely: bars between the women."""
    bars = sorted(rng.sample(range(women + among - 1), among - 1))
    edges = [-1, *bars, women + among - 1]
    return [later - earlier - 1 for earlier, later in pairwise(edges)]


def learnt(protector: TinyProtector, world: World, k: int, rng: random.Random) -> list[str]:
    """Counts under k for which no other world was found."""
    output, found = protector.publish(world), []
    for insider in range(3):
        open_ones = {name for name, count in counts(world, insider).items() if count < k}
        open_ones -= {name for name in open_ones if is_excepted(name, output)}
        for tried, other in enumerate(dealt_anew(rng, world, output, insider)):
            if not open_ones or tried == TRIES:
                break
            doubted = {name for name, count in counts(other, insider).items() if name in open_ones and count >= k}
            if doubted and protector.publish(other) == output:
                open_ones -= doubted
        found += [f"{world} {output} insider {insider}: {name}" for name in sorted(open_ones)]
    return found


@pytest.mark.parametrize(("k", "closings", "worlds"), [(3, 1, 200), (2, 2, 150), (3, 2, 150)])
def test_no_partner_learns_a_small_count(k, closings, worlds):
    rng, protector = random.Random(k + closings), TinyProtector(k, 2 * k)
    kinds, tried, found = set(), 0, []
    while tried < worlds:
        world = draw(rng, closings)
        output = protector.publish(world)
        if all(value is None for value in output):
            continue
        tried += 1
        kinds.add(tuple(value is not None for value in output))
        found += learnt(protector, world, k, rng)
    assert len(kinds) > closings, "always the same was shown: the test would prove little"
    assert found == []


def test_the_search_finds_what_a_protector_without_thresholds_tells():
    """With k = 1 in the protector counts under 3 are learnt: the test above can fail."""
    rng, careless = random.Random(1), TinyProtector(1, 1)
    found = [line for _ in range(8) for line in learnt(careless, draw(rng, 1), 3, rng)]
    assert found
