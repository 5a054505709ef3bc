"""Who acts in a test: an account of the home's access list, granted here, as the pages would bring it."""

from etl.access import grant_access
from etl.actor import Actor
from etl.home import Home
from indicators.load import Definitions, load_definitions


def make_actor(home: Home, role: str, partner: str | None = None, definitions: Definitions | None = None) -> Actor:
    """A person with this role and no other; asked again, the same person."""
    email = f"{(partner or role).lower()}@example.org"
    grant_access(home, email, role, partner)
    return Actor(home, definitions or load_definitions(), email, role, partner)


def make_coordinator(home: Home, definitions: Definitions | None = None) -> Actor:
    """The coordinator."""
    return make_actor(home, "coordinator", None, definitions)


def make_officer(home: Home, partner: str, definitions: Definitions | None = None) -> Actor:
    """An officer of a partner."""
    return make_actor(home, "partner", partner, definitions)
