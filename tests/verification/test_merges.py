"""Joint events that the coordinator merged: the second calculation applies the decision itself, to the rows as sent."""

from datetime import date, datetime

import duckdb
import pytest

from etl.merge_decision import Merge, lay_over
from indicators.load import load_definitions
from tests.calculation.test_things import event
from tests.calculation.world import connect
from tests.verification.both import Known, Twins, places

DEFINITIONS = load_definitions()
FIFTH, SIXTH = date(2016, 9, 5), date(2016, 9, 6)
SENT = [
    event("P01", 1, 9, FIFTH, participants_n=40),
    event("P02", 1, 9, SIXTH, participants_n=70),
    event("P03", 1, 9, date(2016, 9, 7), participants_n=90),
]


def merge(number: int, first: str, second: str, organiser: str | None) -> Merge:
    return Merge(
        f"{number:03d}", "EVENTS", first, second, organiser, datetime(2016, 10, number), "her@example.org", None
    )


def known(rows, decisions) -> Known:
    reported = [(partner.code, month) for partner in DEFINITIONS.partners for month in range(1, 13)]
    return Known(12, {"EVENTS": rows}, reported, [], merges=[vars(one) for one in decisions])


def overlaid(decisions):
    """The rows as the first calculation reads them; of a pair the newest decision is in force."""
    connection: duckdb.DuckDBPyConnection = connect(DEFINITIONS, {"EVENTS": SENT}, 12)
    in_force = {frozenset(one.codes): one for one in decisions}
    lay_over(connection, DEFINITIONS, tuple(one for one in in_force.values() if one.organiser))
    cursor = connection.execute("SELECT * FROM rows_EVENTS")
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]


EV1, EV2, EV3 = "EV-P01-001", "EV-P02-001", "EV-P03-001"


@pytest.mark.parametrize(
    ("decisions", "events", "people"),
    [
        ([], 3, 200),
        ([merge(1, EV1, EV2, "P01")], 2, 130),
        ([merge(1, EV1, EV2, "P02")], 2, 160),
        ([merge(1, EV2, EV1, "P01"), merge(2, EV3, EV1, "P01")], 1, 40),
        ([merge(1, EV1, EV2, "P02"), merge(2, EV1, EV2, None)], 3, 200),
        ([merge(1, EV1, EV2, "P02"), merge(2, EV2, EV1, "P01")], 2, 130),
    ],
)
def test_a_merged_pair_counts_once_in_both_calculations(decisions, events, people):
    twins = Twins(DEFINITIONS)
    first = places(twins.first(known(overlaid(decisions), [])))
    second = places(twins.second(known(SENT, decisions)).figures)
    for figures in (first, second):
        assert figures["OP-18", "M09", "total", "all"]["value"] == events
        assert figures["OP-20", "M09", "total", "all"]["value"] == people
