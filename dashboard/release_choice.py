"""The picker of the release: every release that was published, and for the coordinator alone the drafts."""

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from dashboard.address import recall, remember
from dashboard.page_table import ALL_READERS
from dashboard.roles import Viewer
from etl.services import Definitions, ReleaseInfo
from indicators.periods import month_code
from indicators.texts import Texts

# Which release the next run opens, whatever the picker shows now: a page that made one leads to it.
_NEXT = "release_to_open"


def open_next(release_id: str) -> None:
    """Let the next run of the page open this release, if the viewer may see it."""
    st.session_state[_NEXT] = release_id


def list_offered(known: Iterable[ReleaseInfo], viewer: Viewer) -> dict[str, ReleaseInfo]:
    """Releases that the viewer may open, by id, the newest first. A draft opens for the coordinator alone."""
    if viewer.role not in ALL_READERS:
        return {}
    return {one.release_id: one for one in [*known][::-1] if viewer.may_review or not one.is_draft}


def choose_release(
    known: Iterable[ReleaseInfo], viewer: Viewer, definitions: Definitions, texts: Texts
) -> ReleaseInfo | None:
    """Draw the picker and return what was chosen: by the address, by the page, else the newest that is in force."""
    by_id = list_offered(known, viewer)
    if not by_id:
        return None
    newest, key = _newest(by_id), f"release_{texts.language}"
    _forget_former(by_id, newest, key)
    release_id = st.selectbox(
        texts("Release"),
        list(by_id),
        index=list(by_id).index(recall("release", by_id, newest) or newest),
        format_func=release_labels(by_id, definitions, texts).__getitem__,
        key=key,
        help=texts("Releases are never changed: an older one shows what was known then."),
        filter_mode=None,
    )
    remember("release", release_id, newest)
    return by_id[release_id]


def _newest(by_id: dict[str, ReleaseInfo]) -> str:
    in_force = (one.release_id for one in by_id.values() if one.is_in_force)
    return next(in_force, next(iter(by_id)))


def _forget_former(by_id: dict[str, ReleaseInfo], newest: str, key: str) -> None:
    """Clear the picker where the page asks for another release, or where its choice is no longer offered."""
    asked = st.session_state.pop(_NEXT, None)
    if asked in by_id:
        st.session_state.pop(key, None)
        remember("release", asked, newest)
    elif st.session_state.get(key) not in by_id:
        # What was chosen in another role is not offered in this one.
        st.session_state.pop(key, None)


def release_labels(by_id: dict[str, ReleaseInfo], definitions: Definitions, texts: Texts) -> dict[str, str]:
    """What the reader chooses from, by release id; two of one month and day are told apart by the end of their ids."""
    labels = {code: _label(info, definitions, texts) for code, info in by_id.items()}
    seen = Counter(labels.values())
    return {code: f"{label} · {code[-6:]}" if seen[label] > 1 else label for code, label in labels.items()}


def _label(info: ReleaseInfo, definitions: Definitions, texts: Texts) -> str:
    month = texts.month_name(*definitions.periods.calendar_month(info.month), "LLL y")
    label = f"{month_code(info.month)} · {month} ({texts.day(info.as_of)})"
    if info.is_draft:
        return texts("{release}, draft", release=label)
    return texts("{release}, replaced", release=label) if info.is_superseded else label
