"""Who looks at the page, and whether the demo's role switch may exist at all.

There is no sign-in yet. So outside a demo home on this very machine everybody is a reader, and nothing a browser sends
can change that: the role comes from a widget that is drawn only where the switch is allowed, and the role in the page's
address is looked at only there.
"""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

import streamlit as st

from indicators.reasons import N_

READER, COMMITTEE, EVALUATOR, PARTNER, COORDINATOR = "reader", "committee", "evaluator", "partner", "coordinator"
ROLE_NAMES = {
    READER: N_("Reader"),
    COMMITTEE: N_("Steering committee"),
    EVALUATOR: N_("Evaluator"),
    PARTNER: N_("Partner's officer"),
    COORDINATOR: N_("Coordinator"),
}
DEMO_ROLES = (COMMITTEE, EVALUATOR, PARTNER, COORDINATOR)


@dataclass(frozen=True)
class Viewer:
    """The role of this session, and the partner that an officer works for."""

    role: str = READER
    partner_code: str | None = None

    @property
    def may_submit(self) -> bool:
        """May this viewer open a partner's own submissions in the store?"""
        return self.role == PARTNER and self.partner_code is not None

    @property
    def may_review(self) -> bool:
        """May this viewer open the coordinator's desk?"""
        return self.role == COORDINATOR

    @property
    def name(self) -> str:
        """What stands in the store as who did it; in the demo not a real address."""
        return f"{self.partner_code or self.role}@demo.invalid".lower()


def is_switch_allowed(home_kind: str) -> bool:
    """May the role switch exist: demo home, a server that listens on loopback alone, a request to loopback?"""
    return home_kind == "demo" and is_loopback(str(st.get_option("server.address") or "")) and _is_request_local()


def is_loopback(host: str) -> bool:
    """Does a host name or address mean this machine alone?"""
    host = host.strip("[]").lower()
    if host == "localhost":
        return True
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def _is_request_local() -> bool:
    # Behind a proxy the server listens on loopback, too; the host that the reader asked for tells them apart.
    headers = st.context.headers
    if any(name in headers for name in ("X-Forwarded-For", "X-Forwarded-Host", "Forwarded", "Via")):
        return False
    host = headers.get("Host")
    return host is None or is_loopback(urlsplit(f"//{host}").hostname or "")
