"""The sidebar: language, release and, in a demo on this machine, the role."""

from collections import Counter

import streamlit as st
from babel import Locale

from dashboard.address import recall, remember
from dashboard.roles import DEMO_ROLES, PARTNER, READER, ROLE_NAMES, Viewer, is_switch_allowed
from dashboard.session import Context
from etl.services import Definitions, Home, ReleaseFile, ReleaseInfo, list_releases, load_texts
from indicators.periods import month_code
from indicators.reasons import N_
from indicators.texts import Texts

_LANGUAGE = N_("Language")


def choose_context(home: Home, definitions: Definitions) -> Context:
    """Draw the sidebar's pickers and return what was chosen."""
    with st.sidebar:
        language = _choose_language(definitions)
        texts = load_texts(definitions, language)
        releases = tuple(info for info in list_releases(home) if not info.is_draft)
        chosen = _choose_release(releases, definitions, texts)
        is_allowed = is_switch_allowed(home.kind)
        viewer = _choose_viewer(definitions, texts) if is_allowed else Viewer(READER)
    release = ReleaseFile(chosen.path) if chosen else None
    return Context(home, definitions, texts, viewer, is_allowed, releases, release)


def _choose_language(definitions: Definitions) -> str:
    languages = list(definitions.project.languages)
    # The browser's own language to start with, so that nobody has to find the picker first.
    own = (st.context.locale or "").split("-")[0]
    default = own if own in languages else languages[0]
    language = st.selectbox(
        " · ".join(dict.fromkeys((_LANGUAGE, *(load_texts(definitions, code)(_LANGUAGE) for code in languages)))),
        languages,
        index=languages.index(recall("language", languages, default) or default),
        format_func=lambda code: language_name(code, code),
        key="language",
        filter_mode=None,
    )
    remember("language", language, default)
    return language


def language_name(code: str, reader: str) -> str:
    """Name of a language in the reader's language, with a capital."""
    return (Locale.parse(code).get_display_name(reader) or code).capitalize()


def _choose_release(releases: tuple[ReleaseInfo, ...], definitions: Definitions, texts: Texts) -> ReleaseInfo | None:
    if not releases:
        return None
    by_id = {info.release_id: info for info in releases[::-1]}
    newest = next((info.release_id for info in by_id.values() if not info.is_superseded), next(iter(by_id)))
    release_id = st.selectbox(
        texts("Release"),
        list(by_id),
        index=list(by_id).index(recall("release", by_id, newest) or newest),
        format_func=_release_labels(by_id, definitions, texts).__getitem__,
        key=f"release_{texts.language}",
        help=texts("Releases are never changed: an older one shows what was known then."),
        filter_mode=None,
    )
    remember("release", release_id, newest)
    return by_id[release_id]


def _release_labels(by_id: dict[str, ReleaseInfo], definitions: Definitions, texts: Texts) -> dict[str, str]:
    """What the reader chooses from, by release id; two of one month and day are told apart by the end of their ids."""
    labels = {code: _release_label(info, definitions, texts) for code, info in by_id.items()}
    seen = Counter(labels.values())
    return {code: f"{label} · {code[-6:]}" if seen[label] > 1 else label for code, label in labels.items()}


def _release_label(info: ReleaseInfo, definitions: Definitions, texts: Texts) -> str:
    month = texts.month_name(*definitions.periods.calendar_month(info.month), "LLL y")
    label = f"{month_code(info.month)} · {month} ({texts.day(info.as_of)})"
    return texts("{release}, replaced", release=label) if info.is_superseded else label


def _choose_viewer(definitions: Definitions, texts: Texts) -> Viewer:
    # In the address, so that a reload or a cut line finds the same person; nobody reads it but where this is drawn.
    role = st.radio(
        texts("Look as (demo only)"),
        DEMO_ROLES,
        index=DEMO_ROLES.index(recall("role", DEMO_ROLES) or DEMO_ROLES[0]),
        format_func=lambda code: texts(ROLE_NAMES[code]),
        key=f"role_{texts.language}",
        help=texts("A real home has no such switch: there, roles come from sign-in."),
    )
    remember("role", role, DEMO_ROLES[0])
    if role != PARTNER:
        remember("partner", None)
        return Viewer(role)
    names = {partner.code: texts(partner.name) for partner in definitions.partners}
    code = st.selectbox(
        texts("Partner"),
        list(names),
        index=list(names).index(recall("partner", names) or next(iter(names))),
        format_func=lambda one: f"{one} · {names[one]}",
        key=f"partner_{texts.language}",
        filter_mode=None,
    )
    remember("partner", code)
    return Viewer(role, code)
