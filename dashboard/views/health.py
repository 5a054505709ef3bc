"""Health: is the installation whole, are the data sound."""

from dashboard.coordinator_page import show_coordinator_page
from dashboard.health_desk import show_health
from dashboard.session import read_context

show_coordinator_page(read_context().texts("Health"), show_health)
