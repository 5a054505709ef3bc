"""The chain of releases: the digest that each newer release holds of the older ones, for who checks the files."""

import hashlib
from collections.abc import Sequence

import streamlit as st

from dashboard.frame import heading
from dashboard.markup import Child, element, show
from dashboard.released_rows import read_rows
from dashboard.roles import COORDINATOR, EVALUATOR
from dashboard.session import Released
from dashboard.tables import build_table
from etl.services import ReleaseFile, ReleaseInfo

_READERS = (EVALUATOR, COORDINATOR)


def show_chain(releases: Sequence[ReleaseInfo], released: Released) -> None:
    """What the newest release says of the files of all others; for evaluators and the coordinator."""
    if released.context.viewer.role not in _READERS:
        return
    _, newest = released.context.texts, releases[-1]
    rows = sorted(read_rows(ReleaseFile(newest.path), "chain"), key=lambda row: row["position"])
    show(heading(_("Chain of releases")))
    note = _(
        "Each release holds the SHA-256 of every earlier one, as it left. Who has kept a file can compare: an older "
        "release that was altered since has another digest. Below stands what {release} says.",
        release=newest.release_id,
    )
    show(element("p", note, cls="note"))
    if not rows:
        show(element("p", _("It is the first release, or older than the chain: it names no other.")))
        return
    paths = {info.release_id: info for info in releases}
    lines = (
        _row(str(row["release_id"]), str(row["sha256"]), paths.get(str(row["release_id"])), released) for row in rows
    )
    show(
        build_table([_("Release"), "SHA-256", _("File in this home")], lines, _("Chain of releases"), cls="cards chain")
    )


def _row(name: str, digest: str, info: ReleaseInfo | None, released: Released) -> list[Child]:
    return [name, element("code", digest), _verdict(digest, info, released)]


def _verdict(digest: str, info: ReleaseInfo | None, released: Released) -> Child:
    _ = released.context.texts
    if info is None:
        return element("span", "✕ ", _("not here"), cls="severity error")
    if _digest(str(info.path), info.path.stat().st_mtime_ns) == digest:
        return element("span", "✓ ", _("the same"), cls="severity on_time")
    return element("span", "✕ ", _("altered"), cls="severity error")


@st.cache_data(show_spinner=False, max_entries=128)
def _digest(path: str, changed: int) -> str:
    with open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
