"""The second calculation: slow, obvious, plain Python from workbook rows; it shares no code with the first.

It reads the same YAML with readers of its own and imports nothing of ours, so that a fault of the first calculation
can't be its fault, too. `world` holds what it is given, `reading` and `things` are the small readers, `plain` makes
class C, `women`, `answers` and `centres` make classes A and B, `again` puts the table together, `compare` finds what
differs.
"""

from etl.second.again import calculate_again
from etl.second.compare import Difference, Verification, compare
from etl.second.world import Again, World

__all__ = ["Again", "Difference", "Verification", "World", "calculate_again", "compare"]
