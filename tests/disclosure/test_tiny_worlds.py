"""Every tiny world is tried: does anybody who knows the algorithm learn a small count of women?

k = 2, three partners, totals only. The attacker (an outsider, or one of the three partners, who knows its own women)
keeps every world in which the publication would look the same; a count is learnt when its largest possible value is
under k. Nothing of disclosure control is used by the attacker but its output.
"""

import random
from collections import defaultdict
from itertools import permutations, product

from tests.disclosure.tiny_worlds import Output, TinyProtector, World, counts, is_excepted

K = 2
PROTECTOR = TinyProtector(K, 2 * K)
ONE_CLOSING = list(product(product(range(3), range(3), range(4)), repeat=3))


def learnt(outputs: dict[World, Output], names: tuple[str, ...], k: int = K) -> list[str]:
    """Small counts that an outsider or a partner can be sure of, in worlds in which something was shown."""
    found = []
    for insider in (None, 0, 1, 2):
        largest: dict[tuple[object, ...], dict[str, int]] = defaultdict(dict)
        for world, output in outputs.items():
            tops = largest[output, world[insider] if insider is not None else None]
            for count, value in counts(world, insider).items():
                if count.startswith(names):
                    tops[count] = max(tops.get(count, 0), value)
        for (output, known), tops in largest.items():
            small = [name for name, top in tops.items() if top < k and not is_excepted(name, output)]
            found += [f"{output} insider {insider} {known}: {name}" for name in small]
    return found


def test_partners_are_alike_to_disclosure_control():
    rng = random.Random(5)
    for world in rng.sample(ONE_CLOSING, 60):
        assert {PROTECTOR.publish_in_order(order) for order in permutations(world)} == {PROTECTOR.publish(world)}


def test_one_closing_teaches_nobody_a_small_count():
    outputs = {world: PROTECTOR.publish(world) for world in ONE_CLOSING}
    assert len(outputs) == 46_656
    assert len(set(outputs.values())) > 10, "nothing was ever shown: the test would prove nothing"
    assert learnt(outputs, ("completed", "left", "open")) == []


def test_a_block_under_twice_k_would_tell_that_each_partner_has_few():
    """Why the consortium needs 2k: of a total T that passes with k alone no partner has more than T - k."""
    small = TinyProtector(K, K)
    worlds = [tuple((0, 0, women) for women in own) for own in product(range(5), repeat=3)]
    found = learnt({world: small.publish(world) for world in worlds}, ("open",))
    assert found
    assert all(line.startswith(("(2.0,", "(3.0,")) for line in found), "only totals under 2k tell it"
    assert all(" of P" in line for line in found)
    assert learnt({world: PROTECTOR.publish(world) for world in worlds}, ("open",)) == []


def test_two_closings_with_corrections_teach_nobody_how_few_were_enrolled():
    """Totals at two closings; the second may be smaller, by a correction. Judged where every world was enumerated."""
    outputs = {}
    for women in product(product(range(5), range(7)), repeat=3):
        world = tuple((0, 0, first, 0, 0, second) for first, second in women)
        outputs[world] = PROTECTOR.publish(world)
    # Totals of 6 and 8 bound each partner by 4 and 6, the largest numbers that were tried.
    complete = {world: out for world, out in outputs.items() if (out[0] or 0) <= K + 4 and (out[2] or 0) <= K + 6}
    assert (4, None, 8, None) in complete.values(), "two blocks, one after the other"
    assert learnt(complete, ("enrolled",)) == []


def test_the_attacker_catches_a_protector_that_shows_every_count_from_k_on():
    """Without "for everybody" and the guard, counts are learnt: the tests above can fail."""
    outputs = {}
    for world in ONE_CLOSING:
        completed, left, active = (sum(rows[position] for rows in world) for position in range(3))
        enrolled = completed + left + active
        outputs[world] = (
            float(enrolled) if enrolled >= K else None,
            float(completed) if completed >= K and left >= K else None,
        )
    assert learnt(outputs, ("completed", "left", "open"))
