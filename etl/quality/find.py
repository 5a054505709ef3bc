"""All questions on what is accepted, in the order in which the desk shows them."""

from collections.abc import Callable, Iterator

from etl.quality.bounds import find_out_of_bounds
from etl.quality.contradictions import find_contradictions
from etl.quality.habits import find_habits
from etl.quality.history import find_strays
from etl.quality.intake import find_told
from etl.quality.known import Known
from etl.quality.needs import find_missing
from etl.quality.query import Query
from etl.quality.standstill import find_standstill
from etl.quality.twice import find_twice

SUBJECTS: tuple[Callable[[Known], Iterator[Query]], ...] = (
    find_strays,
    find_out_of_bounds,
    find_twice,
    find_habits,
    find_standstill,
    find_contradictions,
    find_missing,
    find_told,
)


def find_queries(known: Known) -> list[Query]:
    """Queries by partner, newest month first."""
    found = (query for subject in SUBJECTS for query in subject(known))
    # An accepted row and its waiting correction ask the same question: it is asked once.
    asked = {query.key: query for query in found}
    return sorted(asked.values(), key=lambda query: (query.partner, -query.month, query.code, query.thing, query.key))
