"""Who looks at the page, and whether the demo's role switch may exist at all.

Who signed in has the role of the access list. The switch is drawn only in a demo home on this very machine without a
sign-in, and the role in the page's address is looked at only there: nothing else that a browser sends gives a role.
"""

from dataclasses import dataclass
from urllib.parse import urlsplit

import streamlit as st

from etl.services import OpenSession, is_loopback
from indicators.reasons import N_

READER, EVALUATOR, PARTNER, COORDINATOR = "reader", "evaluator", "partner", "coordinator"
SAFEGUARDING = "safeguarding"
# Who is not let in: no page, no release, no role in any list.
NOBODY = ""
ROLE_NAMES = {
    READER: N_("Steering committee"),
    EVALUATOR: N_("Evaluator"),
    PARTNER: N_("Partner's officer"),
    COORDINATOR: N_("Coordinator"),
    SAFEGUARDING: N_("Safeguarding"),
}
DEMO_ROLES = tuple(ROLE_NAMES)


@dataclass(frozen=True)
class Viewer:
    """The role of this session, and the partner that an officer works for."""

    role: str = READER
    partner_code: str | None = None
    # Of who is signed in; the demo's roles have none.
    email: str = ""
    is_demo: bool = False
    session: OpenSession | None = None

    @property
    def may_review(self) -> bool:
        """May this viewer open the coordinator's desk?"""
        return self.role == COORDINATOR

    @property
    def name(self) -> str:
        """What stands in the store as who did it; in the demo not a real address."""
        return self.email or f"{self.partner_code or self.role}@demo.invalid".lower()


def is_local() -> bool:
    """Does the server listen on loopback alone, and was it asked by loopback?"""
    return is_loopback(str(st.get_option("server.address") or "")) and _is_request_local()


def _is_request_local() -> bool:
    # Behind a proxy the server listens on loopback, too; the host that the reader asked for tells them apart.
    headers = st.context.headers
    if any(name in headers for name in ("X-Forwarded-For", "X-Forwarded-Host", "X-Real-IP", "Forwarded", "Via")):
        return False
    # Some proxies put their own host in place of the one that was asked for; the page's origin they leave.
    asked = (headers.get("Host"), headers.get("Origin"))
    return all(one is None or _is_loopback_address(one) for one in asked)


def _is_loopback_address(address: str) -> bool:
    parts = urlsplit(address if "//" in address else f"//{address}")
    return parts.username is None and is_loopback(parts.hostname or "")
