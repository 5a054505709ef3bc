"""Who has access, and changes of it by the coordinator through the pages; each stands in the audit trail."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from filelock import FileLock

from etl.access import ROLES, Role, find_role, grant_access, list_access, revoke_access
from etl.actor import COORDINATOR, Actor
from etl.errors import UserError
from etl.home import Home
from etl.mail_address import plain_address
from indicators.texts import N_

_LAST = N_(
    "{email} is the last coordinator: without one, nobody could publish or give access. Name another coordinator first."
)


@dataclass(frozen=True)
class AccessList:
    """Everybody who has a role, by e-mail, and the roles that there are."""

    people: tuple[Role, ...]
    roles: tuple[str, ...] = ROLES

    def is_last_coordinator(self, email: str) -> bool:
        """Is this person a coordinator, and the only one?"""
        return [one.email for one in self.people if one.name == COORDINATOR] == [plain_address(email)]


def read_access(actor: Actor) -> AccessList:
    """Who has which role now; raises NoRight."""
    return AccessList(tuple(list_access(actor.at_desk("access.list").home)))


def give_access(actor: Actor, email: str, role: str, partner: str | None = None) -> Role:
    """Give a person a role, in place of the one that the person had; raises UserError, and NoRight."""
    home = actor.at_desk("access.grant").home
    if partner is not None and actor.definitions.partner(partner) is None:
        raise UserError(N_("There is no partner {code}. Name a code of the registry."), code=partner)
    with _one_at_a_time(home):
        if role != COORDINATOR:
            _keep_one_coordinator(home, email)
        return grant_access(home, email, role, partner, actor.email)


def take_access(actor: Actor, email: str) -> Role:
    """Take a person's role away and return it; raises UserError, and NoRight."""
    home = actor.at_desk("access.revoke").home
    with _one_at_a_time(home):
        _keep_one_coordinator(home, email)
        return revoke_access(home, email, actor.email)


def is_last_coordinator(home: Home, email: str) -> bool:
    """Would nobody be left who may publish and give access, without this person?"""
    return AccessList(tuple(list_access(home))).is_last_coordinator(email)


def _keep_one_coordinator(home: Home, email: str) -> None:
    if is_last_coordinator(home, email):
        held = find_role(home, email)
        raise UserError(_LAST, email=held.email if held else email)


@contextmanager
def _one_at_a_time(home: Home) -> Iterator[None]:
    # Two coordinators that take each other's role away at the same moment must not both succeed.
    with FileLock(str(home.access_path.with_name("access.lock"))):
        yield
