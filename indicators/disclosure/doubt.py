"""May a closed block be broken down by country, although everybody knows by which rule it is done?

That a country is *not* shown tells something, too: a partner with k women of its own in such a country knows that the
others there are under k, or else the country would be shown. Unless it may also be the passing country that was merged
to hide the rest. So nothing is broken down unless every partner can believe of every other one that it has k women.

Words: m is the smallest country shown, R the rest under `not_broken_down`, k the doubt that must be left. A partner is
*alone* when its country has no other. The split is shown when the rest has only partners that are alone (or none, since
every country passes), or when

1. m > 2k, and each partner in the rest that is not alone has at most m - k - 1 women, and
2. a partner that is alone is in the rest, or R <= 2m - 3.

What is asked in 2 is public once the split is shown, so it tells nothing. Why 1 leaves doubt (amounts that are not
negative; x, y are the women of p and q): let p wonder about q in a country of the rest, all else being as it is.

- x < k, or q in another country: a world in which q has k, and every country of the rest fails or is smaller than m,
  can be had by moving women to q from partners in the rest other than p (there are R - x >= k of them), or by
  exchanging q with the partner that dominates its country. Taking women away from a country that fails never makes it
  pass.
- x >= k and q in the same country: then that country passes in every world with y >= k. Let it have x + k <= m - 1
  women and give all others of the rest to a partner that is alone in its country (or, without one, by 2 to one partner
  and at most k - 1 to others). The rest without the country fails, so it is merged as the smallest passing one, and the
  same is shown. By 1 this world is itself broken down so.
- q in a country that is shown: its women can be dealt out anew there, since n >= 2k of them leave k without anyone.

When nothing is broken down, all that p doesn't have may be any q's (but for k - x of them, if x is small): then no
country is shown, either. So falling back to the total alone tells nothing. Every world up to a total is tried in
tests/disclosure/test_tiny_countries.py. A country's k must be 2k at least, for the reason that stands in the plan.
"""

from collections.abc import Mapping


def is_doubt_left(smallest: float, rest: Mapping[str, float], neighbours: Mapping[str, int], k: float) -> bool:
    """Can every partner still believe of every other one in the rest that it has k women of this block?

    `smallest` is the smallest country shown, `rest` the women of each partner whose country is not shown (0 included),
    `neighbours` how many other partners share its country (unknown: some). NaN fails.
    """
    shared = [women for partner, women in rest.items() if neighbours.get(partner, 1) > 0]
    if not shared:
        return True
    if not (smallest > 2 * k and all(women <= smallest - k - 1 for women in shared)):
        return False
    return len(shared) < len(rest) or sum(rest.values()) <= 2 * smallest - 3
