"""What must hold of any calculation, held here of the second alone."""

from dataclasses import replace
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.load import load_definitions
from tests.verification.both import Known, Twins, places
from tests.verification.registry import with_partners
from tests.verification.worlds import live, lives

DEFINITIONS = load_definitions()
COVERAGE = {"reported_n", "expected_reports_n", "carried_forward_n"}
SOME = settings(max_examples=8, deadline=None, suppress_health_check=list(HealthCheck))


def calculated(known: Known, definitions=DEFINITIONS):
    """Rows of the second calculation by place."""
    return places(Twins(definitions).second(known).figures)


@SOME
@given(lives(DEFINITIONS), st.randoms(use_true_random=False), st.randoms(use_true_random=False))
def test_the_order_of_submission_is_irrelevant(life, one, another):
    last = len(life.releases) - 1
    assert calculated(life.known(last, one)) == calculated(life.known(last, another))


@SOME
@given(lives(DEFINITIONS))
def test_a_partner_that_delivers_nothing_changes_nothing_but_coverage(life):
    known = life.known(len(life.releases) - 1)
    silent = "P09"
    without = replace(
        known,
        rows={sheet: [row for row in rows if row["partner_code"] != silent] for sheet, rows in known.rows.items()},
        reported=[entry for entry in known.reported if entry[0] != silent],
        due=[entry for entry in known.due if entry[0] != silent],
    )
    # The same world as if the partner had joined when all was over.
    absent = with_partners(DEFINITIONS, {silent: {"from_month": "M24"}})
    there, gone = calculated(without), calculated(without, absent)
    for place, row in there.items():
        if place[3] in (silent, "GB") or place[1] == "M24":
            continue
        changed = {column for column in row if row[column] != gone[place][column]}
        assert changed <= COVERAGE, (place, changed)


@SOME
@given(lives(DEFINITIONS))
def test_partners_add_up_to_the_total_of_what_is_counted(life):
    figures = calculated(life.known(len(life.releases) - 1))
    months = sorted({place[1] for place in figures})
    for code in ("OP-07", "OP-08", "OP-09"):
        for month in months:
            parts = [row["value"] or 0 for place, row in figures.items() if place[:3] == (code, month, "partner")]
            assert sum(parts) == (figures[code, month, "total", "all"]["value"] or 0)


@SOME
@given(lives(DEFINITIONS))
def test_flows_never_fall_from_month_to_month(life):
    figures = calculated(life.known(len(life.releases) - 1))
    months = sorted({place[1] for place in figures})
    for code in ("OP-01", "OP-19", "OP-20"):
        values = [figures[code, month, "total", "all"]["value"] or 0 for month in months]
        assert values == sorted(values), code


@pytest.mark.parametrize("is_draft", [True, False])
def test_a_draft_closes_nothing_and_a_release_deals_with_its_closings(is_draft):
    known = live(DEFINITIONS, Random(3), [(12, is_draft)]).known(0)
    again = Twins(DEFINITIONS).second(known)
    assert dict(again.closings_done) == ({} if is_draft else {6: None, 7: None, 12: 12})
    assert not (is_draft and again.ledger)
