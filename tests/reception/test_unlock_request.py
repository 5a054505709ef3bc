"""A partner asks for a locked month; the coordinator opens it, by whichever way, or declines with a reason."""

import pytest

from etl.errors import UserError
from etl.month_lock import lock_month, unlock_month
from etl.store import Store
from etl.unlock_request import MAX_CHARACTERS, ask_unlock, decline_unlock, list_requests
from tests.reception.conftest import WHO

_REASON = "Two sessions were forgotten."


@pytest.fixture
def store(home, definitions):
    store = Store(home, definitions)
    lock_month(store, 5, None, "coordinator", "closed for the report")
    return store


def states(store, partner=None):
    return [(one.partner, one.state, one.answer) for one in list_requests(store, partner)]


def test_a_request_stays_open_until_it_is_answered(store):
    ask_unlock(store, "P01", 5, _REASON, WHO)
    (one,) = list_requests(store)
    assert (one.partner, one.month, one.reason, one.asked_by, one.state) == ("P01", 5, _REASON, WHO, "open")
    assert list_requests(store, "P02") == []


@pytest.mark.parametrize("partner", ["P01", None])
def test_unlocking_the_month_closes_the_request_whoever_does_it(store, partner):
    ask_unlock(store, "P01", 5, _REASON, WHO)
    unlock_month(store, 5, partner, "command line", "one correction")
    assert states(store) == [("P01", "granted", "one correction")]


def test_unlocking_another_partner_or_month_leaves_it_open(store):
    ask_unlock(store, "P01", 5, _REASON, WHO)
    unlock_month(store, 5, "P02", "coordinator", "x")
    unlock_month(store, 6, None, "coordinator", "x")
    assert states(store) == [("P01", "open", "")]


def test_a_month_locked_again_can_be_asked_for_again(store):
    ask_unlock(store, "P01", 5, _REASON, WHO)
    unlock_month(store, 5, None, "coordinator", "one correction")
    lock_month(store, 5, None, "coordinator", "closed again")
    ask_unlock(store, "P01", 5, "Once more.", WHO)
    assert [one[1] for one in states(store)] == ["open", "granted"]


def test_a_declined_request_tells_why_and_stays_declined(store):
    request = ask_unlock(store, "P01", 5, _REASON, WHO)
    decline_unlock(store, request.request_id, "Please put it into the next month.", "coordinator")
    assert states(store) == [("P01", "declined", "Please put it into the next month.")]
    with pytest.raises(UserError, match="not open any more"):
        decline_unlock(store, request.request_id, "Again.", "coordinator")


def test_nobody_asks_twice_nor_for_an_open_month(store):
    ask_unlock(store, "P01", 5, _REASON, WHO)
    with pytest.raises(UserError, match="already"):
        ask_unlock(store, "P01", 5, _REASON, WHO)
    with pytest.raises(UserError, match="not locked"):
        ask_unlock(store, "P01", 6, _REASON, WHO)
    assert len(list_requests(store)) == 1


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("  ", "reason is needed"),
        ("a" * (MAX_CHARACTERS + 1), "301 characters"),
        ("Write to maria.petrova@example.org", "personal data"),
    ],
)
def test_a_reason_is_needed_short_and_not_personal(store, reason, said):
    with pytest.raises(UserError, match=said) as error:
        ask_unlock(store, "P01", 5, reason, WHO)
    assert "maria" not in str(error.value)
    assert list_requests(store) == []


def test_an_answer_passes_the_same_gate(store):
    request = ask_unlock(store, "P01", 5, _REASON, WHO)
    with pytest.raises(UserError, match="personal data"):
        decline_unlock(store, request.request_id, "Call maria.petrova@example.org", "coordinator")
    assert states(store) == [("P01", "open", "")]
