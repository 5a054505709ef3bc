"""Two calculations that share no code tell the same of every world: value, state, status and coverage."""

from datetime import date
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from indicators.load import Definitions, load_definitions
from tests.verification.both import Twins
from tests.verification.mini_story import MiniStory
from tests.verification.registry import with_months, with_partners
from tests.verification.worlds import Life, lives
from tests.whole_way.mini import definitions as mini_definitions

PROJECT = load_definitions()
# Partners that join late, leave early, come and go within a carry-forward, or deliver less than the others.
DATED = with_partners(
    PROJECT,
    {
        "P02": {"from_month": "M05"},
        "P04": {"from_month": "M03", "to_month": "M09"},
        "P06": {"to_month": "M06"},
        "P11": {"from_month": "M07", "to_month": "M11"},
        "P08": {"does_not_deliver": ("TRAININGS", "SURVEY")},
        "P13": {"does_not_deliver": ("EVENTS", "FOLLOWUP", "PRACTICES")},
        "P15": {"to_month": "M12"},
    },
)
LONGER = with_months(DATED, 30, date(2018, 7, 10))
MINI = mini_definitions()
SLOW = settings(max_examples=4, deadline=None, suppress_health_check=list(HealthCheck))


def assert_agreed(definitions: Definitions, life: Life, shuffled: Random) -> None:
    """Every release of the life is the same in both calculations, each with a ledger of its own."""
    twins = Twins(definitions)
    for number in range(len(life.releases)):
        verification = twins.release(life.known(number, shuffled))
        assert not verification.differences, verification.detail()
        assert verification.row()["figures_compared_n"] >= 6 * life.releases[number][0]


@pytest.mark.slow
@SLOW
@given(lives(PROJECT), st.randoms(use_true_random=False))
def test_both_calculations_agree_on_every_row_of_every_release(life, shuffled):
    assert_agreed(PROJECT, life, shuffled)


@pytest.mark.slow
@SLOW
@given(lives(DATED), st.randoms(use_true_random=False))
def test_both_agree_when_partners_join_late_leave_early_or_deliver_less(life, shuffled):
    assert_agreed(DATED, life, shuffled)


@pytest.mark.slow
@SLOW
@given(lives(LONGER), st.randoms(use_true_random=False))
def test_both_agree_when_24_months_become_30(life, shuffled):
    assert_agreed(LONGER, life, shuffled)


@settings(max_examples=15, deadline=None, suppress_health_check=list(HealthCheck))
@given(lives(MINI, MiniStory), st.randoms(use_true_random=False))
def test_both_agree_on_another_project(life, shuffled):
    assert_agreed(MINI, life, shuffled)
