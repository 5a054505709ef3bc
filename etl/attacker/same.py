"""Is a number that a release tells the one that the attacker has calculated?"""

import math


def is_same(found: object, wanted: object) -> bool:
    """Equal, but for what calculating in another order changes of a number; NaN is like nothing, not even itself."""
    if isinstance(found, float | int) and isinstance(wanted, float | int):
        return math.isclose(found, wanted, rel_tol=1e-9, abs_tol=1e-9)
    return found == wanted
