"""Access and audit trail: who may do what, and who did what."""

from dashboard.access_desk import show_access
from dashboard.coordinator_page import show_coordinator_page
from dashboard.session import read_context
from dashboard.trail_desk import show_trail

show_coordinator_page(read_context().texts("Access and audit trail"), show_access, show_trail)
