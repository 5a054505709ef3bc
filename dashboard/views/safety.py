"""Safety concerns, for safeguarding and the coordinator."""

from dashboard.coordinator_page import show_coordinator_page
from dashboard.safety_desk import show_safety
from dashboard.session import read_context

show_coordinator_page(read_context().texts("Safety concerns"), show_safety)
