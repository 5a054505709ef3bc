"""One turn of publishing: what was asked by a click, run once while everything is locked, and what came of it."""

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import TYPE_CHECKING, Any

import streamlit as st

from dashboard.links import link_to_page
from dashboard.markup import element, show
from dashboard.publish_stages import make_teller
from dashboard.release_choice import open_next
from dashboard.session import Context
from etl.services import UserError

if TYPE_CHECKING:
    from etl.services import Published

_TURN = "publish_turn"
# Seconds between a click and the run that it begins; what is older was left by a run that never came to it.
_LONGEST_WAY = 10
_Publish = Callable[[Callable[[str], None]], "Published"]


@dataclass
class Turn:
    """What a session is about to publish. An object, for a click in the middle of a run may stop the run at any call of
    Streamlit: what was published is noted here without one, so that it is never published twice.
    """

    number: int = 0
    done: "Published | None" = None
    # Set by the click itself, before the page is drawn: so the whole page is drawn with its buttons locked.
    asked: _Publish | None = None
    asked_at: float = 0
    # What this run publishes when the page is drawn, and where its progress is shown.
    running: _Publish | None = None
    slot: Any = None
    # The form that was clicked, and what is told there: a missing answer, or why nothing was published.
    place: str = ""
    told: str = ""
    is_fault: bool = False

    @property
    def is_running(self) -> bool:
        """Is something being published in this very run?"""
        return self.running is not None

    def ask(self, place: str, publish: _Publish) -> None:
        """Let the run that this click begins publish."""
        self.asked, self.asked_at, self.place = publish, monotonic(), place

    def begin(self) -> None:
        """Take what was asked by the click that began this run. What an earlier, broken run left is forgotten."""
        is_of_this_run = monotonic() - self.asked_at < _LONGEST_WAY
        self.running, self.asked = (self.asked if is_of_this_run else None), None

    def tell(self, place: str, told: str, is_fault: bool = False) -> None:
        """Let the form say something once."""
        self.place, self.told, self.is_fault = place, told, is_fault


def read_turn() -> Turn:
    """The turn of this session."""
    turn = st.session_state.setdefault(_TURN, Turn())
    assert isinstance(turn, Turn)
    return turn


def show_told(turn: Turn, place: str, context: Context) -> None:
    """What came of the form's last click, once, below the form where it was clicked; and the place of its progress."""
    if turn.place != place:
        return
    turn.slot = st.empty()
    _show_done(turn, context)
    if turn.told:
        (st.error if turn.is_fault else st.warning)(turn.told)
        turn.told = ""


def end_turn(context: Context) -> None:
    """Publish what was asked, with progress, once the whole page is drawn; afterwards it is drawn anew."""
    turn = read_turn()
    publish, turn.running = turn.running, None
    if publish is None:
        return
    _ = context.texts
    try:
        with turn.slot.container(), st.status(_("Publishing …")) as status:
            # Nothing of Streamlit between the release and this note of it: see `Turn`.
            turn.done = publish(make_teller(status, context))
            turn.number += 1
    except UserError as error:
        turn.tell(turn.place, error.tell(_), is_fault=True)
    else:
        if not turn.done.is_draft:
            open_next(turn.done.release_id)
    st.rerun()


def begin_turn(context: Context) -> None:
    """The first thing on the page: lock all of it if something is to be published."""
    read_turn().begin()


def _show_done(turn: Turn, context: Context) -> None:
    done, turn.done = turn.done, None
    if done is None:
        return
    _ = context.texts
    if done.is_draft:
        st.success(_("Draft {release} is made. It closed nothing.", release=done.release_id))
        label = _("Look at the draft")
    else:
        st.success(_("Published: {release}", release=done.release_id))
        label = _("Look at the release")
    show(element("p", link_to_page("overview", label, release=done.release_id)))
