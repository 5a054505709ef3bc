"""Every tiny world by country is tried: does anybody who knows the algorithm learn a small count of women?

The attacker (an outsider, or one of the partners, which knows its own women) keeps every world of the same total in
which the same would be shown; a count is learnt when its largest possible value is under k. All worlds of a total are
tried, so nothing is missing but larger totals. Countries are shown from 2k on, as in the plan.
"""

from math import comb

import pytest

from tests.disclosure.tiny_countries import Consortium, all_worlds


def tried(consortium, totals, least=0):
    """What every world of these totals shows; countries must have been shown in some, or the test proves nothing."""
    shown = {world: consortium.publish(world) for world in all_worlds(len(consortium.countries), totals, least)}
    assert any(len(output) > 1 for output in shown.values())
    return shown


@pytest.mark.parametrize(
    ("countries", "k", "totals"),
    [
        ("AABBC", 2, range(8, 14)),
        ("AABB", 2, range(8, 15)),
        ("AAABB", 2, range(8, 11)),
        ("AABCD", 2, range(8, 12)),
        ("AABBCC", 2, range(9, 11)),
        ("AABBC", 3, range(13, 16)),
        # Nobody is alone, and three countries may be hidden: here the rest may also be too large for doubt.
        ("AABBCCDDEE", 1, range(7, 8)),
        ("AABB", 3, range(13, 18)),
    ],
)
def test_the_split_by_country_teaches_nobody_a_small_count(countries, k, totals):
    consortium = Consortium(countries, k, doubt=k)
    shown = tried(consortium, totals)
    # Stars and bars: this many ways there are to deal out each total.
    assert len(shown) == sum(comb(total + len(countries) - 1, total) for total in totals)
    assert list(consortium.learnt(shown)) == []


def test_nor_does_a_block_with_corrections_downwards():
    """One woman less of a partner at most: with more, the attacker would have more worlds to choose from."""
    consortium = Consortium("AABBC", 2, doubt=2)
    assert list(consortium.learnt(tried(consortium, range(8, 11), least=-1))) == []


@pytest.mark.slow
@pytest.mark.parametrize(("countries", "totals"), [("AABBC", range(14, 17)), ("AAABBC", range(9, 13))])
def test_nor_in_larger_worlds(countries, totals):
    consortium = Consortium(countries, 2, doubt=2)
    assert list(consortium.learnt(tried(consortium, totals))) == []


def test_the_attacker_catches_a_split_that_leaves_no_doubt():
    """Without the rule of doubt a partner with k women in a hidden country knows that its neighbour has fewer."""
    consortium = Consortium("AABBC", 2, doubt=None)
    found = list(consortium.learnt(tried(consortium, range(8, 11))))
    assert any("country B without" in line for line in found)
    assert all("insider None" not in line for line in found), "an outsider learnt nothing even then"
