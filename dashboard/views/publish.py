"""Publish: what a release would do, its rehearsal, and the release; drafts, and the replacing of a mistaken release."""

from dashboard.coordinator_page import show_coordinator_page
from dashboard.publish_desk import show_publishing
from dashboard.publish_turn import begin_turn, end_turn
from dashboard.release_shelf import show_shelf
from dashboard.session import read_context
from dashboard.supersede_desk import show_superseding

show_coordinator_page(
    read_context().texts("Publish"), begin_turn, show_publishing, show_superseding, show_shelf, end_turn
)
