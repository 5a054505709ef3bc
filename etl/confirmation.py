"""That a coordinator has looked at a preview and says why the release should leave: it holds for what she saw alone."""

import hashlib
from dataclasses import dataclass

from etl.errors import UserError
from etl.reason import demand_released_reason
from etl.store import Store
from indicators.texts import N_


@dataclass(frozen=True)
class Confirmation:
    """Why a release is published (kept in the store, never released) and the state of the data that was looked at."""

    because: str
    state: str


def read_state(store: Store) -> str:
    """A short text that differs whenever anybody has written to the store, or the day has changed."""
    return hashlib.sha256(store.version() + store.home.today().isoformat().encode()).hexdigest()


def check_confirmation(store: Store, confirmation: Confirmation) -> str:
    """The reason, as it is kept; raises UserError without one, or when the data have changed since the preview.

    Whoever confirms twice, by a second click or in a second window, is refused the second time: the first release has
    changed the store.
    """
    # It is not released, but kept for as long as the store: the stricter gate costs nothing.
    because = demand_released_reason(store.definitions, confirmation.because)
    if read_state(store) != confirmation.state:
        raise UserError(
            N_("Something was published, sent or decided since you looked. Nothing was published now: look again.")
        )
    return because
