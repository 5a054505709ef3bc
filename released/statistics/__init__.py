"""Statistics for small numbers: intervals that say how little is known, by methods that a reader can look up.

Every function names its source and when not to use it. None of them makes a sample of what is none: a project's own
participants were chosen by nobody's dice, so an interval tells how far chance alone could have moved a figure.
"""

from released.statistics.gains import (
    MOST_EXACT,
    bootstrap_interval,
    normalised_gain,
    sign_flip_interval,
    sign_test,
)
from released.statistics.interval import Interval
from released.statistics.proportions import newcombe_difference, rounded_share_interval, wilson_interval

__all__ = [
    "MOST_EXACT",
    "Interval",
    "bootstrap_interval",
    "newcombe_difference",
    "normalised_gain",
    "rounded_share_interval",
    "sign_flip_interval",
    "sign_test",
    "wilson_interval",
]
