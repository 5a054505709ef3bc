"""Access through the pages: given and taken by the coordinator, never so that none is left."""

import pytest

from etl.access import find_role, grant_access, read_trail
from etl.errors import UserError
from etl.people import give_access, is_last_coordinator, read_access, take_access


def test_a_role_is_given_in_place_of_another_and_taken_away(home, as_):
    assert give_access(as_(), " New@Example.org ", "partner", "P03").email == "new@example.org"
    assert give_access(as_(), "new@example.org", "reader").partner is None
    assert take_access(as_(), "NEW@example.org").name == "reader"
    assert find_role(home, "new@example.org") is None
    entries = [(row["who"], row["action"], row["object"]) for row in read_trail(home, newest=3)]
    assert entries == [
        ("coordinator@example.org", "access.revoke", "reader"),
        ("coordinator@example.org", "access.grant", "reader"),
        ("coordinator@example.org", "access.grant", "partner P03"),
    ]


@pytest.mark.parametrize(
    ("email", "role", "partner", "told"),
    [
        ("nobody", "reader", None, "is not an e-mail address"),
        ("new@example.org", "king", None, "There is no role"),
        ("new@example.org", "partner", None, "names its partner"),
        ("new@example.org", "reader", "P03", "names its partner"),
        ("new@example.org", "partner", "P99", "There is no partner P99"),
    ],
)
def test_what_is_not_possible_is_told(as_, email, role, partner, told):
    with pytest.raises(UserError, match=told):
        give_access(as_(), email, role, partner)


def test_the_last_coordinator_stays(home, as_):
    with pytest.raises(UserError, match="the last coordinator"):
        take_access(as_(), "Coordinator@example.org")
    with pytest.raises(UserError, match="the last coordinator"):
        give_access(as_(), " COORDINATOR@example.org", "reader")
    assert find_role(home, "coordinator@example.org").name == "coordinator"
    assert is_last_coordinator(home, "coordinator@example.org")
    # To be given the same role again changes nothing, so it is allowed.
    give_access(as_(), "coordinator@example.org", "coordinator")


def test_with_a_second_coordinator_the_first_may_go(home, as_):
    grant_access(home, "second@example.org", "coordinator")
    assert not read_access(as_()).is_last_coordinator("coordinator@example.org")
    give_access(as_(), "coordinator@example.org", "reader")
    assert is_last_coordinator(home, "second@example.org")
