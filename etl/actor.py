"""Who acts through the pages, and what of the store that person may open; asked anew at every call.

The role that a page knows is a hint for what to draw. What opens the store is the access list at this very moment: a
role that was taken away a second ago opens nothing, and a page that calls the wrong function gets a refusal, not rows.
"""

from dataclasses import dataclass

from etl.access import PARTNER, ROLES, find_role, record_action
from etl.errors import UserError
from etl.home import Home
from etl.sign_in.sessions import OpenSession, is_open
from etl.store import Store
from indicators.load import Definitions
from indicators.texts import N_

COORDINATOR, SAFEGUARDING = "coordinator", "safeguarding"


class NoRight(UserError):
    """The person may not do this; what was refused stands in the audit trail."""


@dataclass(frozen=True)
class Actor:
    """A signed-in person, or a role of the demo's switch; whoever nobody knows is a reader without an e-mail."""

    home: Home
    definitions: Definitions
    email: str = ""
    role: str = "reader"
    partner: str | None = None
    # The demo's role switch: never true outside a demo home, whoever builds an actor.
    is_demo: bool = False
    # Of who signed in through the pages: a call after its end is refused, too.
    session: OpenSession | None = None

    def at_desk(self, what: str) -> Store:
        """The store for the coordinator; raises NoRight. `what` is the action, as the audit trail names it."""
        return self._open(what, self._holds(COORDINATOR))

    def at_own(self, partner: str, what: str) -> Store:
        """The store for a partner's own rows, for this partner alone; raises NoRight."""
        return self._open(what, self.partner == partner and self._holds(PARTNER))

    def at_safety(self, what: str) -> Store:
        """The store for safety concerns, for the coordinator and for safeguarding; raises NoRight."""
        return self._open(what, self._holds(COORDINATOR) or self._holds(SAFEGUARDING))

    def _open(self, what: str, is_allowed: bool) -> Store:
        if not is_allowed:
            record_action(self.home, self.email or "nobody", "refused", what)
            if self.session is not None and not is_open(self.home, self.session):
                raise NoRight(N_("Your session has ended. Sign in again."))
            raise NoRight(N_("Your account has no right to this. Sign in with one that has it."))
        return Store(self.home, self.definitions)

    def _holds(self, role: str) -> bool:
        if self.role != role:
            return False
        if self.is_demo:
            return self.home.kind == "demo" and role in ROLES
        if self.session is not None and not is_open(self.home, self.session):
            return False
        held = find_role(self.home, self.email) if self.email else None
        return held is not None and (held.name, held.partner) == (self.role, self.partner)
