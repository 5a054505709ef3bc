"""The demo's diary: who sends what when, and what the coordinator does."""

from collections import Counter
from datetime import date, timedelta

import pytest

from etl.demo.run import MID_LIFE
from etl.demo.timeline import Decision, Delivery, Entry, Publication, write_diary
from etl.demo.workbooks import SEED
from indicators.load import Definitions, load_definitions


@pytest.fixture(scope="module")
def definitions() -> Definitions:
    return load_definitions()


@pytest.fixture(scope="module")
def diary(definitions: Definitions) -> list[Entry]:
    return write_diary(definitions, SEED)


def _states(entries: list[Entry]) -> dict[tuple[str, int], str]:
    """Newest state of each workbook after these entries."""
    found: dict[tuple[str, int], str] = {}
    for entry in entries:
        if isinstance(entry, Delivery):
            found |= {(entry.partner.code, part.month): part.state for part in entry.parts if part.state}
        elif isinstance(entry, Decision):
            found[entry.query.partner, entry.query.month] = f"{entry.query.decision}ed"
    return found


def test_it_opens_in_mid_life_with_eleven_accepted_one_waiting_and_three_missing(
    definitions: Definitions, diary: list[Entry]
) -> None:
    today = definitions.periods.due_day(MID_LIFE) + timedelta(days=1)
    assert today == date(2017, 8, 16)
    states = _states([entry for entry in diary if entry.day <= today])
    assert Counter(states.get((one.code, MID_LIFE)) for one in definitions.partners) == {
        "accepted": 11,
        "received": 1,
        None: 3,
    }
    earlier = [states.get((one.code, month)) for one in definitions.partners for month in range(1, MID_LIFE)]
    assert set(earlier) == {"accepted"}


def test_releases_come_after_their_due_day_and_six_of_them_by_mid_life(
    definitions: Definitions, diary: list[Entry]
) -> None:
    released = [entry for entry in diary if isinstance(entry, Publication)]
    assert all(entry.day > definitions.periods.due_day(entry.month) for entry in released)
    assert [one.month for one in released if one.day <= date(2017, 8, 16)] == [6, 7, 12, 13, 15, 18]


def test_in_the_end_every_workbook_is_accepted(definitions: Definitions, diary: list[Entry]) -> None:
    states = _states([entry for entry in diary if entry.day <= definitions.periods.due_day(24) + timedelta(days=1)])
    assert len(states) == 24 * 15 == 360 and set(states.values()) == {"accepted"}


def test_it_has_the_troubles_of_real_life(definitions: Definitions, diary: list[Entry]) -> None:
    deliveries = [entry for entry in diary if isinstance(entry, Delivery)]
    parts = [part for entry in deliveries for part in entry.parts]
    assert sum(part.has_slip for part in parts) >= 5
    assert sum(part.revision == 2 for part in parts) >= 8
    assert any(len({part.month for part in entry.parts}) > 2 for entry in deliveries), "months made up together"
    late = [one for one in deliveries if one.day > definitions.periods.due_day(one.parts[-1].month)]
    assert 0.05 < len(late) / len(deliveries) < 0.2
    assert Counter(one.query.decision for one in diary if isinstance(one, Decision)) == {"accept": 2, "return": 1}


def test_a_partner_sends_one_month_after_the_other(diary: list[Entry]) -> None:
    newest: dict[str, int] = {}
    for entry in diary:
        if isinstance(entry, Delivery):
            for part in entry.parts:
                assert part.month >= newest.get(entry.partner.code, 0) - 1
                newest[entry.partner.code] = max(newest.get(entry.partner.code, 0), part.month)
